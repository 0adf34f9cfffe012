"""The SQLite catalog: migrations, scores, keep-list and galleries."""

"""The SQLite catalog of scores, keep-list and sweeps."""

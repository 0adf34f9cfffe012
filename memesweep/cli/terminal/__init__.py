"""The process and its terminal: streams, signals, progress, tables, names."""

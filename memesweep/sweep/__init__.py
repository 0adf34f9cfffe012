"""Plan, file operations, journal, execution and undo of a sweep."""

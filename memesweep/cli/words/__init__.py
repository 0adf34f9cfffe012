"""The command line's sentences, a table for each enum of the core; tests compare tables and enums."""

"""One thin file for each command: parse, call the workspace, show."""

"""One command a file: parse, call the core, render. The only room that imports typer and rich."""

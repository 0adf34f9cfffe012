"""Folders and files as people name them: on the command line, in a variable, in the configuration file."""

from __future__ import annotations

import os
from pathlib import Path

from memesweep.cli.exits import CommandError, ExitCode


def parse_path(text: str | Path) -> Path:
    """Take a path as it is named; an empty one would mean the current folder, which nobody asked for.

    A variable that is not set in somebody's script is empty: `memesweep clean "$PHOTOS" --yes`.

    Raises:
        CommandError: it is empty.

    """
    if not os.fspath(text):
        raise CommandError("A path is empty. Name a folder; the current one is called . (a dot).")
    return Path(text)


def parse_folder(text: str | Path) -> Path:
    """Take a folder as it is named, `~` for the home: no shell expands that in a file or after `=`.

    Raises:
        CommandError: it is empty.

    """
    # Path.expanduser takes a name that begins with ~ and is no user's for an error.
    return Path(os.path.expanduser(parse_path(text)))  # noqa: PTH111


def parse_model(text: str) -> str:
    """Take a model as it is named: what has a slash, or begins with `~`, is a folder.

    Raises:
        CommandError: it is empty.

    """
    folder = parse_folder(text)
    return str(folder) if "/" in text or text.startswith("~") else text


def make_folder(folder: Path) -> None:
    """Make a folder for results, where it is not there.

    Raises:
        CommandError: it is a file, or cannot be created.

    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise CommandError(f"{folder} is a file. Name a folder.") from error
    except OSError as error:
        raise CommandError(f"{folder} cannot be created ({error.strerror}).", ExitCode.ENVIRONMENT) from error


def read_token(file: Path) -> str:
    """Read the token that a server and its clients share.

    Raises:
        CommandError: there is none, or it is no word that nobody guesses.

    """
    try:
        token = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not text"
        raise CommandError(f"{file} cannot be read ({reason}).", ExitCode.ENVIRONMENT) from error
    if len(token) < 16 or not token.isascii() or any(char.isspace() for char in token):  # noqa: PLR2004
        raise CommandError(f"The token in {file} is no word of 16 ASCII characters or more.")
    return token

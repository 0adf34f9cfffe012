"""What its owner has told memesweep to leave out, in the manner of .gitignore."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from memesweep.errors import BadUsageError, ErrorCode, UnfitEnvironmentError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

IGNORE_NAME: Final = ".memesweepignore"
"""A file of patterns in a gallery's root, one a line, as in .gitignore."""


class Exclusion(Protocol):
    """Patterns, ready to be asked."""

    def match_file(self, file: str) -> bool:
        """Tell whether a path below the root is left out; a folder's ends in a slash."""


def read_exclusion(root: Path, patterns: Iterable[str]) -> Exclusion | None:
    """Return what a gallery's own list and the patterns given beside it leave out; None for nothing.

    Args:
        root: the resolved gallery.
        patterns: as on a line of .gitignore; later ones win, and those of the gallery's list come first.

    Raises:
        BadUsageError: a pattern is none.
        UnfitEnvironmentError: the gallery's list cannot be read: what its owner wants left out is not known.

    """
    file = root / IGNORE_NAME
    try:
        lines = file.read_text("utf-8", errors="surrogateescape").splitlines()
    except FileNotFoundError:
        lines = []
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnfitEnvironmentError(ErrorCode.IGNORE_LIST_UNREADABLE, path=file, reason=reason) from error
    lines += patterns
    if not lines:
        return None
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - most galleries do without

    for line in lines:
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError as error:
            raise BadUsageError(ErrorCode.NOT_A_PATTERN, pattern=line) from error
    return GitIgnoreSpec.from_lines(lines)

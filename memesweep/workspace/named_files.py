"""A scan of named files alone: which of them the gallery holds, and why some were not looked at."""

from __future__ import annotations

import os
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from memesweep.errors import BadUsageError, ErrorCode
from memesweep.workspace.troubles import Trouble, TroubleCode

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from memesweep.scan.results import ScanCounts


def names_in(root: Path, files: Iterable[Path]) -> frozenset[str]:
    """Return files by their names below a gallery.

    Symlinks of folders are followed, since other programs name files by other ways to the gallery; those of
    files are not, and are passed over as in every scan.

    Args:
        root: the resolved gallery.
        files: absolute, or relative to the current folder; they need not be there.

    Raises:
        BadUsageError: some are outside of the gallery. None of the others is looked at then.

    """
    inside: set[str] = set()
    outside: list[Path] = []
    folders: dict[str, str | None] = {}
    for file in files:
        head, name = os.path.split(file)
        if name in {"", ".", ".."}:
            head, name = os.fspath(file), ""
        if head not in folders:
            folders[head] = _below(root, os.path.realpath(head))
        folder = folders[head]
        if folder is None:
            outside.append(file)
        else:
            inside.add(f"{folder}/{name}" if folder and name else folder or name)
    if outside:
        raise BadUsageError(
            ErrorCode.FILES_OUTSIDE_GALLERY, path=outside[0], gallery=root, others=len(outside) - 1
        )
    return frozenset(inside)


def _below(root: Path, folder: str) -> str | None:
    """Return a resolved folder relative to the gallery, empty for itself; None where it is outside."""
    if folder == str(root):
        return ""
    prefix = f"{str(root).rstrip('/')}/"
    return folder.removeprefix(prefix) if folder.startswith(prefix) else None


def unmet_files(root: Path, counts: ScanCounts) -> tuple[Trouble, ...]:
    """Return the trouble with files that were to be looked at, and that the walk has not come to.

    What the skip rules pass over is none: it is counted, as in every scan.
    """
    unmet = (root / name for name in sorted(counts.unmet) if not _is_passed_over(name, counts))
    return tuple(
        Trouble(path=path, code=TroubleCode.NOT_A_FILE if path.is_dir() else TroubleCode.NOT_THERE)
        for path in unmet
    )


def _is_passed_over(name: str, counts: ScanCounts) -> bool:
    return any(place in counts.passed_over for place in (name, *map(str, PurePosixPath(name).parents)))

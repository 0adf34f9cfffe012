"""The keep-list as commands see it: files go on and off, pictures are listed."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from memesweep.catalog.decisions import list_decisions, remove_decisions
from memesweep.catalog.keeps import add_keep
from memesweep.errors import BadUsageError, ErrorCode
from memesweep.gallery.digest import digest_file
from memesweep.gallery.formats import sniff
from memesweep.gallery.opening import open_unfollowed
from memesweep.gallery.walk import WalkOptions, open_gallery, walk
from memesweep.workspace.proposals.results import KeepResult
from memesweep.workspace.troubles import Trouble, TroubleCode

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

_HEAD: Final = 4096
"""Bytes that tell a picture from something else."""
_LEAST_DIGITS: Final = 4
"""Of a hash that names a picture: with fewer, a mistyped path would too often be one."""


def keep_files(catalog: sqlite3.Connection, files: Iterable[Path]) -> KeepResult:
    """Put the contents of files on the keep-list; see `Workspace.keep`."""
    changed = 0
    troubles: list[Trouble] = []
    for file in files:
        try:
            real = resolved(file)
            digested = digest_file(real)
            is_picture = digested is not None and _is_picture(real)
        except OSError as error:
            note = error.strerror or str(error)
            troubles.append(Trouble(path=file, code=TroubleCode.NOT_KEPT, note=note))
            continue
        if digested is None:
            troubles.append(Trouble(path=file, code=TroubleCode.NOT_A_FILE))
            continue
        if not is_picture:
            troubles.append(Trouble(path=file, code=TroubleCode.NOT_A_PICTURE))
            continue
        sha256, stamp = digested
        changed += add_keep(catalog, sha256, stamp.size, real)
    return KeepResult(changed=changed, troubles=tuple(troubles))


def pictures_below(folder: Path) -> tuple[Path, ...]:
    """Return the pictures in a folder and below it, as a scan would meet them, `Sent` and `Private` too.

    Raises:
        BadUsageError: it is a folder of swept pictures.
        UnfitEnvironmentError: it is empty or cannot be read.

    """
    root = open_gallery(folder)
    options = WalkOptions(include_sent=True, include_private=True)
    return tuple(
        file.path for listing in walk(root, options) for file in listing.files if _is_picture(file.path)
    )


def _is_picture(path: Path) -> bool:
    """Tell by the first bytes, never by the name; false where they cannot be read."""
    try:
        descriptor = open_unfollowed(path)
    except OSError:
        return False
    try:
        return sniff(os.pread(descriptor, _HEAD, 0)) is not None
    except OSError:
        return False
    finally:
        os.close(descriptor)


def remove_named(catalog: sqlite3.Connection, names: Iterable[str]) -> int:
    """Forget what was said of files, or of hashes; see `Workspace.remove_decisions`."""
    known = {decision.sha256.hex(): decision.sha256 for decision in list_decisions(catalog)}
    return remove_decisions(catalog, [_content_of(name, known) for name in names])


def _content_of(name: str, known: Mapping[str, bytes]) -> bytes:
    """Return the SHA-256 that is meant.

    Raises:
        BadUsageError: none is, or several may be.

    """
    try:
        digested = digest_file(resolved(Path(name)))
    except (OSError, ValueError):
        digested = None
    if digested is not None:
        return digested[0]
    prefix = name.lower()
    found = [sha256 for text, sha256 in known.items() if text.startswith(prefix)]
    if len(prefix) < _LEAST_DIGITS or len(found) != 1:
        raise BadUsageError(ErrorCode.DECISION_UNKNOWN, name=name)
    return found[0]


def resolved(path: Path) -> Path:
    """Follow the symlinks of a path; a name that begins with ~ is taken as it is.

    Raises:
        OSError: they lead in a circle.

    """
    try:
        return path.resolve()
    except RuntimeError as error:  # so says Python before 3.13
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), os.fspath(path)) from error

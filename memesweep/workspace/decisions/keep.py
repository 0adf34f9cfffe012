"""The keep-list as commands see it: files go on and off, pictures are listed."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from memesweep.catalog.keeps import add_keep, remove_keep
from memesweep.gallery.digest import digest_file
from memesweep.workspace.proposals.proposal import Trouble, TroubleCode
from memesweep.workspace.proposals.results import KeepResult

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path


def keep_files(catalog: sqlite3.Connection, files: Iterable[Path], *, forget: bool) -> KeepResult:
    """Put the contents of files on the keep-list, or take them off; see `Workspace.keep`."""
    changed = 0
    troubles: list[Trouble] = []
    for file in files:
        try:
            real = resolved(file)
            digested = digest_file(real)
        except OSError as error:
            note = error.strerror or str(error)
            troubles.append(Trouble(path=file, code=TroubleCode.NOT_KEPT, note=note))
            continue
        if digested is None:
            troubles.append(Trouble(path=file, code=TroubleCode.NOT_A_FILE))
            continue
        sha256, stamp = digested
        if forget:
            changed += remove_keep(catalog, sha256)
        else:
            changed += add_keep(catalog, sha256, stamp.size, real)
    return KeepResult(changed=changed, troubles=tuple(troubles))


def resolved(path: Path) -> Path:
    """Follow the symlinks of a path; a name that begins with ~ is taken as it is.

    Raises:
        OSError: they lead in a circle.

    """
    try:
        return path.resolve()
    except RuntimeError as error:  # so says Python before 3.13
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), os.fspath(path)) from error

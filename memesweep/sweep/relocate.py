"""Move one file between two anchors: by rename, or by a verified copy where a rename cannot."""

from __future__ import annotations

import contextlib
import errno
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from memesweep.sweep.anchor import Place

if TYPE_CHECKING:
    import os

    from memesweep.gallery.files import FileStamp
    from memesweep.sweep.files import FileOperations


class FileChangedError(Exception):
    """The file is no longer what was judged; it stays where it is."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be true of a file for it to be moved."""

    sha256: bytes
    stamp: FileStamp | None = None
    """None where only the content is known, as for a file that was copied into a holding folder."""


def verify(files: FileOperations, place: Place, expected: Expected) -> os.stat_result:
    """Make sure that a place still holds the expected regular file.

    Raises:
        FileChangedError: it does not.
        OSError: it cannot be read.

    """
    status = files.status(place)
    if status is None:
        raise FileChangedError("it is gone")
    if not stat.S_ISREG(status.st_mode):
        raise FileChangedError("it is no regular file any more")
    if not _same_stamp(status, expected):
        raise FileChangedError("it changed since it was scored")
    sha256, while_open = files.digest(place)
    if sha256 != expected.sha256 or not _same_stamp(while_open, expected):
        raise FileChangedError("its content changed since it was scored")
    return while_open


def relocate(files: FileOperations, source: Place, target: Place, expected: Expected) -> None:
    """Move a file, replacing nothing. On any error the source is whole and where it was.

    Raises:
        FileChangedError: the source is not, or no longer, the expected file.
        FileExistsError: the target's name is taken.
        OSError: what the file system refused.

    """
    verify(files, source, expected)
    files.make_folders(target)
    try:
        files.rename(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy_over(files, source, target, expected)
    files.sync_folder(target)
    files.sync_folder(source)


def part_of(target: Place) -> Place:
    """Return where a copy grows before it takes its name; hidden, and known to recovery."""
    folder, slash, name = target.relative.rpartition("/")
    # Half of the longest name that file systems allow, cut at whole characters.
    short = name.encode("utf-8", "surrogateescape")[:120].decode("utf-8", "ignore")
    return Place(target.anchor, f"{folder}{slash}.memesweep-part-{short}")


def _copy_over(files: FileOperations, source: Place, target: Place, expected: Expected) -> None:
    part = part_of(target)
    try:
        if files.copy(source, part) != expected.sha256 or files.digest(part)[0] != expected.sha256:
            raise FileChangedError("it changed while it was copied")
        files.rename(part, target)
    except BaseException:
        _discard(files, part)
        raise
    # The copy is durable under its name before the original goes.
    files.sync_folder(target)
    try:
        verify(files, source, expected)
        files.unlink(source)
    except BaseException:
        _discard_if_original_stands(files, source, target)
        raise


def _discard_if_original_stands(files: FileOperations, source: Place, copy: Place) -> None:
    """An error can come after the deed: the copy goes only while the original is seen to be there."""
    try:
        standing = files.status(source) is not None
    except OSError:
        return
    if standing:
        _discard(files, copy)


def _discard(files: FileOperations, copy: Place) -> None:
    """Take our own copy away again; where even that fails, recovery will."""
    with contextlib.suppress(OSError):
        files.unlink(copy)


def _same_stamp(status: os.stat_result, expected: Expected) -> bool:
    stamp = expected.stamp
    return stamp is None or (status.st_size, status.st_mtime_ns, status.st_ino, status.st_dev) == (
        stamp.size,
        stamp.mtime_ns,
        stamp.inode,
        stamp.device,
    )

"""Move one file between two anchors: by rename, or by a verified copy where a rename cannot."""

from __future__ import annotations

import contextlib
import errno
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memesweep.gallery.files import FileStamp
from memesweep.sweep.fileops.anchor import Place
from memesweep.sweep.fileops.leftovers import aside_of, part_of
from memesweep.sweep.fileops.suffix import with_suffix

if TYPE_CHECKING:
    from memesweep.sweep.fileops.operations import FileOperations

_NAMES: Final = 100
"""Names to try for a file that has to go back and finds its own taken."""


class FileChangedError(Exception):
    """The file is no longer what was scored; it stays where it is."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be true of a file for it to be moved."""

    sha256: bytes
    stamp: FileStamp | None = None
    """None where only the content is known: a copy, or a file looked at after its disk was mounted anew."""


def verify(files: FileOperations, place: Place, expected: Expected) -> None:
    """Make sure that a place still holds the expected regular file.

    Raises:
        FileChangedError: it does not.
        OSError: it cannot be read.

    """
    status = files.status(place)
    if status is None:
        raise FileChangedError("it is gone")
    if not stat.S_ISREG(status.st_mode):
        raise FileChangedError("it is not a regular file any more")
    if expected.stamp is not None and FileStamp.of(status) != expected.stamp:
        raise FileChangedError("it changed since it was scored")
    sha256, while_open = files.digest(place)
    if sha256 != expected.sha256 or FileStamp.of(while_open) != FileStamp.of(status):
        raise FileChangedError("its content changed since it was scored")


def relocate(
    files: FileOperations,
    source: Place,
    target: Place,
    expected: Expected,
    *,
    may_copy: bool = True,
    durable: bool = True,
) -> None:
    """Move a file, replacing nothing.

    On an error the file is at one end or the other, whole: look. What another program put into its place
    meanwhile is never taken along.

    Args:
        files: the file system.
        source: where the file is.
        target: where it goes; folders are made.
        expected: what must be true of it.
        may_copy: whether a copy will do where a rename cannot.
        durable: whether both folders are made durable here; else the caller does it for many files at once.

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
        if error.errno != errno.EXDEV or not may_copy:
            raise
        _copy_over(files, source, target, expected)
    else:
        _check_arrival(files, source, target, Expected(expected.sha256))
    if durable:
        files.sync_folder(target)
        files.sync_folder(source)


def put_back(files: FileOperations, away: Place, name: Place) -> None:
    """Give a file the name back that it had, or the next free one: nothing is replaced, nothing is left."""
    free = name
    for number in range(1, _NAMES):
        try:
            files.rename(away, free)
        except FileExistsError:
            free = Place(name.anchor, with_suffix(free.relative, number))
        else:
            break
    files.sync_folder(free)


def _check_arrival(files: FileOperations, source: Place, target: Place, expected: Expected) -> None:
    """Make sure that what was renamed is what was verified: another program may have been in between.

    By content, not by stamp: some network and FUSE file systems number a file by its path, and a program
    that rewrites a file may give it its time back.
    """
    try:
        verify(files, target, expected)
    except FileChangedError as error:
        if files.status(target) is not None:
            put_back(files, target, source)
        raise FileChangedError("another file took its place while it was moved") from error


def _copy_over(files: FileOperations, source: Place, target: Place, expected: Expected) -> None:
    part = part_of(target)
    _copy(files, source, part, expected)
    try:
        files.rename(part, target)
    except BaseException:
        _discard(files, part)
        raise
    # The copy is durable under its name before the original goes.
    files.sync_folder(target)
    try:
        _drop_original(files, source, Expected(expected.sha256))
    except BaseException:
        _discard_if_original_stands(files, source, target, Expected(expected.sha256))
        raise


def _copy(files: FileOperations, source: Place, part: Place, expected: Expected) -> None:
    _clear(files, part)
    try:
        if files.copy(source, part) != expected.sha256 or files.digest(part)[0] != expected.sha256:
            raise FileChangedError("it changed while it was copied")
    except BaseException:
        _discard(files, part)
        raise


def _clear(files: FileOperations, part: Place) -> None:
    """Take away the beginning of a copy that an earlier run left, so that it cannot block this one."""
    status = files.status(part)
    if status is not None and stat.S_ISREG(status.st_mode):
        files.unlink(part)


def _drop_original(files: FileOperations, source: Place, expected: Expected) -> None:
    """Unlink what was copied, and nothing else: first away from where others write, then look, then go."""
    aside = aside_of(source)
    try:
        files.rename(source, aside)
    except FileExistsError as error:
        raise FileChangedError(f"a leftover is in the way: {aside}") from error
    try:
        # From here on nobody can open it by its name. Who had it open before would write into nothing.
        if files.is_being_written(aside):
            raise FileChangedError("another program is writing to it")
        verify(files, aside, expected)
        files.unlink(aside)
    except BaseException:
        # After an unlink that failed in its own way, there may be nothing to put back.
        with contextlib.suppress(OSError):
            put_back(files, aside, source)
        raise


def _discard_if_original_stands(
    files: FileOperations, source: Place, copy: Place, expected: Expected
) -> None:
    """An error can come after the deed: the copy goes only while the original is seen to be whole."""
    with contextlib.suppress(OSError, FileChangedError):
        verify(files, source, expected)
        _discard(files, copy)


def _discard(files: FileOperations, copy: Place) -> None:
    """Take our own copy away again; where even that fails, recovery will."""
    with contextlib.suppress(OSError):
        files.unlink(copy)

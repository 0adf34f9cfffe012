"""Every touch of the file system that a sweep or an undo makes, behind one Protocol.

The real one is here; the dry run substitutes the mover above it; tests substitute one that fails where told.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Protocol

from memesweep.gallery.digest import digest_open
from memesweep.sweep.fileops.anchor import sync_folder
from memesweep.sweep.fileops.noreplace import rename_noreplace

if TYPE_CHECKING:
    from memesweep.sweep.fileops.anchor import Place

_BLOCK: Final = 1 << 20
_READ_FLAGS: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_CREATE_FLAGS: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class FileOperations(Protocol):
    """What sweeping needs of a file system. All methods raise OSError as the system does."""

    def status(self, place: Place) -> os.stat_result | None:
        """Return the `lstat` of a place, or None where nothing is."""

    def digest(self, place: Place) -> tuple[bytes, os.stat_result]:
        """Return the SHA-256 of a file and its status while it was open."""

    def make_folders(self, place: Place, mode: int = 0o755) -> None:
        """Make the folders that a place needs, durably; `mode` is less the umask, as ever."""

    def rename(self, source: Place, target: Place) -> None:
        """Rename without replacing; EXDEV across devices, FileExistsError on a taken name."""

    def copy(self, source: Place, target: Place) -> bytes:
        """Copy to a name that must be free: bytes, times, mode, durably. Return the SHA-256 copied."""

    def create(self, place: Place, data: bytes) -> None:
        """Write a small file to a name that must be free; durable on return."""

    def unlink(self, place: Place) -> None:
        """Take a name away. Called only for our own copies and records, and after a verified copy."""

    def is_being_written(self, place: Place) -> bool:
        """Tell whether a program has a regular file open for writing, where the system can tell."""

    def dress(self, place: Place, mode: int, mtime_ns: int) -> None:
        """Give a regular file its permission bits and modification time in ns, where it has others."""

    def sync_folder(self, place: Place) -> None:
        """Make the folder that holds a place durable."""

    def folder_mtime(self, place: Place) -> int | None:
        """Return the modification time in ns of the folder that holds a place; None where it is gone."""

    def touch_folder(self, place: Place, mtime_ns: int) -> None:
        """Set the modification time in ns of the folder that holds a place."""

    def append(self, place: Place, data: bytes) -> None:
        """Append to a file, made where needed; durable on return."""


class RealFiles:
    """`FileOperations` on the real file system."""

    def status(self, place: Place) -> os.stat_result | None:
        """See the Protocol."""
        try:
            with place.parent() as (folder, name):
                return os.stat(name, dir_fd=folder, follow_symlinks=False)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def digest(self, place: Place) -> tuple[bytes, os.stat_result]:
        """See the Protocol."""
        with place.parent() as (folder, name):
            descriptor = _open_regular(name, folder)
        try:
            digest = digest_open(descriptor)
            return digest, os.fstat(descriptor)
        finally:
            os.close(descriptor)

    def make_folders(self, place: Place, mode: int = 0o755) -> None:
        """See the Protocol."""
        with place.parent(make=mode):
            pass

    def rename(self, source: Place, target: Place) -> None:
        """See the Protocol."""
        with source.parent() as (from_folder, from_name), target.parent() as (to_folder, to_name):
            rename_noreplace(from_folder, from_name, to_folder, to_name)

    def copy(self, source: Place, target: Place) -> bytes:
        """See the Protocol."""
        with source.parent() as (from_folder, from_name), target.parent() as (to_folder, to_name):
            reading = _open_regular(from_name, from_folder)
            try:
                writing = os.open(to_name, _CREATE_FLAGS, 0o600, dir_fd=to_folder)
                try:
                    digest = _copy_bytes(reading, writing)
                    _copy_status(reading, writing)
                    os.fsync(writing)
                finally:
                    os.close(writing)
            finally:
                os.close(reading)
        return digest

    def create(self, place: Place, data: bytes) -> None:
        """See the Protocol."""
        with place.parent() as (folder, name):
            _write_durably(folder, name, data, _CREATE_FLAGS, 0o600)

    def unlink(self, place: Place) -> None:
        """See the Protocol."""
        with place.parent() as (folder, name):
            os.unlink(name, dir_fd=folder)

    def is_being_written(self, place: Place) -> bool:
        """See the Protocol."""
        with place.parent() as (folder, name):
            descriptor = _open_regular(name, folder)
        try:
            return _has_writers(descriptor)
        finally:
            os.close(descriptor)

    def dress(self, place: Place, mode: int, mtime_ns: int) -> None:
        """See the Protocol."""
        with place.parent() as (folder, name):
            descriptor = _open_regular(name, folder)
        try:
            status = os.fstat(descriptor)
            if stat.S_IMODE(status.st_mode) != mode:
                os.fchmod(descriptor, mode)
            if status.st_mtime_ns != mtime_ns:
                os.utime(descriptor, ns=(status.st_atime_ns, mtime_ns))
        finally:
            os.close(descriptor)

    def sync_folder(self, place: Place) -> None:
        """See the Protocol."""
        with place.parent() as (folder, _name):
            sync_folder(folder)

    def folder_mtime(self, place: Place) -> int | None:
        """See the Protocol."""
        try:
            with place.parent() as (folder, _name):
                return os.fstat(folder).st_mtime_ns
        except (FileNotFoundError, NotADirectoryError):
            return None

    def touch_folder(self, place: Place, mtime_ns: int) -> None:
        """See the Protocol."""
        with place.parent() as (folder, _name):
            os.utime(folder, ns=(os.fstat(folder).st_atime_ns, mtime_ns))

    def append(self, place: Place, data: bytes) -> None:
        """See the Protocol."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
        with place.parent() as (folder, name):
            _write_durably(folder, name, data, flags, 0o644)


def _open_regular(name: str, folder: int) -> int:
    """Open for reading, never through a symlink, and never a FIFO or a device that took the file's place."""
    descriptor = os.open(name, _READ_FLAGS, dir_fd=folder)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise OSError(errno.EINVAL, "not a regular file", name)


def _has_writers(descriptor: int) -> bool:
    """Ask the kernel by asking for a read lease, which it refuses while anybody has the file open to write.

    macOS has no leases, some file systems grant none, and other users' files need a privilege: then nobody
    can tell, and the answer is no.
    """
    if not hasattr(fcntl, "F_SETLEASE"):
        return False
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    return False


def _copy_bytes(reading: int, writing: int) -> bytes:
    digest = hashlib.sha256()
    while block := os.read(reading, _BLOCK):
        digest.update(block)
        _write_all(writing, block)
    return digest.digest()


def _write_durably(folder: int, name: str, data: bytes, flags: int, mode: int) -> None:
    descriptor = os.open(name, flags, mode, dir_fd=folder)
    try:
        _write_all(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    sync_folder(folder)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _copy_status(reading: int, writing: int) -> None:
    """Carry over owner, extended attributes, mode and times, the times last since the others change them.

    What the target's file system cannot hold (FAT knows no modes) is no reason to refuse: the journal has
    mode and time, and an undo restores them from there.
    """
    status = os.fstat(reading)
    with suppress(OSError):  # only root may give files away
        os.fchown(writing, status.st_uid, status.st_gid)
    if hasattr(os, "listxattr"):
        _copy_attributes(reading, writing)
    with suppress(OSError):
        os.fchmod(writing, stat.S_IMODE(status.st_mode))
    with suppress(OSError):
        os.utime(writing, ns=(status.st_atime_ns, status.st_mtime_ns))


def _copy_attributes(reading: int, writing: int) -> None:
    names: list[str] = []
    with suppress(OSError):
        names = os.listxattr(reading)
    for name in names:
        with suppress(OSError):  # the target's file system has none, or reserves this one
            os.setxattr(writing, name, os.getxattr(reading, name))

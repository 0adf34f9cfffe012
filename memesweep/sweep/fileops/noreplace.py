"""A rename that cannot replace: the operating system refuses a taken name, so there is no race to lose."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Final

from memesweep.sweep.fileops.leftovers import linked_name
from memesweep.sweep.fileops.suffix import with_suffix

if TYPE_CHECKING:
    from collections.abc import Callable

_RENAME_NOREPLACE: Final = 1  # linux/fs.h
_RENAME_EXCL: Final = 4  # sys/stdio.h of macOS
_UNSUPPORTED: Final = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})


def rename_noreplace(source_folder: int, source: str, target_folder: int, target: str) -> None:
    """Rename within one file system, atomically, failing where the target exists.

    Args:
        source_folder: descriptor of the folder that `source` is in.
        source: a name, no path.
        target_folder: descriptor of the folder that takes it.
        target: a name, no path.

    Raises:
        FileExistsError: the target's name is taken.
        OSError: EXDEV across devices, and whatever else the system says.

    """
    code = _exclusive_rename()(source_folder, os.fsencode(source), target_folder, os.fsencode(target))
    if code == 0:
        return
    if code in _UNSUPPORTED:
        # NFS and some FUSE file systems know no flags.
        rename_by_link(source_folder, source, target_folder, target)
        return
    raise OSError(code, os.strerror(code), source, None, target)


def rename_by_link(source_folder: int, source: str, target_folder: int, target: str) -> None:
    """Rename with a hard link, which refuses a taken name as well.

    Between the steps the file has two names, and recovery takes one of them away again. The old name is not
    unlinked as it stands: another program may have put another file there meanwhile. What has the name is
    set aside first, looked at where nobody else looks for it, and put back unless it is the file just linked.
    """
    os.link(source, target, src_dir_fd=source_folder, dst_dir_fd=target_folder, follow_symlinks=False)
    waiting = linked_name(source)
    with suppress(FileNotFoundError):  # somebody else took the old name away: so be it
        os.rename(source, waiting, src_dir_fd=source_folder, dst_dir_fd=source_folder)
        if not _same_file(source_folder, waiting, target_folder, target):
            _link_back(source_folder, waiting, source)
        os.unlink(waiting, dir_fd=source_folder)


def _link_back(folder: int, waiting: str, name: str) -> None:
    """Give a file its name back, or the next that is free."""
    number = 0
    while True:
        free = with_suffix(name, number) if number else name
        try:
            os.link(waiting, free, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
        except FileExistsError:
            number += 1
        else:
            return


def _same_file(one_folder: int, one: str, other_folder: int, other: str) -> bool:
    here = os.stat(one, dir_fd=one_folder, follow_symlinks=False)
    there = os.stat(other, dir_fd=other_folder, follow_symlinks=False)
    return (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino)


@cache
def _exclusive_rename() -> Callable[[int, bytes, int, bytes], int]:
    """Return a function that renames and returns 0 or an errno."""
    library = ctypes.CDLL(None, use_errno=True)
    name, flag = (
        ("renameatx_np", _RENAME_EXCL) if sys.platform == "darwin" else ("renameat2", _RENAME_NOREPLACE)
    )
    function = getattr(library, name, None)
    if function is None:
        return lambda *_: errno.ENOSYS
    function.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    function.restype = ctypes.c_int

    def call(source_folder: int, source: bytes, target_folder: int, target: bytes) -> int:
        failed = function(source_folder, source, target_folder, target, flag)
        return ctypes.get_errno() if failed else 0

    return call

"""A rename that cannot replace: the operating system refuses a taken name, so there is no race to lose."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from functools import cache
from typing import TYPE_CHECKING, Final

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
        # NFS and some FUSE file systems know no flags. A hard link refuses a taken name as well; between the
        # two calls the file has both names, and recovery takes the second one away again.
        os.link(source, target, src_dir_fd=source_folder, dst_dir_fd=target_folder, follow_symlinks=False)
        os.unlink(source, dir_fd=source_folder)
        return
    raise OSError(code, os.strerror(code), source, None, target)


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

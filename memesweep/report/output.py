"""Where reports go: into files of their own, complete or not at all, and in the place of nothing else."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from memesweep.errors import BadUsageError, ErrorCode, UnfitEnvironmentError
from memesweep.report.table import COLUMNS, SWEEP_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

_OURS: Final = (
    b'<meta name="generator" content="memesweep report">',
    ",".join(COLUMNS).encode(),
    ",".join(SWEEP_COLUMNS).encode(),
    b'"memesweep_decisions"',
)
"""What a report says of itself within its first bytes."""
_HEAD_BYTES: Final = 512
_MODE: Final = 0o600
"""A report shows the gallery's pictures: it is its owner's, who may hand it on."""


def check_report_file(path: Path, gallery: Path | None = None) -> Path:
    """Return where a report would be written.

    Args:
        path: as the user names it.
        gallery: the resolved gallery that is reported on, if there is one.

    Raises:
        BadUsageError: it lies in the gallery, or another file is there.
        UnfitEnvironmentError: it cannot be looked at.

    """
    try:
        resolved = path.resolve()
        if gallery is not None and resolved.is_relative_to(gallery):
            raise BadUsageError(ErrorCode.REPORT_IN_GALLERY, path=path, gallery=gallery)
        if resolved.exists() and not _is_ours(resolved):
            raise BadUsageError(ErrorCode.REPORT_NOT_OURS, path=path)
        if not resolved.parent.is_dir():
            raise UnfitEnvironmentError(
                ErrorCode.REPORT_UNWRITABLE, path=path, reason=f"there is no folder {resolved.parent}"
            )
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnfitEnvironmentError(ErrorCode.REPORT_UNWRITABLE, path=path, reason=reason) from error
    return resolved


@contextmanager
def open_report(path: Path, encoding: str = "utf-8") -> Iterator[TextIO]:
    """Open a file for a report; it is in its place when the block ends well, and gone when it does not.

    Args:
        path: from `check_report_file`.
        encoding: spreadsheets need a mark to see that a table is UTF-8.

    Raises:
        UnfitEnvironmentError: it cannot be written.

    """
    try:
        descriptor, name = tempfile.mkstemp(prefix=".memesweep-", suffix=path.suffix, dir=path.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        try:
            with open(descriptor, "w", encoding=encoding, newline="") as stream:  # noqa: PTH123 - a descriptor
                yield stream
            Path(name).chmod(_MODE)
            Path(name).replace(path)
        except OSError as error:
            raise _unwritable(path, error) from error
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _is_ours(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    return any(mark in head for mark in _OURS)


def _unwritable(path: Path, error: OSError) -> UnfitEnvironmentError:
    return UnfitEnvironmentError(ErrorCode.REPORT_UNWRITABLE, path=path, reason=error.strerror or str(error))

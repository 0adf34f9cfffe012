"""The real file operations, with something happening before and after every call."""

from __future__ import annotations

import errno
import os
import signal
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from memesweep.sweep.fileops.noreplace import rename_by_link
from memesweep.sweep.fileops.operations import RealFiles

if TYPE_CHECKING:
    from collections.abc import Callable

    from memesweep.sweep.fileops.anchor import Place

T = TypeVar("T")


class When(Enum):
    """On which side of the deed something happens."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class Call:
    """One call of a file operation."""

    number: int
    name: str


class Crash(BaseException):
    """A process that dies: nothing of ours catches it."""


@dataclass
class Tampered:
    """`FileOperations` on the real file system, watched and disturbed."""

    disturb: Callable[[Call, When], None] = lambda _call, _when: None
    exdev: bool = False
    """Whether a rename from one anchor to another is refused, as between two devices."""
    by_link: bool = False
    """Whether renames go the way of file systems that know no flags."""
    calls: list[str] = field(default_factory=list)
    _real: RealFiles = field(default_factory=RealFiles)

    def _do(self, name: str, deed: Callable[[], T]) -> T:
        call = Call(len(self.calls), name)
        self.calls.append(name)
        self.disturb(call, When.BEFORE)
        result = deed()
        self.disturb(call, When.AFTER)
        return result

    def status(self, place: Place) -> os.stat_result | None:
        return self._do("status", lambda: self._real.status(place))

    def digest(self, place: Place) -> tuple[bytes, os.stat_result]:
        return self._do("digest", lambda: self._real.digest(place))

    def make_folders(self, place: Place, mode: int = 0o755) -> None:
        self._do("make_folders", lambda: self._real.make_folders(place, mode))

    def rename(self, source: Place, target: Place) -> None:
        self._do("rename", lambda: self._rename(source, target))

    def _rename(self, source: Place, target: Place) -> None:
        if self.exdev and source.anchor is not target.anchor:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        if not self.by_link:
            self._real.rename(source, target)
            return
        with source.parent() as (from_folder, from_name), target.parent() as (to_folder, to_name):
            rename_by_link(from_folder, from_name, to_folder, to_name)

    def copy(self, source: Place, target: Place) -> bytes:
        return self._do("copy", lambda: self._real.copy(source, target))

    def create(self, place: Place, data: bytes) -> None:
        self._do("create", lambda: self._real.create(place, data))

    def unlink(self, place: Place) -> None:
        self._do("unlink", lambda: self._real.unlink(place))

    def is_being_written(self, place: Place) -> bool:
        return self._do("is_being_written", lambda: self._real.is_being_written(place))

    def dress(self, place: Place, mode: int, mtime_ns: int) -> None:
        self._do("dress", lambda: self._real.dress(place, mode, mtime_ns))

    def sync_folder(self, place: Place) -> None:
        self._do("sync_folder", lambda: self._real.sync_folder(place))

    def folder_mtime(self, place: Place) -> int | None:
        return self._do("folder_mtime", lambda: self._real.folder_mtime(place))

    def touch_folder(self, place: Place, mtime_ns: int) -> None:
        self._do("touch_folder", lambda: self._real.touch_folder(place, mtime_ns))

    def append(self, place: Place, data: bytes) -> None:
        self._do("append", lambda: self._real.append(place, data))


def kill_at(number: int, when: When) -> Callable[[Call, When], None]:
    """Return a disturbance that kills this process as nothing else can."""

    def disturb(call: Call, now: When) -> None:
        if call.number == number and now is when:
            os.kill(os.getpid(), signal.SIGKILL)

    return disturb


def crash_at(number: int, when: When) -> Callable[[Call, When], None]:
    """Return a disturbance after which this process does nothing to the file system any more."""

    def disturb(call: Call, now: When) -> None:
        if call.number > number or (call.number == number and now is when):
            raise Crash

    return disturb


def crash_on(name: str, nth: int, when: When) -> Callable[[Call, When], None]:
    """Return a disturbance that ends this process at one call of one operation, counted from 1."""
    seen = 0

    def disturb(call: Call, now: When) -> None:
        nonlocal seen
        begins = call.name == name and now is When.BEFORE
        seen += begins
        still_lives = seen < nth or (seen == nth and begins and when is When.AFTER)
        if not still_lives:
            raise Crash

    return disturb


def fail_at(number: int, when: When, code: int) -> Callable[[Call, When], None]:
    """Return a disturbance that fails one call, before or after its deed."""

    def disturb(call: Call, now: When) -> None:
        if call.number == number and now is when:
            raise OSError(code, os.strerror(code))

    return disturb


def fail_always(name: str, code: int) -> Callable[[Call, When], None]:
    """Return a disturbance that fails every call of one operation."""

    def disturb(call: Call, now: When) -> None:
        if call.name == name and now is When.BEFORE:
            raise OSError(code, os.strerror(code))

    return disturb

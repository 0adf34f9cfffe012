"""What long work reports while it runs. A terminal draws it, a server queues it, a library ignores it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from memesweep.errors import Fact, MemesweepError


class Phase(StrEnum):
    """What is being done."""

    SCAN = "scan"
    """Files of the gallery are compared with the catalog, read and scored."""
    PLAN = "plan"
    """The files that would go are read once more: a plan holds their contents' hashes."""
    CHECK = "check"
    """A dry run checks every file of a plan as a sweep would."""
    SWEEP = "sweep"
    RESTORE = "restore"


class NoticeCode(StrEnum):
    """Something worth knowing that ends nothing."""

    SWEEP_RECOVERED = "sweep-recovered"
    """`sweep`: an interrupted sweep, or its undo; all of its files are accounted for now."""
    SWEEP_UNRESOLVED = "sweep-unresolved"
    """`sweep`: the same, but some of its files cannot be looked at yet."""
    SWEEP_INTERRUPTED = "sweep-interrupted"
    """`sweep`: an interrupted sweep that a dry run leaves as it is."""
    CATALOG_NOT_NEEDED = "catalog-not-needed"
    """`folder`, and the error: the catalog cannot be used; the manifest in `folder` does for this undo."""
    CATALOG_COPIED = "catalog-copied"
    """The error: the catalog cannot be written; this undo works on a copy."""
    MANIFEST_PASSED_OVER = "manifest-passed-over"
    """The error: a sweep in the holding folder that was named cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One of them. Facts only: the sentence and what to do about it are the front end's."""

    code: NoticeCode
    facts: Mapping[str, Fact] = field(default_factory=dict)
    error: MemesweepError | None = None
    """Why, where the code says so."""


class Observer(Protocol):
    """Told what happens, from the thread that does the work. It must not take long, and must not raise."""

    @property
    def wants_totals(self) -> bool:
        """Whether a scan should count its files first, which walks the gallery once more."""

    def progress(self, phase: Phase, done: int, total: int | None) -> None:
        """Take how far the work is.

        Args:
            phase: what is being done.
            done: files done so far, never less than the last time within a phase.
            total: files in all; None where nobody counted. A scan may end with a few more or less.

        """

    def notice(self, notice: Notice) -> None:
        """Take something worth knowing."""


class SilentObserver:
    """Looks away."""

    wants_totals = False

    def progress(self, phase: Phase, done: int, total: int | None) -> None:
        """See `Observer`."""

    def notice(self, notice: Notice) -> None:
        """See `Observer`."""


def counting(observer: Observer, phase: Phase, total: int | None) -> Callable[[int], None]:
    """Report the beginning; return what takes the number of files just finished and reports their sum."""
    done = 0
    observer.progress(phase, done, total)

    def advance(count: int) -> None:
        nonlocal done
        done += count
        observer.progress(phase, done, total)

    return advance

"""Worker threads that turn files into scores, in order, with bounded look-ahead.

Files are handed out in chunks, not tensors in batches: a batch of 32 costs a third more for each picture
than single ones, while two threads with an interpreter each run twice as fast, since the decoder and the
net both release the interpreter lock.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from memesweep.verdict.purpose import ScanPurpose

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from concurrent.futures import Future
    from contextlib import AbstractContextManager
    from threading import Event

    from memesweep.classifier.cascade import Cascade
    from memesweep.classifier.pool import CascadePool
    from memesweep.classifier.quick import QuickLimits
    from memesweep.classifier.scoring import ScoredPicture
    from memesweep.gallery.files import GalleryFile

CHUNK: Final = 16
"""Files a worker takes at once: enough to hide the hand-over, few enough to lose little on Ctrl-C."""

Item = TypeVar("Item")
Result = TypeVar("Result")
Nets_co = TypeVar("Nets_co", covariant=True)


class Pool(Protocol[Nets_co]):
    """Lends each thread nets of its own."""

    def lend(self) -> AbstractContextManager[Nets_co]:
        """Lend them for the length of a block."""


@dataclass(frozen=True, slots=True)
class ScoredFile:
    """A gallery's file and what the net said of it."""

    file: GalleryFile
    picture: ScoredPicture


def score_files(
    files: Iterable[GalleryFile],
    nets: CascadePool,
    workers: int,
    stop: Event,
    limits: QuickLimits,
    purpose: ScanPurpose = ScanPurpose.SWEEP,
) -> Iterator[list[ScoredFile]]:
    """Score a gallery's files; see `score_in_order`.

    Args:
        files: taken lazily.
        nets: of the model to score with.
        workers: number of threads.
        stop: ends the scan early when set.
        limits: where a quick look is in doubt.
        purpose: before a sweep, everything that could be reviewed or swept is decoded in full. For a report
            whatever lies clear of the thresholds is left at a quick look: enough to show it, not to move it.

    """

    def score(file: GalleryFile, cascade: Cascade) -> ScoredFile:
        return ScoredFile(file, cascade.score_file(file, purpose, limits))

    return score_in_order(files, score, nets, workers, stop)


def score_in_order(
    items: Iterable[Item],
    score: Callable[[Item, Nets_co], Result],
    nets: Pool[Nets_co],
    workers: int,
    stop: Event,
) -> Generator[list[Result], None, None]:
    """Score things on some threads.

    Args:
        items: taken lazily, a few chunks ahead of the workers, so memory stays bounded.
        score: called on a worker thread with nets that no other thread has.
        nets: of the model to score with.
        workers: number of threads.
        stop: when set, workers end after the item at hand; what was scored is still yielded.

    Yields:
        chunks of results in the order of `items`.

    """
    source = iter(items)

    def work(chunk: list[Item]) -> list[Result]:
        with nets.lend() as lent:
            return [score(item, lent) for item in chunk if not stop.is_set()]

    ahead = 2 * workers + 1
    window: deque[Future[list[Result]]] = deque()
    with ThreadPoolExecutor(workers, thread_name_prefix="score") as threads:
        try:
            while True:
                while len(window) < ahead and not stop.is_set() and (chunk := list(islice(source, CHUNK))):
                    window.append(threads.submit(work, chunk))
                if not window:
                    return
                yield window.popleft().result()
        finally:
            _cancel(window)


def _cancel(window: deque[Future[list[Result]]]) -> None:
    """Cancel what no worker has begun, so that leaving the loop early does not score to the end first."""
    for future in window:
        future.cancel()

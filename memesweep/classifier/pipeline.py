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
from typing import TYPE_CHECKING, Final, TypeVar

from memesweep.classifier.scoring import ScoredPicture, score_file
from memesweep.verdict.purpose import ScanPurpose

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from concurrent.futures import Future
    from threading import Event

    from memesweep.classifier.pool import ScorerPool
    from memesweep.classifier.quick import QuickLimits
    from memesweep.classifier.scorer import Scorer
    from memesweep.gallery.files import GalleryFile

CHUNK: Final = 16
"""Files a worker takes at once: enough to hide the hand-over, few enough to lose little on Ctrl-C."""

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class ScoredFile:
    """A gallery's file and what the net said of it."""

    file: GalleryFile
    picture: ScoredPicture


def score_files(
    files: Iterable[GalleryFile],
    scorers: ScorerPool,
    workers: int,
    stop: Event,
    limits: QuickLimits,
    purpose: ScanPurpose = ScanPurpose.SWEEP,
) -> Iterator[list[ScoredFile]]:
    """Score a gallery's files; see `score_in_order`.

    Args:
        files: taken lazily.
        scorers: of the model to score with.
        workers: number of threads.
        stop: ends the scan early when set.
        limits: where a quick look is in doubt.
        purpose: before a sweep, everything that could be reviewed or swept is decoded in full. For a report
            whatever lies clear of the thresholds is left at a quick look: enough to show it, not to move it.

    """

    def score(file: GalleryFile, scorer: Scorer) -> ScoredFile:
        return ScoredFile(file, score_file(file, scorer, purpose, limits))

    return score_in_order(files, score, scorers, workers, stop)


def score_in_order(
    items: Iterable[Item],
    score: Callable[[Item, Scorer], Result],
    scorers: ScorerPool,
    workers: int,
    stop: Event,
) -> Generator[list[Result], None, None]:
    """Score things on some threads.

    Args:
        items: taken lazily, a few chunks ahead of the workers, so memory stays bounded.
        score: called on a worker thread with a scorer that no other thread has.
        scorers: of the model to score with.
        workers: number of threads.
        stop: when set, workers end after the item at hand; what was scored is still yielded.

    Yields:
        chunks of results in the order of `items`.

    """
    source = iter(items)

    def work(chunk: list[Item]) -> list[Result]:
        with scorers.lend() as scorer:
            return [score(item, scorer) for item in chunk if not stop.is_set()]

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

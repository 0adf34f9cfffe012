"""Worker threads that turn files into scores, in order, with bounded look-ahead.

Files are handed out in chunks, not tensors in batches: a batch of 32 costs a third more for each picture
than single ones, while two threads with an interpreter each run twice as fast, since the decoder and the
net both release the interpreter lock.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final

from memesweep.copies.perceptual_hash import perceptual_hash
from memesweep.gallery.picture import Depth
from memesweep.gallery.read import read_picture
from memesweep.verdict.purpose import ScanPurpose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from threading import Event

    from memesweep.classifier.scorer import Scorer
    from memesweep.gallery.files import GalleryFile
    from memesweep.gallery.picture import DecodedPicture, ImageInfo, Problem

CHUNK: Final = 16
"""Files a worker takes at once: enough to hide the hand-over, few enough to lose little on Ctrl-C."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What the net said of one file. `score` is None exactly where `problem` is not."""

    file: GalleryFile
    info: ImageInfo
    score: float | None
    problem: Problem | None
    depth: Depth
    """What the score rests on."""
    sha256: bytes | None
    """The content that was scored, where that is all of it."""


def score_files(
    files: Iterable[GalleryFile],
    scorers: Sequence[Scorer],
    size: int,
    stop: Event,
    purpose: ScanPurpose = ScanPurpose.SWEEP,
) -> Iterator[list[Scored]]:
    """Score files on one thread for each scorer.

    Args:
        files: taken lazily, a few chunks ahead of the workers, so memory stays bounded.
        scorers: one interpreter each; never shared between threads.
        size: side of the net's square input in pixels.
        stop: when set, workers end after the picture at hand; what was scored is still yielded.
        purpose: before a sweep, everything that could be reviewed or swept is decoded in full. For a report
            whatever lies clear of the thresholds is left at a quick look: enough to show it, not to move it.

    Yields:
        chunks of results in the order of `files`.

    """
    source = iter(files)
    free: SimpleQueue[Scorer] = SimpleQueue()
    for scorer in scorers:
        free.put(scorer)

    def work(chunk: list[GalleryFile]) -> list[Scored]:
        scorer = free.get()
        try:
            return [_score(file, scorer, size, purpose) for file in chunk if not stop.is_set()]
        finally:
            free.put(scorer)

    ahead = 2 * len(scorers) + 1
    window: deque[Future[list[Scored]]] = deque()
    with ThreadPoolExecutor(len(scorers), thread_name_prefix="score") as pool:
        try:
            while True:
                while len(window) < ahead and not stop.is_set() and (chunk := list(islice(source, CHUNK))):
                    window.append(pool.submit(work, chunk))
                if not window:
                    return
                yield window.popleft().result()
        finally:
            _cancel(window)


def _cancel(window: deque[Future[list[Scored]]]) -> None:
    """Cancel what no worker has begun, so that leaving the loop early does not score to the end first."""
    for future in window:
        future.cancel()


def _score(file: GalleryFile, scorer: Scorer, size: int, purpose: ScanPurpose) -> Scored:
    """Score by a quick look, and again by the whole picture where that could matter."""
    decoded, score = _look(file, scorer, size, Depth.QUICK)
    if decoded.depth is Depth.QUICK and score is not None and not scorer.is_decisive(score, purpose):
        decoded, score = _look(file, scorer, size, Depth.FULL)
    info = decoded.info
    if decoded.pixels is not None:
        info = replace(info, perceptual_hash=perceptual_hash(decoded.pixels))
    return Scored(file, info, score, decoded.problem, decoded.depth, decoded.sha256)


def _look(file: GalleryFile, scorer: Scorer, size: int, wanted: Depth) -> tuple[DecodedPicture, float | None]:
    decoded = read_picture(file, size, wanted)
    return decoded, None if decoded.pixels is None else scorer.score(decoded.pixels)

"""Pictures a second: against merely decoding the same files, and against the usual way of scoring them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from PIL import Image

from memesweep.classifier.bundle import find_bundle, load_bundle
from memesweep.classifier.pipeline import score_files
from memesweep.classifier.pool import CascadePool
from memesweep.classifier.runtime import open_interpreters
from memesweep.verdict.purpose import ScanPurpose
from tests.benchmarks.galleries import converted, whatsapp_copies
from tests.benchmarks.measure import SHARED, Figure, side_by_side
from tests.benchmarks.processor import is_narrow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from memesweep.classifier.pipeline import ScoredFile
    from memesweep.gallery.files import GalleryFile

THREADS: Final = 2
BATCH: Final = 32
ROUNDS: Final = 5


class Contest:
    """The same files by each of the three ways, with the same net on two threads."""

    def __init__(self) -> None:
        self.bundle = load_bundle(find_bundle())
        self._scorers = CascadePool(self.bundle, THREADS)
        self._batched = [_for_batches(one) for one in open_interpreters(self.bundle.judge.model, THREADS)]

    def score(self, files: list[GalleryFile], purpose: ScanPurpose = ScanPurpose.REPORT) -> list[ScoredFile]:
        """What `memesweep scan` does, or `memesweep clean` with another purpose."""
        chunks = score_files(files, self._scorers, THREADS, Event(), self.bundle.quick_limits(), purpose)
        return [scored for chunk in chunks for scored in chunk]

    def entropy(self, files: list[GalleryFile]) -> None:
        """The least that any program does which decodes a JPEG: all bits, an eighth of the pixels."""
        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(_decode_an_eighth, files))

    def usual(self, files: list[GalleryFile]) -> None:
        """Decode in full, shrink, score in batches; a thread and an interpreter for each core."""
        shares = [files[number::THREADS] for number in range(THREADS)]
        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(self._score_in_batches, shares, self._batched))

    def _score_in_batches(self, files: list[GalleryFile], interpreter: Any) -> None:
        for start in range(0, len(files), BATCH):
            batch = np.zeros((BATCH, self.bundle.size, self.bundle.size, 3), np.float32)
            for number, file in enumerate(files[start : start + BATCH]):
                with Image.open(file.path) as image:
                    small = image.convert("RGB").resize(
                        (self.bundle.size, self.bundle.size), Image.Resampling.BILINEAR
                    )
                batch[number] = np.asarray(small, np.float32) * self.bundle.judge.input_scale
            batch += self.bundle.judge.input_offset
            interpreter.set_tensor(interpreter.get_input_details()[0]["index"], batch)
            interpreter.invoke()
            interpreter.get_tensor(interpreter.get_output_details()[0]["index"])


def _for_batches(interpreter: Any) -> Any:
    index = interpreter.get_input_details()[0]["index"]
    shape = interpreter.get_input_details()[0]["shape"]
    interpreter.resize_tensor_input(index, [BATCH, *shape[1:]])
    interpreter.allocate_tensors()
    return interpreter


def _decode_an_eighth(file: GalleryFile) -> None:
    with Image.open(file.path) as image:
        image.draft("RGB", (image.width // 8, image.height // 8))
        image.load()


def _below(score: float | None, limit: float) -> bool:
    return score is not None and score < limit


def throughput(folder: Path) -> Iterator[Figure]:
    """Measure WhatsApp-shaped JPEGs, all and those that are kept at the first look, and other formats."""
    if not (SHARED / "perf").is_dir():
        return
    contest = Contest()
    narrow = is_narrow()
    (folder / "whatsapp").mkdir()
    files = whatsapp_copies(folder / "whatsapp", 4)
    limit = contest.bundle.quick_limits().keep_below
    kept = [result.file for result in contest.score(files) if _below(result.picture.score, limit)]
    bars = ("0.7", "2.5") if narrow else ("1.2", "4")
    yield from _compare(contest, f"{len(files)} WhatsApp JPEGs", files, bars)
    bars = ("1.2", "4.5") if narrow else ("1.7", "5")
    yield from _compare(contest, f"the {len(kept)} of them kept at the first look", kept, bars)
    few = files[:50]
    yield from _compare(contest, "baseline JPEG", converted(few, folder / "b", "JPEG", quality=80), ("", ""))
    for kind in ("PNG", "WEBP"):
        others = converted(few, folder / kind, kind)
        costs = side_by_side(
            {"ours": lambda o=others: contest.score(o), "usual": lambda o=others: contest.usual(o)},  # type: ignore[misc]
            3,
        )
        yield Figure(f"{kind}: against the usual way", costs["usual"].wall / costs["ours"].wall)


def _compare(
    contest: Contest, what: str, files: list[GalleryFile], bars: tuple[str, str]
) -> Iterator[Figure]:
    costs = side_by_side(
        {
            "ours": lambda: contest.score(files),
            "confirming": lambda: contest.score(files, ScanPurpose.SWEEP),
            "entropy": lambda: contest.entropy(files),
            "usual": lambda: contest.usual(files),
        },
        ROUNDS,
    )
    ours = costs["ours"]
    each = ", ".join(f"{name} {cost.cpu / len(files) * 1e3:.1f}" for name, cost in costs.items())
    confirming = costs["confirming"].wall
    for name, bar in zip(("entropy", "usual"), bars, strict=True):
        against = "merely entropy-decoding" if name == "entropy" else "the usual way"
        detail = (
            f"as clean does: {costs[name].wall / confirming:.2f}; "
            f"CPU time: {costs[name].cpu / ours.cpu:.2f}; CPU ms a picture: {each}"
        )
        yield Figure(f"{what}: against {against}", costs[name].wall / ours.wall, bar, detail)

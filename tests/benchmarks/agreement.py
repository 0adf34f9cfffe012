"""What the stages of a scan do that all nets on full decodes would not: pictures in WhatsApp's shape.

They are of the data set, or of the folder that MEMESWEEP_AGREEMENT_FOLDER names, so that no net has learned
from them. Nobody has labelled those: what is listed on full decodes counts as memes, the rest as keepers.
"""

from __future__ import annotations

import dataclasses
import io
import math
import os
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PIL import Image

from memesweep.classifier.bundle import find_bundle, load_bundle
from memesweep.classifier.net import log_odds
from memesweep.classifier.pool import CascadePool
from memesweep.classifier.quick import quick_limits
from memesweep.gallery.files import FileStamp, GalleryFile
from memesweep.gallery.picture import Depth
from memesweep.gallery.read import read_picture
from memesweep.verdict.decide import decide
from memesweep.verdict.guards import Evidence
from memesweep.verdict.purpose import ScanPurpose
from memesweep.verdict.verdict import Verdict
from tests.benchmarks.galleries import data_set_files, folder_files
from tests.benchmarks.measure import SHARED, Figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from memesweep.classifier.scoring import ScoredPicture
    from tests.benchmarks.galleries import StoredPicture

FOLDER: Final = os.environ.get("MEMESWEEP_AGREEMENT_FOLDER")
PICTURES: Final = int(os.environ.get("MEMESWEEP_AGREEMENT_PICTURES", "2000"))
LONG_SIDES: Final = (1600, 1280, 1182, 1024, 800)
_TOLD_EACH: Final = 100
_MARGINS: Final = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0)
_CLOSE_MARGINS: Final = (0.0, 0.1, 0.2, 0.3, 0.4, 0.6)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One picture by the stages and by the whole cascade on full decodes."""

    label: str
    is_scouted: bool
    report: Verdict
    sweep: Verdict
    shown: Verdict
    """What a report by full decodes would say."""
    moved: Verdict
    """What a sweep by full decodes would say."""
    scout: float
    """Logits, calibrated."""
    judge: dict[Depth, float]
    """The same of the score of a scan, by how much of the picture was seen."""


class _Observer:
    """Both ways, in a process of its own."""

    def __init__(self) -> None:
        self._bundle = load_bundle(find_bundle())
        self._limits = self._bundle.quick_limits()
        self._stages = CascadePool(self._bundle)
        # No quick score is ever far enough from a threshold, no close look is enough, and the scout settles
        # nothing; its vote counts.
        never = quick_limits(self._bundle.thresholds, 60.0)
        self._never = dataclasses.replace(never, close_keep_below=0.0, close_list_from=1.0)
        self._whole = CascadePool(self._bundle)
        self._folder = tempfile.mkdtemp(prefix="memesweep-agreement-")

    def see(self, picture: StoredPicture, side: int) -> Seen:
        file = self._resent(picture.data, side)
        with self._stages.lend() as stages, self._whole.lend() as whole:
            report = stages.score_file(file, ScanPurpose.REPORT, self._limits)
            sweep = stages.score_file(file, ScanPurpose.SWEEP, self._limits)
            moved = whole.score_file(file, ScanPurpose.SWEEP, self._never)
            judge, scout = {}, 0.0
            for depth in Depth:
                decoded = read_picture(file, self._bundle.size, depth, stages._scout_sizes)
                first = stages._scout_logit(decoded)
                score = stages._ask_judge(decoded, first)[0].score
                assert score is not None
                judge[depth] = log_odds(score)
                if depth is Depth.QUICK and first is not None and stages._scout is not None:
                    scout = log_odds(stages._scout.net.calibration.probability(first))
        exact = 1 / (1 + math.exp(-judge[Depth.FULL]))
        shown = self._verdict_of(exact)
        return Seen(
            label=picture.label or ("photo" if shown is Verdict.KEEP else "meme"),
            is_scouted=report.stage == "scout",
            report=self._verdict(report),
            sweep=self._verdict(sweep),
            shown=shown,
            moved=self._verdict(moved),
            scout=scout,
            judge=judge,
        )

    def _resent(self, data: bytes, side: int) -> GalleryFile:
        """Write a picture as WhatsApp would send it."""
        image = Image.open(io.BytesIO(data)).convert("RGB")
        factor = side / max(image.size)
        shape = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
        path = Path(self._folder, "picture.jpg")
        image.resize(shape).save(path, quality=80, progressive=True)
        return GalleryFile(self._folder, "", path.name, FileStamp.of(path.lstat()))

    def _verdict_of(self, score: float) -> Verdict:
        return decide(score, None, Evidence(), self._bundle.thresholds).verdict

    def _verdict(self, picture: ScoredPicture) -> Verdict:
        return decide(picture.score, picture.problem, Evidence(), self._bundle.thresholds).verdict


_observer: Any = None


def _begin() -> None:
    global _observer  # noqa: PLW0603 - one in each process
    _observer = _Observer()


def _see(picture: StoredPicture, side: int) -> Seen:
    seen: Seen = _observer.see(picture, side)
    return seen


def agreement(folder: Path) -> Iterator[Figure]:
    """Count the harm; a process for each core."""
    del folder
    if FOLDER is None and not (SHARED / "dataset").is_dir():
        return
    seen: list[Seen] = []
    with ProcessPoolExecutor(initializer=_begin) as processes:
        pictures = data_set_files(PICTURES) if FOLDER is None else folder_files(Path(FOLDER))
        while waiting := list(islice(pictures, _TOLD_EACH)):
            seen += processes.map(_see, waiting, islice(cycle(LONG_SIDES), len(waiting)))
            sys.stderr.write(f"{len(seen)} pictures\n")
    yield from _harm(seen)
    yield from _looks(seen)


def _harm(seen: Sequence[Seen]) -> Iterator[Figure]:
    memes, keepers = ([one for one in seen if one.label == label] for label in ("meme", "photo"))
    moves = sum(one.sweep is Verdict.SWEEP and one.moved is not Verdict.SWEEP for one in seen)
    yield Figure("harm: files that move and would not", moves, "0", f"of {len(seen)} pictures")
    for purpose in ScanPurpose:
        fallen = [one for one in memes if one.shown is not Verdict.KEEP and _of(one, purpose) is Verdict.KEEP]
        if purpose is ScanPurpose.SWEEP:
            # What the second opinion keeps, it keeps on full decodes as well.
            fallen = [one for one in fallen if one.moved is not Verdict.KEEP]
        by_scout = sum(one.is_scouted for one in fallen)
        yield Figure(
            f"harm to {purpose}: memes and cards fallen from the list, %",
            100 * len(fallen) / len(memes),
            "0.5",
            f"{len(fallen)} of {len(memes)}, {by_scout} of them by the scout",
        )
    anew = [one for one in keepers if one.shown is Verdict.KEEP and one.report is not Verdict.KEEP]
    yield Figure(
        "harm: keepers listed anew, %",
        100 * len(anew) / len(keepers),
        "0.1",
        f"{len(anew)} of {len(keepers)}",
    )
    settled = Counter(one.label for one in seen if one.is_scouted)
    yield Figure(
        "settled by the scout, % of keepers",
        100 * settled["photo"] / len(keepers),
        detail=f"{100 * settled['meme'] / len(memes):.1f} % of memes and cards",
    )


def _of(one: Seen, purpose: ScanPurpose) -> Verdict:
    return one.report if purpose is ScanPurpose.REPORT else one.sweep


def _looks(seen: Sequence[Seen]) -> Iterator[Figure]:
    """How far looks are off, and what other limits than the bundle's would do."""
    bundle = load_bundle(find_bundle())
    review = log_odds(bundle.thresholds.review)
    near = [one for one in seen if abs(one.judge[Depth.FULL] - review) < 2]
    for depth in (Depth.QUICK, Depth.CLOSE):
        off, off_near = (
            math.sqrt(sum((one.judge[depth] - one.judge[Depth.FULL]) ** 2 for one in some) / len(some))
            for some in (seen, near)
        )
        worst = max(abs(one.judge[depth] - one.judge[Depth.FULL]) for one in seen)
        yield Figure(
            f"a {depth} look's score is off by, rms in logits",
            off,
            detail=f"near the threshold {off_near:.2f}; worst {worst:.2f}",
        )
    for margin in _MARGINS:
        closer, flips = 0, Counter[tuple[str, bool]]()
        for one in seen:
            is_closer = abs(one.judge[Depth.QUICK] - review) <= margin
            closer += is_closer
            ours, exact = one.judge[Depth.CLOSE if is_closer else Depth.QUICK], one.judge[Depth.FULL]
            flips[one.label, exact >= review] += (ours >= review) != (exact >= review)
        yield Figure(
            f"with a margin of {margin} logits: pictures looked at closer, %",
            100 * closer / len(seen),
            detail=f"{flips['meme', True]} memes fall, {flips['photo', False]} keepers are listed anew, "
            "the scout's apart",
        )
    yield from _close_looks(seen, review, bundle.quick_margin)
    if bundle.scout is None:
        return
    limit = log_odds(bundle.scout.settles_below)
    labels = Counter(one.label for one in seen)
    for lower in _MARGINS:
        settled = [one for one in seen if one.scout < limit - lower]
        fallen = sum(one.label == "meme" and one.shown is not Verdict.KEEP for one in settled)
        kept = sum(one.label == "photo" for one in settled)
        yield Figure(
            f"with a scout that settles {lower} logits lower: memes and cards fallen, %",
            100 * fallen / labels["meme"],
            detail=f"settles {100 * kept / labels['photo']:.1f} % of keepers",
        )


def _close_looks(seen: Sequence[Seen], review: float, margin: float) -> Iterator[Figure]:
    """What it costs, and saves, to decode in full what a close look leaves near the threshold."""
    closer = [one for one in seen if abs(one.judge[Depth.QUICK] - review) <= margin]
    for close in _CLOSE_MARGINS:
        left = [one for one in closer if abs(one.judge[Depth.CLOSE] - review) > close]
        flips = Counter(
            (one.label, one.judge[Depth.FULL] >= review)
            for one in left
            if (one.judge[Depth.CLOSE] >= review) != (one.judge[Depth.FULL] >= review)
        )
        yield Figure(
            f"with {close} logits of a close look: pictures decoded in full for a list, %",
            100 * (len(closer) - len(left)) / len(seen),
            detail=f"{flips['meme', True]} memes fall, {flips['photo', False]} keepers are listed anew",
        )

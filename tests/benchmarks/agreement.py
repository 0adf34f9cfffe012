"""Whether the quick look changes a verdict: data set pictures in WhatsApp's shape, by both depths."""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from itertools import cycle
from typing import TYPE_CHECKING, Final

from memesweep.classifier.bundle import find_bundle, load_bundle
from memesweep.classifier.pool import CascadePool
from memesweep.classifier.quick import quick_limits
from memesweep.classifier.scorer import open_scorers
from memesweep.gallery.files import FileStamp, GalleryFile
from memesweep.gallery.picture import Depth
from memesweep.gallery.read import read_picture
from memesweep.verdict.decide import decide
from memesweep.verdict.guards import Evidence
from memesweep.verdict.purpose import ScanPurpose
from memesweep.verdict.verdict import Verdict
from tests.benchmarks.galleries import data_set_pictures
from tests.benchmarks.measure import SHARED, Figure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from memesweep.classifier.bundle import ModelBundle
    from memesweep.classifier.scoring import ScoredPicture

PICTURES: Final = 2000
LONG_SIDES: Final = (1600, 1280, 1182, 1024, 800)


def agreement(folder: Path) -> Iterator[Figure]:
    """Count verdicts of a scan that differ, and those of them that show a meme where a sweep would not."""
    if not (SHARED / "dataset").is_dir():
        return
    bundle = load_bundle(find_bundle())
    scorer = open_scorers(bundle.judge, 1)[0]
    limits = bundle.quick_limits()
    harm = _Harm(bundle)
    path = folder / "picture.jpg"
    squares = worst = 0.0
    seen: Counter[str] = Counter()
    for (label, image), side in zip(data_set_pictures(PICTURES), cycle(LONG_SIDES), strict=False):
        factor = side / max(image.size)
        shape = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
        image.resize(shape).save(path, quality=80, progressive=True)
        file = GalleryFile(str(folder), "", path.name, FileStamp.of(path.lstat()))
        quick, whole = (read_picture(file, bundle.size, depth).pixels for depth in Depth)
        assert quick is not None
        assert whole is not None
        first, exact = scorer.score(quick), scorer.score(whole)
        ours = first if limits.is_decisive(first, ScanPurpose.REPORT) else exact
        scan, full = (decide(score, None, Evidence(), bundle.thresholds).verdict for score in (ours, exact))
        seen["differ"] += scan is not full
        seen["shown"] += scan is Verdict.SWEEP and full is not Verdict.SWEEP
        harm.compare(file, label)
        seen["pictures"] += 1
        seen[label] += 1
        seen[f"{label} twice"] += not limits.is_decisive(first, ScanPurpose.REPORT)
        difference = _logit(first) - _logit(exact)
        squares += difference**2
        worst = max(worst, abs(difference))
    pictures = seen["pictures"]
    detail = (
        f"{seen['differ']} of {pictures} differ; scores: rms {math.sqrt(squares / pictures):.2f} logit, "
        f"worst {worst:.2f}; scored twice: {seen['photo twice'] / seen['photo']:.1%} of the photos, "
        f"{seen['meme twice'] / seen['meme']:.1%} of the memes"
    )
    yield Figure("agreement of verdicts, %", 100 * (1 - seen["differ"] / pictures), "at least 99.9", detail)
    yield Figure("memes by the quick look alone, which no sweep would take", seen["shown"], "none")
    yield from harm.figures()


class _Harm:
    """What the stages of a scan do that all nets on full decodes would not."""

    def __init__(self, bundle: ModelBundle) -> None:
        self._thresholds = bundle.thresholds
        self._limits = bundle.quick_limits()
        self._stages = CascadePool(bundle)
        # No quick score is ever far enough from a threshold, and no scout is asked.
        self._never = quick_limits(bundle.thresholds, 60.0)
        self._whole = CascadePool(dataclasses.replace(bundle, scout=None))
        self._seen: Counter[str] = Counter()

    def compare(self, file: GalleryFile, label: str) -> None:
        with self._stages.lend() as stages, self._whole.lend() as whole:
            report = stages.score_file(file, ScanPurpose.REPORT, self._limits)
            sweep = stages.score_file(file, ScanPurpose.SWEEP, self._limits)
            shown = self._verdict(whole.score_file(file, ScanPurpose.REPORT, self._never))
            moved = self._verdict(whole.score_file(file, ScanPurpose.SWEEP, self._never))
        self._seen[label] += 1
        self._seen[f"{label} {report.stage}"] += 1
        self._seen["moves"] += self._verdict(sweep) is Verdict.SWEEP and moved is not Verdict.SWEEP
        listed = self._verdict(report) is not Verdict.KEEP
        self._seen["fallen"] += label == "meme" and shown is not Verdict.KEEP and not listed
        self._seen["listed"] += label == "photo" and shown is Verdict.KEEP and listed

    def _verdict(self, picture: ScoredPicture) -> Verdict:
        return decide(picture.score, picture.problem, Evidence(), self._thresholds).verdict

    def figures(self) -> Iterator[Figure]:
        seen = self._seen
        yield Figure("harm: files that move and would not", seen["moves"], "0")
        for label, event, what, bar in (
            ("meme", "fallen", "memes fallen from the list", "0.5"),
            ("photo", "listed", "keepers listed anew", "0.1"),
        ):
            scouted = f"settled by the scout: {seen[f'{label} scout']} of {seen[label]}"
            yield Figure(f"harm: {what}, %", 100 * seen[event] / seen[label], bar, scouted)


def _logit(score: float) -> float:
    score = min(max(score, 1e-9), 1 - 1e-9)
    return math.log(score / (1 - score))

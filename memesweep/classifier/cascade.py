"""The nets of one bundle in one thread, asked one after another until the verdict is clear.

quick look → scout → judge on the same look → judge on a closer one → full decode and judge → second opinion

Each step is taken only by pictures that the ones before left in doubt, and a scan that moves nothing ends
with the closer look. Nothing moves by a look or by the scout: they can only keep, or show.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from memesweep.classifier.scoring import ScoredPicture
from memesweep.copies.perceptual_hash import perceptual_hash
from memesweep.errors import ErrorCode, ModelError
from memesweep.gallery.named import decode_content, read_named
from memesweep.gallery.picture import DecodedPicture, Depth, Problem
from memesweep.gallery.read import read_picture
from memesweep.verdict.purpose import ScanPurpose
from memesweep.verdict.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

    from memesweep.classifier.bundle import ModelBundle
    from memesweep.classifier.net import Net
    from memesweep.classifier.quick import QuickLimits
    from memesweep.classifier.scorer import Scorer
    from memesweep.gallery.files import GalleryFile


class Source(Protocol):
    """Decodes one picture, as often as somebody wants to see more of it."""

    def __call__(self, size: int, depth: Depth, other_sizes: tuple[int, ...], /) -> DecodedPicture:
        """See `read_picture`."""


class Cascade:
    """Owns an interpreter of each net. Not for sharing between threads."""

    def __init__(
        self, bundle: ModelBundle, judge: Scorer, scout: Scorer | None, open_second: Callable[[Net], Scorer]
    ) -> None:
        """Take the nets.

        Args:
            bundle: where they are from.
            judge: gives the score that most verdicts rest on.
            scout: asked first, where the bundle has one.
            open_second: opens the second opinion, which most scans never ask.

        """
        self.judge = judge
        self._scout = scout
        self._bundle = bundle
        self._open_second = open_second
        self._second: Scorer | None = None

    def open_second_opinion(self) -> None:
        """Open the second opinion now, so that trouble with it shows before the first picture.

        Raises:
            ModelError: there is none, no runtime opens it, or its self-test fails.

        """
        second = self._bundle.second_opinion
        if second is None:
            raise ModelError(ErrorCode.MODEL_WITHOUT_SECOND_OPINION, name=self._bundle.name)
        if self._second is None:
            self._second = self._open_second(second.net)

    def score_file(self, file: GalleryFile, purpose: ScanPurpose, limits: QuickLimits) -> ScoredPicture:
        """Score a gallery's file, and note what its copies are told by; see `score`."""
        picture, decoded = self._score(partial(read_picture, file), purpose, limits)
        # What the scout keeps is never shown: nobody asks which other pictures it looks like.
        if picture.score is None or picture.stage is Stage.SCOUT or decoded.pixels is None:
            return picture
        return replace(picture, info=replace(picture.info, perceptual_hash=perceptual_hash(decoded.pixels)))

    def score_bytes(self, data: bytes, purpose: ScanPurpose, limits: QuickLimits) -> ScoredPicture:
        """Score a whole file from memory. Never raises for anything that the bytes can contain."""
        return self.score(partial(decode_content, data), purpose, limits)

    def score_path(
        self, path: str | PathLike[str], purpose: ScanPurpose, limits: QuickLimits
    ) -> ScoredPicture:
        """Score a file that somebody named. Never raises for anything that may lie there, or not."""
        content = read_named(path)
        if isinstance(content, bytes):
            return self.score_bytes(content, purpose, limits)
        return _scored(content, None, Stage.JUDGE)

    def score(self, source: Source, purpose: ScanPurpose, limits: QuickLimits) -> ScoredPicture:
        """Score a picture, asking no more than it takes.

        Args:
            source: the picture.
            purpose: before a sweep, whatever could be reviewed or swept is decoded in full, and gets a second
                opinion where there is one.
            limits: where a look's score is in doubt.

        """
        return self._score(source, purpose, limits)[0]

    def _score(
        self, source: Source, purpose: ScanPurpose, limits: QuickLimits
    ) -> tuple[ScoredPicture, DecodedPicture]:
        """Return the picture with its score, and what the judge, or the scout, has seen of it."""
        decoded = source(self.judge.size, Depth.QUICK, self._scout_sizes)
        first = self._scout_logit(decoded)
        if self._scout is not None and first is not None:
            score = self._scout.net.calibration.probability(first)
            if score < limits.scout_below:
                return _scored(decoded, score, Stage.SCOUT), decoded
        picture, logits = self._ask_judge(decoded, first)
        while picture.score is not None:
            depth = limits.next_depth(picture.score, picture.depth, purpose)
            if depth is None:
                break
            decoded = source(self.judge.size, depth, self._all_sizes)
            picture, logits = self._ask_judge(decoded, self._scout_logit(decoded))
        if purpose is ScanPurpose.SWEEP:
            picture = self._ask_second(source, decoded, picture, logits)
        return picture, decoded

    @property
    def _scout_sizes(self) -> tuple[int, ...]:
        return () if self._scout is None else (self._scout.size,)

    @property
    def _all_sizes(self) -> tuple[int, ...]:
        second = self._bundle.second_opinion
        return self._scout_sizes if second is None else (*self._scout_sizes, second.net.size)

    def _scout_logit(self, decoded: DecodedPicture) -> float | None:
        """Ask the scout; None where there is none, or no picture."""
        if self._scout is None or decoded.inputs is None:
            return None
        return self._scout.logit(decoded.inputs.at(self._scout.size))

    def _ask_judge(
        self, decoded: DecodedPicture, first: float | None
    ) -> tuple[ScoredPicture, dict[str, float]]:
        """Return the score of scout and judge, and the logits that both gave."""
        if decoded.inputs is None:
            return _scored(decoded, None, Stage.JUDGE), {}
        logits = {"scout": first or 0.0, "judge": self.judge.logit(decoded.inputs.at(self.judge.size))}
        return _scored(decoded, self._bundle.weights.probability(**logits), Stage.JUDGE), logits

    def _ask_second(
        self, source: Source, decoded: DecodedPicture, picture: ScoredPicture, logits: dict[str, float]
    ) -> ScoredPicture:
        """Weigh a second opinion where the bundle has one and the picture could be reviewed or swept."""
        second = self._bundle.second_opinion
        if second is None or picture.score is None or picture.score < second.asked_from:
            return picture
        if picture.depth is not Depth.FULL:
            return picture  # kept, and too clearly so to look at all of it
        if self._second is None:
            self._second = self._open_second(second.net)
        if decoded.inputs is None or not decoded.inputs.can_make(self._second.size):
            # A format without a quick look came with the scout's size.
            decoded = source(self.judge.size, Depth.FULL, self._all_sizes)
        if decoded.inputs is None:
            return _scored(decoded, None, Stage.JUDGE)
        if decoded.sha256 != picture.sha256:
            # All nets must have seen the same bytes, whatever the file's time says.
            return _scored(replace(decoded, inputs=None, problem=Problem.CHANGED), None, Stage.JUDGE)
        own = self._second.logit(decoded.inputs.at(self._second.size))
        joint = second.joint.probability(**logits, second_opinion=own)
        return replace(picture, score=self._bundle.on_judges_scale(joint), stage=Stage.JOINT)


def _scored(decoded: DecodedPicture, score: float | None, stage: Stage) -> ScoredPicture:
    return ScoredPicture(
        info=decoded.info,
        score=score,
        problem=decoded.problem,
        depth=decoded.depth,
        sha256=decoded.sha256,
        stage=stage,
    )

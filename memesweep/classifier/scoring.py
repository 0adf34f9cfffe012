"""Decode, then score: the one place where a picture becomes what the net says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from memesweep.gallery.named import decode_content, read_named
from memesweep.verdict.stage import Stage

if TYPE_CHECKING:
    from os import PathLike

    from memesweep.classifier.scorer import Scorer
    from memesweep.gallery.picture import DecodedPicture, Depth, ImageInfo, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredPicture:
    """What the net said of one picture. `score` is None exactly where `problem` is not."""

    info: ImageInfo
    score: float | None
    """The calibrated probability of a meme, 0 to 1."""
    problem: Problem | None
    depth: Depth
    """What the score rests on."""
    sha256: bytes | None
    """The content that was scored, where it was read as a whole from a gallery."""
    stage: Stage = Stage.JUDGE
    """Whose word the score is."""


def score_bytes(data: bytes, scorer: Scorer) -> ScoredPicture:
    """Score a whole file from memory by one net. Never raises for anything that the bytes can contain."""
    return _score(decode_content(data, scorer.size), scorer)


def score_path(path: str | PathLike[str], scorer: Scorer) -> ScoredPicture:
    """Score a file that somebody named by one net. Never raises for anything that may lie there, or not."""
    content = read_named(path)
    return score_bytes(content, scorer) if isinstance(content, bytes) else _score(content, scorer)


def _score(decoded: DecodedPicture, scorer: Scorer) -> ScoredPicture:
    return ScoredPicture(
        info=decoded.info,
        score=None if decoded.pixels is None else scorer.score(decoded.pixels),
        problem=decoded.problem,
        depth=decoded.depth,
        sha256=decoded.sha256,
    )

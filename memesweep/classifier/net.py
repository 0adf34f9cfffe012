"""One net of a bundle: its file, what goes in, what its output means, and pictures to test it with."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memesweep.errors import ErrorCode, ModelError

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.verdict.thresholds import Thresholds

LABELS: Final = ("photo", "meme")
"""The order of a net's outputs. A bundle with another order would sweep the photos and keep the memes."""


def log_odds(probability: float) -> float:
    """Return the logit of a probability, finite for one that was rounded to 0 or 1."""
    inside = min(max(probability, 1e-12), 1 - 1e-12)
    return math.log(inside / (1 - inside))


@dataclass(frozen=True, slots=True)
class Calibration:
    """Platt scaling of the logit difference, fitted on sources that the net was not trained on."""

    scale: float = 1.0
    bias: float = 0.0

    def probability(self, logit: float) -> float:
        """Turn `logit(meme) - logit(photo)` into the probability of a meme, 0 to 1."""
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, self.scale * logit + self.bias))))


@dataclass(frozen=True, slots=True)
class KnownPicture:
    """A picture of the self-test and the score that the shipped file gave it."""

    path: Path
    score: float


class ModelFile:
    """A net's file, read when somebody opens the net, and only as the one that was tested."""

    def __init__(self, path: Path, sha256: str) -> None:
        """Make sure that it is there.

        Raises:
            OSError: it is not.

        """
        path.stat()
        self._path = path
        self._sha256 = sha256
        self._content: bytes | None = None

    def read(self) -> bytes:
        """Return the very bytes whose hash was checked, the same object each time.

        Raises:
            ModelError: it is another file, or cannot be read.

        """
        if self._content is None:
            try:
                content = self._path.read_bytes()
            except OSError as error:
                raise ModelError(
                    ErrorCode.MODEL_UNREADABLE, path=self._path, reason=error.strerror or str(error)
                ) from error
            if hashlib.sha256(content).hexdigest() != self._sha256:
                raise ModelError(ErrorCode.MODEL_NOT_TESTED_FILE, path=self._path)
            self._content = content
        return self._content


@dataclass(frozen=True, slots=True, kw_only=True)
class Net:
    """A net as its bundle describes it."""

    name: str
    """The bundle's, and which of its nets."""
    file: ModelFile
    sha256: str
    size: int
    """Side of the square input in pixels."""
    input_scale: float
    input_offset: float
    preprocessing: str
    calibration: Calibration
    selftest: tuple[KnownPicture, ...]
    selftest_tolerance: float
    """In logits."""

    @property
    def model(self) -> bytes:
        """The content of its file; see `ModelFile.read`."""
        return self.file.read()

    @property
    def identity(self) -> str:
        """Names what gives a score: the same file behind another preprocessing gives other scores."""
        scaling = "/".join(
            f"{number:.9g}"
            for number in (self.input_scale, self.input_offset, self.calibration.scale, self.calibration.bias)
        )
        return f"{self.sha256[:16]}:{self.preprocessing}:{scaling}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scout:
    """A small net that is asked first, and keeps what it is sure of."""

    net: Net
    settles_below: float
    """Its calibrated score, of a quick look or a whole picture, below which no other net is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How the logits of several nets, meme minus photo, become one probability of a meme.

    Nets err on different pictures: together they are sure of far fewer keepers than each of them alone.
    """

    judge: float
    scout: float = 0.0
    second_opinion: float = 0.0
    bias: float

    def probability(self, *, judge: float, scout: float = 0.0, second_opinion: float = 0.0) -> float:
        """Weigh uncalibrated logits of one look at a picture."""
        return Calibration().probability(
            self.judge * judge + self.scout * scout + self.second_opinion * second_opinion + self.bias
        )

    @property
    def identity(self) -> str:
        """Names the weights."""
        numbers = (self.judge, self.scout, self.second_opinion, self.bias)
        return "/".join(f"{number:.9g}" for number in numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondOpinion:
    """A larger net that is asked about whole pictures which could be swept."""

    net: Net
    asked_from: float
    """The score of a scan from which it is asked."""
    joint: Weights
    thresholds: Thresholds
    """Of the joint score, unless the user has thresholds of their own."""

    @property
    def identity(self) -> str:
        """Names the net and the weights."""
        return f"{self.net.identity}:{self.joint.identity}"

"""One net in one thread: pixels in, calibrated probability out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from memesweep.classifier.bundle import LABELS, ModelBundle
from memesweep.classifier.runtime import open_interpreters
from memesweep.errors import ErrorCode, ModelError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from memesweep.verdict.purpose import ScanPurpose


class Scorer:
    """Owns one interpreter. Not for sharing: two threads in one interpreter end in a RuntimeError."""

    def __init__(self, bundle: ModelBundle, interpreter: Any) -> None:
        """Check that the net has the shape that the bundle describes.

        Raises:
            ModelError: it has another.

        """
        self._bundle = bundle
        self._limits = bundle.quick_limits
        self._interpreter = interpreter
        inputs, outputs = interpreter.get_input_details(), interpreter.get_output_details()
        found = [(tuple(int(n) for n in one["shape"]), one["dtype"]) for one in (*inputs, *outputs)]
        wanted = [((1, bundle.size, bundle.size, 3), np.float32), ((1, len(LABELS)), np.float32)]
        if found != wanted:
            raise ModelError(ErrorCode.MODEL_OTHER_SHAPE, name=bundle.name, reason=str(found))
        self._input = inputs[0]["index"]
        self._output = outputs[0]["index"]

    @property
    def size(self) -> int:
        """Side of the net's square input in pixels."""
        return self._bundle.size

    def score(self, pixels: NDArray[np.uint8]) -> float:
        """Return the probability that the picture is a meme.

        Args:
            pixels: `(size, size, 3)` uint8 RGB, from `preprocess.fit`.

        Raises:
            ModelError: the net gives no number. What is none compares with nothing, and clamped
                into the range of a probability it would be a sure meme.

        """
        tensor = pixels[np.newaxis].astype(np.float32)
        tensor *= self._bundle.input_scale
        tensor += self._bundle.input_offset
        self._interpreter.set_tensor(self._input, tensor)
        self._interpreter.invoke()
        photo, meme = self._interpreter.get_tensor(self._output)[0]
        logit = float(meme) - float(photo)
        if not math.isfinite(logit):
            raise ModelError(ErrorCode.MODEL_GIVES_NO_NUMBER, name=self._bundle.name)
        return self._bundle.calibration.probability(logit)

    def is_decisive(self, score: float, purpose: ScanPurpose) -> bool:
        """Tell whether a score from a quick look may stand; see `QuickLimits.is_decisive`."""
        return self._limits.is_decisive(score, purpose)


def open_scorers(bundle: ModelBundle, count: int) -> list[Scorer]:
    """Open one scorer for each worker thread."""
    return [Scorer(bundle, interpreter) for interpreter in open_interpreters(bundle.model, count)]

"""One net in one thread: pixels in, calibrated probability out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from memesweep.classifier.net import LABELS, Net
from memesweep.classifier.runtime import open_interpreters
from memesweep.errors import ErrorCode, ModelError

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Scorer:
    """Owns one interpreter. Not for sharing: two threads in one interpreter end in a RuntimeError."""

    def __init__(self, net: Net, interpreter: Any) -> None:
        """Check that the net has the shape that the bundle describes.

        Raises:
            ModelError: it has another.

        """
        self.net = net
        self._interpreter = interpreter
        inputs, outputs = interpreter.get_input_details(), interpreter.get_output_details()
        found = [(tuple(int(n) for n in one["shape"]), one["dtype"]) for one in (*inputs, *outputs)]
        wanted = [((1, net.size, net.size, 3), np.float32), ((1, len(LABELS)), np.float32)]
        if found != wanted:
            raise ModelError(ErrorCode.MODEL_OTHER_SHAPE, name=net.name, reason=str(found))
        self._input = inputs[0]["index"]
        self._output = outputs[0]["index"]

    @property
    def size(self) -> int:
        """Side of the net's square input in pixels."""
        return self.net.size

    def score(self, pixels: NDArray[np.uint8]) -> float:
        """Return the probability that the picture is a meme; see `logit`."""
        return self.net.calibration.probability(self.logit(pixels))

    def logit(self, pixels: NDArray[np.uint8]) -> float:
        """Return the net's own word, uncalibrated: the logit of a meme minus that of a photo.

        Args:
            pixels: `(size, size, 3)` uint8 RGB, from `preprocess.fit`.

        Raises:
            ModelError: the net gives no number. What is none compares with nothing, and clamped
                into the range of a probability it would be a sure meme.

        """
        tensor = pixels[np.newaxis].astype(np.float32)
        tensor *= self.net.input_scale
        tensor += self.net.input_offset
        self._interpreter.set_tensor(self._input, tensor)
        self._interpreter.invoke()
        photo, meme = self._interpreter.get_tensor(self._output)[0]
        logit = float(meme) - float(photo)
        if not math.isfinite(logit):
            raise ModelError(ErrorCode.MODEL_GIVES_NO_NUMBER, name=self.net.name)
        return logit


def open_scorers(net: Net, count: int) -> list[Scorer]:
    """Open one scorer for each worker thread."""
    return [Scorer(net, interpreter) for interpreter in open_interpreters(net.model, count)]

"""A TFLite file as a function of pixels, on either runtime; no torch here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

SCALE: Final = 2 / 255
OFFSET: Final = -1.0
"""Input of the net: uint8 * SCALE + OFFSET."""


def interpreter_class(runtime: str | None = None) -> Any:
    """Find an `Interpreter` class: the named package's, else the first that works.

    Raises:
        ImportError: neither `tflite_runtime` nor `ai_edge_litert` can be imported.

    """
    if runtime in {None, "tflite_runtime"}:
        try:
            from tflite_runtime.interpreter import Interpreter  # noqa: PLC0415
        except ImportError:
            if runtime is not None:
                raise
        else:
            return Interpreter
    from ai_edge_litert.interpreter import Interpreter as Successor  # noqa: PLC0415

    return Successor


class TFLiteNet:
    """One interpreter on one thread; not to be shared between threads."""

    def __init__(self, model: Path, runtime: str | None = None) -> None:
        self._interpreter = interpreter_class(runtime)(model_path=str(model), num_threads=1)
        self._interpreter.allocate_tensors()
        source = self._interpreter.get_input_details()[0]
        self._input: int = source["index"]
        self._output: int = self._interpreter.get_output_details()[0]["index"]
        self.size = int(source["shape"][1])

    def margin(self, pixels: NDArray[np.uint8]) -> float:
        """Score `(size, size, 3)` uint8: meme logit minus photo logit, uncalibrated."""
        batch = pixels[np.newaxis].astype(np.float32) * np.float32(SCALE) + np.float32(OFFSET)
        self._interpreter.set_tensor(self._input, batch)
        self._interpreter.invoke()
        photo, meme = self._interpreter.get_tensor(self._output)[0]
        return float(meme) - float(photo)

    def margins(self, pictures: Iterable[NDArray[np.uint8]]) -> NDArray[np.float64]:
        """Score many pictures: `(n,)` float64."""
        return np.array([self.margin(pixels) for pixels in pictures], dtype=np.float64)

"""Whether decisions survive what a messenger and a phone do to a picture."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

from memesweep.evaluation.metrics import Rate
from memesweep.gallery.decode import decode, decode_quickly
from memesweep.gallery.jpeg.markers import JpegOutline
from memesweep.gallery.jpeg.quick import needed_bytes
from memesweep.gallery.preprocess import fit
from memesweep.training.measure.scannets import ScanNets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from memesweep.gallery.picture import Depth
    from memesweep.training.measure.calibration import Operating
    from memesweep.training.measure.cascade import Joint
    from memesweep.training.measure.leftout import Net

LONG_SIDES: Final = (400, 800, 1600)
"""Long sides in pixels to which pictures are scaled before they are recompressed."""
_QUALITY: Final = 75
_SENT: Final = 1200
"""Long side of most messengers' pictures, in pixels: what a quick look is taken at."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many of some pictures keep their decision under one change."""

    change: str
    same_sweep: Rate
    same_review: Rate

    @staticmethod
    def pool(parts: Sequence[Agreement]) -> Agreement:
        """Add up the counts of several sets of pictures under one change."""

        def add(rates: Sequence[Rate]) -> Rate:
            return Rate(sum(rate.hits for rate in rates), sum(rate.total for rate in rates))

        return Agreement(
            parts[0].change,
            add([part.same_sweep for part in parts]),
            add([part.same_review for part in parts]),
        )


def resend(image: Image.Image, long_side: int) -> bytes:
    """Scale a picture and store it as messengers do: progressive 4:2:0 JPEG."""
    factor = long_side / max(image.size)
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    stored = io.BytesIO()
    image.resize(size, Image.Resampling.LANCZOS).save(
        stored, "JPEG", quality=_QUALITY, subsampling=2, progressive=True
    )
    return stored.getvalue()


def _agreement(change: str, before: list[float], after: list[float], operating: Operating) -> Agreement:
    one, two = np.array(before), np.array(after)
    same = [
        Rate(int(((one >= at) == (two >= at)).sum()), len(one)) for at in (operating.sweep, operating.review)
    ]
    return Agreement(change, *same)


def resend_agreements(scan: ScanNets, images: Sequence[Image.Image], operating: Operating) -> list[Agreement]:
    """Compare decisions on pictures as stored and as sent again, through the decoder that serves users."""
    before = [scan.score(partial(fit, image)) for image in images]
    found = []
    for long_side in LONG_SIDES:
        after = []
        for image in images:
            inputs = decode(resend(image, long_side), scan.size, scan.other_sizes).inputs
            after.append(float("nan") if inputs is None else scan.score(inputs.at))
        found.append(_agreement(f"{long_side} px, JPEG {_QUALITY}", before, after, operating))
    return found


def look_difference(scan: ScanNets, images: Sequence[Image.Image], depth: Depth) -> NDArray[np.float64]:
    """Return by how much the scores of a look and of the whole picture differ, `(n,)`, in logits."""
    found = []
    for image in images:
        sent = resend(image, _SENT)
        outline = JpegOutline.of(sent)
        needed = needed_bytes(outline, scan.size, depth)
        look = decode_quickly(needed or sent, outline, scan.size, depth)
        whole = decode(sent, scan.size, scan.other_sizes)
        if look is not None and look.inputs is not None and whole.inputs is not None:
            found.append(scan.logit(look.inputs.at) - scan.logit(whole.inputs.at))
    return np.array(found, dtype=np.float64)


def runtime_agreement(
    models: Mapping[Net, Path], joint: Joint, images: Sequence[Image.Image], operating: Operating
) -> tuple[Agreement, float]:
    """Compare tflite-runtime with ai-edge-litert: decisions, and the largest difference of a score."""
    scores = []
    for runtime in ("tflite_runtime", "ai_edge_litert"):
        scan = ScanNets(models, joint, runtime)
        scores.append([scan.score(partial(fit, image)) for image in images])
    worst = float(np.abs(np.array(scores[0]) - np.array(scores[1])).max())
    return _agreement("the other runtime", scores[0], scores[1], operating), worst

"""Write the folder that ships: the net, what is to be known of it, and pictures to test it with."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PIL import Image

from memesweep.gallery.preprocess import PREPROCESSING, fit
from memesweep.training.knowns import known_pictures
from memesweep.training.runtime import OFFSET, SCALE, TFLiteNet

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.training.calibration import Operating, Platt

BUNDLE_FORMAT: Final = 1
_FAR: Final = 0.05
"""Known pictures must score this close to 0 or 1, or a garbage runtime could pass by luck."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """What `model.json` says beside what can be read off the file."""

    name: str
    version: str
    platt: Platt
    operating: Operating
    metrics: dict[str, Any]


def known_scores(folder: Path, net: TFLiteNet, platt: Platt) -> list[dict[str, Any]]:
    """Draw the self-test's pictures into `folder/selftest` and score the stored files.

    Raises:
        ValueError: the net is unsure of one, or finds no meme or no photo among them.

    """
    (folder / "selftest").mkdir(parents=True, exist_ok=True)
    rows: list[dict[str, Any]] = []
    for name, picture in known_pictures().items():
        path = folder / "selftest" / name
        picture.save(path, optimize=True)
        with Image.open(path) as stored:
            margin = net.margin(fit(stored, net.size))
        rows.append({"file": f"selftest/{name}", "score": round(float(platt.score(margin)), 6)})
    far = [row for row in rows if min(row["score"], 1 - row["score"]) <= _FAR]
    sides = {row["score"] > 0.5 for row in far}  # noqa: PLR2004
    if len(sides) < 2:  # noqa: PLR2004
        raise ValueError(f"the self-test's pictures cannot tell this net from garbage: {rows}")
    return far


def write_bundle(folder: Path, shipped: Shipped) -> None:
    """Complete the bundle around `folder/model.tflite`."""
    model = folder / "model.tflite"
    net = TFLiteNet(model)
    described = {
        "format": BUNDLE_FORMAT,
        "name": shipped.name,
        "version": shipped.version,
        "file": model.name,
        "sha256": hashlib.sha256(model.read_bytes()).hexdigest(),
        "input": {"size": net.size, "scale": SCALE, "offset": OFFSET, "preprocessing": PREPROCESSING},
        "labels": ["photo", "meme"],
        "calibration": {"scale": shipped.platt.scale, "bias": shipped.platt.bias},
        "thresholds": {"sweep": shipped.operating.sweep, "review": shipped.operating.review},
        "selftest": known_scores(folder, net, shipped.platt),
        "metrics": shipped.metrics,
    }
    text = json.dumps(described, indent=2, ensure_ascii=False)
    (folder / "model.json").write_text(text + "\n", encoding="utf-8")

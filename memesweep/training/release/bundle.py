"""Write the folder that ships: the nets, what is to be known of them, and pictures to test them with."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PIL import Image

from memesweep.gallery.preprocess import PREPROCESSING, fit
from memesweep.training.measure.calibration import Platt
from memesweep.training.measure.leftout import Net
from memesweep.training.measure.runtime import OFFSET, SCALE, TFLiteNet
from memesweep.training.release.knowns import known_pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from memesweep.training.measure.calibration import Operating
    from memesweep.training.measure.cascade import Cascade, Joint

BUNDLE_FORMAT: Final = 2
FILES: Final = {
    Net.JUDGE: "model.tflite",
    Net.SCOUT: "scout.tflite",
    Net.SECOND_OPINION: "second-opinion.tflite",
}
"""The nets' files in a bundle."""
_KEYS: Final = {Net.JUDGE: "judge", Net.SCOUT: "scout", Net.SECOND_OPINION: "second_opinion"}
"""Their names in the joint score."""
_FAR: Final = 0.05
"""Known pictures must reach this close to 0 and 1, or a garbage runtime could pass by luck."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    """What `model.json` says beside what can be read off the files."""

    name: str
    version: str
    cascade: Cascade
    quick_margin: float
    """Logits that a quick look's score must lie from a threshold to stand."""
    close_margin: float
    """The same of a close look's."""
    metrics: dict[str, Any]


def known_scores(folder: Path, scorers: Mapping[str, Callable[[Image.Image], float]]) -> list[dict[str, Any]]:
    """Draw the self-test's pictures into `folder/selftest` and score the stored files by each net.

    Raises:
        ValueError: a net is sure of no meme or of no photo among them.

    """
    (folder / "selftest").mkdir(parents=True, exist_ok=True)
    rows: list[dict[str, Any]] = []
    for name, picture in known_pictures().items():
        path = folder / "selftest" / name
        picture.save(path, optimize=True)
        with Image.open(path) as stored:
            said = {key: round(score(stored), 6) for key, score in scorers.items()}
        rows.append({"file": f"selftest/{name}", **said})
    for key in scorers:
        scores = [row[key] for row in rows]
        if min(scores) > _FAR or max(scores) < 1 - _FAR:
            raise ValueError(f"the self-test's pictures cannot tell this net from garbage: {key} in {rows}")
    return rows


def _described(model: Path, net: TFLiteNet) -> dict[str, Any]:
    return {
        "file": model.name,
        "sha256": hashlib.sha256(model.read_bytes()).hexdigest(),
        "input": {"size": net.size, "scale": SCALE, "offset": OFFSET, "preprocessing": PREPROCESSING},
    }


def _thresholds(operating: Operating) -> dict[str, float]:
    return {"sweep": operating.sweep, "review": operating.review}


def _weights(joint: Joint) -> dict[str, float]:
    return {**{_KEYS[net]: weight for net, weight in joint.weights.items()}, "bias": joint.bias}


def _scorer(net: TFLiteNet, platt: Platt) -> Callable[[Image.Image], float]:
    return lambda stored: float(platt.score(net.margin(fit(stored, net.size))))


def write_bundle(folder: Path, shipped: Shipped) -> None:
    """Complete the bundle around the files of `FILES` in `folder`, for the nets that the cascade has."""
    cascade = shipped.cascade
    nets = {
        net: TFLiteNet(folder / file)
        for net, file in FILES.items()
        if net is Net.JUDGE
        or (net is Net.SCOUT and cascade.scout is not None)
        or (net is Net.SECOND_OPINION and cascade.joint is not None)
    }
    judge = nets[Net.JUDGE]
    scorers = {"score": _scorer(judge, cascade.judge)}
    described: dict[str, Any] = {
        "format": BUNDLE_FORMAT,
        "name": shipped.name,
        "version": shipped.version,
        **_described(folder / FILES[Net.JUDGE], judge),
        "labels": ["photo", "meme"],
        "calibration": {"scale": cascade.judge.scale, "bias": cascade.judge.bias},
        "score": _weights(cascade.scan),
        "thresholds": _thresholds(cascade.operating),
        "quick": {"margin": shipped.quick_margin},
        "close": {"margin": shipped.close_margin},
    }
    if cascade.scout is not None:
        scorers["scout"] = _scorer(nets[Net.SCOUT], cascade.scout)
        described["scout"] = {
            **_described(folder / FILES[Net.SCOUT], nets[Net.SCOUT]),
            "calibration": {"scale": cascade.scout.scale, "bias": cascade.scout.bias},
            "settles_below": cascade.settles_below,
        }
    if cascade.joint is not None and cascade.joint_operating is not None:
        scorers["second_opinion"] = _scorer(nets[Net.SECOND_OPINION], Platt(1.0, 0.0))
        described["second_opinion"] = {
            **_described(folder / FILES[Net.SECOND_OPINION], nets[Net.SECOND_OPINION]),
            "asked_from": cascade.operating.review,
            "joint": _weights(cascade.joint),
            "thresholds": _thresholds(cascade.joint_operating),
        }
    described["selftest"] = known_scores(folder, scorers)
    described["metrics"] = shipped.metrics
    text = json.dumps(described, indent=2, ensure_ascii=False)
    (folder / "model.json").write_text(text + "\n", encoding="utf-8")

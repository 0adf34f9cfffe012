"""Read the nets that a bundle's `model.json` describes, and verify their files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from memesweep.classifier.net import (
    Calibration,
    KnownPicture,
    ModelFile,
    Net,
    Scout,
    SecondOpinion,
    Weights,
)
from memesweep.gallery.versions import PREPROCESSING
from memesweep.verdict.thresholds import Thresholds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

DEFAULT_TOLERANCE: Final = 0.25
"""In logits, for bundles that name none: runtimes, kernels and decoders differ by a fifth of that. As a
probability it would say nothing of known pictures, which lie where the curve is flat: swapped colours moved
one by less than a hundredth."""


def read_net(
    folder: Path,
    name: str,
    described: Mapping[str, Any],
    known: Sequence[Mapping[str, Any]],
    key: str,
    tolerance: float,
) -> Net:
    """Read one net.

    Args:
        folder: the bundle's.
        name: of the net, for people.
        described: its part of `model.json`.
        known: the bundle's known pictures.
        key: where those tell this net's score.
        tolerance: of the self-test, in logits.

    Raises:
        OSError: its file is not there.
        KeyError, TypeError, ValueError: it is described wrongly.

    """
    preprocessing = str(described["input"]["preprocessing"])
    if preprocessing != PREPROCESSING:
        raise ValueError(f"preprocessing is {preprocessing!r}, this memesweep knows {PREPROCESSING!r}")
    sha256 = str(described["sha256"])
    calibration = described.get("calibration", {"scale": 1.0, "bias": 0.0})
    return Net(
        name=name,
        file=ModelFile(folder / str(described["file"]), sha256),
        sha256=sha256,
        size=int(described["input"]["size"]),
        input_scale=float(described["input"]["scale"]),
        input_offset=float(described["input"]["offset"]),
        preprocessing=preprocessing,
        calibration=Calibration(float(calibration["scale"]), float(calibration["bias"])),
        selftest=tuple(KnownPicture(folder / str(row["file"]), float(row[key])) for row in known),
        selftest_tolerance=tolerance,
    )


def read_scout(
    folder: Path,
    name: str,
    described: Mapping[str, Any],
    known: Sequence[Mapping[str, Any]],
    tolerance: float,
) -> Scout | None:
    """Read the scout of a bundle, if it has one; see `read_net`."""
    part = described.get("scout")
    if part is None:
        return None
    net = read_net(folder, f"{name} (scout)", part, known, "scout", tolerance)
    return Scout(net=net, settles_below=float(part["settles_below"]))


def read_weights(described: Mapping[str, Any], judge: Net) -> Weights:
    """Read how scout and judge make the score of a scan; without that it is the judge's calibrated word."""
    calibration = judge.calibration
    alone = {"judge": calibration.scale, "bias": calibration.bias}
    return _weights(described, described.get("score", alone))


def _weights(described: Mapping[str, Any], weights: Mapping[str, Any]) -> Weights:
    if weights.get("scout") and described.get("scout") is None:
        raise ValueError("it weighs a scout, but it has none")
    return Weights(**{name: float(weight) for name, weight in weights.items()})


def read_second_opinion(
    folder: Path,
    name: str,
    described: Mapping[str, Any],
    known: Sequence[Mapping[str, Any]],
    tolerance: float,
) -> SecondOpinion | None:
    """Read the second opinion of a bundle, if it has one; see `read_net`."""
    part = described.get("second_opinion")
    if part is None:
        return None
    return SecondOpinion(
        net=read_net(folder, f"{name} (second opinion)", part, known, "second_opinion", tolerance),
        asked_from=float(part["asked_from"]),
        joint=_weights(described, part["joint"]),
        thresholds=Thresholds(
            sweep=float(part["thresholds"]["sweep"]), review=float(part["thresholds"]["review"])
        ),
    )

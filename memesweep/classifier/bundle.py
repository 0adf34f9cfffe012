"""The model bundle: a folder with the net, its description and known pictures, checked before first use."""

from __future__ import annotations

import hashlib
import json
import math
import os
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from memesweep.classifier.quick import QuickLimits, quick_limits
from memesweep.errors import ErrorCode, ModelError
from memesweep.gallery.versions import PREPROCESSING, QUICK_LOOK
from memesweep.verdict.thresholds import Thresholds

if TYPE_CHECKING:
    from os import PathLike

BUNDLE_FORMAT: Final = 1
DEFAULT_BUNDLE: Final = "mobilenet-v2-224"
DESCRIPTION: Final = "model.json"
LABELS: Final = ("photo", "meme")
"""The order of the net's outputs. A bundle with another order would sweep the photos and keep the memes."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Platt scaling of the logit difference, fitted on sources that the net was not trained on."""

    scale: float
    bias: float

    def probability(self, logit: float) -> float:
        """Turn `logit(meme) - logit(photo)` into the probability of a meme, 0 to 1."""
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, self.scale * logit + self.bias))))


@dataclass(frozen=True, slots=True)
class KnownPicture:
    """A picture of the self-test and the score that the shipped file gave it."""

    path: Path
    score: float


@dataclass(frozen=True, slots=True)
class ModelBundle:
    """A verified bundle. `model` holds the very bytes whose hash was checked."""

    name: str
    version: str
    model: bytes
    sha256: str
    size: int
    """Side of the square input in pixels."""
    input_scale: float
    input_offset: float
    calibration: Calibration
    thresholds: Thresholds
    selftest: tuple[KnownPicture, ...]

    @property
    def identity(self) -> str:
        """Names the scorer in the catalog: the same net behind another preprocessing gives other scores.

        The limits of the quick look belong to it: a score that rests on a part of a picture must not be
        found again by a bundle with other thresholds.
        """
        scaling = "/".join(
            f"{one:.9g}"
            for one in (self.input_scale, self.input_offset, self.calibration.scale, self.calibration.bias)
        )
        quick = "/".join(f"{limit:.9g}" for limit in astuple(self.quick_limits))
        return f"{self.sha256[:16]}:{PREPROCESSING}:{scaling}:{QUICK_LOOK}:{quick}"

    @property
    def quick_limits(self) -> QuickLimits:
        """Where a quick look is in doubt."""
        return quick_limits(self.thresholds)


def find_bundle(model: str | PathLike[str] | None = None) -> Path:
    """Return the folder of a bundle.

    Args:
        model: name of a model that memesweep brings, or a bundle's folder. A word without a slash is a name,
            unless there is no such model but such a folder.

    Raises:
        ModelError: there is none of that name.

    """
    name = DEFAULT_BUNDLE if model is None else os.fspath(model)
    if model is None or (isinstance(model, str) and is_name(model)):
        for folder in _shipped_folders():
            if (folder / name / DESCRIPTION).is_file():
                return folder / name
        if not Path(name).is_dir():
            raise ModelError(ErrorCode.MODEL_NOT_INSTALLED, name=name, known=", ".join(bundle_names()))
    return Path(name).absolute()


def is_name(model: str) -> bool:
    """Tell whether a model is asked for by its name, not by a folder."""
    return Path(model).name == model


def bundle_names() -> list[str]:
    """Return the names of the models that memesweep brings."""
    return sorted(
        {path.parent.name for folder in _shipped_folders() for path in folder.glob(f"*/{DESCRIPTION}")}
    )


def _shipped_folders() -> tuple[Path, ...]:
    """Return where bundles lie: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    return package / "_models", package.parent / "models"


def load_bundle(folder: Path) -> ModelBundle:
    """Read and verify a bundle.

    Raises:
        ModelError: a file is missing or damaged, or the bundle is made for another memesweep.

    """
    description = folder / DESCRIPTION
    try:
        return _parse(folder, json.loads(description.read_bytes()))
    except OSError as error:
        raise ModelError(
            ErrorCode.MODEL_UNREADABLE, path=folder, reason=error.strerror or str(error)
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(ErrorCode.MODEL_NOT_DESCRIBED, path=description, reason=repr(error)) from error


def _parse(folder: Path, described: dict[str, Any]) -> ModelBundle:
    _expect("format", described["format"], BUNDLE_FORMAT)
    _expect("labels", tuple(described["labels"]), LABELS)
    _expect("preprocessing", described["input"]["preprocessing"], PREPROCESSING)
    model_file = folder / str(described["file"])
    model = model_file.read_bytes()
    sha256 = hashlib.sha256(model).hexdigest()
    if sha256 != described["sha256"]:
        raise ModelError(ErrorCode.MODEL_NOT_TESTED_FILE, path=model_file)
    known = tuple(
        KnownPicture(folder / str(one["file"]), float(one["score"])) for one in described["selftest"]
    )
    return ModelBundle(
        name=str(described["name"]),
        version=str(described["version"]),
        model=model,
        sha256=sha256,
        size=int(described["input"]["size"]),
        input_scale=float(described["input"]["scale"]),
        input_offset=float(described["input"]["offset"]),
        calibration=Calibration(
            float(described["calibration"]["scale"]), float(described["calibration"]["bias"])
        ),
        thresholds=Thresholds(
            sweep=float(described["thresholds"]["sweep"]), review=float(described["thresholds"]["review"])
        ),
        selftest=known,
    )


def _expect(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise ValueError(f"{what} is {found!r}, this memesweep knows {wanted!r}")

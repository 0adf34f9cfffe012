"""The model bundle: a folder with nets, their description and known pictures, checked before first use."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from memesweep.classifier.description import (
    DEFAULT_TOLERANCE,
    read_net,
    read_scout,
    read_second_opinion,
    read_weights,
)
from memesweep.classifier.net import LABELS, Calibration, Net, Scout, SecondOpinion, Weights, log_odds
from memesweep.classifier.quick import (
    DEFAULT_CLOSE_MARGIN,
    DEFAULT_MARGIN,
    QuickLimits,
    quick_limits,
    shifted,
)
from memesweep.errors import ErrorCode, ModelError
from memesweep.gallery.versions import QUICK_LOOK
from memesweep.verdict.thresholds import Thresholds

if TYPE_CHECKING:
    from os import PathLike

BUNDLE_FORMATS: Final = (1, 2)
"""What can be read: since 2, `score` may weigh scout and judge, and thresholds are of that."""
DEFAULT_BUNDLE: Final = "mobilenet-v2-224"
DESCRIPTION: Final = "model.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelBundle:
    """A verified bundle."""

    name: str
    version: str
    judge: Net
    """The net whose word counts most in the score of a scan."""
    weights: Weights
    """How scout and judge make that score."""
    thresholds: Thresholds
    quick_margin: float
    """How far from a threshold a quick score must lie to stand, in logits of the calibrated probability."""
    close_margin: float = DEFAULT_CLOSE_MARGIN
    """The same of a close look's score, from the threshold of `review`."""
    scout: Scout | None = None
    second_opinion: SecondOpinion | None = None

    @property
    def size(self) -> int:
        """Side of the judge's square input in pixels."""
        return self.judge.size

    @property
    def nets(self) -> tuple[Net, ...]:
        """All nets of it."""
        others = self.scout, self.second_opinion
        return self.judge, *(part.net for part in others if part is not None)

    @property
    def identity(self) -> str:
        """Names what gives the scores of a scan, for the catalog.

        Thresholds do not belong to it: with other thresholds, only quick looks that have come to lie near
        one are taken again.
        """
        scout = f":{self.scout.net.identity}:{self.scout.settles_below:.9g}" if self.scout else ""
        return f"{self.judge.identity}:{self.weights.identity}:{QUICK_LOOK}{scout}"

    @property
    def joint_identity(self) -> str | None:
        """Names what gives the scores after a second opinion, for the catalog; None without one."""
        if self.second_opinion is None:
            return None
        scout = f"{self.scout.net.identity}+" if self.scout else ""
        return f"{scout}{self.judge.identity}+{self.second_opinion.identity}"

    @property
    def scan_identity(self) -> str:
        """Names all that may have given a score of a scan, for the catalog."""
        joint = self.joint_identity
        return self.identity if joint is None else f"{self.identity}+{joint}"

    def on_judges_scale(self, joint_score: float) -> float:
        """Move a joint score so that a scan's thresholds are those of all nets together.

        The logit is stretched and shifted by what takes the second opinion's thresholds to the judge's: one
        pair then serves every score, and a user's own pair means the same whoever was asked.
        """
        if self.second_opinion is None:
            return joint_score
        joint, judge = self.second_opinion.thresholds, self.thresholds
        span = log_odds(joint.sweep) - log_odds(joint.review)
        stretch = (log_odds(judge.sweep) - log_odds(judge.review)) / span if span > 0 else 1.0
        logit = log_odds(judge.sweep) + (stretch or 1.0) * (log_odds(joint_score) - log_odds(joint.sweep))
        return Calibration().probability(logit)

    def quick_limits(self, thresholds: Thresholds | None = None) -> QuickLimits:
        """Return where a quick look, or the scout, is in doubt under the bundle's or other thresholds."""
        thresholds = thresholds or self.thresholds
        return quick_limits(
            thresholds,
            self.quick_margin,
            self._scout_below(thresholds),
            close_margin=self.close_margin,
            sweep_is_final=self.second_opinion is None,
        )

    def _scout_below(self, thresholds: Thresholds) -> float:
        """Return how far the scout is believed: as much less than usual as a user wants to see more."""
        if self.scout is None:
            return 0.0
        earlier = log_odds(thresholds.review) - log_odds(self.thresholds.review)
        return min(shifted(self.scout.settles_below, min(0.0, earlier)), thresholds.review)


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
            raise ModelError(
                ErrorCode.MODEL_NOT_INSTALLED, name=name, known=", ".join(bundle_names()) or "none"
            )
    return Path(name).absolute()


def is_name(model: str) -> bool:
    """Tell whether a model is asked for by its name, not by a folder."""
    return Path(model).name == model


def bundle_names() -> list[str]:
    """Return the names of the models that memesweep brings."""
    return sorted(
        {path.parent.name for folder in _shipped_folders() for path in folder.glob(f"*/{DESCRIPTION}")}
    )


def has_second_opinion(name: str) -> bool:
    """Tell whether a model that memesweep brings has a second opinion to give, without opening it.

    Raises:
        OSError, ValueError: its description cannot be read.

    """
    return "second_opinion" in json.loads((find_bundle(name) / DESCRIPTION).read_bytes())


def _shipped_folders() -> tuple[Path, ...]:
    """Return where bundles lie: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    return package / "_models", package.parent / "models"


def load_bundle(folder: Path, *, verify: bool = True) -> ModelBundle:
    """Read a bundle.

    Args:
        folder: of the bundle.
        verify: check the file of each net now. Each is checked before it is opened in any case; a scan of an
            unchanged gallery opens none.

    Raises:
        ModelError: a file is missing or damaged, or the bundle is made for another memesweep.

    """
    description = folder / DESCRIPTION
    try:
        bundle = _parse(folder, json.loads(description.read_bytes()))
        if verify:
            for net in bundle.nets:
                net.file.read()
    except OSError as error:
        raise ModelError(
            ErrorCode.MODEL_UNREADABLE, path=folder, reason=error.strerror or str(error)
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(ErrorCode.MODEL_NOT_DESCRIBED, path=description, reason=repr(error)) from error
    return bundle


def _parse(folder: Path, described: dict[str, Any]) -> ModelBundle:
    if described["format"] not in BUNDLE_FORMATS:
        raise ValueError(f"format is {described['format']!r}, this memesweep knows {BUNDLE_FORMATS!r}")
    _expect("labels", tuple(described["labels"]), LABELS)
    name = str(described["name"])
    known = described["selftest"]
    tolerance = float(described.get("selftest_tolerance", DEFAULT_TOLERANCE))
    judge = read_net(folder, name, described, known, "score", tolerance)
    return ModelBundle(
        name=name,
        version=str(described["version"]),
        judge=judge,
        weights=read_weights(described, judge),
        thresholds=Thresholds(
            sweep=float(described["thresholds"]["sweep"]), review=float(described["thresholds"]["review"])
        ),
        quick_margin=float(described.get("quick", {}).get("margin", DEFAULT_MARGIN)),
        close_margin=float(described.get("close", {}).get("margin", DEFAULT_CLOSE_MARGIN)),
        scout=read_scout(folder, name, described, known, tolerance),
        second_opinion=read_second_opinion(folder, name, described, known, tolerance),
    )


def _expect(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise ValueError(f"{what} is {found!r}, this memesweep knows {wanted!r}")

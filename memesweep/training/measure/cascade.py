"""Three nets as one: what the scout settles, what it and the judge list, what all three decide.

Every number is chosen on left-out sources: calibrations, the scout's limit, joint score and thresholds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
from sklearn.linear_model import LogisticRegression

from memesweep.evaluation.operating import threshold_above
from memesweep.training.measure.calibration import Operating, Platt, fit_platt
from memesweep.training.measure.groups import Group
from memesweep.training.measure.leftout import SCANNING, SHIPPED, LeftOut, Net, labels_of, margins_by

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

PROMISES: Final = {Group.PERSONAL: 0.0, Group.TEXT: 0.001, Group.DESIGNED: 0.01, Group.OTHER: 0.001}
"""Share of each group's keepers that may be swept."""
_ROOM: Final = 0.5
"""Logits by which the highest personal score stays below `sweep`."""
_LISTED: Final = {Group.MEME: 0.97, Group.CARD: 0.95}
"""Share of memes and cards that shall be listed, at `review` or above ..."""
_DESIGNED_LISTED: Final = 0.25
"""... but no more than this share of the designed graphics, ..."""
_DESIGNED_ASKED: Final = 0.5
"""... or this share by a scan, where a second opinion is asked about what it lists."""
_UNASKED: Final = -20.0
"""Logit of what a scan settles below `review`: far from every threshold of the joint score."""
_SCOUT_LOSES: Final = 0.005
"""Share of memes and cards that the scout may take out of the list, ..."""
_SCOUT_ROOM: Final = 0.5
"""... and logits that it settles lower than that, for what a quick look adds to its mistakes."""


def logit(score: float) -> float:
    """Undo the logistic function."""
    return math.log(score / (1 - score))


def sigmoid(logits: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """Map logits to probabilities, same shape."""
    probabilities: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(np.asarray(logits), -60.0, 60.0)))
    return probabilities


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """All nets as one score: the logistic function of their weighted margins' sum."""

    weights: Mapping[Net, float]
    bias: float

    def logits(self, margins: Mapping[Net, NDArray[np.float64]]) -> NDArray[np.float64]:
        """Join raw margins, `(n,)` each."""
        total: NDArray[np.float64] = np.add.reduce(
            [weight * margins[net] for net, weight in self.weights.items()]
        )
        return total + self.bias


def fit_joint(margins: Mapping[Net, NDArray[np.float64]], labels: NDArray[np.int64]) -> Joint:
    """Minimise the class-balanced log loss of the joint score."""
    nets = list(margins)
    features = np.stack([margins[net] for net in nets], 1)
    # Next to no shrinking: three weights and thousands of pictures.
    fitted = LogisticRegression(class_weight="balanced", C=1e3).fit(features, labels)
    weights = {net: float(weight) for net, weight in zip(nets, fitted.coef_[0], strict=True)}
    return Joint(weights=weights, bias=float(fitted.intercept_[0]))


def sweep_logit(
    logits: NDArray[np.float64], groups: Sequence[Group], guarded: NDArray[np.bool_]
) -> dict[Group, float]:
    """Find the lowest logit at which each group's promise holds, room for personal pictures included.

    What has a camera's shape is not swept whatever it scores, but counts among its group.
    """
    swept = np.where(guarded, _UNASKED, logits)
    needed = {}
    for group, rate in PROMISES.items():
        mine = swept[[of is group for of in groups]]
        if len(mine):
            room = _ROOM if group is Group.PERSONAL else 0.0
            needed[group] = threshold_above(mine, int(len(mine) * rate)) + room
    return needed


def choose(
    logits: NDArray[np.float64], groups: Sequence[Group], guarded: NDArray[np.bool_], designed: float
) -> Operating:
    """Choose both thresholds for a score's logits.

    `sweep` keeps every promise. `review` lists 97 % of the memes and 95 % of the cards, unless that lists
    more than the share `designed` of the designed graphics.
    """
    # What is more likely a keeper is not swept, however easy the keepers were.
    sweep = max(0.0, *sweep_logit(logits, groups, guarded).values())

    def quantile(group: Group, share: float) -> float:
        mine = logits[[of is group for of in groups]]
        return float(np.quantile(mine, share)) if len(mine) else math.inf

    wanted = min(quantile(group, 1 - share) for group, share in _LISTED.items())
    least = quantile(Group.DESIGNED, 1 - designed)
    review = min(max(wanted, least) if math.isfinite(least) else wanted, sweep)
    # Rounded up: a threshold rounded down lets the very keeper through that set it.
    score = math.ceil(float(sigmoid(sweep)) * 1e5) / 1e5
    return Operating(sweep=min(score, 1.0), review=min(max(round(float(sigmoid(review)), 3), 0.02), 0.9))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cascade:
    """Everything that `model.json` says about who decides what."""

    judge: Platt
    """Of the judge alone, by which its self-test knows it."""
    scan: Joint
    """The score of a scan, which asks the scout and the judge."""
    operating: Operating
    """Its thresholds, where no second opinion is asked."""
    scout: Platt | None = None
    settles_below: float = 0.0
    joint: Joint | None = None
    joint_operating: Operating | None = None

    def logits(self, margins: Mapping[Net, NDArray[np.float64]]) -> NDArray[np.float64]:
        """Return the logits of the score that decides, without the scout, `(n,)`."""
        scanned = self.scan.logits(margins)
        if self.joint is None:
            return scanned
        joined = self.joint.logits(margins)
        return np.where(sigmoid(scanned) >= self.operating.review, joined, _UNASKED)

    def scores(self, margins: Mapping[Net, NDArray[np.float64]]) -> NDArray[np.float64]:
        """Score by the whole cascade, `(n,)`; what the scout settles scores what the scout says."""
        scores = sigmoid(self.logits(margins))
        if self.scout is not None:
            first = self.scout.score(margins[Net.SCOUT])
            scores = np.where(first < self.settles_below, first, scores)
        return scores

    @property
    def final(self) -> Operating:
        """The thresholds that decide what moves."""
        return self.joint_operating or self.operating


def fit_cascade(rows: Sequence[LeftOut]) -> Cascade:
    """Choose everything on left-out pictures, for the nets whose margins the rows hold."""
    labels, groups = labels_of(rows), [row.group for row in rows]
    nets = [net for net in SHIPPED if net in rows[0].margins]
    margins = {net: margins_by(rows, net) for net in nets}
    scan = fit_joint({net: margins[net] for net in SCANNING if net in margins}, labels)
    logits = scan.logits(margins)
    asks = Net.SECOND_OPINION in nets
    guarded = np.array([row.guarded for row in rows])
    operating = choose(logits, groups, guarded, _DESIGNED_ASKED if asks else _DESIGNED_LISTED)
    judge = fit_platt(margins[Net.JUDGE], labels)
    cascade = Cascade(judge=judge, scan=scan, operating=operating)
    if asks:
        joint = fit_joint(margins, labels)
        cascade = replace(cascade, joint=joint)
        decided = choose(cascade.logits(margins), groups, guarded, _DESIGNED_LISTED)
        cascade = replace(cascade, joint_operating=decided)
    if Net.SCOUT in nets:
        cascade = _add_scout(cascade, margins, labels)
    return cascade


def _add_scout(
    cascade: Cascade, margins: Mapping[Net, NDArray[np.float64]], labels: NDArray[np.int64]
) -> Cascade:
    """Let the scout settle as much as loses few enough memes that the others would list."""
    scout = fit_platt(margins[Net.SCOUT], labels)
    listed = (cascade.scores(margins) >= cascade.final.review) & (labels == 1)
    first = np.sort(scout.score(margins[Net.SCOUT])[listed])
    below = float(first[int(len(first) * _SCOUT_LOSES)]) if len(first) else 0.0
    # What it settles has to score as something to keep. Rounded down, less is settled and none more is lost.
    lower = float(sigmoid(logit(below) - _SCOUT_ROOM)) if 0 < below < 1 else below
    limit = math.floor(min(lower, cascade.operating.review, cascade.final.review) * 1e5) / 1e5
    return replace(cascade, scout=scout, settles_below=limit)

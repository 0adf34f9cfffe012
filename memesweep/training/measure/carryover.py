"""From the folds' nets, on which everything is measured, to the shipped ones.

A shipped net has seen every source, so nothing can be fitted to what it says of unseen ones. But averaged or
longer trained nets are surer or less sure of everything. On pictures that all nets have learned from, its
margins are brought to the scale of the folds' nets, and calibrations and limits then mean the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from memesweep.training.measure.calibration import Platt
from memesweep.training.measure.cascade import Cascade, Joint
from memesweep.training.measure.leftout import Net

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Match:
    """How a shipped net's margin becomes one of the folds' nets: scale * margin + bias."""

    scale: float = 1.0
    bias: float = 0.0


def match(shipped: NDArray[np.float64], folds: NDArray[np.float64], labels: NDArray[np.int64]) -> Match:
    """Match the means of both classes, on known pictures.

    Args:
        shipped: `(n,)` margins of the shipped net.
        folds: `(n,)` mean margins of the folds' nets.
        labels: `(n,)`, 1 for memes.

    """
    meme, photo = shipped[labels == 1].mean(), shipped[labels == 0].mean()
    wanted_meme, wanted_photo = folds[labels == 1].mean(), folds[labels == 0].mean()
    scale = float((wanted_meme - wanted_photo) / (meme - photo))
    return Match(scale, float(wanted_meme - scale * meme))


def carry_over(cascade: Cascade, matches: Mapping[Net, Match]) -> Cascade:
    """Rewrite calibrations and joint score for the shipped nets' margins; scores and thresholds stay."""
    judge = matches.get(Net.JUDGE, Match())
    carried = replace(cascade, judge=_platt(cascade.judge, judge), scan=_joint(cascade.scan, matches))
    if cascade.scout is not None:
        carried = replace(carried, scout=_platt(cascade.scout, matches.get(Net.SCOUT, Match())))
    if cascade.joint is not None:
        carried = replace(carried, joint=_joint(cascade.joint, matches))
    return carried


def _joint(joint: Joint, matches: Mapping[Net, Match]) -> Joint:
    matched = {net: matches.get(net, Match()) for net in joint.weights}
    return Joint(
        weights={net: weight * matched[net].scale for net, weight in joint.weights.items()},
        bias=joint.bias + sum(weight * matched[net].bias for net, weight in joint.weights.items()),
    )


def _platt(platt: Platt, matched: Match) -> Platt:
    return Platt(platt.scale * matched.scale, platt.scale * matched.bias + platt.bias)

"""From finished runs to the bundle: thresholds, self-test, card, plots, sheets of mistakes."""

from __future__ import annotations

import csv
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from memesweep.evaluation.contact import contact_sheet
from memesweep.evaluation.curves import plot_recall, plot_reliability
from memesweep.gallery.picture import Depth
from memesweep.training.measure.carryover import Match, carry_over
from memesweep.training.measure.cascade import sigmoid
from memesweep.training.measure.figures import Figures, figure_out, headline
from memesweep.training.measure.groups import KEEPERS, Group
from memesweep.training.measure.leftout import SCANNING, SHIPPED, LeftOut, Net, labels_of, margins_by
from memesweep.training.measure.robustness import (
    Agreement,
    look_difference,
    resend_agreements,
    runtime_agreement,
)
from memesweep.training.measure.scannets import ScanNets
from memesweep.training.release.bundle import FILES, Shipped, write_bundle
from memesweep.training.release.card import Checks, write_card
from memesweep.training.release.plots import plot_curves

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PIL import Image

    Opened = Callable[[str], Image.Image]

_PROSE: Final = Path(__file__).parent / "card.md"
_RESENT: Final = 60
"""Left-out pictures of each fold that are sent again; four folds and three sizes make 720 decisions."""
_WORST: Final = 96
_BOTH: Final = 300
"""Pictures on which the two runtimes are compared."""
_LOOKS_ROOM: Final = 4.0
"""A look's score stands this many times the root mean square of its error away from a threshold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What the protocol left behind."""

    rows: Sequence[LeftOut]
    folds: Sequence[Mapping[Net, Path]]
    """Exported files of each fold's nets."""
    final: Mapping[Net, Path]
    """Exported files that ship."""
    matches: Mapping[Net, Match]
    """How their margins become those of the folds' nets."""


def sample(rows: Sequence[LeftOut], count: int, seed: int = 7) -> list[LeftOut]:
    """Draw pictures without replacement."""
    return [rows[index] for index in np.random.default_rng(seed).permutation(len(rows))[:count]]


def survivals(finished: Finished, image: Opened, figures: Figures) -> list[Agreement]:
    """Send left-out pictures again and score them by the nets that never saw their source."""
    per_fold = []
    for fold, models in enumerate(finished.folds):
        rows = sample([row for row in finished.rows if row.fold == fold], _RESENT)
        images = [image(row.file) for row in rows]
        scan = ScanNets(models, figures.cascade.scan)
        per_fold.append(resend_agreements(scan, images, figures.cascade.operating))
    return [Agreement.pool(same_change) for same_change in zip(*per_fold, strict=True)]


def margin(finished: Finished, image: Opened, figures: Figures, depth: Depth) -> float:
    """Measure how far a look's score must lie from a threshold to stand, in logits of the score."""
    differences = []
    for fold, models in enumerate(finished.folds):
        rows = sample([row for row in finished.rows if row.fold == fold], _RESENT, seed=9)
        images = [image(row.file) for row in rows]
        differences.append(look_difference(ScanNets(models, figures.cascade.scan), images, depth))
    pooled = np.concatenate(differences)
    return round(_LOOKS_ROOM * float(np.sqrt((pooled**2).mean())), 1)


def _curves(work: Path) -> dict[str, list[tuple[int, float, float]]]:
    found = {}
    for curve in sorted(work.glob("*-[0-9]/curve.csv")):
        with curve.open(newline="", encoding="utf-8") as lines:
            rows = [(int(row[0]), float(row[2]), float(row[3])) for row in csv.reader(lines)]
        found[curve.parent.name.replace("-", " ")] = rows
    return found


def write_sheets(folder: Path, rows: Sequence[LeftOut], image: Opened, figures: Figures) -> None:
    """Lay out what was got most wrong in each group, for people to look at; never to be committed."""
    margins = {net: margins_by(rows, net) for net in SHIPPED if net in rows[0].margins}
    scores = figures.cascade.scores(margins)
    for group in Group:
        order = np.argsort(-scores if group in KEEPERS else scores, kind="stable")
        worst = [index for index in order if rows[index].group is group][:_WORST]
        tiles = ((image(rows[index].file), f"{scores[index]:.3f} {rows[index].source}") for index in worst)
        contact_sheet(tiles, len(worst), folder / f"worst-{group.name.lower()}.png")


def release(finished: Finished, image: Opened, out: Path, version: str, work: Path) -> Figures:
    """Write the bundle `out`; `work` receives sheets of mistakes and holds the curves of the trainings.

    Raises:
        ValueError: the judge cannot pass a self-test.

    """
    rows = finished.rows
    figures = figure_out(rows)
    cascade = carry_over(figures.cascade, finished.matches)
    write_sheets(work, rows, image, figures)
    out.mkdir(parents=True, exist_ok=True)
    for net, model in finished.final.items():
        shutil.copyfile(model, out / FILES[net])
    agreements = survivals(finished, image, figures)
    both = [image(row.file) for row in sample(rows, _BOTH, seed=8)]
    shipped = {net: out / FILES[net] for net in finished.final}
    runtimes, difference = runtime_agreement(shipped, cascade.scan, both, cascade.operating)
    write_bundle(
        out,
        Shipped(
            name=out.name,
            version=version,
            cascade=cascade,
            quick_margin=margin(finished, image, figures, Depth.QUICK),
            close_margin=margin(finished, image, figures, Depth.CLOSE),
            metrics=headline(figures),
        ),
    )
    margins = {net: margins_by(rows, net) for net in SCANNING}
    scores, labels = sigmoid(figures.cascade.scan.logits(margins)), labels_of(rows)
    plots = out / "plots"
    plots.mkdir(exist_ok=True)
    plot_reliability(scores, labels, plots / "reliability.png")
    plot_recall(scores, labels, plots / "recall.png")
    plot_curves(_curves(work), plots / "curves.png")
    checks = Checks([*agreements, runtimes], difference, cascade)
    text = write_card(_PROSE.read_text(encoding="utf-8"), figures, checks, version)
    (out / "README.md").write_text(text, encoding="utf-8")
    return figures

"""From finished runs to the bundle: thresholds, self-test, card, plots."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from memesweep.evaluation.contact import contact_sheet
from memesweep.evaluation.curves import plot_recall, plot_reliability
from memesweep.evaluation.labels import Label
from memesweep.training.bundle import Shipped, write_bundle
from memesweep.training.card import Beside, write_card
from memesweep.training.dataset import ADDED
from memesweep.training.figures import Figures, figure_out, headline
from memesweep.training.kinds import read_confusion
from memesweep.training.leftout import LeftOut, arrays, read_left_out
from memesweep.training.plots import plot_curves, plot_rivals
from memesweep.training.rivals import read_rivals, write_rivals
from memesweep.training.robustness import Agreement, resend_agreements, runtime_agreement

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PIL import Image

_PROSE: Final = Path(__file__).parent / "card.md"
_RESENT: Final = 200
"""Left-out pictures of each fold that are sent again; three folds and three sizes make 1,800 decisions."""
_WORST: Final = 96
_BOTH: Final = 500
"""Pictures on which the two runtimes are compared."""


def sample(rows: Sequence[LeftOut], count: int, seed: int = 7) -> list[LeftOut]:
    """Draw real pictures without replacement."""
    real = [row for row in rows if row.kind not in ADDED]
    return [real[index] for index in np.random.default_rng(seed).permutation(len(real))[:count]]


def survivals(
    work: Path, rows: Sequence[LeftOut], image: Callable[[str], Image.Image], figures: Figures
) -> list[Agreement]:
    """Send left-out pictures again and judge them by the model that never saw their source."""
    per_fold = []
    for fold in sorted({row.fold for row in rows}):
        images = [image(row.file) for row in sample([row for row in rows if row.fold == fold], _RESENT)]
        model = work / f"fold-{fold}" / "model.tflite"
        per_fold.append(resend_agreements(model, images, figures.platt, figures.operating))
    return [Agreement.pool(same_change) for same_change in zip(*per_fold, strict=True)]


def _curves(work: Path) -> dict[str, list[tuple[int, float, float]]]:
    found = {}
    for curve in sorted(work.glob("*/fold-*/curve.csv")):
        with curve.open(newline="", encoding="utf-8") as lines:
            rows = [(int(row[0]), float(row[2]), float(row[3])) for row in csv.reader(lines)]
        fold = curve.parent
        found[f"{fold.parent.name}, {fold.name.replace('-', ' ')}"] = rows
    return found


def write_sheets(
    work: Path, rows: Sequence[LeftOut], image: Callable[[str], Image.Image], figures: Figures
) -> None:
    """Lay out what left-out nets got most wrong, for people to look at; these sheets are never committed."""
    for label in Label:
        sign = 1 if label is Label.MEME else -1
        mine = [row for row in rows if row.label is label and row.kind not in ADDED]
        worst = sorted(mine, key=lambda row: sign * row.margin)[:_WORST]
        tiles = (
            (image(row.file), f"{float(figures.platt.score(row.margin)):.3f} {row.source}") for row in worst
        )
        contact_sheet(tiles, len(worst), work / f"worst-{label.name.lower()}.png")


def release(work: Path, folds: int, image: Callable[[str], Image.Image], out: Path, version: str) -> Figures:
    """Write the bundle `out` from the runs in `work`.

    Raises:
        FileNotFoundError: a run is not finished.
        ValueError: the net cannot pass a self-test.

    """
    rows = [row for fold in range(folds) for row in read_left_out(work / f"fold-{fold}" / "left-out.csv")]
    figures = figure_out(rows)
    write_sheets(work, rows, image, figures)
    out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(work / "final" / "model.tflite", out / "model.tflite")
    agreements = survivals(work, rows, image, figures)
    both = [image(row.file) for row in sample(rows, _BOTH, seed=8)]
    runtimes, difference = runtime_agreement(out / "model.tflite", both, figures.platt, figures.operating)
    write_bundle(out, Shipped(out.name, version, figures.platt, figures.operating, headline(figures)))
    real = [row for row in rows if row.kind not in ADDED]
    margins, labels = arrays(real)
    scores = figures.platt.score(margins)
    plots = out / "plots"
    plots.mkdir(exist_ok=True)
    plot_reliability(scores, labels, plots / "reliability.png")
    plot_recall(scores, labels, plots / "recall.png")
    plot_curves(_curves(work), plots / "curves.png")
    rivals = read_rivals(work / "rivals.csv")
    plot_rivals(rivals, plots / "rivals.png")
    write_rivals(plots / "rivals.csv", rivals)
    kinds = read_confusion(work / "kinds.csv")
    beside = Beside([*agreements, runtimes], difference, rivals, kinds)
    text = write_card(_PROSE.read_text(encoding="utf-8"), figures, beside, version)
    (out / "README.md").write_text(text, encoding="utf-8")
    return figures

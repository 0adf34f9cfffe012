"""The model card, written from what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memesweep.evaluation.labels import Label
from memesweep.evaluation.metrics import percent, small
from memesweep.training.measure.cascade import PROMISES, logit
from memesweep.training.measure.groups import Group

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from memesweep.training.measure.cascade import Cascade, Joint
    from memesweep.training.measure.figures import Figures, Row
    from memesweep.training.measure.robustness import Agreement

_WORST: Final = 10
_FEW: Final = 10
"""A source with fewer pictures is in the table of all sources, but not among the worst."""


@dataclass(frozen=True, slots=True)
class Checks:
    """What else was measured."""

    agreements: Sequence[Agreement]
    runtime_difference: float
    shipped: Cascade
    """The cascade as it is written for the shipped nets; see `carryover`."""


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def groups_table(figures: Figures) -> str:
    """Lay the judge alone, scout and judge, and the whole cascade side by side, at the same promises."""
    return _columns(figures.groups, ["judge alone: swept; listed, %", "scout and judge", "whole cascade"])


def beside_table(figures: Figures) -> str:
    """Lay an earlier release's judge and the whole cascade side by side, on what neither has seen."""
    if figures.beside is None:
        return "No source was new to both."
    return _columns(figures.beside.groups, ["2.2.0: swept; listed, %", "whole cascade"])


def _formula(joint: Joint | None) -> str:
    if joint is None:
        return "none: no second opinion ships"
    weighed = " + ".join(f"{weight:.4f} * {net.value}" for net, weight in joint.weights.items())
    return f"sigmoid({weighed} + {joint.bias:.4f})"


def _columns(groups: Mapping[str, Sequence[Row]], head: Sequence[str]) -> str:
    lines = []
    for rows in zip(*groups.values(), strict=True):
        cells = [f"{small(row.swept)}; {percent(row.listed)}" for row in rows]
        lines.append([rows[0].name, str(rows[0].swept.total), *cells])
    return _table(["group", "pictures", *head], lines)


def prices_table(figures: Figures) -> str:
    """Tabulate what each promise alone would cost."""
    lines = [
        [price.group.value, f"{100 * PROMISES[price.group]:g} %", percent(price.memes), percent(price.cards)]
        for price in figures.prices
    ]
    return _table(["promise to", "swept at most", "memes swept, %", "cards swept, %"], lines)


def _rows(rows: Sequence[Row], label: Label) -> str:
    chosen = sorted((row for row in rows if row.label is label), key=lambda row: (-row.swept.total, row.name))
    lines = []
    for row in chosen:
        low, high = row.swept.interval
        interval = f"{100 * low:.1f}-{100 * high:.1f} %"
        listed = f"{row.listed.hits} ({100 * row.listed.value:.0f} %)"
        lines.append([row.name, str(row.swept.total), str(row.swept.hits), interval, listed])
    return _table(["", "pictures", "swept", "95 %", "listed"], lines)


def _worst(rows: Sequence[Row], label: Label) -> str:
    large = [row for row in rows if row.label is label and row.swept.total >= _FEW]
    if label is Label.PHOTO:
        large.sort(key=lambda row: (-row.swept.value, -row.listed.value))
    else:
        large.sort(key=lambda row: (row.listed.value, row.swept.value))
    return _rows(large[:_WORST], label)


def scout_table(figures: Figures) -> str:
    """Tabulate what the scout settles, and what that loses."""
    if not figures.scout_settles:
        return "There is no scout."
    lines = [[f"settled: {group.value}", percent(rate)] for group, rate in figures.scout_settles.items()]
    lines.append(["lost: memes and cards that the others would list", percent(figures.scout_loses)])
    return _table(["", "%"], lines)


def agreement_table(agreements: Sequence[Agreement]) -> str:
    """Tabulate how many decisions survive a change."""
    lines = [[one.change, percent(one.same_sweep), percent(one.same_review)] for one in agreements]
    return _table(["change", "same at `sweep`, %", "same at `review`, %"], lines)


def write_card(prose: str, figures: Figures, checks: Checks, version: str) -> str:
    """Fill the card's text: `prose` holds `{name}` fields for every table and figure."""
    cascade, of, beside = figures.cascade, figures.metrics, figures.beside
    whole = {row.name: row for row in figures.groups["cascade"]}
    return prose.format(
        version=version,
        pictures=f"{of.memes + of.photos:,}",
        groups=groups_table(figures),
        prices=prices_table(figures),
        auc=f"{of.roc_auc:.4f}",
        log_loss=f"{of.balanced_log_loss:.4f}",
        beside=beside_table(figures),
        fresh=f"{beside.before.memes + beside.before.photos if beside else 0:,}",
        fresh_auc=f"{beside.now.roc_auc:.4f}" if beside else "",
        fresh_log_loss=f"{beside.now.balanced_log_loss:.4f}" if beside else "",
        old_auc=f"{beside.before.roc_auc:.4f}" if beside else "",
        old_log_loss=f"{beside.before.balanced_log_loss:.4f}" if beside else "",
        memes=percent(whole[Group.MEME].swept),
        cards=percent(whole[Group.CARD].swept),
        designed=small(whole[Group.DESIGNED].swept),
        personal=small(whole[Group.PERSONAL].swept),
        worst_keepers=_worst(figures.sources, Label.PHOTO),
        worst_memes=_worst(figures.sources, Label.MEME),
        meme_kinds=_rows(figures.kinds, Label.MEME),
        photo_kinds=_rows(figures.kinds, Label.PHOTO),
        meme_sources=_rows(figures.sources, Label.MEME),
        photo_sources=_rows(figures.sources, Label.PHOTO),
        scout=scout_table(figures),
        settles_below=f"{cascade.settles_below:g}",
        camera_personal=percent(figures.camera.personal),
        camera_memes=percent(figures.camera.memes),
        camera_cards=percent(figures.camera.cards),
        agreements=agreement_table(checks.agreements),
        runtime_difference=f"{checks.runtime_difference:.1e}",
        sweep=f"{cascade.operating.sweep:g}",
        review=f"{cascade.operating.review:g}",
        final_sweep=f"{cascade.final.sweep:g}",
        final_review=f"{cascade.final.review:g}",
        room=f"{logit(min(cascade.final.sweep, 1 - 1e-9)) - figures.highest_personal:.2f}",
        scale=f"{checks.shipped.judge.scale:.4f}",
        bias=f"{checks.shipped.judge.bias:.4f}",
        joint=_formula(checks.shipped.joint),
        scan=_formula(checks.shipped.scan),
        judge_auc=f"{figures.judge.roc_auc:.4f}",
        judge_log_loss=f"{figures.judge.balanced_log_loss:.4f}",
    )

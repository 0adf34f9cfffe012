"""Whole sources left out: pictures of one collection never sit on both sides of a split."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from memesweep.training.data.dataset import Picture


FOLDS: Final = 4
"""Parts that all sources are dealt to; each is left out once."""
_FAMILIES: Final = (
    ("sirius", r"sirius.*"),
    ("festivals", r"festpost.*|zim|amish|dev"),
    ("telugu", r"telugu.*"),
    ("deltix", r"(es)?deltix.*"),
    ("smarttools", r"smarttools.*"),
    ("smile4real", r"smile4real.*"),
    ("malpe", r"malpe|cwelcovers"),
    ("ieee", r"ieee.*"),
    ("moral", r"moral.*"),
    ("delta", r"delta(chat|photos)"),
    ("xmpp", r"xmpp.*"),
    ("bitcoin", r"h?bitcoin(org)?"),
    ("android", r"fdroid.*|hgallery|hnextplayer|hquacker|hfdroid|hnewpipe"),
    ("sketch", r"sketch.*"),
    ("rucamp", r"rucamp.*"),
)
"""Collections that share a maker or a repository, by the names of their sources."""


def family(source: str) -> str:
    """Name what a source is split with: its family, or itself."""
    return next((name for name, pattern in _FAMILIES if re.fullmatch(pattern, source)), source)


def assign_folds(pictures: Sequence[Picture], folds: int = FOLDS) -> dict[str, int]:
    """Deal the families of sources to folds of roughly the same make-up.

    The largest family goes first, to the fold that holds the smallest share of its kinds and its class.
    Shares, not counts: two sources of posters belong in two folds however few posters there are. Nothing is
    drawn by chance, so that two runs report on the same split.

    Returns:
        The fold, 0 to `folds - 1`, of each source.

    """
    sizes = Counter(family(picture.source) for picture in pictures)
    kind_totals = Counter((int(picture.label), picture.kind) for picture in pictures)
    label_totals = Counter(int(picture.label) for picture in pictures)
    kinds: dict[str, Counter[tuple[int, str]]] = {}
    for picture in pictures:
        kinds.setdefault(family(picture.source), Counter())[picture.label, picture.kind] += 1
    by_kind: list[Counter[tuple[int, str]]] = [Counter() for _ in range(folds)]
    by_label: list[Counter[int]] = [Counter() for _ in range(folds)]
    assigned: dict[str, int] = {}
    for name in sorted(sizes, key=lambda name: (-sizes[name], name)):
        loads = [0.0] * folds
        for key, count in kinds[name].items():
            for fold in range(folds):
                held = by_kind[fold][key] / kind_totals[key] + by_label[fold][key[0]] / label_totals[key[0]]
                loads[fold] += held * count / sizes[name]
        fold = loads.index(min(loads))
        assigned[name] = fold
        by_kind[fold].update(kinds[name])
        for (label, _), count in kinds[name].items():
            by_label[fold][label] += count
    return {picture.source: assigned[family(picture.source)] for picture in pictures}

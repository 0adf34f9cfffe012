"""Pictures of a gallery that a person has decided about, with their scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memesweep.catalog.decisions import Choice, list_decisions
from memesweep.sweep.journal.record import MoveState
from memesweep.sweep.journal.table import list_sweeps
from memesweep.verdict.verdict import Reason
from memesweep.workspace.decisions.tuning import Labelled

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

    from memesweep.scan.results import PictureResult


def let_go(catalog: sqlite3.Connection, root: Path) -> list[Labelled]:
    """Return what was swept from a gallery and decided about, each content once, with its latest score.

    A picture that went because the model was sure, and nobody was asked about, says nothing.
    """
    decided = {decision.sha256 for decision in list_decisions(catalog, Choice.SWEEP)}
    scores = {
        move.sha256: move.score
        for record in reversed(list_sweeps(catalog))
        if record.header.root == root
        for move in record.moves
        if move.state is MoveState.MOVED and move.sha256 in decided
    }
    return [Labelled(score=score, choice=Choice.SWEEP) for score in scores.values()]


def kept_pictures(results: Iterable[PictureResult]) -> list[Labelled]:
    """Return what a net lists and a person keeps, with the judge's score, which is on the safe side."""
    return [
        Labelled(score=result.score, choice=Choice.KEEP)
        for result in results
        if result.reason in {Reason.KEPT, Reason.UNDONE} and result.score is not None
    ]

"""The documents of `--json`, each made of a result of the workspace in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from memesweep.report.envelope import Envelope, Status
from memesweep.report.images import describe_move
from memesweep.verdict.verdict import Verdict
from memesweep.workspace import Choice, MoveState, describe_decision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from memesweep.workspace import (
        CleanResult,
        Decision,
        KeepResult,
        Proposal,
        ScanCounts,
        SweepRecord,
        Trouble,
        UndoProposal,
        UndoResult,
    )

    Words = Callable[[Trouble], str]
    """Says what is the matter with a file; the words are the front end's."""


def scan_document(
    command: str,
    root: Path,
    counts: ScanCounts,
    images: list[dict[str, Any]],
    troubles: Iterable[Trouble],
    words: Words,
) -> Envelope:
    """Return what a scan found."""
    document = Envelope(command, summary={"gallery": str(root), **_describe_counts(counts)}, images=images)
    return _with_troubles(document, troubles, words)


def clean_document(result: CleanResult, words: Words) -> Envelope:
    """Return what a sweep did."""
    proposal, record = result.proposal, result.record
    moves = () if record is None else record.moves
    document = Envelope("clean", images=[describe_move(proposal.root, move) for move in moves])
    document.summary = {
        **_describe_proposal(proposal),
        "sweep": None if record is None or proposal.destination.dry else record.header.id,
        "moved": len(result.moved),
        "moved_bytes": sum(move.size for move in result.moved),
    }
    return _with_troubles(document, result.troubles, words)


def declined_clean_document(proposal: Proposal, words: Words) -> Envelope:
    """Return what a sweep would have done that was answered no."""
    document = Envelope("clean", Status.DECLINED)
    document.summary = {**_describe_proposal(proposal), "sweep": None, "moved": 0, "moved_bytes": 0}
    for trouble in proposal.troubles:
        document.errors.append({"path": str(trouble.path), "message": words(trouble)})
    return document


def undo_document(result: UndoResult | None, words: Words) -> Envelope:
    """Return what an undo did; None where there was nothing to undo."""
    document = Envelope("undo")
    if result is not None:
        root = result.record.header.root
        document.images = [describe_move(root, move) for move in result.moves]
        _with_troubles(document, result.troubles, words)
    document.summary = {
        "sweep": None if result is None else result.record.header.id,
        "gallery": None if result is None else str(result.record.header.root),
        "restored": 0 if result is None else len(result.restored),
        "not_restored": len(document.errors),
    }
    return document


def declined_undo_document(proposal: UndoProposal) -> Envelope:
    """Return what an undo would have done that was answered no."""
    header = proposal.record.header
    summary = {
        "sweep": header.id,
        "gallery": str(header.root),
        "restored": 0,
        "not_restored": proposal.away,
    }
    images = [describe_move(header.root, move) for move in proposal.record.moves]
    return Envelope("undo", Status.DECLINED, summary=summary, images=images)


def keep_document(result: KeepResult, decisions: Iterable[Decision], words: Words) -> Envelope:
    """Return what changed on the keep-list, and all that was said of pictures."""
    decisions = tuple(decisions)
    kept = [
        {
            "sha256": decision.sha256.hex(),
            "size": decision.size,
            "path": str(decision.path),
            "kept_at": decision.decided_at,
        }
        for decision in decisions
        if decision.choice is Choice.KEEP
    ]
    summary = {
        "changed": result.changed,
        "kept": kept,
        "decisions": [describe_decision(decision) for decision in decisions],
    }
    document = Envelope("keep", summary=summary)
    return _with_troubles(document, result.troubles, words)


def history_document(records: Iterable[SweepRecord], command: str = "history") -> Envelope:
    """Return sweeps, as the command that was asked for them says it."""
    return Envelope(command, summary={"sweeps": [_describe_record(record) for record in records]})


def _with_troubles(document: Envelope, troubles: Iterable[Trouble], words: Words) -> Envelope:
    for trouble in troubles:
        document.fail(str(trouble.path), words(trouble))
    return document


def _describe_counts(counts: ScanCounts) -> dict[str, Any]:
    return {
        "pictures": counts.pictures,
        "scored_now": counts.scored_now,
        "scored_before": counts.scored_before,
        "verdicts": {verdict.value: counts.verdicts[verdict] for verdict in Verdict},
        "reasons": {reason.value: count for reason, count in sorted(counts.reasons.items())},
        "skipped": {reason.value: count for reason, count in sorted(counts.skipped.items())},
        "sweep_bytes": counts.sweep_bytes,
        "interrupted": counts.interrupted,
    }


def _describe_proposal(proposal: Proposal) -> dict[str, Any]:
    plan, destination = proposal.plan, proposal.destination
    return {
        "gallery": str(proposal.root),
        "pictures": plan.pictures,
        "planned": len(plan.files),
        "planned_bytes": plan.total_bytes,
        "share": round(plan.share, 5),
        "dry_run": destination.dry,
        "destination": "trash" if destination.holding is None else str(destination.holding),
    }


def _describe_record(record: SweepRecord) -> dict[str, Any]:
    header = record.header
    return {
        "id": header.id,
        "started_at": header.started_at,
        "finished_at": record.finished_at,
        "gallery": str(header.root),
        "destination": "trash" if header.holding is None else str(header.holding),
        "files": {state.value: record.count(state) for state in MoveState},
    }

"""What is sent to the page, as plain values. Names are escaped here; the page shows them as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from memesweep.report.names import printable
from memesweep.report.words import REASON_WORDS
from memesweep.web.review.reasons import TILE_WORDS
from memesweep.workspace import Choice, Ending, TroubleCode, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from memesweep.web.review.candidate import Candidate
    from memesweep.web.review.sentences import Sentences
    from memesweep.web.review.shelf import Shelf
    from memesweep.workspace import CleanResult, Destination, Proposal, Trouble, UndoResult

_SECOND_THOUGHT: Final = "a closer look says otherwise"
_MAY_BE_SWEPT: Final = "s"
_CAN_BE_SHOWN: Final = "t"


def describe_pictures(shelf: Shelf, gallery_pictures: int) -> dict[str, Any]:
    """Return all candidates in rows: twenty thousand objects with a dozen names each would be all names."""
    folders: dict[str, int] = {}
    reasons = {reason: number for number, reason in enumerate(TILE_WORDS)}

    def row(candidate: Candidate) -> list[Any]:
        result, proposed = candidate.result, candidate.proposed
        file = result.file
        flags = (_MAY_BE_SWEPT if candidate.may_be_swept else "") + (
            _CAN_BE_SHOWN if candidate.can_be_shown else ""
        )
        return [
            candidate.id,
            printable(file.name),
            folders.setdefault(file.folder, len(folders)),
            None if result.score is None else round(result.score, 4),
            proposed.verdict,
            reasons[proposed.reason],
            file.stamp.size,
            file.stamp.mtime_ns // 1_000_000_000,
            result.info.width,
            result.info.height,
            candidate.group,
            candidate.choice,
            flags,
        ]

    rows = [row(candidate) for candidate in shelf.candidates.values()]
    return {
        "gallery_pictures": gallery_pictures,
        "steps": shelf.steps,
        "folders": [printable(folder) for folder in folders],
        "reasons": [
            {"code": reason, "label": label, "sentence": REASON_WORDS[reason]}
            for reason, label in TILE_WORDS.items()
        ],
        "rows": rows,
    }


def describe_proposal(name: str, proposal: Proposal, shelf: Shelf, sentences: Sentences) -> dict[str, Any]:
    """Return everything that the last page says before it asks."""
    plan = proposal.plan
    by_path = {candidate.result.file.relative: candidate for candidate in shelf.candidates.values()}
    planned = [by_path[file.relative] for file in plan.files]
    troubles = {
        _relative(trouble.path, plan.root): sentences.trouble(trouble) for trouble in proposal.troubles
    }
    left = {candidate.result.file.relative for candidate in shelf.with_outcome(Verdict.SWEEP)}
    left -= {file.relative for file in plan.files}
    return {
        "id": name,
        "count": len(plan.files),
        "bytes": plan.total_bytes,
        "share": plan.share,
        "gallery_pictures": plan.pictures,
        "chosen": sum(candidate.choice is Choice.SWEEP for candidate in planned),
        "kept": sum(candidate.choice is Choice.KEEP for candidate in shelf.candidates.values()),
        "open": len(shelf.with_outcome(Verdict.REVIEW)),
        "destination": _destination(proposal.destination),
        "objections": [
            {
                "code": objection.code,
                "sentence": printable(sentences.objection(objection)),
                "can_be_approved": objection.can_be_approved,
            }
            for objection in proposal.objections
        ],
        "ids": [candidate.id for candidate in planned],
        "staying": [_named(path, troubles.get(path, _SECOND_THOUGHT)) for path in sorted(left)],
        "unread": [_named(path, note) for path, note in troubles.items() if path not in left],
    }


def describe_sweep(result: CleanResult, sentences: Sentences) -> dict[str, Any]:
    """Return what a sweep has done."""
    plan = result.proposal.plan
    sizes = {file.relative: file.stamp.size for file in plan.files}
    moved = result.moved
    stayed = [trouble for trouble in result.troubles if trouble.code is TroubleCode.NOT_MOVED]
    return {
        "sweep": None if result.record is None else result.record.header.id,
        "moved": len(moved),
        "bytes": sum(sizes[move.relative] for move in moved),
        "destination": _destination(result.proposal.destination),
        "stopped": result.ending is Ending.INTERRUPTED,
        "failed": _describe_troubles(stayed, plan.root, sentences),
    }


def describe_undo(result: UndoResult, sentences: Sentences) -> dict[str, Any]:
    """Return what an undo has done."""
    root = result.record.header.root
    return {
        "restored": len(result.restored),
        "failed": _describe_troubles(result.troubles, root, sentences),
    }


def _destination(destination: Destination) -> dict[str, str]:
    if destination.holding is None:
        return {"kind": "trash", "name": "the trash"}
    return {"kind": "folder", "name": printable(str(destination.holding))}


def _describe_troubles(troubles: Iterable[Trouble], root: Path, sentences: Sentences) -> list[dict[str, str]]:
    return [_named(_relative(trouble.path, root), sentences.trouble(trouble)) for trouble in troubles]


def _named(path: str, note: str) -> dict[str, str]:
    return {"name": printable(path), "note": printable(note)}


def _relative(path: Path, root: Path) -> str:
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)

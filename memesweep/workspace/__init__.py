"""The product's policy, once, below every front end: what must hold before a file moves, and who may say yes.

A front end opens a gallery, scans it, asks for a proposal, shows it, and hands it back with an approval. It
never builds a plan, and nothing in here sweeps one: `GallerySession.sweep` takes only its own proposals.

Everything that a front end needs has its name here, and is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from memesweep.catalog.decisions import Choice, Decision, Origin
    from memesweep.gallery.files import FileStamp, GalleryFile
    from memesweep.gallery.limits import MAX_BYTES
    from memesweep.gallery.preview import Preview
    from memesweep.gallery.skip import SkipReason
    from memesweep.scan.results import PictureResult, ScanCounts
    from memesweep.scan.single import Checked
    from memesweep.sweep.journal.record import Initiator, Move, MoveState, SweepHeader, SweepRecord
    from memesweep.sweep.plan import Plan, PlannedFile
    from memesweep.sweep.run import Destination
    from memesweep.verdict.purpose import ScanPurpose
    from memesweep.verdict.thresholds import Thresholds
    from memesweep.verdict.verdict import Reason, Verdict
    from memesweep.workspace.decisions.book import DecisionBook, Said
    from memesweep.workspace.decisions.decide import DecideResult
    from memesweep.workspace.decisions.decision_file import describe_decision, format_decisions
    from memesweep.workspace.decisions.tuning import (
        FEWEST_DECISIONS,
        FEWEST_KEPT,
        Effect,
        Share,
        Tuning,
    )
    from memesweep.workspace.observer import Notice, NoticeCode, Observer, Phase, SilentObserver
    from memesweep.workspace.options import Attendance, CleanOptions, PickedFile, ScanOptions
    from memesweep.workspace.preview_cache import PreviewCache
    from memesweep.workspace.proposals.limits import SweepLimits
    from memesweep.workspace.proposals.proposal import (
        Approval,
        Objection,
        ObjectionCode,
        Proposal,
    )
    from memesweep.workspace.proposals.results import CleanResult, Ending, KeepResult, UndoResult
    from memesweep.workspace.run_records import GalleryRuns, RunRecord
    from memesweep.workspace.scan_run import ScanRun
    from memesweep.workspace.session import GallerySession
    from memesweep.workspace.troubles import Trouble, TroubleCode
    from memesweep.workspace.undoing.holding import HeldSweep, TrashResult
    from memesweep.workspace.undoing.swept import place_of, preview_swept, swept_previews
    from memesweep.workspace.undoing.undo import UndoProposal
    from memesweep.workspace.undoing.undo_find import trashed_folder
    from memesweep.workspace.workspace import Workspace

_HOMES: Final = {
    "workspace.decisions.tuning": ("FEWEST_DECISIONS", "FEWEST_KEPT", "Effect", "Share", "Tuning"),
    "catalog.decisions": ("Choice", "Decision", "Origin"),
    "gallery.files": ("FileStamp", "GalleryFile"),
    "gallery.limits": ("MAX_BYTES",),
    "gallery.preview": ("Preview",),
    "gallery.skip": ("SkipReason",),
    "scan.results": ("PictureResult", "ScanCounts"),
    "scan.single": ("Checked",),
    "sweep.journal.record": ("Initiator", "Move", "MoveState", "SweepHeader", "SweepRecord"),
    "sweep.plan": ("Plan", "PlannedFile"),
    "sweep.run": ("Destination",),
    "verdict.purpose": ("ScanPurpose",),
    "verdict.thresholds": ("Thresholds",),
    "verdict.verdict": ("Reason", "Verdict"),
    "workspace.decisions.decide": ("DecideResult",),
    "workspace.decisions.decision_file": ("describe_decision", "format_decisions"),
    "workspace.undoing.holding": ("HeldSweep", "TrashResult"),
    "workspace.preview_cache": ("PreviewCache",),
    "workspace.proposals.limits": ("SweepLimits",),
    "workspace.decisions.book": ("DecisionBook", "Said"),
    "workspace.observer": ("Notice", "NoticeCode", "Observer", "Phase", "SilentObserver"),
    "workspace.options": ("Attendance", "CleanOptions", "PickedFile", "ScanOptions"),
    "workspace.proposals.proposal": (
        "Approval",
        "Objection",
        "ObjectionCode",
        "Proposal",
    ),
    "workspace.proposals.results": ("CleanResult", "Ending", "KeepResult", "UndoResult"),
    "workspace.run_records": ("GalleryRuns", "RunRecord"),
    "workspace.scan_run": ("ScanRun",),
    "workspace.session": ("GallerySession",),
    "workspace.troubles": ("Trouble", "TroubleCode"),
    "workspace.undoing.swept": ("place_of", "preview_swept", "swept_previews"),
    "workspace.undoing.undo": ("UndoProposal",),
    "workspace.undoing.undo_find": ("trashed_folder",),
    "workspace.workspace": ("Workspace",),
}
_HOME_OF: Final = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [  # noqa: RUF022 - in the order of the data's way
    "Workspace",
    "GallerySession",
    "ScanOptions",
    "ScanPurpose",
    "ScanRun",
    "ScanCounts",
    "PictureResult",
    "GalleryFile",
    "FileStamp",
    "SkipReason",
    "Checked",
    "MAX_BYTES",
    "Preview",
    "Thresholds",
    "Verdict",
    "Reason",
    "CleanOptions",
    "PickedFile",
    "SweepLimits",
    "Attendance",
    "Proposal",
    "Plan",
    "PlannedFile",
    "Destination",
    "Objection",
    "ObjectionCode",
    "Approval",
    "CleanResult",
    "Ending",
    "Trouble",
    "TroubleCode",
    "SweepRecord",
    "SweepHeader",
    "Initiator",
    "Move",
    "MoveState",
    "place_of",
    "preview_swept",
    "trashed_folder",
    "UndoProposal",
    "UndoResult",
    "KeepResult",
    "RunRecord",
    "GalleryRuns",
    "HeldSweep",
    "TrashResult",
    "swept_previews",
    "FEWEST_DECISIONS",
    "FEWEST_KEPT",
    "Tuning",
    "Share",
    "Effect",
    "Decision",
    "Choice",
    "Origin",
    "DecisionBook",
    "Said",
    "PreviewCache",
    "DecideResult",
    "describe_decision",
    "format_decisions",
    "Observer",
    "SilentObserver",
    "Phase",
    "Notice",
    "NoticeCode",
]


def __getattr__(name: str) -> Any:
    """Load the module that a public name lives in."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"memesweep.{home}"), name)

"""What the workspace reports on the way, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memesweep.cli.words.errors import sentence_of
from memesweep.workspace.observer import Notice, NoticeCode, Phase

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTICES: Final[Mapping[NoticeCode, str]] = {
    NoticeCode.SWEEP_RECOVERED: (
        "Sweep {sweep}, or its undo, was interrupted; its files are accounted for now."
    ),
    NoticeCode.SWEEP_UNRESOLVED: (
        "Sweep {sweep}, or its undo, was interrupted; its files cannot all be looked at yet."
    ),
    NoticeCode.SWEEP_INTERRUPTED: (
        "Sweep {sweep}, or its undo, was interrupted; the next clean or undo accounts for its files, and a "
        "dry run does not."
    ),
    NoticeCode.CATALOG_NOT_NEEDED: "{error} Going on with the manifest in {folder}.",
    NoticeCode.CATALOG_COPIED: "{error} Going on with a copy.",
    NoticeCode.MANIFEST_PASSED_OVER: "Skipped: {error}",
}

LOUD: Final = frozenset({NoticeCode.MANIFEST_PASSED_OVER})
"""Notices of something that the user may have meant and does not get: --quiet lets them through."""

PHASES: Final[Mapping[Phase, str]] = {
    Phase.SCAN: "Scanning",
    Phase.PLAN: "Planning",
    Phase.CHECK: "Checking",
    Phase.SWEEP: "Sweeping",
    Phase.RESTORE: "Restoring",
}


def sentence_of_notice(notice: Notice) -> str:
    """Return one line for a person."""
    error = "" if notice.error is None else sentence_of(notice.error)
    return NOTICES[notice.code].format_map({**notice.facts, "error": error})

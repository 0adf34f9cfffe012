"""Decide about one picture from its bytes, outside any gallery."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from memesweep.catalog.decisions import find_decision
from memesweep.scan.past_decisions import as_evidence
from memesweep.verdict.decide import decide
from memesweep.verdict.guards import Evidence, find_guard
from memesweep.verdict.shape import is_camera_shaped
from memesweep.verdict.verdict import Reason, Verdict

if TYPE_CHECKING:
    import sqlite3

    from memesweep.classifier.bundle import ModelBundle
    from memesweep.classifier.cascade import Cascade
    from memesweep.gallery.picture import Depth, ImageInfo
    from memesweep.verdict.purpose import ScanPurpose
    from memesweep.verdict.stage import Stage


@dataclass(frozen=True, slots=True)
class Checked:
    """What the net said of one picture and what the tool decided."""

    score: float | None
    verdict: Verdict
    reason: Reason
    info: ImageInfo
    stage: Stage | None = None
    """Which net the score is from; None where there is none."""
    depth: Depth | None = None
    """How much of the picture it rests on."""


def check_picture(
    data: bytes,
    bundle: ModelBundle,
    nets: Cascade,
    connection: sqlite3.Connection,
    *,
    purpose: ScanPurpose,
    sweep_camera: bool = False,
    sweep_camera_shaped: bool = False,
) -> Checked:
    """Score a picture and decide about it; guards that need a gallery (age, folder) do not apply."""
    picture = nets.score_bytes(data, purpose, bundle.quick_limits())
    past = as_evidence(find_decision(connection, hashlib.sha256(data).digest()))
    evidence = Evidence(
        kept=past.kept,
        undone=past.undone,
        chosen=past.chosen,
        camera=picture.info.camera and not sweep_camera,
        metadata_damaged=picture.info.metadata_damaged and not sweep_camera,
        camera_shaped=not sweep_camera_shaped and is_camera_shaped(picture.info.width, picture.info.height),
    )
    decided = decide(picture.score, picture.problem, evidence, bundle.thresholds)
    if picture.score is None:
        return Checked(None, decided.verdict, decided.reason, picture.info)
    return Checked(picture.score, decided.verdict, decided.reason, picture.info, picture.stage, picture.depth)


def with_past_decision(data: bytes, checked: Checked, connection: sqlite3.Connection) -> Checked:
    """Let what a person decided about a picture count where another machine has judged it."""
    past = as_evidence(find_decision(connection, hashlib.sha256(data).digest()))
    guard = find_guard(Evidence(kept=past.kept, undone=past.undone))
    if checked.verdict is Verdict.KEEP:
        return checked
    if guard is not None:
        return replace(checked, verdict=guard.verdict, reason=guard.reason)
    if past.chosen and checked.verdict is Verdict.REVIEW:
        return replace(checked, verdict=Verdict.SWEEP, reason=Reason.CHOSEN)
    return checked

"""Decide about one picture from its bytes, outside any gallery."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from memesweep.catalog.decisions import find_decision
from memesweep.gallery.decode import decode
from memesweep.gallery.limits import MAX_BYTES
from memesweep.gallery.picture import DecodedPicture, ImageInfo, Problem
from memesweep.scan.past_decisions import as_evidence
from memesweep.verdict.decide import decide
from memesweep.verdict.guards import Evidence
from memesweep.verdict.shape import is_camera_shaped

if TYPE_CHECKING:
    import sqlite3

    from memesweep.classifier.bundle import ModelBundle
    from memesweep.classifier.scorer import Scorer
    from memesweep.verdict.verdict import Reason, Verdict


@dataclass(frozen=True, slots=True)
class Checked:
    """What the net said of one picture and what the tool decided."""

    score: float | None
    verdict: Verdict
    reason: Reason
    info: ImageInfo


def check_picture(
    data: bytes,
    bundle: ModelBundle,
    scorer: Scorer,
    connection: sqlite3.Connection,
    *,
    sweep_camera: bool = False,
    sweep_camera_shaped: bool = False,
) -> Checked:
    """Score a picture and decide about it; guards that need a gallery (age, folder) do not apply."""
    too_large = DecodedPicture(ImageInfo(), problem=Problem.TOO_LARGE)
    decoded = too_large if len(data) > MAX_BYTES else decode(data, bundle.size)
    score = None if decoded.pixels is None else scorer.score(decoded.pixels)
    past = as_evidence(find_decision(connection, hashlib.sha256(data).digest()))
    evidence = Evidence(
        kept=past.kept,
        undone=past.undone,
        chosen=past.chosen,
        camera=decoded.info.camera and not sweep_camera,
        camera_shaped=not sweep_camera_shaped and is_camera_shaped(decoded.info.width, decoded.info.height),
    )
    decided = decide(score, decoded.problem, evidence, bundle.thresholds)
    return Checked(score, decided.verdict, decided.reason, decoded.info)

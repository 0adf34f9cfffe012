"""Decide about one picture from its bytes, outside any gallery."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from memesweep.catalog.decisions import find_decision
from memesweep.classifier.scoring import score_bytes
from memesweep.scan.past_decisions import as_evidence
from memesweep.verdict.decide import decide
from memesweep.verdict.guards import Evidence
from memesweep.verdict.shape import is_camera_shaped

if TYPE_CHECKING:
    import sqlite3

    from memesweep.classifier.bundle import ModelBundle
    from memesweep.classifier.scorer import Scorer
    from memesweep.gallery.picture import ImageInfo
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
    picture = score_bytes(data, scorer)
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
    return Checked(picture.score, decided.verdict, decided.reason, picture.info)

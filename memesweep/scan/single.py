"""Decide about one picture from its bytes, outside any gallery."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from memesweep.catalog.keeps import is_kept
from memesweep.gallery.decode import decode
from memesweep.gallery.limits import MAX_BYTES
from memesweep.gallery.reading import Facts, Problem, Reading
from memesweep.verdict.decide import decide
from memesweep.verdict.guards import Evidence

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
    facts: Facts


def check_picture(
    data: bytes,
    bundle: ModelBundle,
    scorer: Scorer,
    connection: sqlite3.Connection,
    *,
    sweep_camera: bool = False,
) -> Checked:
    """Score a picture and decide about it; guards that need a gallery (age, folder) do not apply."""
    too_large = Reading(Facts(), problem=Problem.TOO_LARGE)
    reading = too_large if len(data) > MAX_BYTES else decode(data, bundle.size)
    score = None if reading.pixels is None else scorer.score(reading.pixels)
    evidence = Evidence(
        camera=reading.facts.camera and not sweep_camera,
        kept=is_kept(connection, hashlib.sha256(data).digest()),
    )
    decided = decide(score, reading.problem, evidence, bundle.thresholds)
    return Checked(score, decided.verdict, decided.reason, reading.facts)

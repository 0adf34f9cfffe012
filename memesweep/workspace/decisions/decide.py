"""What a person says of pictures on a page or in a terminal, written down as it is said."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from memesweep.catalog.decisions import Decision, find_decision, record_decisions, remove_decisions
from memesweep.gallery.digest import digest_file

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from memesweep.catalog.decisions import Choice, Origin
    from memesweep.scan.results import PictureResult


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionStep:
    """One content that was decided about, and what had been said of it before."""

    sha256: bytes
    before: Decision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideResult:
    """What one step of deciding did; enough to take it back."""

    steps: tuple[DecisionStep, ...]
    """One for each content: exact copies share theirs."""
    changed: tuple[Path, ...]
    """Pictures that are no longer what was looked at, or cannot be read. Nothing is written of them."""


def decide(
    catalog: sqlite3.Connection, pictures: Iterable[PictureResult], choice: Choice | None, origin: Origin
) -> DecideResult:
    """Write down what a person says of pictures; None forgets what was said."""
    now = time.time()
    contents: dict[bytes, Decision | None] = {}
    changed: list[Path] = []
    for picture in pictures:
        file = picture.file
        try:
            digested = digest_file(file.path, file.stamp)
        except OSError:
            digested = None
        if digested is None or picture.sha256 not in {None, digested[0]}:
            changed.append(file.path)
            continue
        decision = None
        if choice is not None:
            decision = Decision(
                sha256=digested[0],
                size=file.stamp.size,
                path=file.path,
                choice=choice,
                origin=origin,
                decided_at=now,
                perceptual_hash=picture.perceptual_hash,
            )
        contents[digested[0]] = decision
    steps = tuple(DecisionStep(sha256=sha256, before=find_decision(catalog, sha256)) for sha256 in contents)
    write_decisions(catalog, contents)
    return DecideResult(steps=steps, changed=tuple(changed))


def take_back(catalog: sqlite3.Connection, result: DecideResult) -> None:
    """Put what was said of these contents back to what it was before."""
    write_decisions(catalog, {step.sha256: step.before for step in result.steps})


def write_decisions(catalog: sqlite3.Connection, contents: Mapping[bytes, Decision | None]) -> None:
    """Write down what is said of contents, given by SHA-256; None forgets what was said."""
    remove_decisions(catalog, (sha256 for sha256, decision in contents.items() if decision is None))
    record_decisions(catalog, (decision for decision in contents.values() if decision is not None))

"""A file of decisions is taken as a whole, or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from memesweep.catalog.decisions import Choice, Decision, Origin
from memesweep.errors import BadUsageError, ErrorCode
from memesweep.workspace.decisions.decision_file import format_decisions, parse_decisions

SOURCE = Path("decisions.json")


def decision(number: int) -> Decision:
    return Decision(
        sha256=bytes([number]) * 32,
        size=number,
        path=Path("/gallery/\udcff\n.jpg"),
        choice=Choice.SWEEP,
        origin=Origin.TERMINAL,
        decided_at=1.7e9 + number,
        perceptual_hash=None if number else b"",
    )


def test_what_is_written_comes_back() -> None:
    decisions = [decision(number) for number in range(3)]
    text = format_decisions(decisions)
    assert text.isascii()
    assert parse_decisions(text, SOURCE) == decisions


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "00"},
        {"sha256": 7},
        {"size": "1"},
        {"size": True},
        {"size": -1},
        {"size": 1 << 70},
        {"path": "a\0b"},
        {"path": None},
        {"choice": "delete"},
        {"origin": "elsewhere"},
        {"decided_at": "nan"},
        {"decided_at": None},
        {"perceptual_hash": "00"},
    ],
)
def test_the_damaged_decision_is_named(change: dict[str, object]) -> None:
    document = json.loads(format_decisions([decision(0), decision(1)]))
    document["decisions"][1].update(change)
    with pytest.raises(BadUsageError) as caught:
        parse_decisions(json.dumps(document), SOURCE)
    assert caught.value.code == ErrorCode.DECISIONS_DAMAGED
    assert caught.value.facts["number"] == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"memesweep_decisions": 2, "decisions": []}',
        '{"memesweep_decisions": 1}',
        "[" * 100_000,
    ],
)
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(BadUsageError) as caught:
        parse_decisions(text, SOURCE)
    assert caught.value.code == ErrorCode.DECISIONS_OTHER_FILE

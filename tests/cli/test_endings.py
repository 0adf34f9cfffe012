"""A document and a truthful status however a run ends: answered no, or interrupted."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.support.pictures import photo_bytes
from tests.support.program import Program
from tests.support.trees import build, snapshot

SIGNALS = [signal.SIGINT, signal.SIGTERM]


@contextmanager
def asked(program: Program, *arguments: str | Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Run until the question stands; yield the process and the terminal to answer at."""
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        program.command(*arguments),
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=program.environment,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        seen = b""
        while b"/N] " not in seen and b"/n] " not in seen:
            seen += os.read(ours, 65536)
        yield running, ours
    finally:
        running.kill()
        running.wait()
        os.close(ours)


def document(running: subprocess.Popen[bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(running.communicate(timeout=60)[0])
    return found


def test_clean_answered_no(program: Program, gallery: Path) -> None:
    before = snapshot(gallery)
    with asked(program, "clean", gallery, "--json") as (running, terminal):
        os.write(terminal, b"n\n")
        told = document(running)
    assert running.returncode == 0
    assert (told["command"], told["status"]) == ("clean", "declined")
    assert told["summary"]["moved"] == 0
    assert told["summary"]["planned"] > 0
    assert snapshot(gallery) == before


def test_undo_answered_no(program: Program, gallery: Path) -> None:
    moved = program("clean", gallery, "--yes", "--min-age", "0", "--json").document["summary"]["moved"]
    with asked(program, "undo", "--json") as (running, terminal):
        os.write(terminal, b"n\n")
        told = document(running)
    assert running.returncode == 0
    assert (told["command"], told["status"]) == ("undo", "declined")
    assert (told["summary"]["restored"], told["summary"]["not_restored"]) == (0, moved)


@pytest.mark.parametrize("number", SIGNALS)
def test_interrupted_while_the_question_stands(
    program: Program, gallery: Path, number: signal.Signals
) -> None:
    before = snapshot(gallery)
    with asked(program, "clean", gallery, "--json") as (running, _):
        running.send_signal(number)
        told = document(running)
    assert running.returncode == 130
    assert (told["command"], told["status"]) == ("clean", "error")
    assert snapshot(gallery) == before


@pytest.mark.parametrize("command", [("scan", "--json"), ("clean", "--yes", "--json")])
def test_interrupted_while_it_scans(program: Program, tmp_path: Path, command: tuple[str, ...]) -> None:
    photo = photo_bytes("motorcycle_left.png")
    gallery = build(tmp_path / "large", {f"{number:04}.jpg": photo for number in range(1500)})
    running = subprocess.Popen(
        program.command(*command, gallery),
        env=program.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    program.wait_for_scores()
    running.send_signal(signal.SIGTERM)
    out, complaint = running.communicate(timeout=60)
    assert running.returncode == 130, complaint
    assert len(complaint.splitlines()) == 1
    told = json.loads(out)
    # What was scored is there to see; of a sweep, nothing has begun.
    assert (told["command"], told["status"]) == (command[0], "partial" if command[0] == "scan" else "error")

"""stdout and stderr that are full, closed, or read by nobody."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.program import Program


def in_shell(program: Program, line: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which {} is the program with its arguments."""
    command = shlex.join(program.command(*arguments))
    return subprocess.run(
        ["bash", "-c", line.replace("{}", command)],
        env=program.environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments", [("scan", "--json"), ("scan", "--jsonl"), ("scan",), ("clean", "--help")]
)
def test_a_full_disk_behind_stdout_is_a_sentence(
    program: Program, gallery: Path, arguments: tuple[str, ...]
) -> None:
    ended = in_shell(program, "{} >/dev/full", *arguments, gallery)
    assert ended.returncode == 5
    assert len(ended.stderr.splitlines()) == 1
    assert "No space left" in ended.stderr


def test_a_document_of_an_error_that_cannot_be_written(program: Program, tmp_path: Path) -> None:
    ended = in_shell(program, "{} >/dev/full", "scan", tmp_path / "missing", "--json")
    assert ended.returncode == 5
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.parametrize("streams", [">&-", "2>&-", ">&- 2>&- <&-", "2>/dev/full"])
def test_closed_streams_are_no_fault(program: Program, gallery: Path, streams: str) -> None:
    assert in_shell(program, f"{{}} {streams}", "scan", gallery, "--json").returncode == 0
    assert in_shell(program, f"{{}} {streams}", "scan", gallery / "missing").returncode == 5


def test_a_reader_that_has_seen_enough(program: Program, gallery: Path) -> None:
    ended = in_shell(program, "{} | true; exit ${PIPESTATUS[0]}", "scan", gallery, "--jsonl")
    assert (ended.returncode, ended.stderr) == (130, "")


def test_two_threads_that_open_nets_at_once_leave_errors_to_be_seen() -> None:
    code = """
import os
from threading import Barrier, Thread
from memesweep.cli.terminal.native_stderr import silence_native_stderr

first_in, second_in, first_out = Barrier(2), Barrier(2), Barrier(2)

def first():
    with silence_native_stderr():
        first_in.wait()
        second_in.wait()
    first_out.wait()

def second():
    first_in.wait()
    with silence_native_stderr():
        second_in.wait()
        os.write(2, b"hidden")
        first_out.wait()
        os.write(2, b"hidden")

threads = [Thread(target=first), Thread(target=second)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
os.write(2, b"seen")
"""
    ended = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, timeout=60)
    assert ended.stderr == b"seen"

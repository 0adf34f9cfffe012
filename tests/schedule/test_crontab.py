"""What is written into a crontab comes out of it, word for word."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings

from memesweep.schedule.crontab import crontab_command, crontab_line, find_line, quote, with_run, without_run
from memesweep.schedule.timing import Frequency, Timing
from memesweep.schedule.words import UnschedulableError
from tests.schedule.runs import NASTY, WORDS, scheduled


def read_by_cron(command: str, *, halves_backslashes: bool) -> bytes:
    """What cron hands to `sh` of a line's command: as Vixie's do_command.c does, or as others do."""
    out, escaped = bytearray(), False
    for byte in os.fsencode(command):
        if escaped and (byte == ord("%") or (halves_backslashes and byte == ord("\\"))):
            out[-1] = byte
            escaped = False
            continue
        if byte == ord("%") and not escaped:
            break
        escaped = byte == ord("\\") and not escaped
        out.append(byte)
    return bytes(out)


def run_by_sh(command: bytes) -> list[str]:
    ended = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=True, env={"LC_ALL": "C"})
    return os.fsdecode(ended.stdout).split("\0")[:-1]


@pytest.mark.parametrize("halves_backslashes", [True, False])
@pytest.mark.parametrize("word", NASTY)
def test_names_come_out_as_they_went_in(word: str, *, halves_backslashes: bool) -> None:
    command = read_by_cron(crontab_command(scheduled(word, "next")), halves_backslashes=halves_backslashes)
    assert run_by_sh(command) == [word, "next"]


@settings(max_examples=300, deadline=None)
@given(first=WORDS, second=WORDS)
def test_any_words_come_out_as_they_went_in(first: str, second: str) -> None:
    command = crontab_command(scheduled(first, second))
    for halves_backslashes in (True, False):
        assert run_by_sh(read_by_cron(command, halves_backslashes=halves_backslashes)) == [first, second]


@pytest.mark.parametrize("word", ["two\nlines", "a\rb", "zero\0byte"])
def test_a_line_break_is_refused(word: str) -> None:
    with pytest.raises(UnschedulableError, match="line break"):
        quote(word)


def test_a_line_longer_than_cron_reads_is_refused() -> None:
    with pytest.raises(UnschedulableError, match="longer"):
        crontab_line(scheduled("x" * 1000))


def test_the_state_that_was_scheduled_is_the_state_that_is_used() -> None:
    run = scheduled("a", environment=(("MEMESWEEP_HOME", "/volume1/my state"),))
    assert crontab_command(run).startswith("env 'MEMESWEEP_HOME=/volume1/my state' /usr/bin/printf ")


def test_times() -> None:
    assert Timing().crontab_fields == "30 3 * * 0"
    assert Timing(frequency=Frequency.DAILY, hour=0, minute=5).crontab_fields == "5 0 * * *"


OWN = "MAILTO=me\n# a comment\n5 4 * * * backup\n"


def test_a_run_goes_into_a_crontab_and_out_of_it() -> None:
    run = scheduled("a")
    added = with_run(OWN, run)
    assert added.startswith(OWN)
    assert find_line(added, run.name) == crontab_line(run)
    assert without_run(added, run.name) == OWN


def test_scheduling_again_replaces_and_leaves_other_galleries() -> None:
    first, other = scheduled("a"), scheduled("o", gallery=Path("/volume1/other"))
    both = with_run(with_run(OWN, first), other)
    again = with_run(both, scheduled("b"))
    assert find_line(again, first.name) == crontab_line(scheduled("b"))
    assert find_line(again, other.name) == crontab_line(other)
    assert again.count("\n") == both.count("\n")


def test_a_crontab_without_a_last_line_break_keeps_its_last_line() -> None:
    assert with_run("5 4 * * * backup", scheduled("a")).startswith("5 4 * * * backup\n#")


def test_a_name_with_odd_separators_stays_one_line() -> None:
    run = scheduled("a\u2028b\x0bc")
    added = with_run(OWN, run)
    assert find_line(added, run.name) == crontab_line(run)
    assert without_run(added, run.name) == OWN

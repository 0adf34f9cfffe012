"""What is written into a unit comes out of systemd's own parser, word for word."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings, strategies

from memesweep.schedule.systemd import quote, service_unit, timer_unit
from memesweep.schedule.timing import Frequency, Timing
from memesweep.schedule.words import UnschedulableError
from tests.schedule.runs import NASTY, WORDS, scheduled

if TYPE_CHECKING:
    from memesweep.schedule.run import ScheduledRun

SYSTEMD = Path("/lib/systemd/systemd")
needs_systemd = pytest.mark.skipif(not SYSTEMD.exists(), reason="systemd is not installed")


def parsed(tmp_path: Path, run: ScheduledRun) -> str:
    """What systemd, started for nothing but to say what it has read, has read."""
    units = tmp_path / "units"
    units.mkdir()
    for target in ("sysinit", "basic", "shutdown"):
        (units / f"{target}.target").write_text(f"[Unit]\nDescription={target}\n")
    # The parser is asked, not the mounts of this machine.
    text = re.sub(
        r"^RequiresMountsFor=.*\n", "DefaultDependencies=no\n", service_unit(run), flags=re.MULTILINE
    )
    (units / "run.service").write_bytes(os.fsencode(text))
    environment = {
        "HOME": str(units),
        "XDG_RUNTIME_DIR": str(units),
        "SYSTEMD_UNIT_PATH": str(units),
        "SYSTEMD_LOG_TARGET": "console",
        "PATH": os.environ["PATH"],
    }
    as_user: tuple[str, ...] = ()
    if os.geteuid() == 0:  # systemd does this for everybody but root
        nobody = pwd.getpwnam("nobody")
        as_user = ("setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups")
        for folder in (units, *units.parents):
            if tempfile.gettempdir() in map(str, folder.parents):  # pytest's own folders, closed to others
                folder.chmod(0o755)
        os.chown(units, nobody.pw_uid, nobody.pw_gid)
    ended = subprocess.run(
        [*as_user, SYSTEMD, "--test", "--user", "--no-pager", "--unit=run.service"],
        env=environment,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return ended.stdout.decode("utf-8", "surrogateescape")


def words_of(line: str) -> list[str]:
    """Read the words of a line that systemd shows: in quotes where needed, escaped as in C."""
    words = re.findall(r'"((?:[^"\\]|\\.)*)"|([^ ]+)', line)
    return [_unescaped(quoted or bare) for quoted, bare in words]


def _unescaped(text: str) -> str:
    raw = re.sub(
        rb"\\(x[0-9a-f]{2}|[0-7]{3}|.)",
        lambda match: _byte(match[1]),
        os.fsencode(text),
        flags=re.DOTALL,
    )
    return os.fsdecode(raw)


def _byte(code: bytes) -> bytes:
    if code[:1] == b"x":
        return bytes([int(code[1:], 16)])
    if code.isdigit():
        return bytes([int(code, 8)])
    return {b"n": b"\n", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"a": b"\a", b"v": b"\v", b"s": b" "}.get(
        code, code
    )


@needs_systemd
def test_names_come_out_as_they_went_in(tmp_path: Path) -> None:
    gallery = Path(r"/volume1/100% \of 'my' \"pictures\" $HOME")
    shown = parsed(tmp_path, scheduled(*NASTY, gallery=gallery))
    line = next(line for line in shown.split("\n") if "Command Line:" in line).partition("Command Line: ")[2]
    # In arguments $$ stands for one dollar sign, and is made one only when the program starts.
    assert [word.replace("$$", "$") for word in words_of(line)] == ["/usr/bin/printf", r"%s\0", *NASTY]
    writable = next(line for line in shown.split("\n") if "ReadWritePaths:" in line)
    assert str(gallery) in writable


@needs_systemd
@settings(max_examples=12, deadline=None)
@given(words=strategies.lists(WORDS, min_size=40, max_size=120))
def test_any_words_come_out_as_they_went_in(words: list[str]) -> None:
    """Many in each unit, since every unit is a start of systemd."""
    with tempfile.TemporaryDirectory() as folder:
        shown = parsed(Path(folder), scheduled(*words))
    line = next(line for line in shown.split("\n") if "Command Line:" in line).partition("Command Line: ")[2]
    assert [word.replace("$$", "$") for word in words_of(line)] == ["/usr/bin/printf", r"%s\0", *words]


@needs_systemd
@pytest.mark.parametrize("user", ["--user", "--system"])
def test_systemd_finds_nothing_wrong_and_little_exposed(tmp_path: Path, user: str) -> None:
    run = scheduled("a b", gallery=tmp_path, holding=tmp_path, state=tmp_path)
    (tmp_path / "memesweep.service").write_text(service_unit(run))
    (tmp_path / "memesweep.timer").write_text(timer_unit(run))
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    verified = subprocess.run(
        ["systemd-analyze", user, "verify", tmp_path / "memesweep.timer", tmp_path / "memesweep.service"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "memesweep" not in verified.stderr, verified.stderr
    exposed = subprocess.run(
        ["systemd-analyze", user, "security", "--offline=true", "--no-pager", tmp_path / "memesweep.service"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    level = re.search(r"exposure level for memesweep.service: ([\d.]+)", exposed.stdout)
    assert level is not None, exposed.stdout + exposed.stderr
    print(f"systemd-analyze {user} security: {level[1]}")  # noqa: T201 - the figure is part of the result
    assert float(level[1]) < 3.0, exposed.stdout


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
@pytest.mark.parametrize("frequency", list(Frequency))
def test_systemd_reads_the_calendar(frequency: Frequency) -> None:
    timing = Timing(frequency=frequency, hour=7, minute=5)
    subprocess.run(["systemd-analyze", "calendar", timing.systemd_calendar], capture_output=True, check=True)


@pytest.mark.parametrize("word", ["two\nlines", "a\rb", "zero\0byte"])
def test_a_line_break_is_refused(word: str) -> None:
    with pytest.raises(UnschedulableError, match="line break"):
        quote(word)


def test_a_program_with_a_dollar_sign_is_refused() -> None:
    with pytest.raises(UnschedulableError, match="dollar"):
        service_unit(scheduled(command=("/opt/$x/memesweep", "clean")))


def test_a_run_that_tells_nobody_has_no_network() -> None:
    assert "PrivateNetwork=yes" in service_unit(scheduled("a"))
    assert "PrivateNetwork" not in service_unit(scheduled("a", uses_network=True))


def test_it_may_write_to_exactly_three_folders() -> None:
    lines = service_unit(scheduled("a")).splitlines()
    assert [line for line in lines if line.startswith("ReadWritePaths=")] == [
        'ReadWritePaths="/volume1/phone/WhatsApp Images" "/volume1/swept" "/root/.local/state/memesweep"'
    ]

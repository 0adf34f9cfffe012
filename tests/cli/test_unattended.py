"""Unattended runs where everything around them is against them: kills, full disks, cron's bare world."""

from __future__ import annotations

import json
import os
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command

from memesweep.cli.app import app
from memesweep.cli.commands.schedule import _UNSCHEDULED, _words
from memesweep.workspace.run_records import RECORD_NAME, read_runs
from tests.conftest import MEMES
from tests.faults.mounts import mounted, remount, why_no_mounts
from tests.faults.strace import strace_works
from tests.support.program import Program
from tests.support.trees import snapshot

OLD = 1_700_000_000
needs_mounts = pytest.mark.skipif(why_no_mounts() is not None, reason=str(why_no_mounts()))


@pytest.fixture
def synced(gallery: Path) -> Path:
    """`gallery` as a backup of months ago: an unattended run takes nothing new."""
    for file in sorted(gallery.rglob("*"), reverse=True):
        os.utime(file, (OLD, OLD))
    return gallery


def words(gallery: Path, tmp_path: Path) -> tuple[str | Path, ...]:
    return "clean", gallery, "--move-to", tmp_path / "held", "--yes", "--quiet"


def state(program: Program) -> Path:
    return program.home / "memesweep"


def pictures(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*.jpg")}


@pytest.mark.skipif(not strace_works(), reason="strace is not installed or may not trace")
def test_kill_at_any_moment_leaves_an_old_record_or_a_new_one(
    program: Program, synced: Path, tmp_path: Path
) -> None:
    """At the second move, at both replacements of the record, and while the log is written."""
    before = snapshot(synced)
    everything = pictures(synced)
    log = tmp_path / "log/memesweep.log"
    assert program("scan", synced, "--quiet").code == 0
    on_the_log = ("-P", str(log))
    for call, number, where in (
        ("renameat2", 2, ()),
        ("rename", 1, ()),
        ("rename", 2, ()),
        ("write", 2, on_the_log),
    ):
        killing = f"inject={call}:signal=KILL:when={number}"
        wrapper = ("strace", "-qq", "-o", "/dev/null", *where, "-e", f"trace={call}", "-e", killing)
        traced = Program(program.home, wrapper)
        ended = traced(*words(synced, tmp_path), "--log-file", log)
        assert ended.code in {-9, 137}, (call, number, ended)
        document = state(program) / RECORD_NAME
        if document.exists():
            assert json.loads(document.read_text())["format"] == 1
        shown = program("status")
        assert shown.code == 0, shown.err
        # Each picture is in one readable place, the next run goes on, and undo brings all back.
        assert pictures(synced) | pictures(tmp_path / "held") == everything
        again = program(*words(synced, tmp_path), "--log-file", log)
        assert again.code == 0, again.err
        runs = read_runs(state(program))[str(synced)]
        assert runs.last is not None
        assert runs.last.status == "success"
        assert pictures(tmp_path / "held") == {Path(meme).name for meme in MEMES}
        while program("undo", "--yes", "--not-kept", "--json").document["summary"]["restored"]:
            pass
        assert snapshot(synced) == before


@needs_mounts
def test_a_full_and_a_read_only_state_folder(program: Program, synced: Path, tmp_path: Path) -> None:
    before = snapshot(synced)
    with mounted(state(program), "size=8m") as disk:
        assert program(*words(synced, tmp_path), "--max-files", "1").code == 4
        recorded = (disk / RECORD_NAME).read_bytes()
        free = os.statvfs(disk).f_bavail * 4096
        with (disk / "ballast").open("wb") as ballast:
            os.posix_fallocate(ballast.fileno(), 0, free)
        full = program(*words(synced, tmp_path))
        assert full.code == 5
        assert full.err.count("\n") == 1
        assert "No space left" in full.err or "full" in full.err
        assert snapshot(synced) == before
        assert (disk / RECORD_NAME).read_bytes() == recorded
        (disk / "ballast").unlink()
        remount(disk, "ro")
        closed = program(*words(synced, tmp_path))
        assert closed.code == 5
        assert closed.err.count("\n") == 1
        assert program("status").code == 0
        assert snapshot(synced) == before
        assert (disk / RECORD_NAME).read_bytes() == recorded
        remount(disk, "rw")
        assert program(*words(synced, tmp_path)).code == 0
        assert program("undo", "--yes").code == 0
        assert snapshot(synced) == before


def as_cron_does(
    program: Program, synced: Path, tmp_path: Path, *prefix: str, **environment: str
) -> tuple[int, str, str]:
    """No terminal, stdin closed, a PATH of two folders, no LANG, no HOME, and nobody else may read."""
    command = " ".join(f"'{word}'" for word in program.command(*words(synced, tmp_path)))
    ended = subprocess.run(
        [*prefix, "/bin/sh", "-c", f"umask 077; exec {command} <&-"],
        env={"PATH": "/usr/bin:/bin", **environment},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout, ended.stderr


def test_the_bare_world_of_cron(program: Program, synced: Path, tmp_path: Path) -> None:
    home = str(state(program))
    assert as_cron_does(program, synced, tmp_path, MEMESWEEP_HOME=home) == (0, "", "")
    assert pictures(tmp_path / "held") == {Path(meme).name for meme in MEMES}
    made = [path for folder in (tmp_path / "held", state(program)) for path in folder.rglob("*")]
    moved = set(pictures(tmp_path / "held"))
    assert [path for path in made if path.name not in moved and path.stat().st_mode & 0o077] == []


ANOTHER_USER = ("unshare", "--user", "--map-user=12345", "--map-group=12345")
"""One whom the machine has no name and no home for."""


@pytest.mark.skipif(
    subprocess.run([*ANOTHER_USER, "true"], capture_output=True, check=False).returncode != 0,
    reason="user namespaces are not allowed",
)
def test_another_user_without_a_home(program: Program, synced: Path, tmp_path: Path) -> None:
    before = snapshot(synced)
    code, out, err = as_cron_does(program, synced, tmp_path, *ANOTHER_USER)
    assert (code, out) == (5, "")
    assert err.count("\n") == 1
    assert "MEMESWEEP_HOME" in err
    assert snapshot(synced) == before
    home = str(state(program))
    assert as_cron_does(program, synced, tmp_path, *ANOTHER_USER, MEMESWEEP_HOME=home) == (0, "", "")
    assert pictures(tmp_path / "held") == {Path(meme).name for meme in MEMES}


def test_a_log_that_cannot_be_written_is_one_sentence(program: Program, synced: Path, tmp_path: Path) -> None:
    ended = program(*words(synced, tmp_path), "--log-file", "/dev/full")
    assert ended.code == 0
    assert ended.err == 'memesweep: the log "/dev/full" cannot be written (No space left on device).\n'


def test_a_gallery_has_one_record_by_whatever_name(program: Program, synced: Path, tmp_path: Path) -> None:
    (tmp_path / "phone").symlink_to(synced)
    assert program(*words(tmp_path / "phone", tmp_path), "--max-files=1").code == 4
    synced.rename(tmp_path / "away")
    assert program(*words(tmp_path / "phone", tmp_path)).code == 5
    runs = read_runs(state(program))
    assert set(runs) == {str(synced)}
    late = program("status", tmp_path / "phone", "--max-age", "8d", "--json")
    assert late.code == 5
    assert [trouble["path"] for trouble in late.document["errors"]] == [str(synced)]
    other = program("status", tmp_path, "--max-age", "8d", "--json")
    assert other.code == 5
    assert other.document["status"] == "error"


def test_whom_nobody_can_tell_is_not_scheduled(program: Program, synced: Path, tmp_path: Path) -> None:
    wanted = ("schedule", synced, "--move-to", tmp_path / "held")
    for listener in (("--notify", "nonsense://x"), ("--ping", "nonsense")):
        ended = program(*wanted, *listener)
        assert ended.code != 0
        assert listener[0] in ended.err
        assert ended.out == ""


def test_the_service_may_write_its_log(program: Program, synced: Path, tmp_path: Path) -> None:
    log = tmp_path / "logs/memesweep.log"
    shown = program(
        "schedule", synced, "--move-to", tmp_path / "held", "--using=systemd", "--log-file", log, "--quiet"
    )
    assert shown.code == 0, shown.err
    assert f'"{state(program)}" "{log.parent}"\n' in shown.out


def test_every_option_of_clean_is_scheduled_as_it_was_given_or_refused() -> None:
    group: Any = get_command(app)
    clean: Any = group.get_command(typer.Context(group), "clean")
    options = {one.name: one for one in clean.params if one.param_type_name == "option"}
    assert {"dry_run", "yes", "trash", "json", "files_from"} <= _UNSCHEDULED & set(options)
    scheduled = {name: option for name, option in options.items() if name not in _UNSCHEDULED}
    assert len(scheduled) > 15
    for name, option in scheduled.items():
        flag = option.opts[0]
        given = [flag] if option.is_flag else [f"{flag}={accepted(clean, flag)}"]
        value = parsed(clean, given)[name]
        words = _words(option, value)
        again = parsed(clean, words)[name]
        assert words, name
        assert _words(option, again) == words
        assert isinstance(value, Path) or again == value


def parsed(command: Any, given: list[str]) -> dict[str, Any]:
    parameters: dict[str, Any] = command.make_context("clean", [*given, "--", "/gallery"]).params
    return parameters


def accepted(command: Any, flag: str) -> str:
    """Something odd that an option takes."""
    for value in ("0.5d and 'more'", "14.5d", "33.3%", "3", "0.995"):
        with suppress(Exception):
            parsed(command, [f"{flag}={value}"])
            return value
    raise AssertionError(flag)

"""`schedule` and `status`, with the real program and a real cron."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest

from memesweep.schedule.crontab import find_line
from memesweep.schedule.run import run_name
from memesweep.workspace.run_records import read_runs, write_run
from tests.conftest import MEMES
from tests.schedule.listeners import listening
from tests.support.cron import Cron, running_cron
from tests.support.pictures import meme_bytes
from tests.support.program import Program
from tests.support.trees import snapshot

OLD = 1_700_000_000


@pytest.fixture
def synced(gallery: Path) -> Path:
    """`gallery` as a backup of months ago: an unattended run takes nothing new."""
    for file in gallery.rglob("*"):
        os.utime(file, (OLD, OLD))
    return gallery


def state(program: Program) -> Path:
    return program.home / "memesweep"


def test_it_prints_a_line_that_does_what_it_showed(program: Program, synced: Path, tmp_path: Path) -> None:
    before = snapshot(synced)
    shown = program("schedule", synced, "--move-to", tmp_path / "held", "--at", "04:05", "--min-age", "14d")
    assert shown.code == 0, shown.err
    assert all(Path(meme).name in shown.err for meme in MEMES)
    assert snapshot(synced) == before
    line = shown.out.rstrip("\n")
    assert line.startswith("5 4 * * 0 ")
    assert "--min-age=14" in line
    assert not (tmp_path / "held").exists()
    ran = subprocess.run(
        ["/bin/sh", "-c", line.split(" ", 5)[5].replace(r"\%", "%")],
        env={"PATH": "/usr/bin:/bin"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd="/",
        umask=0o077,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert {path.name for path in (tmp_path / "held").rglob("*.jpg")} == {Path(meme).name for meme in MEMES}


def test_it_carries_options_and_makes_paths_absolute(program: Program, synced: Path) -> None:
    shown = program(
        "schedule",
        synced.name,
        "--move-to",
        "held 100%",
        "--max-share=30%",
        "--nice",
        "5",
        "--daily",
        cwd=synced.parent,
    )
    assert shown.code == 0, shown.err
    words = shlex.split(shown.out.replace(r"\%", "%"))
    assert words[:5] == ["30", "3", "*", "*", "*"]
    assert f"--move-to={synced.parent / 'held 100%'}" in words
    assert "--max-share=30%" in words
    assert "--nice=5" in words
    assert words[-2:] == ["--", str(synced)]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "needs a holding folder"),
        (("--move-to", "held", "--at", "25:00"), "'25:00' is not a valid time"),
        (("--move-to", "held", "--daily", "--weekly"), "cannot be used together"),
        (("--move-to", "held", "--max-share", "x"), "max-share"),
        (("--move-to", "held", "--dry-run"), "cannot be scheduled"),
        (("--move-to", "held", "--no-such-option"), "no-such-option"),
    ],
)
def test_what_makes_no_sense(program: Program, synced: Path, words: tuple[str, ...], sentence: str) -> None:
    ended = program("schedule", synced, *words)
    assert ended.code == 2, ended.err
    assert sentence in ended.err
    assert ended.out == ""


def test_what_would_fail_is_not_scheduled(program: Program, tmp_path: Path) -> None:
    ended = program("schedule", tmp_path / "missing", "--move-to", tmp_path / "held")
    assert ended.code == 5
    assert "does not exist" in ended.err
    assert ended.out == ""


def test_units_for_systemd_are_printed(program: Program, synced: Path, tmp_path: Path) -> None:
    shown = program("schedule", synced, "--move-to", tmp_path / "held", "--using", "systemd", "--quiet")
    assert shown.code == 0, shown.err
    assert f'ReadWritePaths="{synced}" "{tmp_path / "held"}" "{state(program)}"' in shown.out
    assert "OnCalendar=Sun *-*-* 03:30:00" in shown.out


def every_minute(cron: Cron) -> None:
    """Let the installed line run at the next full minute instead of on Sunday."""
    table = subprocess.run(cron.inside("crontab", "-l"), capture_output=True, text=True, check=True).stdout
    cron.load(table.replace("30 3 * * 0 ", "* * * * * "))


def scheduled(cron: Cron, program: Program, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        cron.inside(*program.command("schedule", *words)),
        env=program.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def wait_for_run(program: Program, gallery: Path, *, after: float) -> None:
    deadline = time.monotonic() + 200
    while True:
        runs = read_runs(state(program)).get(str(gallery))
        if runs is not None and runs.last is not None and runs.last.finished_at > after:
            return
        assert time.monotonic() < deadline, "no run"
        time.sleep(0.2)


@pytest.mark.long  # minutes of waiting for full minutes
def test_a_real_cron_sweeps_once_in_silence_and_mails_one_sentence_when_it_cannot(
    program: Program, synced: Path, tmp_path: Path
) -> None:
    held = tmp_path / "held"
    with running_cron(tmp_path) as cron:
        installed = scheduled(cron, program, synced, "--move-to", held, "--install")
        assert installed.returncode == 0, installed.stderr
        told = scheduled(cron, program, synced, "--status")
        assert "every Sunday at 03:30" in told.stdout
        assert "none yet" in told.stdout
        every_minute(cron)
        began = time.time()
        wait_for_run(program, synced, after=began)
        assert {path.name for path in held.rglob("*.jpg")} == {Path(meme).name for meme in MEMES}
        # The phone sends one more meme; and what was brought back stays.
        assert program("undo", "--yes", "--keep").code == 0
        grown = synced / "IMG-20240301-WA0009.jpg"
        grown.write_bytes(meme_bytes("motorcycle_left.png", "it grows and grows"))
        os.utime(grown, (OLD, OLD))
        wait_for_run(program, synced, after=time.time())
        assert not grown.exists()
        assert all((synced / meme).exists() for meme in MEMES)
        assert cron.mails() == []
        # The disk is not mounted: one mail, one sentence.
        synced.rename(tmp_path / "away")
        wait_for_run(program, synced, after=time.time())
        cron.load("")
        deadline = time.monotonic() + 20
        while not cron.mails() and time.monotonic() < deadline:
            time.sleep(0.1)
        (mail,) = cron.mails()
        body = mail.split("\n\n", 1)[1].strip()
        assert body.startswith("memesweep: ")
        assert "does not exist" in body
        assert "\n" not in body
    runs = read_runs(state(program))[str(synced)]
    assert runs.last is not None
    assert runs.last_good is not None
    assert (runs.last.exit_code, runs.last.status) == (5, "error")
    assert runs.last_good.moved == 1


def test_scheduling_is_taken_back(program: Program, synced: Path, tmp_path: Path) -> None:
    own = "5 4 * * * /usr/bin/backup\n"
    with running_cron(tmp_path) as cron:
        cron.load(own)
        assert scheduled(cron, program, synced, "--move-to", tmp_path / "held", "--install").returncode == 0
        table = subprocess.run(
            cron.inside("crontab", "-l"), capture_output=True, text=True, check=True
        ).stdout
        assert find_line(table, run_name(synced)) is not None
        assert scheduled(cron, program, synced, "--remove").returncode == 0
        table = subprocess.run(
            cron.inside("crontab", "-l"), capture_output=True, text=True, check=True
        ).stdout
        assert table == own
        assert scheduled(cron, program, synced, "--remove").returncode == 2


def unattended(program: Program, gallery: Path, tmp_path: Path, *words: str | Path) -> tuple[int, str]:
    ended = program("clean", gallery, "--move-to", tmp_path / "held", "--yes", "--quiet", *words)
    assert ended.out == ""
    return ended.code, ended.err


def test_a_run_leaves_a_record_a_log_and_word(program: Program, synced: Path, tmp_path: Path) -> None:
    log = tmp_path / "logs/memesweep.log"
    with listening() as monitor, listening() as service:
        code, err = unattended(
            program,
            synced,
            tmp_path,
            "--log-file",
            log,
            "--ping",
            monitor.url,
            "--notify",
            service.url.replace("http://", "json://"),
        )
    assert (code, err) == (0, "")
    assert [path for path, _ in monitor.requests] == ["/start", "/0"]
    (message,) = [json.loads(body) for _, body in service.requests]
    assert "3 pictures" in message["title"]
    assert "memesweep undo " in message["message"]
    assert [attached["mimetype"] for attached in message["attachments"]] == ["image/png"]
    lines = log.read_text().splitlines()
    assert sum('moved "' in line for line in lines) == len(MEMES)
    shown = program("status")
    assert str(synced) in shown.out
    assert "Moved 3 pictures" in shown.out
    (record,) = program("status", "--json").document["summary"]["galleries"]
    assert record["last"] == record["last_good"]
    assert record["last"]["moved"] == len(MEMES)
    assert program("status", "--max-age", "8d").code == 0


def test_status_says_when_the_last_good_run_is_too_long_ago(
    program: Program, synced: Path, tmp_path: Path
) -> None:
    assert program("status", "--max-age", "8d").code == 5
    assert unattended(program, synced, tmp_path)[0] == 0
    last = read_runs(state(program))[str(synced)].last
    assert last is not None
    write_run(state(program), replace(last, finished_at=last.finished_at - 9 * 86_400))
    late = program("status", "--max-age", "8d")
    assert late.code == 5
    assert "no good run" in late.err


def test_a_refused_run_is_on_record(program: Program, synced: Path, tmp_path: Path) -> None:
    code, err = unattended(program, synced, tmp_path, "--max-files", "1")
    assert code == 4
    assert err.count("\n") == 1
    runs = read_runs(state(program))[str(synced)]
    assert runs.last is not None
    assert (runs.last.status, runs.last.refused_by, runs.last_good) == ("refused", ("too-many-files",), None)


def test_a_watched_run_and_a_dry_one_leave_no_record(program: Program, synced: Path, tmp_path: Path) -> None:
    assert program("clean", synced, "--move-to", tmp_path / "held", "--yes", "--dry-run").code == 0
    assert read_runs(state(program)) == {}


def filled(gallery: Path, count: int) -> Path:
    for number in range(count):
        (gallery / f"IMG-20230101-WA{number:04}.bmp").write_bytes(b"BM" + bytes(100))
        (gallery / f"IMG-20230101-WA{number:04}.gif").write_bytes(b"GIF89a" + bytes([number]) * 20)
    return gallery


def test_a_gallery_that_lost_half_of_its_pictures_is_left_alone(
    program: Program, synced: Path, tmp_path: Path
) -> None:
    filled(synced, 30)
    assert unattended(program, synced, tmp_path)[0] == 0
    for lost in synced.glob("IMG-2023*"):
        lost.unlink()
    fresh = synced / "IMG-20240301-WA0009.jpg"
    fresh.write_bytes(meme_bytes("motorcycle_left.png", "half of us are gone"))
    os.utime(fresh, (OLD, OLD))
    code, err = unattended(program, synced, tmp_path)
    assert code == 4
    assert "--yes-incomplete" in err
    assert fresh.exists()
    assert unattended(program, synced, tmp_path)[0] == 4  # and again: a refusal changes nothing
    assert unattended(program, synced, tmp_path, "--yes-incomplete")[0] == 0
    assert not fresh.exists()
    assert unattended(program, synced, tmp_path)[0] == 0


def test_a_synchroniser_at_work_is_not_disturbed(program: Program, synced: Path, tmp_path: Path) -> None:
    working = synced / ".syncthing.IMG-20240401-WA0001.jpg.tmp"
    working.write_bytes(b"half")
    code, err = unattended(program, synced, tmp_path)
    assert code == 4
    assert working.name in err
    assert all((synced / meme).exists() for meme in MEMES)
    os.utime(working, (OLD, OLD))  # left behind long ago
    assert unattended(program, synced, tmp_path)[0] == 0


def test_a_synced_folder_without_its_marker_is_not_the_synced_folder(
    program: Program, synced: Path, tmp_path: Path
) -> None:
    (synced / ".stfolder").mkdir()
    assert unattended(program, synced, tmp_path, "--yes-synced")[0] == 0
    (synced / ".stfolder").rmdir()
    code, err = unattended(program, synced, tmp_path, "--yes-synced")
    assert code == 4
    assert ".stfolder" in err


@pytest.mark.parametrize("missing", ["HOME", "PATH", "LANG"])
def test_the_environment_of_cron(program: Program, synced: Path, tmp_path: Path, missing: str) -> None:
    environment = {name: value for name, value in program.environment.items() if name != missing}
    ended = subprocess.run(
        program.command("clean", synced, "--move-to", tmp_path / "held", "--yes", "--quiet"),
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        close_fds=True,
        cwd="/",
        umask=0o077,
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")


def test_a_mistyped_gallery_is_on_no_record(program: Program, tmp_path: Path) -> None:
    code, err = unattended(program, tmp_path / "nowhere", tmp_path)
    assert code == 5
    assert "does not exist" in err
    assert read_runs(state(program)) == {}

"""Runs that nobody watches: new pictures stay, synchronised folders are left alone, limits hold."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from tests.faults.strace import draw_pictures
from tests.support.terminal import converse
from tests.support.trees import build, snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.program import Ended, Program

DAY = 86_400


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """Six pictures: two of now, two of six days ago, two that are years old."""
    gallery = tmp_path / "gallery"
    draw_pictures(gallery, 6)
    for number, path in enumerate(sorted(gallery.rglob("*.jpg"))):
        if number < 4:
            moment = time.time() - (0 if number < 2 else 6 * DAY)
            os.utime(path, (moment, moment))
    return gallery


def cleaned(program: Program, gallery: Path, greedy: Path, *more: str, **extra: str) -> Ended:
    options: list[str | Path] = ["--yes", "--max-share", "100%", "--model", greedy, "--json"]
    return program("clean", gallery, "--trash", *options, *more, extra=extra)


def test_new_pictures_stay_for_a_week(program: Program, gallery: Path, greedy: Path) -> None:
    ended = cleaned(program, gallery, greedy)
    assert ended.document["summary"]["moved"] == 2
    assert "4 memes younger than 7 days stay" in ended.err
    assert "--min-age 0" in ended.err


def test_quiet_says_nothing_of_it(program: Program, gallery: Path, greedy: Path) -> None:
    assert cleaned(program, gallery, greedy, "--quiet").err == ""


def test_the_users_word_wins(program: Program, gallery: Path, greedy: Path) -> None:
    assert cleaned(program, gallery, greedy, "--min-age", "3").document["summary"]["moved"] == 4
    assert cleaned(program, gallery, greedy, MEMESWEEP_MIN_AGE="0").document["summary"]["moved"] == 2


def test_so_does_the_configuration(program: Program, gallery: Path, greedy: Path) -> None:
    config = program.home / "memesweep/config.toml"
    config.parent.mkdir()
    config.write_text("min_age = 0\n")
    assert cleaned(program, gallery, greedy).document["summary"]["moved"] == 6


@pytest.mark.parametrize(
    "mark",
    [
        ".stfolder",
        ".stignore",
        "._sync_0a1b2c.db",
        ".sync_0a1b2c.db",
        ".dropbox",
        ".dropbox.cache",
        ".sync/ID",
    ],
)
def test_a_synchronised_folder_is_refused(program: Program, gallery: Path, greedy: Path, mark: str) -> None:
    build(gallery, {mark: b""})
    before = snapshot(gallery)
    ended = cleaned(program, gallery, greedy)
    assert ended.code == 4
    assert "--yes-synced" in ended.err
    assert snapshot(gallery) == before


@pytest.mark.parametrize("name", ["OneDrive-Personal", "GoogleDrive-me@example.org", "Dropbox (Personal)"])
def test_folders_that_a_synchroniser_named_are_refused(
    program: Program, gallery: Path, greedy: Path, name: str
) -> None:
    assert cleaned(program, gallery.rename(gallery.with_name(name)), greedy).code == 4


@pytest.mark.parametrize("state", [".dropbox", ".pcloud", ".sync"])
def test_a_synchronisers_own_state_in_the_home_is_no_mark(
    program: Program, gallery: Path, greedy: Path, state: str
) -> None:
    build(gallery.parent, {f"{state}/settings.db": b""})
    assert cleaned(program, gallery, greedy).code == 0


def test_a_gallery_inside_a_synchronised_folder_and_one_around_it(
    program: Program, gallery: Path, greedy: Path
) -> None:
    (gallery.parent / ".stfolder").mkdir()
    assert cleaned(program, gallery, greedy).code == 4
    (gallery.parent / ".stfolder").rmdir()
    (gallery / "Holidays/.stfolder").mkdir()
    assert cleaned(program, gallery, greedy, "--min-age", "0").code == 4


def test_yes_synced_goes_on(program: Program, gallery: Path, greedy: Path) -> None:
    (gallery / ".stfolder").mkdir()
    assert "Unattended runs need --yes-synced" in cleaned(program, gallery, greedy, "--dry-run").err
    assert cleaned(program, gallery, greedy, "--yes-synced").document["summary"]["moved"] == 2
    assert cleaned(program, gallery, greedy, "--min-age", "0", MEMESWEEP_YES_SYNCED="1").code == 0


def test_a_person_is_asked_with_the_warning(program: Program, gallery: Path, greedy: Path) -> None:
    """On a terminal: the warning is part of the question, new pictures count, and Enter means no."""
    (gallery / ".stfolder").mkdir()
    before = snapshot(gallery)
    talk = converse(program, "clean", gallery, "--trash", "--model", greedy, answer="\n", terminal="dumb")
    assert talk.code == 0
    for part in ("Syncthing", "Move 6 pictures", "To move to the trash: 6 pictures"):
        assert part in talk.seen
    assert snapshot(gallery) == before

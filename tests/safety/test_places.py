"""Odd places: overlays, bind mounts, clocks that go back, galleries that moved."""

from __future__ import annotations

import os
import shlex
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import MEMES
from tests.faults.ways import memory_folder
from tests.support.namespaces import bind, overlay, why_not, with_mounts
from tests.support.pictures import meme_bytes, photo_bytes
from tests.support.trees import build, snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.program import Program

TAKE_THEM = ("--yes", "--max-share", "100%", "--min-age", "0")


@pytest.fixture
def upper() -> Iterator[Path]:
    """An overlay's upper layer on another file system than the test's folder."""
    with tempfile.TemporaryDirectory(prefix="memesweep-", dir=memory_folder()) as folder:
        yield Path(folder, "upper")


def test_an_overlay_of_two_disks_is_one_gallery(
    program: Program, gallery: Path, upper: Path, tmp_path: Path
) -> None:
    """The layers' files have device numbers of their own; only a folder marks where another disk begins."""
    if os.stat(tmp_path).st_dev == os.stat(upper.parent).st_dev:
        pytest.skip("there is one file system here")
    merged = tmp_path / "merged"
    layers = overlay(gallery, upper, merged)
    if why := why_not(layers):
        pytest.skip(f"no overlay: {why}")
    inside = replace(program, wrapper=with_mounts(layers))
    held = upper.with_name("held")
    before = snapshot(gallery)
    swept = inside("clean", merged, "--move-to", held, *TAKE_THEM, "--json")
    assert swept.code == 0, swept.err
    assert swept.document["summary"]["moved"] == len(MEMES)
    undone = inside("undo", "--yes", "--json")
    assert undone.code == 0, undone.err
    assert undone.document["summary"]["restored"] == len(MEMES)
    assert snapshot(gallery) == before
    # All three came back into the upper layer, byte for byte; the lower one was never written to.
    assert {str(path.relative_to(upper)) for path in upper.rglob("*.jpg")} == set(MEMES)


def test_an_overlay_that_was_swept_empty_can_be_restored(
    program: Program, greedy: Path, gallery: Path, upper: Path, tmp_path: Path
) -> None:
    if os.stat(tmp_path).st_dev == os.stat(upper.parent).st_dev:
        pytest.skip("there is one file system here")
    shutil.rmtree(gallery / "Holidays")
    shutil.rmtree(gallery / "Sent")
    for path in gallery.iterdir():
        if path.name not in MEMES:
            path.unlink()
    merged = tmp_path / "merged"
    layers = overlay(gallery, upper, merged)
    if why := why_not(layers):
        pytest.skip(f"no overlay: {why}")
    # One namespace for both: a new mount could have another device number.
    clean = program.command(
        "clean", merged, "--move-to", upper.with_name("held"), *TAKE_THEM, "--model", greedy
    )
    undo = program.command("undo", "--yes")
    ended = subprocess.run(
        [*with_mounts(layers), "sh", "-c", f"{shlex.join(clean)} && {shlex.join(undo)}"],
        env=program.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "Moved 2 pictures" in ended.stdout
    assert {path.name for path in upper.iterdir()} == {name for name in MEMES if "/" not in name}


def test_below_a_bind_mount_of_the_same_disk_the_trash_is_at_its_top(
    program: Program, gallery: Path, tmp_path: Path
) -> None:
    """A rename out of a bind mount fails, though both ends have the same device number."""
    mounted = tmp_path / "mounted"
    mount = bind(gallery.parent, mounted)
    if why := why_not(mount):
        pytest.skip(f"no bind mount: {why}")
    inside = replace(program, wrapper=with_mounts(mount))
    before = snapshot(gallery)
    swept = inside("clean", mounted / gallery.name, *TAKE_THEM, "--json")
    assert swept.code == 0, swept.err
    assert swept.document["summary"]["moved"] == len(MEMES)
    (trash,) = tmp_path.glob(".Trash-*")
    assert len(list((trash / "files").iterdir())) == len(MEMES)
    assert not program.trash.exists()
    undone = inside("undo", "--yes")
    assert undone.code == 0, undone.err
    assert snapshot(gallery) == before


def set_clock_of_what_was_done(program: Program, seconds: float) -> None:
    """Date everything in the catalog so far into the future, as a clock that went back since leaves it."""
    with closing(sqlite3.connect(program.home / "memesweep/catalog.sqlite3")) as catalog, catalog:
        catalog.execute("UPDATE sweeps SET started_at = started_at + ?", (seconds,))
        catalog.execute("UPDATE galleries SET scanned_at = scanned_at + ?", (seconds,))


def test_after_the_clock_went_back_the_last_is_what_was_done_last(
    program: Program, gallery: Path, tmp_path: Path
) -> None:
    other = build(tmp_path / "other", {"a.jpg": meme_bytes(), "b.jpg": photo_bytes()})
    assert program("clean", gallery, *TAKE_THEM).code == 0
    set_clock_of_what_was_done(program, 10 * 365 * 86400)
    before = snapshot(other)
    assert program("clean", other, *TAKE_THEM).code == 0
    assert [
        Path(sweep["gallery"]) for sweep in program("history", "--json").document["summary"]["sweeps"]
    ] == [
        other,
        gallery,
    ]
    assert program("undo", "--yes", "--json").document["summary"]["gallery"] == str(other)
    assert snapshot(other) == before
    assert program("clean", "--dry-run", "--json").document["summary"]["gallery"] == str(other)


def test_the_newest_sweep_of_a_holding_folder_is_told_by_number_not_by_date(
    program: Program, gallery: Path, tmp_path: Path
) -> None:
    """Without a catalog only the manifests are left, and their ids are dates."""
    held = tmp_path / "held"
    assert program("clean", gallery, "--move-to", held, *TAKE_THEM).code == 0
    (first,) = held.iterdir()
    dated = first.rename(held / "20990101-000000-abcd")
    manifest = dated / "manifest.jsonl"
    manifest.write_text(manifest.read_text().replace(first.name, dated.name))
    shutil.rmtree(program.home / "memesweep")
    build(gallery, {"new.jpg": meme_bytes("coffee.png", "one more")})
    assert program("clean", gallery, "--move-to", held, *TAKE_THEM).code == 0
    shutil.rmtree(program.home / "memesweep")
    undone = program("undo", held, "--yes", "--json").document
    assert [Path(image["path"]).name for image in undone["images"]] == ["new.jpg"]


def test_a_renamed_gallery_keeps_its_scores_and_the_undo_of_its_sweeps(
    program: Program, gallery: Path, tmp_path: Path
) -> None:
    before = snapshot(gallery)
    assert program("clean", gallery, *TAKE_THEM).code == 0
    renamed = gallery.rename(tmp_path / "renamed")
    scanned = program("scan", renamed, "--json").document
    assert scanned["summary"]["scored_now"] == 0
    assert program("history", "--json").document["summary"]["sweeps"][0]["gallery"] == str(renamed)
    undone = program("undo", "--yes")
    assert undone.code == 0, undone.err
    assert snapshot(renamed) == before


@pytest.mark.parametrize("into", ["trash", "held"])
def test_undo_to_where_the_gallery_is_now(program: Program, gallery: Path, tmp_path: Path, into: str) -> None:
    before = snapshot(gallery)
    away = () if into == "trash" else ("--move-to", tmp_path / into)
    assert program("clean", gallery, *away, *TAKE_THEM).code == 0
    renamed = gallery.rename(tmp_path / "renamed")
    refused = program("undo", "--yes")
    assert refused.code == 5
    assert "memesweep undo --to DIR" in refused.err
    undone = program("undo", "--to", renamed, "--yes", "--json")
    assert undone.code == 0, undone.err
    assert undone.document["summary"]["gallery"] == str(renamed)
    assert snapshot(renamed) == before
    assert program("history", "--json").document["summary"]["sweeps"][0]["gallery"] == str(renamed)


def test_a_manifest_alone_is_enough_for_a_gallery_that_moved(
    program: Program, gallery: Path, tmp_path: Path
) -> None:
    before = snapshot(gallery)
    held = tmp_path / "held"
    assert program("clean", gallery, "--move-to", held, *TAKE_THEM).code == 0
    shutil.rmtree(program.home / "memesweep")
    renamed = gallery.rename(tmp_path / "renamed")
    undone = program("undo", held, "--to", renamed, "--yes")
    assert undone.code == 0, undone.err
    assert snapshot(renamed) == before


def test_another_gallery_is_not_taken_for_one_that_is_gone(
    program: Program, gallery: Path, tmp_path: Path
) -> None:
    program("scan", gallery)
    shutil.copytree(gallery, tmp_path / "copy")
    gallery.rename(tmp_path / "unmounted")
    assert program("scan", tmp_path / "copy", "--json").document["summary"]["scored_before"] == 0
    assert program("scan", tmp_path / "unmounted", "--json").document["summary"]["scored_now"] == 0


def test_a_user_without_a_home_is_told_what_to_set(program: Program, gallery: Path) -> None:
    """As in a container that is run under a number that no passwd knows."""
    as_nobody = ("unshare", "-U", "--map-user=54321", "env", "-u", "HOME")
    if subprocess.run([*as_nobody, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no user namespaces")
    homeless = replace(program, wrapper=(*as_nobody, "-u", "MEMESWEEP_HOME"))
    ended = homeless("history")
    assert ended.code == 5
    assert "Set MEMESWEEP_HOME" in ended.err
    told = replace(program, wrapper=as_nobody)
    assert told("clean", gallery, "--dry-run").code == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="a file system of its own needs a mount")
def test_history_and_check_where_the_catalog_cannot_be_written(program: Program, gallery: Path) -> None:
    assert program("clean", gallery, *TAKE_THEM).code == 0
    state = program.home / "memesweep"
    read_only = f"{bind(state, state)} && mount -o remount,bind,ro {shlex.quote(str(state))}"
    if why := why_not(read_only):
        pytest.skip(f"no bind mount: {why}")
    inside = replace(program, wrapper=with_mounts(read_only))
    history = inside("history", "--json")
    assert history.code == 0, history.err
    assert len(history.document["summary"]["sweeps"]) == 1
    checked = inside("check", gallery / "IMG-20240100-WA0001.jpg")
    assert checked.code == 0, checked.err


def test_check_does_not_wait_at_a_fifo(program: Program, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    ended = program("check", tmp_path / "pipe.jpg")
    assert ended.code == 3
    assert "not a regular file" in ended.err


@pytest.mark.parametrize("command", [("scan",), ("clean", "--dry-run"), ("scan", "--quiet")])
def test_a_gallery_of_which_everything_was_skipped_is_not_well(
    program: Program, tmp_path: Path, command: tuple[str, ...]
) -> None:
    gallery = build(tmp_path / "gallery", {"Sent/a.jpg": meme_bytes()})
    (gallery / "link.jpg").symlink_to(gallery / "Sent/a.jpg")
    ended = program(*command, gallery)
    assert ended.code == 3
    assert "every file was skipped" in ended.err
    assert program(*command, gallery, "--include-sent").code == 0

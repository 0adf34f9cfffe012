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
    build(gallery, {"new.jpg": meme_bytes("astronaut.png", "one more")})
    assert program("clean", gallery, "--move-to", held, *TAKE_THEM).code == 0
    shutil.rmtree(program.home / "memesweep")
    undone = program("undo", held, "--yes", "--json").document
    assert [Path(image["path"]).name for image in undone["images"]] == ["new.jpg"]

"""What waits in a holding folder leaves it for the trash only, whole, and comes back from there."""

from __future__ import annotations

import os
import time
from pathlib import Path
from threading import Event

import pytest

from memesweep.sweep.trash.folders import find_trashed_folder
from memesweep.workspace.undoing.holding import held_sweeps, trash_held
from tests.conftest import MEMES
from tests.support.program import Program
from tests.support.trees import snapshot


@pytest.fixture
def holding(program: Program, gallery: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A holding folder with one sweep of `gallery`, and this process with the program's trash."""
    folder = tmp_path / "held"
    assert program("clean", gallery, "--move-to", folder, "--yes", "--min-age", "0").code == 0
    monkeypatch.setenv("HOME", str(program.home))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    return folder


def test_what_waits_is_listed_with_its_age(holding: Path, gallery: Path) -> None:
    (holding / "holiday pictures").mkdir()
    (sweep,) = held_sweeps(holding)
    assert (sweep.root, sweep.pictures, sweep.copies) == (gallery, len(MEMES), 0)
    assert sweep.size == sum(file.stat().st_size for file in sweep.folder.rglob("*.jpg"))
    assert abs(sweep.swept_at - time.time()) < 600
    assert held_sweeps(holding, older_than_days=1) == ()


def test_a_sweep_goes_to_the_trash_whole_and_comes_back(
    holding: Path, gallery: Path, program: Program, tmp_path: Path
) -> None:
    (sweep,) = held_sweeps(holding)
    before = snapshot(sweep.folder)
    result = trash_held([sweep], tmp_path / "locks", Event())
    ((_, trashed),) = result.trashed
    assert trashed.is_relative_to(program.trash / "files")
    assert snapshot(trashed) == before
    assert not sweep.folder.exists()
    assert find_trashed_folder(sweep.folder) == trashed
    # The manifest went along, and is enough.
    assert program("undo", trashed, "--yes").code == 0
    assert all((gallery / meme).exists() for meme in MEMES)


def test_a_taken_name_in_the_trash_is_left_alone(holding: Path, program: Program, tmp_path: Path) -> None:
    (sweep,) = held_sweeps(holding)
    for folder, name in (("files", sweep.id), ("info", f"{sweep.id}.2.trashinfo")):
        (program.trash / folder).mkdir(parents=True, exist_ok=True)
        (program.trash / folder / name).write_text("somebody else's")
    ((_, trashed),) = trash_held([sweep], tmp_path / "locks", Event()).trashed
    assert trashed.name == f"{sweep.id}.3"
    assert (program.trash / "files" / sweep.id).read_text() == "somebody else's"


def test_where_the_trash_refuses_the_folder_stays(holding: Path, program: Program, tmp_path: Path) -> None:
    (sweep,) = held_sweeps(holding)
    before = snapshot(sweep.folder)
    program.trash.parent.mkdir(parents=True, exist_ok=True)
    program.trash.write_text("no folder")
    result = trash_held([sweep], tmp_path / "locks", Event())
    assert result.trashed == ()
    assert [held for held, _ in result.refused] == [sweep]
    assert snapshot(sweep.folder) == before


def test_a_gallery_that_is_being_worked_on_keeps_its_sweep(
    holding: Path, gallery: Path, tmp_path: Path
) -> None:
    import fcntl  # noqa: PLC0415 - of Unix, as the lock is

    (sweep,) = held_sweeps(holding)
    descriptor = os.open(gallery, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        assert trash_held([sweep], tmp_path / "locks", Event()).trashed == ()
    finally:
        os.close(descriptor)
    assert sweep.folder.exists()

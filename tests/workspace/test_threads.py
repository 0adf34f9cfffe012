"""An open gallery in a server: worker threads use it, one at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

import pytest

from memesweep.errors import ErrorCode, GalleryBusyError
from memesweep.workspace import Approval, Attendance, Choice, CleanOptions, Ending, Origin, Phase, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from memesweep.workspace import Notice


T = TypeVar("T")


class Recorder:
    """An observer that writes down what it is told."""

    wants_totals = True

    def __init__(self) -> None:
        self.steps: list[tuple[Phase, int, int | None]] = []

    def progress(self, phase: Phase, done: int, total: int | None) -> None:
        self.steps.append((phase, done, total))

    def notice(self, notice: Notice) -> None:
        raise AssertionError(notice)


def test_every_step_in_another_thread(workspace: Workspace, pictures: Path, tmp_path: Path) -> None:
    recorder = Recorder()
    options = CleanOptions(move_to=tmp_path / "held")
    with workspace.open_gallery(pictures) as gallery:

        def in_a_thread(work: Callable[[], T]) -> T:
            with ThreadPoolExecutor(1) as pool:
                return pool.submit(work).result()

        assert len(in_a_thread(lambda: list(gallery.scan(observer=recorder)))) == 3
        proposal = in_a_thread(
            lambda: gallery.prepare(options, attendance=Attendance.ASKED, observer=recorder)
        )
        result = in_a_thread(lambda: gallery.sweep(proposal, Approval(), observer=recorder))
        assert (result.ending, len(result.moved)) == (Ending.DONE, 2)
    assert recorder.steps[0] == (Phase.SCAN, 0, 3)
    assert recorder.steps[-1] == (Phase.SWEEP, 2, 2)
    for phase in (Phase.SCAN, Phase.PLAN, Phase.SWEEP):
        counts = [done for kind, done, _ in recorder.steps if kind is phase]
        assert max(counts) == (3 if phase is Phase.SCAN else 2)


def test_one_piece_of_work_at_a_time_but_decisions_at_any(workspace: Workspace, pictures: Path) -> None:
    with workspace.open_gallery(pictures) as gallery:
        run = iter(gallery.scan())
        first = next(run)
        with pytest.raises(GalleryBusyError) as caught:
            gallery.prepare(CleanOptions(), attendance=Attendance.ASKED)
        assert caught.value.code == ErrorCode.GALLERY_IN_USE
        assert len(gallery.decide([first], Choice.KEEP, origin=Origin.PAGE).steps) == 1
        assert len(list(run)) == 2
        proposal = gallery.prepare(CleanOptions(), attendance=Attendance.ASKED)
        assert first.file.relative not in {file.relative for file in proposal.plan.files}


def test_an_open_gallery_is_locked_for_others(workspace: Workspace, pictures: Path) -> None:
    other = Workspace(workspace.home)
    with workspace.open_gallery(pictures), pytest.raises(GalleryBusyError), other.open_gallery(pictures):
        pass

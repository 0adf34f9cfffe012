"""No front end can skip the policy: a gallery carries out its own proposals only, and refuses by itself."""

from __future__ import annotations

import inspect
import os
import typing
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest

import memesweep.workspace as public
from memesweep.errors import ErrorCode, RefusedError, StoppedError
from memesweep.workspace import (
    Approval,
    Attendance,
    CleanOptions,
    Ending,
    Initiator,
    ObjectionCode,
    PickedFile,
    Plan,
    Proposal,
    Reason,
    ScanOptions,
    ScanPurpose,
    SweepLimits,
    Thresholds,
    TroubleCode,
    Verdict,
    Workspace,
)
from tests.support.trees import snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.workspace import GallerySession

UNSURE = ScanOptions(thresholds=Thresholds(sweep=1.0, review=0.5))
"""The net is sure of nothing: memes are left at review."""


def prepare(gallery: GallerySession, attendance: Attendance = Attendance.ASKED, **options: Any) -> Proposal:
    return gallery.prepare(CleanOptions(**options), attendance=attendance)


def refusal(gallery: GallerySession, proposal: Proposal, approval: Approval | None = None) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        gallery.sweep(proposal, approval or Approval())
    return caught.value


def test_no_public_function_takes_a_bare_plan() -> None:
    makers = {"Proposal", "SweepLimits.violations"}  # one describes, the other counts
    takers = set()
    for name in public.__all__:
        thing = getattr(public, name)
        functions = {name: thing}
        if inspect.isclass(thing):
            members = inspect.getmembers(thing, inspect.isfunction)
            functions |= {f"{name}.{member}": function for member, function in members}
        for label, function in functions.items():
            try:
                signature = inspect.signature(function)
            except (TypeError, ValueError):
                continue
            annotations = " ".join(str(one.annotation) for one in signature.parameters.values())
            if "Plan" in annotations.replace("PlannedFile", "") and not label.endswith("__"):
                takers.add(label)
    assert takers == makers


def test_a_forged_proposal_moves_nothing(workspace: Workspace, pictures: Path, tmp_path: Path) -> None:
    before = snapshot(pictures)
    with workspace.open_gallery(pictures) as gallery:
        real = prepare(gallery, move_to=tmp_path / "held")
        assert len(real.plan.files) == 2
        assert refusal(gallery, replace(real)).code == ErrorCode.PROPOSAL_STALE
        bare = typing.cast("Proposal", real.plan)
        assert isinstance(real.plan, Plan)
        assert refusal(gallery, bare).code == ErrorCode.PROPOSAL_STALE
    assert snapshot(pictures) == before


def test_a_proposal_holds_once_for_its_own_gallery_and_until_the_next(
    workspace: Workspace, pictures: Path, tmp_path: Path
) -> None:
    with workspace.open_gallery(pictures) as gallery:
        foreign = prepare(gallery, move_to=tmp_path / "held")
    with pytest.raises(RefusedError, match="gallery-closed"):
        gallery.sweep(foreign, Approval())
    with workspace.open_gallery(pictures) as gallery:
        assert refusal(gallery, foreign).code == ErrorCode.PROPOSAL_STALE
        first = prepare(gallery, move_to=tmp_path / "held", dry_run=True)
        second = prepare(gallery, move_to=tmp_path / "held")
        assert refusal(gallery, first).code == ErrorCode.PROPOSAL_STALE
        result = gallery.sweep(second, Approval())
        assert (result.ending, len(result.moved)) == (Ending.DONE, 2)
        assert refusal(gallery, second).code == ErrorCode.PROPOSAL_STALE
    undo = workspace.prepare_undo()
    assert undo is not None
    assert undo.away == 2
    assert len(workspace.undo(undo).restored) == 2


def test_limits_hold_by_default_only_where_nobody_is_asked(
    workspace: Workspace, pictures: Path, tmp_path: Path
) -> None:
    before = snapshot(pictures)
    with workspace.open_gallery(pictures) as gallery:
        limits = SweepLimits(max_files=1)
        proposal = prepare(gallery, Attendance.WATCHED, move_to=tmp_path / "held", limits=limits)
        error = refusal(gallery, proposal, Approval.of_all_shown(proposal.objections))
        assert [objection.code for objection in error.objections] == [ObjectionCode.TOO_MANY_FILES]
        assert snapshot(pictures) == before
        asked = prepare(gallery, move_to=tmp_path / "held", limits=limits)
        assert refusal(gallery, asked).code == ErrorCode.OBJECTIONS
        assert gallery.sweep(asked, Approval.of_all_shown(asked.objections)).moved


def test_a_synchronised_folder_takes_an_approval(
    workspace: Workspace, pictures: Path, tmp_path: Path
) -> None:
    (pictures / ".stfolder").mkdir()
    with workspace.open_gallery(pictures) as gallery:
        proposal = prepare(gallery, Attendance.WATCHED, move_to=tmp_path / "held")
        assert [objection.facts["service"] for objection in proposal.objections] == ["Syncthing"]
        assert refusal(gallery, proposal).code == ErrorCode.OBJECTIONS
        approval = Approval(objections=frozenset({ObjectionCode.SYNCED}))
        assert gallery.sweep(proposal, approval).ending is Ending.DONE


def test_new_pictures_stay_where_nobody_is_there(workspace: Workspace, pictures: Path) -> None:
    with workspace.open_gallery(pictures) as gallery:
        proposal = prepare(gallery, Attendance.UNATTENDED)
        assert (len(proposal.plan.files), proposal.too_new, proposal.min_age_days) == (0, 2, 7.0)
        assert len(prepare(gallery, Attendance.WATCHED).plan.files) == 2


def test_a_sweep_knows_whether_anybody_was_there(
    workspace: Workspace, pictures: Path, tmp_path: Path
) -> None:
    old = ScanOptions(min_age_days=0)
    for attendance, initiator in (
        (Attendance.UNATTENDED, Initiator.TIMER),
        (Attendance.WATCHED, Initiator.PERSON),
    ):
        with workspace.open_gallery(pictures, old) as gallery:
            limits = SweepLimits(max_share=1.0)
            proposal = prepare(gallery, attendance, move_to=tmp_path / "held", limits=limits)
            record = gallery.sweep(proposal, Approval()).record
        assert record is not None
        assert record.header.initiator is initiator
        undo = workspace.prepare_undo(record.header.id)
        assert undo is not None
        workspace.undo(undo, origin=None)


def test_a_person_adds_what_was_to_review_and_leaves_out_what_was_planned(
    workspace: Workspace, pictures: Path, tmp_path: Path
) -> None:
    with workspace.open_gallery(pictures, UNSURE) as gallery:
        by_name = {picture.file.relative: picture for picture in gallery.scan()}
        assert by_name["cat.jpg"].verdict is Verdict.REVIEW
        chosen = frozenset(
            PickedFile(relative=name, stamp=picture.file.stamp) for name, picture in by_name.items()
        )
        proposal = prepare(gallery, move_to=tmp_path / "held", chosen=chosen)
        assert [file.relative for file in proposal.plan.files] == ["cat.jpg", "coffee.jpg"]
        troubles = [(trouble.path.name, trouble.code, trouble.reason) for trouble in proposal.troubles]
        assert troubles == [("photo.jpg", TroubleCode.NOT_CHOSEN, Reason.NO_MEME)]
        fewer = prepare(gallery, move_to=tmp_path / "held", chosen=chosen, left_out=frozenset({"coffee.jpg"}))
        result = gallery.sweep(fewer, Approval())
        assert [(move.relative, move.reason) for move in result.moved] == [("cat.jpg", Reason.CHOSEN)]
        assert result.ending is Ending.PARTIAL


def test_a_choice_is_of_the_file_that_was_looked_at(workspace: Workspace, pictures: Path) -> None:
    with workspace.open_gallery(pictures, UNSURE) as gallery:
        looked_at = next(picture for picture in gallery.scan() if picture.file.relative == "cat.jpg")
        (pictures / "cat.jpg").write_bytes((pictures / "coffee.jpg").read_bytes())
        chosen = frozenset(
            {
                PickedFile(relative="cat.jpg", stamp=looked_at.file.stamp),
                PickedFile(relative="gone.jpg", stamp=looked_at.file.stamp),
            }
        )
        proposal = prepare(gallery, chosen=chosen)
        assert not proposal.plan.files
        troubles = {(trouble.path.name, trouble.code, trouble.reason) for trouble in proposal.troubles}
        assert troubles == {
            ("cat.jpg", TroubleCode.NOT_CHOSEN, None),
            ("gone.jpg", TroubleCode.NOT_CHOSEN, None),
        }


def test_no_choice_takes_what_is_kept(workspace: Workspace, pictures: Path) -> None:
    assert workspace.keep([pictures / "cat.jpg"]).changed == 1
    with workspace.open_gallery(pictures, UNSURE) as gallery:
        stamps = {picture.file.relative: picture.file.stamp for picture in gallery.scan()}
        chosen = frozenset({PickedFile(relative="cat.jpg", stamp=stamps["cat.jpg"])})
        proposal = prepare(gallery, chosen=chosen)
        assert not proposal.plan.files
        assert [trouble.reason for trouble in proposal.troubles] == [Reason.KEPT]


def test_scores_of_whole_files_serve_the_proposal_and_another_content_does_not(
    workspace: Workspace, pictures: Path
) -> None:
    with workspace.open_gallery(pictures) as gallery:
        assert len(list(gallery.scan(purpose=ScanPurpose.SWEEP))) == 3
        proposal = prepare(gallery)
        assert (len(proposal.plan.files), proposal.counts.scored_now) == (2, 0)
        # An editor that puts size and time back: the stamp holds, the content is another.
        file = pictures / "cat.jpg"
        status = file.stat()
        with file.open("r+b") as stream:
            stream.seek(-3, 2)
            stream.write(b"\0")
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
        after = prepare(gallery)
        assert [planned.relative for planned in after.plan.files] == ["coffee.jpg"]
        assert [trouble.code for trouble in after.troubles] == [TroubleCode.NOT_PLANNED]


def test_a_stop_before_the_proposal_moves_nothing(workspace: Workspace, pictures: Path) -> None:
    stop = Event()
    stop.set()
    with workspace.open_gallery(pictures) as gallery, pytest.raises(StoppedError):
        gallery.prepare(CleanOptions(), attendance=Attendance.ASKED, stop=stop)

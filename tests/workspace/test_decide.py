"""Deciding through a session: written as it is said, by content, and taken back step by step."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from memesweep.catalog.database import open_catalog
from memesweep.catalog.decisions import Choice, Origin, list_decisions
from memesweep.home import Home
from memesweep.verdict.verdict import Reason
from memesweep.workspace.options import ScanOptions
from memesweep.workspace.session import GallerySession
from memesweep.workspace.workspace import Workspace
from tests.support.pictures import meme_bytes, photo_bytes
from tests.support.trees import build


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(config_folder=tmp_path / "home", state_folder=tmp_path / "home")


@pytest.fixture
def session(tmp_path: Path, home: Home) -> Iterator[GallerySession]:
    gallery = build(
        tmp_path / "gallery",
        {"a.jpg": meme_bytes(), "again.jpg": meme_bytes(), "b.jpg": photo_bytes("coffee.png")},
    )
    with Workspace(home).open_gallery(gallery, ScanOptions(workers=1)) as opened:
        yield opened


def said(home: Home) -> list[tuple[bytes, Choice, Origin]]:
    """What another process would find in the catalog now."""
    with open_catalog(home.catalog_file) as connection:
        return [(one.sha256, one.choice, one.origin) for one in list_decisions(connection)]


def test_a_step_is_on_disk_at_once_and_can_be_taken_back(session: GallerySession, home: Home) -> None:
    first, again, _ = pictures = list(session.scan())
    content = hashlib.sha256(meme_bytes()).digest()
    kept = session.decide([first, again], Choice.KEEP, origin=Origin.PAGE)
    assert [step.sha256 for step in kept.steps] == [content]
    assert said(home) == [(content, Choice.KEEP, Origin.PAGE)]
    assert [picture.reason for picture in session.scan()][:2] == [Reason.KEPT, Reason.KEPT]
    swept = session.decide(pictures, Choice.SWEEP, origin=Origin.TERMINAL)
    assert {choice for _, choice, _ in said(home)} == {Choice.SWEEP}
    session.take_back(swept)
    assert said(home) == [(content, Choice.KEEP, Origin.PAGE)]
    session.take_back(kept)
    assert said(home) == []


def test_what_was_said_can_be_forgotten(session: GallerySession, home: Home) -> None:
    first, *_ = session.scan()
    session.decide([first], Choice.SWEEP, origin=Origin.PAGE)
    forgotten = session.decide([first], None, origin=Origin.PAGE)
    assert said(home) == []
    session.take_back(forgotten)
    assert [choice for _, choice, _ in said(home)] == [Choice.SWEEP]


def test_nothing_is_said_of_a_file_that_was_not_looked_at(session: GallerySession, home: Home) -> None:
    first, again, other = session.scan()
    os.utime(first.file.path, ns=(0, 1))
    again.file.path.unlink()
    result = session.decide([first, again, other], Choice.SWEEP, origin=Origin.PAGE)
    assert result.changed == (first.file.path, again.file.path)
    assert [sha256 for sha256, _, _ in said(home)] == [hashlib.sha256(photo_bytes("coffee.png")).digest()]


def test_a_preview_names_the_content_that_it_shows(session: GallerySession) -> None:
    first, *_ = session.scan()
    preview = session.preview(first, 100)
    assert preview is not None
    assert preview.sha256 == hashlib.sha256(meme_bytes()).digest()
    assert max(preview.width, preview.height) == 100

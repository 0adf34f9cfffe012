"""Reports take the place of nothing, and are complete or not there."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

import pytest

from memesweep.errors import BadUsageError, ErrorCode, MemesweepError, UnfitEnvironmentError
from memesweep.report.output import check_report_file, open_report
from memesweep.report.table import COLUMNS


def code_of(path: Path, gallery: Path) -> str:
    with pytest.raises(MemesweepError) as caught:
        check_report_file(path, gallery)
    return caught.value.code


def test_nothing_is_written_under_the_gallery(tmp_path: Path) -> None:
    gallery = tmp_path / "gallery"
    gallery.mkdir()
    (tmp_path / "door").symlink_to(gallery)
    for path in (gallery / "report.html", tmp_path / "door/report.html", gallery / "../gallery/report.html"):
        assert code_of(path, gallery) == ErrorCode.REPORT_IN_GALLERY


def test_a_report_replaces_reports_only(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("<!DOCTYPE html><html><head>my own page")
    assert code_of(path, tmp_path / "gallery") == ErrorCode.REPORT_NOT_OURS
    path.unlink()
    path.mkdir()
    assert code_of(path, tmp_path / "gallery") == ErrorCode.REPORT_NOT_OURS
    for ours in ('<html>\n<meta name="generator" content="memesweep report">', "\ufeff" + ",".join(COLUMNS)):
        other = tmp_path / "other.html"
        other.write_text(ours, encoding="utf-8")
        assert check_report_file(other, tmp_path / "gallery") == other


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnfitEnvironmentError) as caught:
        check_report_file(tmp_path / "missing/report.html", tmp_path / "gallery")
    assert "missing" in str(caught.value.facts["reason"])


def test_a_report_is_complete_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    with suppress(KeyboardInterrupt), open_report(path) as stream:
        stream.write("half of a report")
        raise KeyboardInterrupt
    assert os.listdir(tmp_path) == []
    with open_report(path) as stream:
        stream.write("a report")
    assert path.read_text() == "a report"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_full_disk_says_so(tmp_path: Path) -> None:
    del tmp_path
    with pytest.raises(UnfitEnvironmentError), open_report(Path("/proc/report.html")):
        pass


def test_usage_errors_are_usage_errors(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    with pytest.raises(BadUsageError):
        check_report_file(tmp_path / "photo.jpg", tmp_path / "gallery")

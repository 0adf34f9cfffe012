"""What memesweep refuses, with which exit code, in one sentence that says the way out."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from memesweep.classifier.bundle import find_bundle
from tests.support.trees import snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.program import Ended, Program


def sentence(ended: Ended) -> str:
    """The one sentence on stderr."""
    lines = ended.err.splitlines()
    assert len(lines) == 1, ended.err
    assert "Traceback" not in ended.err
    return lines[0]


def test_missing_folder(program: Program, tmp_path: Path) -> None:
    ended = program("scan", tmp_path / "nowhere")
    assert ended.code == 5
    assert str(tmp_path / "nowhere") in sentence(ended)


def test_file_instead_of_folder(program: Program, gallery: Path) -> None:
    ended = program("scan", gallery / "notes.txt")
    assert ended.code == 2
    assert "memesweep check" in sentence(ended)


@pytest.mark.parametrize("command", ["scan", "clean"])
def test_empty_folder_is_an_unmounted_disk(program: Program, gallery: Path, command: str) -> None:
    flags = ["--yes"] if command == "clean" else []
    before = program("scan", gallery, "--json").document["summary"]["scored_now"]
    away = gallery.rename(gallery.with_name("mounted elsewhere"))
    gallery.mkdir()
    ended = program(command, gallery, *flags)
    assert ended.code == 5
    assert "mounted" in sentence(ended)
    gallery.rmdir()
    away.rename(gallery)
    # Nothing was purged: the scores are all still known.
    assert program("scan", gallery, "--json").document["summary"]["scored_before"] == before


def test_clean_without_terminal_and_without_yes(program: Program, gallery: Path) -> None:
    before = snapshot(gallery)
    ended = program("clean", gallery)
    assert ended.code == 4
    assert "--yes" in sentence(ended)
    assert snapshot(gallery) == before


def test_undo_without_terminal_and_without_yes(program: Program, gallery: Path, tmp_path: Path) -> None:
    program("clean", gallery, "--move-to", tmp_path / "held", "--yes", "--min-age", "0")
    ended = program("undo")
    assert ended.code == 4
    assert "--yes" in sentence(ended)


@pytest.mark.parametrize("limit", [("--max-files", "1"), ("--max-share", "5%"), ("--max-share", "0.05")])
def test_limits(program: Program, gallery: Path, limit: tuple[str, str]) -> None:
    before = snapshot(gallery)
    ended = program("clean", gallery, "--yes", "--min-age", "0", "--json", *limit)
    assert ended.code == 4
    assert limit[0] in sentence(ended)
    assert snapshot(gallery) == before


@pytest.mark.parametrize("place", ["inside", "."])
def test_holding_folder_in_the_gallery(program: Program, gallery: Path, place: str) -> None:
    ended = program("clean", gallery, "--move-to", gallery / place, "--yes")
    assert ended.code == 2
    sentence(ended)


def test_gallery_in_the_holding_folder(program: Program, gallery: Path) -> None:
    assert program("clean", gallery, "--move-to", gallery.parent, "--yes").code == 2


def test_unknown_option_and_unknown_sweep(program: Program) -> None:
    assert program("scan", "--no-such-option").code == 2
    assert program("undo", "no-such-sweep", "--yes").code == 2


def test_clean_without_a_gallery_known(program: Program) -> None:
    ended = program("clean", "--dry-run")
    assert ended.code == 2
    assert "memesweep clean DIR" in sentence(ended)


def broken_model(tmp_path: Path, damage: str) -> Path:
    folder = shutil.copytree(find_bundle(), tmp_path / "broken")
    description = folder / "model.json"
    described = json.loads(description.read_text())
    if damage == "bytes":
        (folder / "model.tflite").write_bytes(b"no model at all")
    elif damage == "labels":
        described["labels"].reverse()
    elif damage == "calibration":
        described["calibration"]["scale"] *= -1
    elif damage == "description":
        description.write_text("{")
        return folder
    elif damage == "missing":
        (folder / "model.tflite").unlink()
    description.write_text(json.dumps(described))
    return folder


@pytest.mark.parametrize("damage", ["bytes", "labels", "calibration", "description", "missing"])
def test_wrong_model_stops_the_run(program: Program, gallery: Path, tmp_path: Path, damage: str) -> None:
    ended = program("scan", gallery, "--model", broken_model(tmp_path, damage), "--json")
    assert ended.code == 5
    assert ended.document["status"] == "error"
    assert ended.document["errors"][0]["message"] in sentence(ended)


def test_broken_catalog(program: Program, gallery: Path) -> None:
    catalog = program.home / "memesweep/catalog.sqlite3"
    catalog.parent.mkdir()
    catalog.write_bytes(b"no database at all" * 100)
    ended = program("scan", gallery)
    assert ended.code == 5
    assert str(catalog) in sentence(ended)


@pytest.mark.parametrize("one", ["1", "1.0", " 1 "])
def test_a_share_of_one_is_ambiguous(program: Program, gallery: Path, one: str) -> None:
    ended = program("clean", gallery, "--yes", "--max-share", one)
    assert ended.code == 2
    assert "use 1% or 100%" in " ".join(ended.err.split())

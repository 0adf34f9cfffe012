"""Paths as people name them: empty ones, `~`, ones that may not be read, links that lead nowhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from memesweep.classifier.bundle import find_bundle
from tests.cli.test_refusals import broken_model, sentence
from tests.conftest import MEMES
from tests.support.program import Program
from tests.support.trees import build, snapshot


@pytest.mark.parametrize(
    "arguments",
    [
        ("clean", "", "--yes"),
        ("clean", ".", "--yes", "--move-to", ""),
        ("scan", ""),
        ("scan", ".", "--model", ""),
        ("undo", "", "--yes"),
        ("keep", ""),
        ("evaluate", ""),
        ("demo", "--folder", ""),
    ],
)
def test_an_empty_path_is_not_the_current_folder(
    program: Program, gallery: Path, arguments: tuple[str, ...]
) -> None:
    before = snapshot(gallery)
    ended = program(*arguments, cwd=gallery)
    assert ended.code == 2
    assert "empty" in sentence(ended)
    assert snapshot(gallery) == before


@pytest.mark.parametrize("key", ["gallery", "move_to", "model"])
def test_an_empty_path_in_the_configuration_is_refused(program: Program, gallery: Path, key: str) -> None:
    build(program.home / "memesweep", {"config.toml": f"{key} = ''\n".encode()})
    ended = program("clean", gallery, "--yes")
    assert ended.code == 2
    assert key in sentence(ended)


def test_a_tilde_is_the_home(program: Program, gallery: Path) -> None:
    shutil.move(gallery, program.home / "pictures")
    shutil.copytree(find_bundle(), program.home / "net")
    build(program.home / "memesweep", {"config.toml": b"gallery = '~/pictures'\nmodel = '~/net'\n"})
    ended = program("clean", "--dry-run", "--json")
    assert ended.code == 0, ended.err
    assert ended.document["summary"]["gallery"] == str(program.home / "pictures")


@pytest.mark.parametrize("command", [("scan",), ("scan", ".", "--model"), ("evaluate",)])
def test_a_folder_that_may_not_be_read_is_no_wrong_usage(
    program: Program, tmp_path: Path, command: tuple[str, ...]
) -> None:
    build(program.home, {"a.jpg": b""})
    build(tmp_path / "closed", {"a.jpg": b""}).chmod(0)
    ended = program(*command, tmp_path / "closed", bound=True)
    assert ended.code == 5
    assert str(tmp_path / "closed") in sentence(ended)


def test_a_picture_that_may_not_be_read_cannot_be_kept(program: Program, gallery: Path) -> None:
    (gallery / "notes.txt").chmod(0)
    ended = program("keep", gallery / "notes.txt", bound=True)
    assert ended.code == 3
    assert "ermission" in ended.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("demo", "--folder", "FILE"), 2),
        (("demo", "--folder", "FILE/below"), 5),
        (("demo", "--folder", "closed/below"), 5),
        (("evaluate", "GALLERY", "--plots", "FILE"), 2),
        (("evaluate", "GALLERY", "--plots", "closed/below"), 5),
        (("clean", "GALLERY", "--yes", "--move-to", "loop"), 5),
        (("clean", "GALLERY", "--yes", "--move-to", "closed/below"), 5),
        (("keep", "loop", "--quiet"), 3),
    ],
)
def test_places_that_cannot_be_used_are_no_fault_of_ours(
    program: Program, gallery: Path, tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    build(tmp_path / "closed", {"a.jpg": b""}).chmod(0)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    names = {"FILE": "WhatsApp Images/notes.txt", "GALLERY": "WhatsApp Images"}
    words = [names.get(word, word.replace("FILE", names["FILE"])) for word in arguments]
    ended = program(*words, cwd=tmp_path, bound=True)
    assert ended.code == code
    sentence(ended)
    assert (gallery / MEMES[0]).exists()


@pytest.mark.parametrize("command", [("scan",), ("check",), ("evaluate",)])
def test_a_bad_model_that_was_named_is_named(program: Program, gallery: Path, command: tuple[str]) -> None:
    labelled = build(gallery, {"meme/a.jpg": b"", "photo/b.jpg": b""})
    for model in (gallery, broken_model(gallery.parent, "calibration")):
        ended = program(*command, labelled, "--model", model)
        assert ended.code == 5
        assert str(model) in sentence(ended)
        assert "Reinstall" not in ended.err
        shutil.rmtree(gallery.parent / "broken", ignore_errors=True)


def test_a_model_is_named_or_a_folder(program: Program, gallery: Path) -> None:
    picture = next(gallery.glob("*.jpg"))
    shipped = program("check", picture, "--json")
    assert shipped.code == 0
    assert program("check", picture, "--json", "--model", find_bundle().name).out == shipped.out
    assert program("check", picture, "--json", "--model", find_bundle()).out == shipped.out
    unknown = program("check", picture, "--model", "no-such-model")
    assert unknown.code == 5
    assert f"There is no model no-such-model; there is {find_bundle().name}" in unknown.err

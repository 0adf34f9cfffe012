"""`check`, `keep` and `config`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from typer.main import get_command

from memesweep.cli.app import app
from memesweep.cli.settings import SETTINGS
from tests.conftest import MEMES
from tests.support.pictures import meme, photo_bytes
from tests.support.program import Program
from tests.support.trees import build


def test_check_files_and_stdin_agree(program: Program, gallery: Path) -> None:
    meme = gallery / MEMES[1]
    by_path = program("check", meme, gallery / "IMG-20240100-WA0001.jpg", "--json").document["images"]
    by_stdin = program("check", "-", "--json", stdin=meme.read_bytes()).document["images"]
    assert [one["verdict"] in {"sweep", "review"} for one in by_path] == [True, False]
    assert {**by_stdin[0], "path": ""} == {**by_path[0], "path": ""}


def test_check_says_what_it_could_not_score(program: Program, gallery: Path) -> None:
    ended = program("check", gallery / "notes.txt", gallery / "missing.jpg", gallery / MEMES[1], "--json")
    assert ended.code == 3
    assert [Path(one["path"]).name for one in ended.document["errors"]] == ["notes.txt", "missing.jpg"]
    assert len(program("check", gallery / "notes.txt").err.splitlines()) == 1


def test_kept_pictures_stay_under_any_name(program: Program, gallery: Path) -> None:
    assert program("keep", gallery / MEMES[1]).code == 0
    assert program("keep", gallery / MEMES[1]).err == "Nothing to change; 1 on the keep-list.\n"
    (gallery / MEMES[1]).rename(gallery / "renamed.jpg")
    document = program("scan", gallery, "--json").document
    (kept,) = [one for one in document["images"] if one["reason"] == "kept"]
    assert (Path(kept["path"]).name, kept["verdict"]) == ("renamed.jpg", "keep")
    assert kept["score"] > 0.5
    assert "renamed.jpg" not in program("clean", gallery, "--dry-run", "--yes", "--min-age", "0").out


def test_camera_exif_keeps(program: Program, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera Works"
    path = tmp_path / "shot.jpg"
    meme().save(path, exif=exif)
    (image,) = program("check", path, "--json").document["images"]
    assert (image["verdict"], image["reason"]) == ("keep", "camera")
    (image,) = program("check", path, "--sweep-camera", "--json").document["images"]
    assert image["verdict"] in {"sweep", "review"}


def test_configuration_file_environment_and_option(program: Program, gallery: Path) -> None:
    build(program.home / "memesweep", {"config.toml": b"max_files = 1\ninclude_sent = true\n"})
    sources = {
        one["key"]: (one["value"], one["source"])
        for one in program("config", "--json", extra={"MEMESWEEP_MIN_AGE": "3"}).document["summary"][
            "settings"
        ]
    }
    assert sources["max_files"] == ("1", str(program.home / "memesweep/config.toml"))
    assert sources["min_age"] == ("3", "MEMESWEEP_MIN_AGE")
    assert sources["workers"][1] == "default"
    assert program("scan", gallery, "--json").document["summary"]["skipped"] == {}
    by_file = program("clean", gallery, "--yes", "--min-age", "0", "--json")
    assert by_file.code == 4
    by_variable = program(
        "clean", gallery, "--yes", "--min-age", "0", "--dry-run", extra={"MEMESWEEP_MAX_FILES": "9"}
    )
    assert "limit" not in by_variable.err


def test_clean_without_a_folder_means_the_configured_gallery(program: Program, gallery: Path) -> None:
    other = build(gallery.with_name("scanned last"), {"a.jpg": photo_bytes()})
    build(program.home / "memesweep", {"config.toml": f"gallery = {str(gallery)!r}\n".encode()})
    assert program("scan", other).code == 0
    ended = program("clean", "--dry-run", "--json")
    assert ended.document["summary"]["gallery"] == str(gallery)


def test_every_key_of_the_file_belongs_to_a_command() -> None:
    group: Any = get_command(app)
    parameters = {one.name for command in group.commands.values() for one in command.params}
    assert {setting.key for setting in SETTINGS} <= parameters


@pytest.mark.parametrize("text", [b"colour = 1\n", b"max_files = 'many'\n", b"max_files = \n"])
def test_wrong_configuration_is_refused_by_name(program: Program, gallery: Path, text: bytes) -> None:
    build(program.home / "memesweep", {"config.toml": text})
    ended = program("scan", gallery)
    assert ended.code == 2
    assert "config.toml" in ended.err
    assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("share", "code"), [("3", 4), ("0.03", 4), ("90", 0), ("90.0", 0), ("1", 2), ("1.0", 2)]
)
def test_a_share_in_the_file_may_be_a_number(program: Program, gallery: Path, share: str, code: int) -> None:
    build(program.home / "memesweep", {"config.toml": f"max_share = {share}\n".encode()})
    ended = program("clean", gallery, "--yes", "--min-age", "0", "--json")
    assert ended.code == code, ended.err
    assert "unexpected" not in ended.err


def test_help_needs_no_configuration(program: Program) -> None:
    whole = program("clean", "--help").out
    build(program.home / "memesweep", {"config.toml": b"colour = 1\n"})
    for flag in ("-h", "--help"):
        ended = program("clean", flag)
        assert (ended.code, ended.out, ended.err) == (0, whole, "")


@pytest.mark.parametrize("age", ["inf", "nan", "-1", "1e300"])
def test_an_age_that_is_none_is_refused(program: Program, gallery: Path, age: str) -> None:
    assert program("scan", gallery, extra={"MEMESWEEP_MIN_AGE": age}).code == 2
    if age != "1e300":
        build(program.home / "memesweep", {"config.toml": f"min_age = {age}\n".encode()})
        ended = program("clean", gallery, "--yes")
        assert ended.code == 2
        assert "unexpected" not in ended.err


def test_trash_excludes_a_folder_only_beside_it(program: Program, gallery: Path, tmp_path: Path) -> None:
    ended = program("clean", gallery, "--dry-run", "--trash", "--move-to", tmp_path / "held")
    assert ended.code == 2
    assert "--trash" in ended.err
    configured = {"MEMESWEEP_MOVE_TO": str(tmp_path / "held")}
    assert program("clean", gallery, "--dry-run", "--trash", extra=configured).code == 0


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("max_share = 1", "use 1% or 100%"),
        ('max_share = "x"', "is not a valid share"),
        ('min_age = "old"', "use 14d, 36h or a number of days"),
        ("min_age = -1", "between 0 and"),
        ("workers = 0", "between 1 and 64"),
        ("nice = 20", "between 0 and 19"),
        ("max_files = -1", "is not between"),
        ("max_files = true", "max_files = 200"),
        ('gallery = ""', "gallery = "),
    ],
)
def test_config_refuses_what_clean_refuses_and_names_the_line(
    program: Program, gallery: Path, line: str, says: str
) -> None:
    build(program.home / "memesweep", {"config.toml": f"# mine\n\n{line}\n".encode()})
    for ended in (program("config"), program("clean", gallery, "--dry-run")):
        assert ended.code == 2
        assert "config.toml, line 3:" in ended.err
        assert says in ended.err


def test_config_refuses_a_variable_that_clean_refuses(program: Program) -> None:
    ended = program("config", extra={"MEMESWEEP_MIN_AGE": "old"})
    assert ended.code == 2
    assert "MEMESWEEP_MIN_AGE" in ended.err


def test_config_writes_a_file_that_means_the_defaults_and_no_second_one(program: Program) -> None:
    before = program("config").out
    path = Path(program("config", "--path").out.rstrip("\n"))
    assert path == program.home / "memesweep/config.toml"
    assert program("config", "--init").code == 0
    assert program("config").out == before
    text = path.read_text()
    again = program("config", "--init")
    assert again.code == 2
    assert "is there already" in again.err
    assert path.read_text() == text


def test_every_line_of_the_written_file_can_be_taken(program: Program) -> None:
    assert program("config", "--init").code == 0
    path = program.home / "memesweep/config.toml"
    lines = path.read_text().splitlines()
    path.write_text(
        "\n".join(line.removeprefix("#") if " = " in line and line[:2] != "# " else line for line in lines)
    )
    ended = program("config", "--json")
    assert ended.code == 0, ended.err
    sources = {setting["source"] for setting in ended.document["summary"]["settings"]}
    assert sources == {str(path)}


def test_config_names_the_gallery_of_a_command_without_one(program: Program, gallery: Path) -> None:
    assert "none yet" in program("config").err
    assert program("scan", gallery).code == 0
    assert f'"{gallery}", which was scanned last' in program("config").err
    build(program.home / "memesweep", {"config.toml": b'gallery = "/elsewhere"\n'})
    assert '"/elsewhere", which is configured' in program("config").err

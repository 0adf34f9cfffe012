"""The pages say what the program does."""

from __future__ import annotations

import os
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from memesweep.cli.exits import ExitCode
from memesweep.cli.settings import SETTINGS
from tests.support.cron import cron_is_missing, own_crontabs
from tests.support.pictures import meme_bytes, photo_bytes
from tests.support.program import Program
from tests.support.reference import reference
from tests.support.trees import build

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("models/**/*.md")])


def table(page: str, heading: str) -> dict[str, str]:
    """First and second column of the table below a heading, code marks removed."""
    section = (ROOT / page).read_text().split(f"# {heading}\n", 1)[1].split("\n#", 1)[0]
    rows = re.findall(r"^\| (.+?) \| (.+?) \|", section, re.MULTILINE)
    return {key.strip("`"): value for key, value in rows[2:] if key != "---"} | {
        key.strip("`"): value
        for key, value in rows[:2]
        if key not in {"---", "key", "code", "command", "room"}
    }


def codes(text: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", text))


def test_command_reference_is_the_programs() -> None:
    assert (ROOT / "docs/commands.md").read_text() == reference()


def test_exit_codes() -> None:
    documented = {
        int(code): name.strip("`") for code, name in table("docs/exit-codes.md", "Exit codes").items()
    }
    assert documented == {code.value: code.name for code in ExitCode}


def test_settings() -> None:
    text = (ROOT / "docs/configuration.md").read_text()
    rows = dict(re.findall(r"^\| `(\w+)` \| `(\w+)` \|", text, re.MULTILINE))
    assert rows == {setting.key: setting.variable for setting in SETTINGS}


def test_keys_of_the_document(program: Program, gallery: Path, tmp_path: Path) -> None:
    document = program("scan", gallery, "--json").document
    assert set(document) == set(table("docs/json.md", "The document"))
    scanned = set(table("docs/json.md", "`images` of `scan` and `check`"))
    assert set(document["images"][0]) == scanned
    checked = program("check", gallery / "IMG-20240201-WA0001.jpg", "--json").document
    assert set(checked["images"][0]) == scanned - {"size", "mtime_ns", "mtime"}
    cleaned = program(
        "clean", gallery, "--move-to", tmp_path / "held", "--yes", "--min-age", "0", "--json"
    ).document
    assert set(cleaned["images"][0]) == set(table("docs/json.md", "`images` of `clean` and `undo`"))
    summaries = {name: codes(keys) for name, keys in table("docs/json.md", "`summary`").items()}
    documents = {"scan": document, "check": checked, "clean": cleaned}
    documents["undo"] = program("undo", "--yes", "--json").document
    documents["tune"] = program("tune", gallery, "--json").document
    documents["status"] = program("status", "--json").document
    documents["holding"] = program("holding", tmp_path / "held", "--json").document
    documents["history"] = program("history", "--json").document
    documents["keep"] = program("keep", "--list", "--json").document
    labelled = build(tmp_path / "labelled", {"photo/a.jpg": photo_bytes(), "meme/b.jpg": meme_bytes()})
    documents["evaluate"] = program("evaluate", labelled, "--json").document
    assert set(documents["evaluate"]["images"][0]) == set(table("docs/json.md", "`images` of `evaluate`"))
    documents["config"] = program("config", "--json").document
    assert {name: set(one["summary"]) for name, one in documents.items()} == summaries
    assert {one["command"] for one in documents.values()} == set(documents)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text()):
        assert (page.parent / target).exists(), f"{page.name}: {target}"


def shell_lines() -> list[str]:
    """The README's memesweep commands for a user's own pictures, and the cron line's."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", (ROOT / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [
        line[line.index("memesweep ") :]
        for line in lines
        if re.match(r"(\S+ \S+ \* \* \d  \$HOME/\.local/bin/)?memesweep ", line)
    ]


def test_readmes_commands_work_as_written(program: Program, gallery: Path, tmp_path: Path) -> None:
    lines = shell_lines()
    assert len(lines) >= 6
    for path in gallery.rglob("*.jpg"):
        os.utime(path, (1.6e9, 1.6e9))  # what nobody watches takes no new pictures
    for line in lines:
        words = shlex.split(line, comments=True)[1:]
        # The cron line names places of a NAS; here they are in a folder of the test's.
        words = [
            word.replace("/volume1/phone", str(gallery.parent)).replace("/volume1", str(tmp_path))
            for word in words
        ]
        needs_yes = words[0] in {"clean", "undo"} and not {"--yes", "--dry-run"} & set(words)
        runner = program
        if "--install" in words and cron_is_missing():
            words.remove("--install")
        elif "--install" in words:  # never into the crontab of whoever runs the tests
            crontabs = tmp_path / "crontabs"
            crontabs.mkdir()
            runner = Program(program.home, own_crontabs(crontabs))
        ended = runner(*words, *(["--yes"] if needs_yes else []), cwd=gallery.parent)
        assert ended.code == 0, (line, ended.err)
    if not cron_is_missing():
        (crontab,) = crontabs.iterdir()
        assert "memesweep clean --yes --quiet" in crontab.read_text()


def test_the_map_of_rooms_is_the_tree() -> None:
    packages = {f"memesweep/{file.parent.name}/" for file in ROOT.glob("memesweep/*/__init__.py")}
    assert set(table("CONTRIBUTING.md", "Where things are")) == packages | {"models/"}


def test_the_map_of_changes_names_what_is_there() -> None:
    changes = (ROOT / "CONTRIBUTING.md").read_text().split("## To add something\n", 1)[1].split("\n#", 1)[0]
    places = re.findall(r"`((?:memesweep|models|tests|docs)/[^`]*)`", changes)
    assert len(places) > 10
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_rooms_stand_in_the_order_of_their_imports() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = " | ".join(next(one for one in contracts if one["type"] == "layers")["layers"]).split(" | ")
    rooms = [
        room.removeprefix("memesweep/").rstrip("/") for room in table("CONTRIBUTING.md", "Where things are")
    ]
    assert [room for room in layers if room in rooms] == [room for room in rooms if room in layers]

"""The commands of docs/recipes.md, run as they stand there; only `/volume1` is a folder of the test's."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import MEMES
from tests.support.program import Program
from tests.support.trees import snapshot

PAGE: Final = Path(__file__).resolve().parent.parent / "docs/recipes.md"
OLD: Final = 1_600_000_000
TOOLS: Final = ("rmlint", "jq", "rsync", "czkawka_cli", "adb", "immich", "sudo", "php")
UNTESTED: Final = {"adb pull", "Nextcloud", "Immich", "A container on a NAS"}
"""Recipes that need a phone, a server or a tool that no package registry of ours has. The page says so."""


def recipes() -> dict[str, list[str]]:
    """The shell blocks of the page by the headings that they are under."""
    sections = re.split(r"^## (.+)$", PAGE.read_text(), flags=re.MULTILINE)[1:]
    found = dict(zip(sections[::2], sections[1::2], strict=True))
    blocks = {
        name: re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL) for name, text in found.items()
    }
    return {name: shell for name, shell in blocks.items() if shell}


RECIPES: Final = recipes()


def missing(block: str) -> list[str]:
    """Tools that a block names and that are not here."""
    named = [tool for tool in TOOLS if re.search(rf"(^|[| ]){tool} ", block, re.MULTILINE)]
    return [tool for tool in named if shutil.which(tool) is None]


@pytest.fixture
def nas(tmp_path: Path, gallery: Path) -> Path:
    """What `/volume1` is in the recipes: the phone's pictures, old enough for unattended runs."""
    volume = tmp_path / "volume1"
    (volume / "phone").mkdir(parents=True)
    gallery.rename(volume / "phone/WhatsApp Images")
    for file in sorted(volume.rglob("*"), reverse=True):
        os.utime(file, (OLD, OLD))
    return volume


class Shell:
    """Runs the blocks of a recipe."""

    def __init__(self, program: Program, volume: Path) -> None:
        self.program = program
        self.volume = volume
        folder = program.home / "bin"
        folder.mkdir()
        memesweep = folder / "memesweep"
        memesweep.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m memesweep "$@"\n')
        memesweep.chmod(0o755)
        self.environment = {**program.environment, "PATH": f"{folder}:{os.environ['PATH']}"}

    def run(self, recipe: str, number: int = 0) -> str:
        """Run one block, and return its output; both streams, as a person sees them."""
        block = RECIPES[recipe][number]
        if absent := missing(block):
            pytest.skip(f"{', '.join(absent)} not installed")
        ended = subprocess.run(
            ["/bin/bash", "-e", "-o", "pipefail", "-c", block.replace("/volume1", str(self.volume))],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self.volume,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stdout
        return ended.stdout


@pytest.fixture
def shell(program: Program, nas: Path) -> Shell:
    return Shell(program, nas)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*.jpg")}


SWEPT: Final = {Path(meme).name for meme in MEMES}


def test_every_recipe_is_run_or_says_that_it_is_not() -> None:
    ours = Path(__file__).read_text()
    assert {name for name in RECIPES if f'run("{name}"' not in ours} == UNTESTED
    for name in UNTESTED:
        assert "No test runs" in PAGE.read_text().split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]


def test_lists_of_files(shell: Shell) -> None:
    before = snapshot(shell.volume)
    shown = shell.run("Lists of files")
    assert all(name in shown for name in SWEPT)
    assert snapshot(shell.volume) == before


def test_rmlint(shell: Shell) -> None:
    album = shell.volume / "phone/WhatsApp Images"
    twin = album / "IMG-20240301-WA0001.jpg"
    shutil.copy2(album / "IMG-20240201-WA0001.jpg", twin)
    shown = shell.run("rmlint")
    assert twin.name in shown
    assert "IMG-20240201-WA0001.jpg" in shown
    assert "IMG-20240201-WA0002.jpg" not in shown


def test_czkawka(shell: Shell) -> None:
    """With a result in the shape of czkawka's: groups of objects with a path."""
    album = shell.volume / "phone/WhatsApp Images"
    alike = [{"path": str(album / meme), "size": 1, "hash": [1]} for meme in MEMES[:2]]
    (shell.volume / "alike.json").write_text(json.dumps([alike, []]))
    shown = shell.run("czkawka", 1)
    assert all(Path(meme).name in shown for meme in MEMES[:2])
    assert Path(MEMES[2]).name not in shown


def test_jq_and_xargs(shell: Shell) -> None:
    shell.run("jq and xargs")
    assert names(shell.volume / "look") >= SWEPT
    assert shell.run("jq and xargs", 1).split() == ["3", "2024"]


def test_rsync_does_not_bring_back_what_was_swept(shell: Shell) -> None:
    album = shell.volume / "phone/WhatsApp Images"
    odd = album / "Holidays/[odd] name*?.jpg"
    shutil.copy2(album / MEMES[0], odd)
    shutil.copytree(album, shell.volume / "incoming/WhatsApp Images")
    swept = shell.program(
        "clean", album, "--move-to", shell.volume / "swept-memes", "--yes", "--min-age=0", "--quiet"
    )
    assert swept.code == 0, swept.err
    after = snapshot(album)
    assert not odd.exists()
    fresh = shell.volume / "incoming/WhatsApp Images/IMG-20250101-WA0001.jpg"
    shutil.copy2(album / "IMG-20240100-WA0001.jpg", fresh)
    shell.run("rsync")
    assert set(snapshot(album)) - set(after) == {fresh.name}


def test_photoprism(shell: Shell) -> None:
    shell.run("PhotoPrism")
    ignored = shell.volume / "phone/WhatsApp Images/.ppignore"
    assert set(ignored.read_text().split("\n")) - {""} == SWEPT


def test_syncthing(shell: Shell) -> None:
    album = shell.volume / "phone/WhatsApp Images"
    (album / ".stfolder").mkdir()
    shown = shell.run("Syncthing")
    assert "--yes-synced" in shown
    assert "0 4 * * * " in shown
    assert all(name in shown for name in SWEPT)


def test_a_raspberry_pi(shell: Shell) -> None:
    shown = shell.run("Raspberry Pi")
    assert "IOSchedulingClass=idle" in shown
    assert '"--workers=1" "--nice=19"' in shown

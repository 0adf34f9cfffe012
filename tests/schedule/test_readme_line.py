"""The README's cron line, run by a real cron from the README's own install."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import MEMES
from tests.support.cron import running_cron

if TYPE_CHECKING:
    from tests.support.program import Program

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
PATIENCE_S = 150


def install_as_the_readme_says(home: Path) -> Path:
    """`pipx install .` in a home of its own; return the program."""
    assert "\npipx install .\n" in README
    tools = home.parent / "tools"
    subprocess.run([sys.executable, "-m", "venv", tools], check=True)
    subprocess.run([tools / "bin/pip", "install", "-q", "pipx"], check=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PIPX", "XDG"))}
    installed = subprocess.run(
        [tools / "bin/pipx", "install", "."], cwd=ROOT, env={**environment, "HOME": str(home)}, check=False
    )
    assert installed.returncode == 0
    return home / ".local/bin/memesweep"


def wait_until(done: object, what: str) -> None:
    """Cron starts jobs at full minutes."""
    assert callable(done)
    deadline = time.monotonic() + PATIENCE_S
    while not done():
        assert time.monotonic() < deadline, what
        time.sleep(0.5)


def test_moves_memes_once_and_not_again_after_an_undo(
    program: Program, gallery: Path, tmp_path: Path
) -> None:
    with running_cron(tmp_path) as cron:
        installed = install_as_the_readme_says(program.home)
        assert installed.exists()
        for path in gallery.rglob("*.jpg"):
            os.utime(path, (1.6e9, 1.6e9))
        (line,) = re.findall(r"^30 3 \* \* 0  (.*)$", README, re.MULTILINE)
        line = line.replace("/volume1/phone", str(gallery.parent)).replace("/volume1", str(tmp_path))
        ran = tmp_path / "ran"
        state = program.home / "memesweep"
        cron.load(f"HOME={program.home}\nMEMESWEEP_HOME={state}\n* * * * * {line}; date >> {ran}\n")
        wait_until(ran.exists, f"cron ran nothing; mails: {cron.mails()}")
        assert not [name for name in MEMES if (gallery / name).exists()], cron.mails()
        assert program("undo", "--yes").code == 0
        runs = len(ran.read_text().splitlines())
        wait_until(lambda: len(ran.read_text().splitlines()) > runs, "cron ran once only")
        assert all((gallery / name).exists() for name in MEMES), "a later run took them again"
    assert cron.mails() == [], "all was well, and a mail came"

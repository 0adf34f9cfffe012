from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path


def _run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "memesweep.training.memegen", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_captions_a_photograph(tmp_path: Path) -> None:
    Image.new("RGB", (320, 240), (40, 90, 140)).save(tmp_path / "sea.png")
    done = _run("sea.png", "--top", "Hello", "--bottom", "there", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "sea-meme.jpg\n", "")
    with Image.open(tmp_path / "sea-meme.jpg") as image:
        assert image.size == (320, 240)


def test_draws_any_kind_with_a_seed(tmp_path: Path) -> None:
    Image.new("RGB", (320, 240), (40, 90, 140)).save(tmp_path / "sea.png")
    outs = []
    for name in ("a.png", "b.png"):
        done = _run("sea.png", "--meme", "quote", "--seed", "7", "--out", name, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        outs.append((tmp_path / name).read_bytes())
    assert outs[0] == outs[1]


def test_wrong_use_and_missing_files(tmp_path: Path) -> None:
    assert _run("sea.png", cwd=tmp_path).returncode == 2
    missing = _run("sea.png", "--top", "a", cwd=tmp_path)
    assert missing.returncode == 1
    assert missing.stderr.startswith("memegen: ")
    assert missing.stderr.count("\n") == 1

"""The workspace from a program that is not ours: as documented, and with no trace in the process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import memesweep.workspace as public
from memesweep.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]

PROBE = """
import json, os, signal, sys, warnings, gc
from pathlib import Path

def state():
    from PIL import Image
    handlers = [str(signal.getsignal(number)) for number in signal.valid_signals()]
    stderr = os.fstat(2)
    umask = os.umask(0); os.umask(umask)
    return [Image.MAX_IMAGE_PIXELS, [str(entry) for entry in warnings.filters], handlers, os.nice(0),
            [stderr.st_dev, stderr.st_ino], sorted(os.listdir("/proc/self/fd")), dict(os.environ),
            os.getcwd(), umask, gc.get_threshold(), str(sys.excepthook), str(sys.stdout), str(sys.stderr)]

import PIL.Image, numpy
before = state()
from memesweep.home import Home
from memesweep.workspace import *
pictures, home, held = map(Path, sys.argv[1:])
workspace = Workspace(Home(config_folder=home, state_folder=home))
with workspace.open_gallery(pictures) as gallery:
    scanned = len(list(gallery.scan()))
    proposal = gallery.prepare(CleanOptions(move_to=held), attendance=Attendance.ASKED)
    moved = len(gallery.sweep(proposal, Approval()).moved)
restored = len(workspace.undo(workspace.prepare_undo()).restored)
print(json.dumps({"before": before, "after": state(), "did": [scanned, moved, restored]}))
"""


def test_the_process_is_left_as_it_was(pictures: Path, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROBE, pictures, tmp_path / "home", tmp_path / "held"],
        capture_output=True,
        check=True,
        timeout=120,
        cwd=ROOT,
    )
    told = json.loads(ended.stdout)
    assert told["did"] == [3, 2, 2]
    for before, after in zip(told["before"], told["after"], strict=True):
        assert before == after


def test_the_documentation_runs(workspace: Workspace, pictures: Path, tmp_path: Path) -> None:
    """Every Python block of docs/workspace.md, one after the other, beside a gallery."""
    text = (ROOT / "docs/workspace.md").read_text(encoding="utf-8")
    blocks = [part.split("```", 1)[0] for part in text.split("```python\n")[1:]]
    assert len(blocks) == 3
    ended = subprocess.run(
        [sys.executable, "-c", "\n".join(blocks)],
        cwd=tmp_path,
        env={"MEMESWEEP_HOME": str(workspace.home.state_folder), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert pictures == tmp_path / "pictures"
    assert "3 pictures; 0 could not be read" in ended.stdout
    assert "done 2 moved" in ended.stdout
    assert "2 restored, 0 not" in ended.stdout


def test_every_public_name_is_there() -> None:
    assert sorted(public.__all__) == sorted(public._HOME_OF)
    for name in public.__all__:
        thing = getattr(public, name)
        assert getattr(thing, "__name__", name) == name


def test_importing_it_loads_nothing_heavy() -> None:
    heavy = "{'numpy', 'PIL', 'typer', 'sqlite3'}"
    code = f"import sys, memesweep.workspace; sys.exit(not {heavy}.isdisjoint(sys.modules))"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)

"""What a command loads: showing help, a list or nothing new takes no picture library."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.program import Program

HEAVY = ("numpy", "PIL", "tflite_runtime", "ai_edge_litert", "skimage", "torch")
RUN = f"""
import sys
from memesweep.cli.app import main
try:
    main()
except SystemExit:
    pass
print("loaded:", [name for name in {HEAVY} if name in sys.modules], file=sys.stderr)
"""


def loaded(program: Program, *arguments: str | Path, **extra: str) -> str:
    ended: subprocess.CompletedProcess[str] = subprocess.run(
        [sys.executable, "-c", RUN, *(str(one) for one in arguments)],
        env={**program.environment, **extra},
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.stderr.rsplit("loaded: ", 1)[1].strip()


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["scan", "--help"], ["history"], ["config"], ["keep", "--list"]]
)
def test_light_commands_load_no_picture_library(program: Program, arguments: list[str]) -> None:
    assert loaded(program, *arguments) == "[]"


def test_completion_loads_no_picture_library(program: Program) -> None:
    completing = {"COMP_WORDS": "memesweep sc", "COMP_CWORD": "1"}
    assert loaded(program, _MEMESWEEP_COMPLETE="complete_bash", **completing) == "[]"


def test_a_rescan_of_an_unchanged_gallery_loads_none_either(program: Program, gallery: Path) -> None:
    assert "numpy" in loaded(program, "scan", gallery)
    assert loaded(program, "scan", gallery) == "[]"


def test_nice_lowers_the_process(program: Program, gallery: Path) -> None:
    run = f"{RUN}\nimport os\nprint('loaded:', os.nice(0), file=sys.stderr)"
    ended = subprocess.run(
        [sys.executable, "-c", run, "scan", str(gallery), "--nice", "19"],
        env=program.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stderr.splitlines()[-1] == "loaded: 19"

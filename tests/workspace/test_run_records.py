"""The record of unattended runs: the old one or the new one, never half, whatever happens to its writer."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from memesweep.workspace.proposals.completeness import GalleryState
from memesweep.workspace.run_records import (
    RECORD_NAME,
    GalleryRuns,
    RunRecord,
    read_runs,
    write_run,
    write_state,
)

GOOD = RunRecord(
    gallery="/volume1/phone/WhatsApp Images",
    started_at=1_700_000_000.0,
    finished_at=1_700_000_060.0,
    exit_code=0,
    status="success",
    pictures=400,
    verdicts={"sweep": 39, "review": 12, "keep": 349},
    moved=39,
    moved_bytes=4_000_000,
    sweep="20231114-221320-ab12",
    destination="/volume1/swept",
    model="mobilenet-v2-224 2.2.0",
)
REFUSED = replace(GOOD, exit_code=4, status="refused", refused_by=("too-many",), moved=0, sweep=None)

WRITE_WITHOUT_END = """
import sys
from pathlib import Path
from memesweep.workspace.run_records import RunRecord, write_run
for number in range(1_000_000):
    record = RunRecord(gallery="/g", started_at=float(number), finished_at=float(number), exit_code=0,
                       status="success", message="x" * 5000)
    write_run(Path(sys.argv[1]), record)
    print(number, flush=True)
"""

WRITE_TO_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from memesweep.workspace.run_records import read_runs, write_run
record = next(iter(read_runs(Path(sys.argv[1])).values())).last
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    write_run(Path(sys.argv[1]), record)
except OSError:
    sys.exit(9)
"""


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_run(tmp_path / "state", GOOD)
    runs = read_runs(tmp_path / "state")[GOOD.gallery]
    assert runs.last == runs.last_good == GOOD


def test_a_bad_run_leaves_the_last_good_one_in_place(tmp_path: Path) -> None:
    write_run(tmp_path, GOOD)
    write_run(tmp_path, REFUSED)
    runs = read_runs(tmp_path)[GOOD.gallery]
    assert runs.last == REFUSED
    assert runs.last_good == GOOD


def test_galleries_do_not_write_over_each_other(tmp_path: Path) -> None:
    other = replace(GOOD, gallery="/volume1/\udcffother")
    write_run(tmp_path, GOOD)
    write_run(tmp_path, other)
    assert read_runs(tmp_path) == {
        record.gallery: GalleryRuns(last=record, last_good=record) for record in (GOOD, other)
    }


def test_what_a_sweep_left_and_how_runs_went_do_not_write_over_each_other(tmp_path: Path) -> None:
    state = GalleryState(pictures=361, sync_marker=None)
    write_run(tmp_path, GOOD)
    write_state(tmp_path, Path(GOOD.gallery), state)
    write_run(tmp_path, REFUSED)
    assert read_runs(tmp_path)[GOOD.gallery] == GalleryRuns(last=REFUSED, last_good=GOOD, state=state)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"format": 1}', '{"format": 1, "galleries": {"/g": {}}}']
)
def test_a_foreign_file_holds_no_runs_and_is_replaced(tmp_path: Path, content: str) -> None:
    (tmp_path / RECORD_NAME).write_text(content)
    assert read_runs(tmp_path) == {}
    write_run(tmp_path, GOOD)
    assert read_runs(tmp_path)[GOOD.gallery].last == GOOD


def test_kill_9_leaves_a_whole_record(tmp_path: Path) -> None:
    for delay in (0.0, 0.001, 0.003, 0.007, 0.02, 0.05):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITE_WITHOUT_END, tmp_path], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(delay)
        writer.send_signal(signal.SIGKILL)
        told = [int(line) for line in writer.communicate(timeout=30)[0].split()] or [0]
        runs = read_runs(tmp_path)["/g"]
        assert runs.last == runs.last_good
        assert runs.last is not None
        assert runs.last.started_at >= told[-1]
        json.loads((tmp_path / RECORD_NAME).read_text())


def test_a_full_disk_keeps_the_old_record_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write_run(tmp_path, GOOD)
    before = sorted(file.name for file in tmp_path.iterdir())
    ended = subprocess.run([sys.executable, "-c", WRITE_TO_A_FULL_DISK, tmp_path], check=False)
    assert ended.returncode == 9
    assert read_runs(tmp_path)[GOOD.gallery].last == GOOD
    assert sorted(file.name for file in tmp_path.iterdir()) == before

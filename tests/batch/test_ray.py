"""Ray Data on a local cluster of two: the classifier's own answers, row for row, whatever is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.batch.conftest import Pictures

pa = pytest.importorskip("pyarrow", reason="needs memesweep[ray]")
ray = pytest.importorskip("ray", reason="needs memesweep[ray] (pip install --group engines)")
pytestmark = [pytest.mark.long, pytest.mark.filterwarnings("ignore")]

ROOT = Path(__file__).parents[2]


@pytest.fixture
def cluster() -> Iterator[None]:
    os.environ["PYTHONPATH"] = str(ROOT)
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, object_store_memory=200 * 1024**2)
    yield
    ray.shutdown()


@pytest.mark.usefixtures("cluster")
def test_paths_and_bytes_get_the_classifiers_answers(pictures: Pictures) -> None:
    from memesweep.batch.ray import classify_dataset  # noqa: PLC0415 - needs Ray

    rows: list[dict[str, Any]] = [
        {"path": path, "bytes": Path(path).read_bytes() if number % 2 and Path(path).exists() else None}
        for number, path in enumerate(pictures.paths)
    ]
    pictures.agree(classify_dataset(ray.data.from_items(rows), actors=2).take_all())


@pytest.mark.usefixtures("cluster")
def test_a_killed_actor_loses_and_doubles_no_row(pictures: Pictures) -> None:
    from memesweep.batch.ray import classify_dataset  # noqa: PLC0415 - needs Ray

    copies = [{"path": path} for path in pictures.paths for _ in range(100)]
    killed: list[int] = []

    def kill_one() -> None:
        """Kill the first actor that has the model open."""
        while not killed:
            for entry in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    is_actor = entry.read_bytes().startswith(b"ray::MapWorker")
                    is_classifying = is_actor and "tflite" in (entry.parent / "maps").read_text()
                except OSError:
                    continue
                if is_classifying:
                    time.sleep(1)
                    os.kill(int(entry.parent.name), signal.SIGKILL)
                    killed.append(int(entry.parent.name))
                    return
            time.sleep(0.1)

    killer = Thread(target=kill_one, daemon=True)
    killer.start()
    found = classify_dataset(ray.data.from_items(copies), actors=2).take_all()
    killer.join(1)
    assert killed
    assert len(found) == len(copies)
    for path in pictures.paths:
        scores = [row["score"] for row in found if row["path"] == path]
        assert scores == [pictures.answers[path][0]] * 100


@pytest.mark.parametrize("cores", [1, 2])
def test_a_long_list_is_shared_out_and_leaves_room_for_rays_own_tasks(
    pictures: Pictures, tmp_path: Path, cores: int
) -> None:
    """One list is one small file: as one block it kept one actor busy; and actors on all cores hung."""
    from pyarrow import parquet  # noqa: PLC0415 - needs pyarrow

    from memesweep.batch.ray import classify_manifest  # noqa: PLC0415 - needs Ray

    paths = []
    for number in range(300):
        path = tmp_path / f"{number}.jpg"
        path.symlink_to(pictures.paths[number % 8])
        paths.append(str(path))
    parquet.write_table(pa.table({"path": paths}), tmp_path / "list.parquet")
    os.environ["PYTHONPATH"] = str(ROOT)
    ray.init(num_cpus=cores, include_dashboard=False, log_to_driver=False, object_store_memory=200 * 1024**2)
    try:
        classify_manifest(str(tmp_path / "list.parquet"), str(tmp_path / "out"))
    finally:
        ray.shutdown()
    parts = list((tmp_path / "out").glob("*.parquet"))
    assert len(parts) >= 4
    found = parquet.read_table(tmp_path / "out").to_pylist()
    assert sorted(row["path"] for row in found) == sorted(paths)
    assert all(row["score"] == pictures.answers[os.readlink(row["path"])][0] for row in found)


def test_the_driver_goes_on_where_an_earlier_run_ended(pictures: Pictures, tmp_path: Path) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415 - needs pyarrow

    manifest, out = tmp_path / "list.csv", tmp_path / "out"
    command = [sys.executable, "-m", "memesweep.batch.ray", str(manifest), str(out)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "RAY_DEDUP_LOGS": "0"}

    def drive(paths: list[str]) -> subprocess.CompletedProcess[str]:
        table = pa.table({"path": paths, "other": list(range(len(paths)))})
        from pyarrow import csv  # noqa: PLC0415 - needs pyarrow

        csv.write_csv(table, manifest)
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=400, check=False, cwd=tmp_path
        )

    assert drive(pictures.paths[:4]).returncode == 0
    before = {part.name: part.read_bytes() for part in out.glob("*.parquet")}
    assert before
    (out / "unfinished.parquet").write_bytes(next(iter(before.values()))[:100])
    ended = drive(pictures.paths)
    assert ended.returncode == 3, ended.stderr  # there are broken pictures
    assert f"{len(pictures.paths)} answers, 3 of them errors" in ended.stdout
    assert before.items() <= {part.name: part.read_bytes() for part in out.glob("*.parquet")}.items()
    pictures.agree(pq.read_table(out).to_pylist())

"""Spark on two cores of this machine: the classifier's own answers, row for row, whatever is killed."""

from __future__ import annotations

import os
import shutil
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

pytest.importorskip("pandas", reason="needs memesweep[spark] (pip install --group engines)")
sql = pytest.importorskip("pyspark.sql", reason="needs memesweep[spark] (pip install --group engines)")
pytestmark = [
    pytest.mark.long,
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(shutil.which("java") is None, reason="needs Java 17"),
]

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    os.environ["PYTHONPATH"] = str(ROOT)
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "1g",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "64",
    }
    builder = sql.SparkSession.builder.master("local[2,4]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def test_paths_and_bytes_get_the_classifiers_answers(spark: Any, pictures: Pictures) -> None:
    from memesweep.batch.spark import classify_dataframe  # noqa: PLC0415 - needs Spark

    rows = [
        (path, bytearray(Path(path).read_bytes()) if number % 2 and Path(path).exists() else None)
        for number, path in enumerate(pictures.paths)
    ]
    frame = spark.createDataFrame(rows, "path string, bytes binary").repartition(2)
    pictures.agree([row.asDict() for row in classify_dataframe(frame).collect()])


def test_a_failed_task_loses_and_doubles_no_row(spark: Any, pictures: Pictures, tmp_path: Path) -> None:
    from memesweep.batch.spark import classify_dataframe  # noqa: PLC0415 - needs Spark

    copies = [(path,) for path in pictures.paths for _ in range(100)]
    killed: list[int] = []

    def kill_one() -> None:
        """Kill the first worker that has the model open."""
        while not killed:
            for entry in Path("/proc").glob("[0-9]*/maps"):
                try:
                    is_worker = b"pyspark/daemon" in (entry.parent / "cmdline").read_bytes().replace(
                        b".", b"/"
                    )
                    is_classifying = is_worker and "tflite" in entry.read_text()
                except OSError:
                    continue
                if is_classifying:
                    os.kill(int(entry.parent.name), signal.SIGKILL)
                    killed.append(int(entry.parent.name))
                    return
            time.sleep(0.1)

    killer = Thread(target=kill_one, daemon=True)
    killer.start()
    frame = spark.createDataFrame(copies, "path string").repartition(4)
    classify_dataframe(frame).write.parquet(str(tmp_path / "out"))
    killer.join(1)
    assert killed
    found = [row.asDict() for row in spark.read.parquet(str(tmp_path / "out")).collect()]
    assert len(found) == len(copies)
    for path in pictures.paths:
        scores = [row["score"] for row in found if row["path"] == path]
        assert scores == [pictures.answers[path][0]] * 100


def test_the_driver_goes_on_where_an_earlier_run_ended(pictures: Pictures, tmp_path: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415 - needs pyarrow
    import pyarrow.parquet as pq  # noqa: PLC0415 - the same

    manifest, out = tmp_path / "list.parquet", tmp_path / "out"
    command = [sys.executable, "-m", "memesweep.batch.spark", str(manifest), str(out)]
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_SUBMIT_ARGS": "--master local[2,4] --conf spark.ui.enabled=false pyspark-shell",
        "SPARK_LOCAL_IP": "127.0.0.1",
    }

    def drive(paths: list[str]) -> subprocess.CompletedProcess[str]:
        pq.write_table(pa.table({"path": paths}), manifest)
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=400, check=False, cwd=tmp_path
        )

    first = drive(pictures.paths[:4])
    assert first.returncode == 0, first.stderr
    before = {part.name: part.read_bytes() for part in out.glob("*.parquet")}
    ended = drive(pictures.paths)
    assert ended.returncode == 3, ended.stderr  # there are broken pictures
    assert before.items() <= {part.name: part.read_bytes() for part in out.glob("*.parquet")}.items()
    pictures.agree(pq.read_table(out).to_pylist())

"""Lists of pictures and answers of earlier runs, here, in memory and in an S3-compatible store."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.batch.conftest import Pictures

pa = pytest.importorskip("pyarrow", reason="needs memesweep[batch]")
fsspec = pytest.importorskip("fsspec", reason="needs memesweep[batch]")

import pyarrow.csv as pcsv  # noqa: E402 - only where there is any
import pyarrow.parquet as pq  # noqa: E402

from memesweep.batch import classify_batch  # noqa: E402
from memesweep.batch.manifest import ManifestError, answered, count_answers, open_manifest  # noqa: E402


def write(table: object, address: str) -> None:
    with fsspec.open(address, "wb") as stream:
        (pcsv.write_csv if address.endswith(".csv") else pq.write_table)(table, stream)


@pytest.mark.parametrize("name", ["list.csv", "list.parquet", "folder/part-0.parquet"])
@pytest.mark.parametrize("place", ["", "memory://lists/"])
def test_lists_of_both_formats_from_anywhere(tmp_path: Path, place: str, name: str) -> None:
    if not place:
        place = f"{tmp_path}/"
        (tmp_path / "folder").mkdir()
    write(pa.table({"path": ["a.jpg", "s3://b/ü.jpg"]}), place + name)
    address = place + name.partition("/part")[0]
    assert open_manifest(address).to_table().column("path").to_pylist() == ["a.jpg", "s3://b/ü.jpg"]


def test_a_list_that_is_none_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("a.jpg\n")
    with pytest.raises(ManifestError, match="no manifest"):
        open_manifest(str(tmp_path / "list.txt"))
    write(pa.table({"picture": ["a.jpg"]}), f"{tmp_path}/list.csv")
    with pytest.raises(ManifestError, match="no column path; it has picture"):
        open_manifest(f"{tmp_path}/list.csv")


def test_answers_of_finished_parts_count_and_others_are_removed(pictures: Pictures, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert len(answered(str(out))) == 0
    out.mkdir()
    write(classify_batch(pa.table({"path": pictures.paths})), f"{out}/one.parquet")
    whole = (out / "one.parquet").read_bytes()
    for name, data in (("cut", whole[: len(whole) // 2]), ("empty", b"")):
        (out / f"{name}.parquet").write_bytes(data)
    assert answered(str(out)).to_pylist() == pictures.paths
    assert [part.name for part in out.iterdir()] == ["one.parquet"]
    assert count_answers(str(out)) == (len(pictures.paths), 3)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An S3-compatible server on this machine, with a bucket."""
    server = pytest.importorskip("moto.server", reason="needs moto[server] (pip install --group engines)")
    pytest.importorskip("s3fs", reason="needs s3fs (pip install --group engines)")
    for name, value in (
        ("AWS_ACCESS_KEY_ID", "x"),
        ("AWS_SECRET_ACCESS_KEY", "x"),
        ("AWS_DEFAULT_REGION", "eu"),
    ):
        monkeypatch.setenv(name, value)
    running = server.ThreadedMotoServer(port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    import boto3  # noqa: PLC0415 - comes with moto

    boto3.client("s3", endpoint_url=f"http://{host}:{port}", region_name="us-east-1").create_bucket(
        Bucket="gallery"
    )
    yield "s3://gallery"
    running.stop()


@pytest.mark.filterwarnings("ignore")
def test_pictures_lists_and_answers_in_an_object_store(store: str, pictures: Pictures) -> None:
    names = {}
    for number, path in enumerate(pictures.paths):
        address = f"{store}/in/{number}.jpg"
        names[address] = path
        if os.path.exists(path):
            with fsspec.open(address, "wb") as stream, open(path, "rb") as picture:
                stream.write(picture.read())
    write(pa.table({"path": list(names)}), f"{store}/list.parquet")
    found = classify_batch(open_manifest(f"{store}/list.parquet").to_table())
    for row in found.to_pylist():
        assert row["score"] == pictures.answers[names[row["path"]]][0]
    write(found, f"{store}/out/part.parquet")
    assert answered(f"{store}/out").to_pylist() == list(names)

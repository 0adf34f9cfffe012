"""One batch of pictures in every form, from files, from bytes and from addresses."""

from __future__ import annotations

import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from memesweep import Classifier
from memesweep.batch import COLUMNS, classify_batch
from memesweep.batch.classify import classify_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.batch.conftest import Pictures

pa = pytest.importorskip("pyarrow", reason="needs memesweep[batch]")
fsspec = pytest.importorskip("fsspec", reason="needs memesweep[batch]")


def test_a_list_of_dicts(pictures: Pictures) -> None:
    rows = classify_batch([{"path": path, "other": 1} for path in pictures.paths])
    assert [row["path"] for row in rows] == pictures.paths
    assert list(rows[0]) == list(COLUMNS)
    pictures.agree(rows)
    assert {row["model"] for row in rows} == {f"{Classifier().model} {Classifier().version}"}


def test_a_second_opinion_is_named_with_the_model(pictures: Pictures) -> None:
    careful = Classifier(second_opinion=True)
    rows = classify_batch([{"path": path} for path in pictures.paths], careful)
    assert [row["score"] for row in rows] == [careful.classify_path(path).score for path in pictures.paths]
    assert {row["model"] for row in rows} == {f"{careful.model}:second-opinion {careful.version}"}


@pytest.mark.parametrize("kind", ["table", "batch", "columns"])
def test_every_other_form(pictures: Pictures, kind: str) -> None:
    columns = {"path": pictures.paths}
    forms: dict[str, Any] = {
        "table": pa.table(columns),
        "batch": pa.RecordBatch.from_pydict(columns),
        "columns": columns,
    }
    found = classify_batch(forms[kind])
    assert type(found) is type(forms[kind])
    if kind != "columns":
        assert [(field.name, str(field.type)) for field in found.schema] == [
            (name, "double" if kind == "float64" else kind) for name, kind in COLUMNS.items()
        ]
        found = found.to_pydict()
    pictures.agree([dict(zip(found, row, strict=True)) for row in zip(*found.values(), strict=True)])


def test_bytes_count_before_the_path_and_need_none(pictures: Pictures) -> None:
    there = [path for path in pictures.paths if Path(path).exists()]
    rows = classify_batch(
        [{"path": f"name-{n}", "bytes": Path(path).read_bytes()} for n, path in enumerate(there)]
    )
    assert [row["path"] for row in rows] == [f"name-{n}" for n in range(len(there))]
    assert [row["score"] for row in rows] == [pictures.answers[path][0] for path in there]
    (row,) = classify_batch([{"bytes": Path(there[0]).read_bytes()}])
    assert (row["path"], row["score"]) == (None, pictures.answers[there[0]][0])


def test_addresses_that_fsspec_knows(pictures: Pictures) -> None:
    memory = fsspec.filesystem("memory")
    names = {}
    for number, path in enumerate(pictures.paths):
        address = f"memory://store/{number} ü.jpg"
        names[address] = path
        if Path(path).exists():
            memory.pipe(address, Path(path).read_bytes())
    for row in classify_batch([{"path": address} for address in names]):
        answer = pictures.answers[names[row["path"]]]
        assert (row["score"], row["verdict"], row["reason"]) == answer[:3]
    assert (
        classify_batch([{"path": "file://" + pictures.paths[0]}])[0]["score"]
        == pictures.answers[pictures.paths[0]][0]
    )


@pytest.mark.parametrize(
    "path", ["", None, float("nan"), "http://127.0.0.1:9/x.jpg", "nosuchscheme://x/y.jpg"]
)
def test_what_cannot_be_fetched_is_a_row_with_an_error(path: Any) -> None:
    if isinstance(path, str) and path.startswith("http:"):
        pytest.importorskip("aiohttp", reason="fsspec's HTTP needs it")
    (row,) = classify_batch([{"path": path}])
    assert row["error"] in {"missing", "read-error"}
    assert (row["score"], row["verdict"]) == (None, "keep")


def test_a_batch_without_pictures_is_refused() -> None:
    with pytest.raises(ValueError, match="path"):
        classify_batch({"picture": ["x.jpg"]})
    with pytest.raises(ValueError, match="path"):
        classify_batch([{"picture": "x.jpg"}])
    assert classify_batch([]) == []


def test_a_stream_is_fetched_a_few_rows_ahead(pictures: Pictures) -> None:
    taken = count()

    def endless() -> Iterator[tuple[str, None]]:
        while True:
            next(taken)
            yield pictures.paths[0], None

    stream = classify_rows(endless(), Classifier())
    assert next(stream).path == pictures.paths[0]
    assert next(taken) < 20
    stream.close()  # type: ignore[attr-defined]


def test_the_rows_themselves_need_no_package(pictures: Pictures) -> None:
    code = f"""
import sys
from memesweep.batch import classify_batch
classify_batch([{{"path": {pictures.paths[0]!r}}}])
sys.exit(not {{"pyarrow", "fsspec", "pandas", "ray", "pyspark"}}.isdisjoint(sys.modules))
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)

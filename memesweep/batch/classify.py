"""Classify rows of pictures: the one function that every engine calls."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from memesweep.batch.schema import BYTES, COLUMNS, PATH, ResultRow, arrow_schema
from memesweep.batch.source import fetch, is_at_hand
from memesweep.classifier.classifier import Classifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pyarrow as pa

    from memesweep.batch.source import Fetched

Batch = TypeVar("Batch", "pa.Table", "pa.RecordBatch", "dict[str, Any]", "list[dict[str, Any]]")

_FETCHERS: Final = 8
"""Downloads at once: a core classifies a picture in the time that one round trip to a store takes."""


def classify_batch(batch: Batch, classifier: Classifier | None = None) -> Batch:
    """Classify the pictures of a batch.

    Args:
        batch: an Arrow table or record batch, a dict of columns, or a list of dicts, with `path` (a local
            path or any address that fsspec knows) or `bytes` (the content, which counts first) or both.
        classifier: by default one with the shipped model, opened once in this process.

    Returns:
        the columns of `COLUMNS`, a row for each row in the same order, in the form of the input. A bad
        picture is a row with an error.

    Raises:
        ValueError: there is neither a path nor bytes.
        ImportError: an address needs a package that is not installed.

    """
    rows = _rows(batch)
    results = [row.as_dict() for row in classify_rows(rows, classifier or shared_classifier())]
    if isinstance(batch, list):
        return results
    columns = {name: [row[name] for row in results] for name in COLUMNS}
    if isinstance(batch, dict):
        return columns
    # Arrow's; not imported above, since a list of dicts needs none.
    return cast("Batch", type(batch).from_pydict(columns, schema=arrow_schema()))


def classify_rows(
    rows: Iterable[tuple[str | None, bytes | None]], classifier: Classifier
) -> Iterator[ResultRow]:
    """Classify pictures given as path and content, in order, while the next ones are fetched.

    Memory is bounded by the pictures in flight, however many rows there are.
    """
    model = f"{classifier.label} {classifier.version}"
    with ThreadPoolExecutor(_FETCHERS, thread_name_prefix="fetch") as threads:
        waiting: deque[tuple[str | None, Future[Fetched]]] = deque()
        try:
            for path, data in rows:
                waiting.append((path, _fetched(path, data, threads)))
                if len(waiting) > _FETCHERS:
                    yield _result(*waiting.popleft(), classifier, model)
            while waiting:
                yield _result(*waiting.popleft(), classifier, model)
        finally:
            for _, future in waiting:
                future.cancel()


def _fetched(path: str | None, data: bytes | None, threads: ThreadPoolExecutor) -> Future[Fetched]:
    if not is_at_hand(path, data):
        return threads.submit(fetch, path, data)
    here: Future[Fetched] = Future()  # no thread for what needs no waiting
    here.set_result(fetch(path, data))
    return here


def _result(path: str | None, future: Future[Fetched], classifier: Classifier, model: str) -> ResultRow:
    return ResultRow.of(path, future.result().classify(classifier), model)


@cache
def shared_classifier(model: str | None = None, *, second_opinion: bool = False) -> Classifier:
    """Open a classifier once in this process."""
    return Classifier(model, second_opinion=second_opinion)


def _rows(batch: Any) -> list[tuple[str | None, bytes | None]]:
    if isinstance(batch, list):
        if any(PATH not in row and BYTES not in row for row in batch):
            raise ValueError(f"each row needs {PATH} or {BYTES}")
        return [(_text(row.get(PATH)), _content(row.get(BYTES))) for row in batch]
    columns: Mapping[str, Sequence[Any]] = batch if isinstance(batch, dict) else _python_columns(batch)
    if PATH not in columns and BYTES not in columns:
        raise ValueError(f"the batch needs a column {PATH} or {BYTES}; it has {', '.join(columns) or 'none'}")
    count = len(columns[PATH if PATH in columns else BYTES])
    paths = columns.get(PATH, [None] * count)
    contents = columns.get(BYTES, [None] * count)
    return [(_text(path), _content(content)) for path, content in zip(paths, contents, strict=True)]


def _python_columns(batch: pa.Table | pa.RecordBatch) -> dict[str, Sequence[Any]]:
    return {name: batch.column(name).to_pylist() for name in (PATH, BYTES) if name in batch.schema.names}


def _text(path: Any) -> str | None:
    """Take a path as text; pandas writes a missing one as a number that is none."""
    return str(path) if isinstance(path, str) or hasattr(path, "__fspath__") else None


def _content(content: Any) -> bytes | None:
    return bytes(content) if isinstance(content, bytes | bytearray | memoryview) else None

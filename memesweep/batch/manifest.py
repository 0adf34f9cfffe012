"""Lists of pictures to classify, and what an earlier run has left of the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from fsspec.core import url_to_fs

from memesweep.batch.schema import PATH

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORMATS: Final = {".parquet": "parquet", ".csv": "csv"}


class ManifestError(Exception):
    """The list of pictures is of no use; the message says why, and what to do."""


def manifest_format(manifest: str) -> str:
    """Tell a manifest's format by the end of its name; a folder is taken for one of Parquet files.

    Raises:
        ManifestError: it is neither Parquet nor CSV.

    """
    for suffix, name in _FORMATS.items():
        if manifest.lower().endswith(suffix):
            return name
    system, path = url_to_fs(manifest)
    if system.isdir(path):
        return "parquet"
    raise ManifestError(
        f"{manifest} is no manifest: name a .parquet or .csv file, or a folder of the former."
    )


def open_manifest(manifest: str) -> ds.Dataset:
    """Open a list of pictures: Parquet or CSV, here or at any address that fsspec knows.

    Raises:
        ManifestError: it is of no such format, or has no column `path`.
        OSError: it cannot be read.

    """
    system, path = url_to_fs(manifest)
    found = ds.dataset(path, format=manifest_format(manifest), filesystem=system)
    if PATH not in found.schema.names:
        columns = ", ".join(found.schema.names)
        raise ManifestError(f"{manifest} has no column {PATH}; it has {columns}.")
    return found


def answered(out: str) -> pa.Array:
    """Return the paths that earlier runs have answered in `out`.

    A part that a killed run left unfinished answers nothing and is removed: its pictures come again.
    """
    system, folder = url_to_fs(out)
    parts = []
    for part in system.glob(f"{folder.rstrip('/')}/*.parquet"):
        try:
            with system.open(part, "rb") as stream:
                parts.append(pq.read_table(stream, columns=[PATH]).column(PATH).combine_chunks())
        except (pa.ArrowInvalid, pa.ArrowKeyError):
            system.rm(part)
    if not parts:
        return pa.array([], pa.string())
    return pa.concat_arrays([part.cast(pa.string()) for part in parts])


def count_answers(out: str) -> tuple[int, int]:
    """Return how many rows `out` holds, and how many of them have an error."""
    rows = errors = 0
    for batch in _columns(out, "error"):
        rows += len(batch)
        errors += len(batch) - batch.null_count
    return rows, errors


def _columns(out: str, column: str) -> Iterator[pa.Array]:
    system, folder = url_to_fs(out)
    for part in system.glob(f"{folder.rstrip('/')}/*.parquet"):
        with system.open(part, "rb") as stream:
            for batch in pq.ParquetFile(stream).iter_batches(columns=[column]):
                yield batch.column(0)

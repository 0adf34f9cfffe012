"""Classify pictures in Ray Data: a model in each actor, an actor on each core.

`python -m memesweep.batch.ray MANIFEST OUT` classifies a whole list of pictures; see docs/scale.md.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.fs
import ray
import ray.data
from fsspec.core import url_to_fs

from memesweep.batch.classify import classify_batch, shared_classifier
from memesweep.batch.command import run_driver
from memesweep.batch.manifest import answered, manifest_format, open_manifest
from memesweep.batch.schema import BYTES, PATH

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_BATCH: Final = 64
"""Pictures that an actor takes at once: a second or two of work, which is what a killed actor costs."""

_PARTS_OF_A_CORE: Final = 8
_MOST_IN_A_PART: Final = 4096
"""Pictures between two files of answers: a minute of one core, which is what a killed run has to repeat."""

_HELPER_CPUS: Final = 0.1
"""Of the tasks that read and write."""


class ClassifyActor:
    """Holds the model of one actor. Ray calls it with Arrow tables."""

    def __init__(self, model: str | None = None, *, second_opinion: bool = False) -> None:
        """Open the model, once for all batches."""
        self._classifier = shared_classifier(model, second_opinion=second_opinion)

    def __call__(self, batch: pa.Table) -> pa.Table:
        """Classify one batch; see `classify_batch`."""
        return classify_batch(batch, self._classifier)


def classify_dataset(
    pictures: ray.data.Dataset,
    *,
    model: str | None = None,
    second_opinion: bool = False,
    actors: int | None = None,
) -> ray.data.Dataset:
    """Classify a data set with a column `path` or `bytes`; lazily, as all of Ray Data.

    Args:
        pictures: of any size.
        model: name of a model that memesweep brings, or a bundle's folder that every machine has.
        second_opinion: whether pictures are looked at as `clean` does, not as `scan` does.
        actors: how many at most, each on a core of its own; by default one for each core of the cluster.

    Returns:
        the columns of `memesweep.batch.COLUMNS`.

    """
    size = actors or sum(_cores())
    return pictures.map_batches(
        ClassifyActor,
        fn_constructor_kwargs={"model": model, "second_opinion": second_opinion},
        batch_format="pyarrow",
        batch_size=_BATCH,
        compute=ray.data.ActorPoolStrategy(min_size=1, initial_size=size, max_size=size),
        num_cpus=_actor_cpus(_cores()),
    )


def classify_manifest(
    manifest: str, out: str, *, model: str | None = None, second_opinion: bool = False
) -> None:
    """Classify every picture of a list that `out` has no answer for, and add the answers to `out` as Parquet.

    Raises:
        ManifestError: the list is of an unknown format or has no column `path`.
        OSError: the list cannot be read, or `out` cannot be written.

    """
    listed = open_manifest(manifest)  # says what is wrong with it before a cluster is asked
    columns = [name for name in (PATH, BYTES) if name in listed.schema.names]
    done = answered(out)
    pictures = _read(manifest).map_batches(
        _wanted(columns, ray.put(done) if len(done) else None),
        batch_format="pyarrow",
        num_cpus=_HELPER_CPUS,
    )
    pictures = pictures.repartition(
        target_num_rows_per_block=_rows_of_a_part(listed.count_rows(), sum(_cores()))
    )
    system, folder = url_to_fs(out)
    system.makedirs(folder, exist_ok=True)
    # Each task writes under a name of its own, which a repeated task uses again: no row is lost or doubled.
    classify_dataset(pictures, model=model, second_opinion=second_opinion).write_parquet(
        folder, filesystem=_arrow_system(system), ray_remote_args={"num_cpus": _HELPER_CPUS}
    )


def _read(manifest: str) -> ray.data.Dataset:
    system, path = url_to_fs(manifest)
    read = ray.data.read_parquet if manifest_format(manifest) == "parquet" else ray.data.read_csv
    return read(path, filesystem=_arrow_system(system), num_cpus=_HELPER_CPUS)


def _rows_of_a_part(rows: int, cores: int) -> int:
    """Return how many pictures of a list are one task of one actor, and one file of the answers.

    A hundred thousand paths are one small file: as one part they would keep one actor busy, and a killed run
    would have answered none of them.
    """
    return min(_MOST_IN_A_PART, max(_BATCH, rows // (_PARTS_OF_A_CORE * cores)))


def _cores() -> list[int]:
    """Return the cores of each machine of the cluster."""
    if not ray.is_initialized():
        ray.init()
    return [max(1, int(node["Resources"].get("CPU", 1))) for node in ray.nodes() if node["Alive"]] or [1]


def _actor_cpus(cores: Sequence[int]) -> float:
    """Return what an actor asks of a core, so that actors on all of them leave one core to ask for.

    Some of Ray Data's own tasks want a whole one, and actors that had taken all would wait for them for ever.
    The tasks are short: an actor still gets a core's work done.
    """
    return 1 - 1 / max(cores)


def _arrow_system(system: Any) -> Any:
    return pa.fs.PyFileSystem(pa.fs.FSSpecHandler(system))


def _wanted(columns: list[str], done: ray.ObjectRef[pa.Array] | None) -> Callable[[pa.Table], pa.Table]:
    def wanted(batch: pa.Table) -> pa.Table:
        asked = batch.select(columns)
        if done is None:
            return asked
        known = pc.is_in(asked.column(PATH).cast(pa.string()), value_set=ray.get(done))
        return asked.filter(pc.invert(known))

    return wanted


if __name__ == "__main__":
    sys.exit(run_driver("memesweep.batch.ray", classify_manifest))

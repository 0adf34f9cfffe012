"""Classify pictures in Spark: a model in each of its Python workers.

`python -m memesweep.batch.spark MANIFEST OUT` classifies a whole list of pictures; see docs/scale.md.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Final

from pyspark.sql import SparkSession

from memesweep.batch.classify import classify_batch, shared_classifier
from memesweep.batch.command import run_driver
from memesweep.batch.manifest import manifest_format, open_manifest
from memesweep.batch.schema import BYTES, COLUMNS, PATH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd
    from pyspark.sql import DataFrame

_SPARK_TYPES: Final = {"string": "string", "float64": "double", "int32": "int"}

SCHEMA: Final = ", ".join(f"{name} {_SPARK_TYPES[kind]}" for name, kind in COLUMNS.items())
"""The output's schema in Spark's words."""

_BATCH: Final = 256
"""Pictures that Spark hands over at once; ten thousand, its own number, would be minutes without a sign."""

_MOST_IN_A_PART: Final = 4096
"""Pictures of one task: a minute of one core, which is what a failed task has to repeat."""


def classify_dataframe(
    pictures: DataFrame, *, model: str | None = None, second_opinion: bool = False
) -> DataFrame:
    """Classify a frame with a column `path` or `bytes`; lazily, as all of Spark.

    Args:
        pictures: of any size. Each partition is one task: have some for every core.
        model: name of a model that memesweep brings, or a bundle's folder that every machine has.
        second_opinion: whether pictures are looked at as `clean` does, not as `scan` does.

    Returns:
        the columns of `memesweep.batch.COLUMNS`.

    """
    columns = [name for name in (PATH, BYTES) if name in pictures.columns]
    classify = partial(_classify_frames, model=model, second_opinion=second_opinion)
    return pictures.select(columns).mapInPandas(classify, SCHEMA)


def _classify_frames(
    frames: Iterable[pd.DataFrame], *, model: str | None, second_opinion: bool
) -> Iterator[pd.DataFrame]:
    import pandas as pd  # noqa: PLC0415 - comes with Spark's frames

    classifier = shared_classifier(model, second_opinion=second_opinion)
    for frame in frames:
        columns = {name: frame[name].tolist() for name in frame.columns}
        yield pd.DataFrame(classify_batch(columns, classifier), columns=list(COLUMNS))


def classify_manifest(
    manifest: str, out: str, *, model: str | None = None, second_opinion: bool = False
) -> None:
    """Classify every picture of a list that `out` has no answer for, and add the answers to `out` as Parquet.

    List and `out` are read and written by Spark, so both are addresses that Spark knows.

    Raises:
        ManifestError: the list is of an unknown format or has no column `path`.

    """
    listed = open_manifest(manifest)  # says what is wrong with it before a cluster is asked
    spark = SparkSession.builder.appName("memesweep").getOrCreate()
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(_BATCH))
    if manifest_format(manifest) == "parquet":
        pictures = spark.read.parquet(manifest)
    else:
        pictures = spark.read.csv(manifest, header=True)
    done = spark.read.schema(SCHEMA).parquet(out) if _holds_answers(spark, out) else None
    if done is not None:
        pictures = pictures.join(done.select(PATH), on=PATH, how="left_anti")
    # A list of a hundred thousand paths is one small file, and would be one task.
    parts = max(spark.sparkContext.defaultParallelism * 4, listed.count_rows() // _MOST_IN_A_PART)
    pictures = pictures.repartition(parts)
    answers = classify_dataframe(pictures, model=model, second_opinion=second_opinion)
    answers.write.mode("append").parquet(out)


def _holds_answers(spark: SparkSession, out: str) -> bool:
    path = spark.sparkContext._jvm.org.apache.hadoop.fs.Path(out)  # noqa: SLF001 - Spark offers no other way
    system = path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())  # noqa: SLF001 - see above
    return bool(system.exists(path))


if __name__ == "__main__":
    sys.exit(run_driver("memesweep.batch.spark", classify_manifest))

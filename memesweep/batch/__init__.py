"""Classify pictures by the million inside Ray Data or Spark; see docs/scale.md. Nothing here moves a file."""

from __future__ import annotations

from memesweep.batch.classify import classify_batch
from memesweep.batch.schema import COLUMNS, arrow_schema

__all__ = ["COLUMNS", "arrow_schema", "classify_batch"]

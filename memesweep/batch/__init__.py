"""Classify pictures by the million inside the engines of others. Nothing here moves a file."""

from __future__ import annotations

from memesweep.batch.classify import classify_batch
from memesweep.batch.schema import COLUMNS, arrow_schema

__all__ = ["COLUMNS", "arrow_schema", "classify_batch"]

"""What goes into a batch and what comes out, in columns that Arrow, pandas and every engine know."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pyarrow as pa

    from memesweep.classifier.classification import Classification

PATH: Final = "path"
"""A local path, or any address that fsspec knows. Where there are bytes, it only names the picture."""
BYTES: Final = "bytes"
"""The file's content. It counts before the path."""

COLUMNS: Final = {
    PATH: "string",
    "score": "float64",
    "verdict": "string",
    "reason": "string",
    "width": "int32",
    "height": "int32",
    "error": "string",
    "model": "string",
}
"""Columns of the output and their Arrow types. They stay as they are; what is new comes at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """One row of the output."""

    path: str | None
    score: float | None
    """The calibrated probability of a meme, 0 to 1; null exactly where there is an error."""
    verdict: str
    reason: str
    width: int
    height: int
    """Pixels as stored; 0 where they could not be read."""
    error: str | None
    """Why there is no score: `unreadable`, `missing`, `read-error`, ..."""
    model: str
    """Name and version of the model, with a space between; the name ends in `:second-opinion` where one was
    asked for."""

    @classmethod
    def of(cls, path: str | None, found: Classification, model: str) -> ResultRow:
        """Make a row of a classification."""
        return cls(
            path=path,
            score=found.score,
            verdict=found.verdict.value,
            reason=found.reason.value,
            width=found.info.width,
            height=found.info.height,
            error=None if found.problem is None else found.problem.value,
            model=model,
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the columns by name, in order."""
        return asdict(self)


def arrow_schema() -> pa.Schema:
    """Return the output's schema for pyarrow."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    return pa.schema([(name, pa.type_for_alias(kind)) for name, kind in COLUMNS.items()])

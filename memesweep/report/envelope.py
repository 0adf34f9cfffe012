"""The one JSON document of every command, versioned; its keys are pinned by a test and by docs/json.md."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

ENVELOPE_VERSION: Final = 1


class Status(StrEnum):
    """How a command ended."""

    SUCCESS = "success"
    PARTIAL = "partial"
    """Some files failed, or the run was interrupted; the rest is done."""
    DECLINED = "declined"
    """The question was answered no; nothing was done."""
    ERROR = "error"
    """Nothing was done."""


@dataclass(slots=True)
class Envelope:
    """What a command has to say to a script."""

    command: str
    status: Status = Status.SUCCESS
    summary: dict[str, Any] = field(default_factory=dict)
    images: list[dict[str, Any]] = field(default_factory=list)
    errors: list[dict[str, str]] = field(default_factory=list)

    def fail(self, path: str, message: str) -> None:
        """Note trouble with one file; the command goes on."""
        self.errors.append({"path": path, "message": message})
        self.status = Status.PARTIAL

    def to_json(self) -> str:
        """Return one line of ASCII: names that are no UTF-8 come as lone surrogates, and come back so."""
        return json.dumps(
            {
                "memesweep": ENVELOPE_VERSION,
                "command": self.command,
                "status": self.status,
                "summary": self.summary,
                "images": self.images,
                "errors": self.errors,
            }
        )

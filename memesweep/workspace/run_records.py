"""What unattended runs leave for people and monitors: `last-run.json`, never half of it.

The journal of a sweep, not this file, says where pictures are: a run that was killed before it could write
its record has moved exactly what the journal says.
"""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from memesweep.workspace.proposals.completeness import GalleryState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

RECORD_FORMAT: Final = 1
RECORD_NAME: Final = "last-run.json"
_LOCK_NAME: Final = "last-run.lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """How one unattended run ended."""

    gallery: str
    """Absolute; bytes that are no UTF-8 as lone surrogates, as everywhere in our JSON."""
    started_at: float
    """Seconds since 1970."""
    finished_at: float
    exit_code: int
    status: str
    """`success`, `partial`, `refused` or `error`."""
    refused_by: tuple[str, ...] = ()
    """Codes of what stood in the way, where the run was refused."""
    message: str = ""
    """What was said of it, for people."""
    pictures: int | None = None
    """Pictures in the gallery when the run began; None where it did not get as far as counting them."""
    verdicts: Mapping[str, int] = field(default_factory=dict)
    moved: int = 0
    moved_bytes: int = 0
    sweep: str | None = None
    """Id of the sweep, for `undo`; None where nothing was moved."""
    destination: str = ""
    model: str = ""

    @property
    def is_good(self) -> bool:
        """Whether the run did all that it was asked to."""
        return self.exit_code == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleryRuns:
    """The last unattended run in a gallery, the last one that was good, and what the last sweep left."""

    last: RunRecord | None = None
    last_good: RunRecord | None = None
    state: GalleryState | None = None
    """After the last sweep, by whomever."""


def read_runs(state_folder: Path) -> dict[str, GalleryRuns]:
    """Read the record of every gallery, by its path. A missing or foreign file holds none.

    Raises:
        OSError: the file is there and cannot be read.

    """
    try:
        document = json.loads((state_folder / RECORD_NAME).read_text("utf-8"))
        return {gallery: _parse_runs(runs) for gallery, runs in document["galleries"].items()}
    except FileNotFoundError:
        return {}
    except (ValueError, LookupError, TypeError, AttributeError):
        # Somebody else's file, or a later version's: the next run writes its own.
        return {}


def write_run(state_folder: Path, record: RunRecord) -> None:
    """Put a run beside those of other galleries, in one step: readers see the old file or the new one.

    Raises:
        OSError: the state folder cannot be written to; the old file is as it was.

    """
    with _changing(state_folder) as runs:
        before = runs.get(record.gallery, GalleryRuns())
        good = record if record.is_good else before.last_good
        runs[record.gallery] = replace(before, last=record, last_good=good)


def write_state(state_folder: Path, root: Path, state: GalleryState) -> None:
    """Put down what a sweep left in a gallery, in one step.

    Raises:
        OSError: as for `write_run`.

    """
    with _changing(state_folder) as runs:
        runs[str(root)] = replace(runs.get(str(root), GalleryRuns()), state=state)


@contextmanager
def _changing(state_folder: Path) -> Iterator[dict[str, GalleryRuns]]:
    state_folder.mkdir(parents=True, exist_ok=True)
    with _locked(state_folder / _LOCK_NAME):
        runs = read_runs(state_folder)
        yield runs
        document = {
            "format": RECORD_FORMAT,
            "galleries": {gallery: asdict(each) for gallery, each in sorted(runs.items())},
        }
        _replace(state_folder / RECORD_NAME, json.dumps(document, indent=1))


def _parse_runs(runs: dict[str, Any]) -> GalleryRuns:
    state = runs["state"]
    return GalleryRuns(
        last=_parse(runs["last"]),
        last_good=_parse(runs["last_good"]),
        state=None if state is None else GalleryState(**state),
    )


def _parse(fields: dict[str, Any] | None) -> RunRecord | None:
    return None if fields is None else RunRecord(**{**fields, "refused_by": tuple(fields["refused_by"])})


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """Wait for other galleries' runs to have written theirs."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _replace(file: Path, text: str) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.write(text + "\n")
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(file)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise

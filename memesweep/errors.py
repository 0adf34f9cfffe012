"""Trouble with the set-up, as one family: a stable code and facts. Sentences belong to the front ends.

Trouble with a single picture is never an exception beyond the room it happens in: it is a status on that
picture's result, so that one bad file cannot end a run over a hundred thousand.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from memesweep.workspace.proposals.proposal import Objection

Fact: TypeAlias = str | int | float | bool | Path | None
"""What an error, a notice or an objection tells beside its code."""


class ErrorCode(StrEnum):
    """What is the matter, for programs. The facts of each are named; `reason` is in the system's words."""

    GALLERY_IS_A_FILE = "gallery-is-a-file"
    """`path`."""
    GALLERY_HOLDS_SWEPT = "gallery-holds-swept"
    """`path`, `folder`: it is, or lies in, the folder of an earlier sweep."""
    GALLERY_EMPTY = "gallery-empty"
    """`path`: an unmounted disk looks so."""
    GALLERY_NO_PERMISSION = "gallery-no-permission"
    """`path`."""
    GALLERY_MISSING = "gallery-missing"
    """`path`."""
    GALLERY_BUSY = "gallery-busy"
    """`path`, `process`: another run holds it."""
    FILES_OUTSIDE_GALLERY = "files-outside-gallery"
    """`path`, `gallery`, `others`: how many more of the files to look at are not in the gallery."""
    GALLERY_UNREADABLE = "gallery-unreadable"
    """`path`, `reason`: an undo cannot look into it."""
    GALLERY_NOT_THE_DISK = "gallery-not-the-disk"
    """`path`: it is empty, and not on the disk that the swept files came from."""
    NO_GALLERY_KNOWN = "no-gallery-known"
    """None was named, and none was scanned yet."""
    GALLERY_IN_USE = "gallery-in-use"
    """`path`: this process is already scanning or sweeping it."""
    GALLERY_CLOSED = "gallery-closed"
    """`path`: the block that opened it has ended."""

    IGNORE_LIST_UNREADABLE = "ignore-list-unreadable"
    """`path`, `reason`: what the gallery's owner wants left out is not known."""
    NOT_A_PATTERN = "not-a-pattern"
    """`pattern`."""

    HOLDING_NESTED = "holding-nested"
    """`path`, `gallery`: one contains the other."""
    HOLDING_IS_A_FILE = "holding-is-a-file"
    """`path`."""
    HOLDING_UNUSABLE = "holding-unusable"
    """`path`, `reason`."""
    HOLDING_CANNOT_BE_CREATED = "holding-cannot-be-created"
    """`path`, `reason`."""
    HOLDING_MISSING = "holding-missing"
    """`path`: the holding folder of a sweep that is to be undone."""
    HOLDING_TRASHED = "holding-trashed"
    """`path`: the same; `trashed`: where it lies in the trash now."""
    FOLDER_UNUSABLE = "folder-unusable"
    """`path`, `reason`."""

    DECISIONS_OTHER_FILE = "decisions-other-file"
    """`path`: not what an export wrote, or a newer memesweep's."""
    DECISIONS_DAMAGED = "decisions-damaged"
    """`path`, `number`: of the first decision that is none, from 1."""
    DECISIONS_UNREADABLE = "decisions-unreadable"
    """`path`, `reason`."""
    DECISION_UNKNOWN = "decision-unknown"
    """`name`: neither a file, nor the beginning of one kept picture's hash alone."""

    REPORT_IN_GALLERY = "report-in-gallery"
    """`path`, `gallery`: nothing is written under a gallery."""
    REPORT_NOT_OURS = "report-not-ours"
    """`path`: another file is there, which a report must not replace."""
    REPORT_UNWRITABLE = "report-unwritable"
    """`path`, `reason`."""

    MANIFEST_UNWRITABLE = "manifest-unwritable"
    """`path`, `reason`."""
    MANIFEST_UNREADABLE = "manifest-unreadable"
    """`path`, `reason`."""
    MANIFEST_TOO_NEW = "manifest-too-new"
    """`path`."""
    MANIFEST_DAMAGED = "manifest-damaged"
    """`path`."""
    NO_SUCH_SWEEP = "no-such-sweep"
    """`sweep`."""
    NO_SWEEP_IN_FOLDER = "no-sweep-in-folder"
    """`path`."""
    SEVERAL_SWEEPS = "several-sweeps"
    """`sweep`, `candidates`: the beginning of more than one id."""
    NOT_IN_SWEEP = "not-in-sweep"
    """`path`, `sweep`: a file that the sweep did not take."""
    HOME_UNKNOWN = "home-unknown"
    """This user has no home folder."""

    CATALOG_CANNOT_BE_OPENED = "catalog-cannot-be-opened"
    """`path`, `reason`."""
    CATALOG_BUSY = "catalog-busy"
    """`path`, `reason`."""
    CATALOG_DISK_FULL = "catalog-disk-full"
    """`path`, `reason`."""
    CATALOG_BROKEN = "catalog-broken"
    """`path`, `reason`."""
    CATALOG_UNUSABLE = "catalog-unusable"
    """`path`, `reason`."""
    CATALOG_TOO_NEW = "catalog-too-new"
    """A newer memesweep has written to it."""
    STATE_UNWRITABLE = "state-unwritable"
    """`path`, `reason`: the folder of the lock files."""

    MODEL_NOT_INSTALLED = "model-not-installed"
    """`name`, `known`: the names of those that are installed."""
    MODEL_UNREADABLE = "model-unreadable"
    """`path`, `reason`."""
    MODEL_NOT_DESCRIBED = "model-not-described"
    """`path`, `reason`: not a bundle, or one for another memesweep."""
    MODEL_NOT_TESTED_FILE = "model-not-tested-file"
    """`path`: its sha256 differs."""
    MODEL_RUNTIME_MISSING = "model-runtime-missing"
    """`reason`: no TFLite runtime opens it."""
    MODEL_OTHER_SHAPE = "model-other-shape"
    """`name`, `reason`."""
    MODEL_GIVES_NO_NUMBER = "model-gives-no-number"
    """`name`."""
    MODEL_WITHOUT_SECOND_OPINION = "model-without-second-opinion"
    """`name`."""
    MODEL_WITHOUT_SELFTEST = "model-without-selftest"
    """`name`."""
    MODEL_SELFTEST_MISSING = "model-selftest-missing"
    """`path`."""
    MODEL_SELFTEST_FAILED = "model-selftest-failed"
    """`picture`, `expected`, `score`."""
    MODEL_SELFTEST_UNREADABLE = "model-selftest-unreadable"
    """`picture`."""

    OBJECTIONS = "objections"
    """Something speaks against the sweep; see `RefusedError.objections`."""
    PROPOSAL_STALE = "proposal-stale"
    """`path`: it is not the last proposal of this session, or was carried out."""
    STOPPED = "stopped"
    """Somebody asked for an end before anything was moved."""


class MemesweepError(Exception):
    """Something the user can act on."""

    def __init__(self, code: ErrorCode, **facts: Fact) -> None:
        """Take what is the matter and the facts that `ErrorCode` names for it."""
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        """Return code and facts, for programmers; users get a sentence from their front end."""
        facts = ", ".join(f"{name}={value!s}" for name, value in self.facts.items())
        return f"{self.code} ({facts})" if facts else self.code

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes with the facts."""
        return _rebuild, (type(self), self.code, self.facts), dict(self.__dict__)


class BadUsageError(MemesweepError):
    """The request itself makes no sense: a file where a folder belongs, folders nested the wrong way."""


class RefusedError(MemesweepError):
    """The request is clear, but carrying it out could hurt: nothing was moved."""

    def __init__(self, code: ErrorCode, *, objections: tuple[Objection, ...] = (), **facts: Fact) -> None:
        """See `MemesweepError`; `objections` are those that no approval covers, where the code says so."""
        super().__init__(code, **facts)
        self.objections = objections


class UnfitEnvironmentError(MemesweepError):
    """The gallery, the catalog or a folder is not there, or not what it should be."""


class ModelError(UnfitEnvironmentError):
    """The model or its runtime is not there, or not what it should be."""


class GalleryBusyError(MemesweepError):
    """Another run holds this gallery."""


class StoppedError(MemesweepError):
    """Somebody asked for an end, and nothing was moved."""


def _rebuild(kind: type[MemesweepError], code: ErrorCode, facts: dict[str, Fact]) -> MemesweepError:
    return kind(code, **facts)

"""What the command line says of each error: what is the matter, and the way out, with names of options."""

from __future__ import annotations

import shlex
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any, Final

from memesweep.errors import ErrorCode, MemesweepError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from memesweep.errors import Fact

_MOUNTED: Final = "Is its disk mounted?"
_SHIPPED: Final = "Reinstall memesweep."
_FRESH: Final = "Reinstall memesweep in a fresh environment."

SENTENCES: Final[Mapping[ErrorCode, str]] = {
    ErrorCode.GALLERY_IS_A_FILE: ("{path} is a file. Name the folder that holds it, or use: memesweep check"),
    ErrorCode.GALLERY_HOLDS_SWEPT: (
        "{path} holds swept pictures. Restore them with: memesweep undo {folder!q}"
    ),
    ErrorCode.GALLERY_EMPTY: f"{{path}} is empty. {_MOUNTED}",
    ErrorCode.GALLERY_NO_PERMISSION: "No permission to read {path}: give this user read permission.",
    ErrorCode.GALLERY_MISSING: f"{{path}} does not exist. {_MOUNTED}",
    ErrorCode.GALLERY_BUSY: (
        "Another memesweep (process {process}) is working on {path}. Wait for it, or end it."
    ),
    ErrorCode.GALLERY_UNREADABLE: (
        f"The gallery {{path}} cannot be read ({{reason}}). {_MOUNTED} If it was renamed or moved, say "
        "where it is now: memesweep undo --to DIR"
    ),
    ErrorCode.FILES_OUTSIDE_GALLERY: (
        "{path} is not in the gallery {gallery} ({others} more are not). Name files of this gallery only."
    ),
    ErrorCode.GALLERY_NOT_THE_DISK: (
        f"The gallery {{path}} is empty, and not on the disk that the pictures came from. {_MOUNTED} If this "
        "is the right folder, put any file into it and undo again."
    ),
    ErrorCode.NO_GALLERY_KNOWN: "No gallery was scanned yet. Name one: memesweep clean DIR",
    ErrorCode.GALLERY_IN_USE: "{path} is being scanned or swept already.",
    ErrorCode.GALLERY_CLOSED: "{path} is not open any more.",
    ErrorCode.IGNORE_LIST_UNREADABLE: (
        "{path} cannot be read ({reason}), so what is to be left out is not known. Nothing was looked at."
    ),
    ErrorCode.NOT_A_PATTERN: "'{pattern}' is not a valid pattern: write it as on a line of .gitignore.",
    ErrorCode.HOLDING_NESTED: (
        "The holding folder {path} and the gallery {gallery} contain one another. Name another folder."
    ),
    ErrorCode.HOLDING_IS_A_FILE: "{path} is a file; --move-to wants a folder.",
    ErrorCode.HOLDING_UNUSABLE: "The holding folder {path} cannot be used ({reason}).",
    ErrorCode.HOLDING_CANNOT_BE_CREATED: (
        "The holding folder {path} cannot be created ({reason}). Nothing was moved."
    ),
    ErrorCode.HOLDING_MISSING: (
        "{path} is not there. Mount its disk, or name the folder where it is now: memesweep undo FOLDER"
    ),
    ErrorCode.HOLDING_TRASHED: (
        "{path} went to the trash. To restore its pictures from there: memesweep undo {trashed!q}"
    ),
    ErrorCode.FOLDER_UNUSABLE: "{path} cannot be opened: {reason}.",
    ErrorCode.DECISIONS_OTHER_FILE: (
        "{path} is no list of decisions that this memesweep can read. Make one with: memesweep keep --export"
    ),
    ErrorCode.DECISIONS_DAMAGED: (
        "Decision {number} in {path} is damaged; none of the file was taken. Mend or remove it there."
    ),
    ErrorCode.DECISIONS_UNREADABLE: "{path} cannot be read: {reason}.",
    ErrorCode.DECISION_UNKNOWN: (
        "'{name}' is neither a file nor the beginning of the hash of one decision. "
        "List them with: memesweep keep --list"
    ),
    ErrorCode.REPORT_IN_GALLERY: (
        "{path} lies in the gallery {gallery}, where nothing is written. Name a file in another folder."
    ),
    ErrorCode.REPORT_NOT_OURS: (
        "{path} is there already, and is not a report of memesweep. Name another file, or move it away."
    ),
    ErrorCode.REPORT_UNWRITABLE: "The report {path} cannot be written: {reason}.",
    ErrorCode.MANIFEST_UNWRITABLE: (
        "{path} cannot be written ({reason}). No file moves without being written down; what was moved "
        "before can be restored with: memesweep undo"
    ),
    ErrorCode.MANIFEST_UNREADABLE: "{path} cannot be read ({reason}).",
    ErrorCode.MANIFEST_TOO_NEW: "{path} was written by a newer memesweep. Update memesweep.",
    ErrorCode.MANIFEST_DAMAGED: "{path} names no sweep: its first line is damaged.",
    ErrorCode.NO_SUCH_SWEEP: (
        "{sweep} is neither a sweep nor a file that one took. List sweeps with: memesweep history"
    ),
    ErrorCode.NO_SWEEP_IN_FOLDER: "{path} holds no sweep to restore.",
    ErrorCode.SEVERAL_SWEEPS: "Several sweeps begin with {sweep}: {candidates}. Type more of it.",
    ErrorCode.NOT_IN_SWEEP: "Sweep {sweep} did not take {path}. List sweeps with: memesweep history",
    ErrorCode.HOME_UNKNOWN: (
        "This user has no home folder. Set MEMESWEEP_HOME to a folder for the configuration and the catalog."
    ),
    ErrorCode.CATALOG_CANNOT_BE_OPENED: (
        "The catalog {path} cannot be opened ({reason}). Set MEMESWEEP_HOME to another folder."
    ),
    ErrorCode.CATALOG_BUSY: (
        "The catalog {path} cannot be used ({reason}). Another program is writing to it. Nothing is wrong "
        "with it: try again later."
    ),
    ErrorCode.CATALOG_DISK_FULL: (
        "The catalog {path} cannot be used ({reason}). Nothing is wrong with it: make room on its disk and "
        "try again."
    ),
    ErrorCode.CATALOG_BROKEN: (
        "The catalog {path} cannot be used ({reason}). Move it away to begin a new one. Scores are computed "
        "again, and sweeps into a holding folder can still be undone from that folder; the keep-list and the "
        "undo of what went to the trash are lost."
    ),
    ErrorCode.CATALOG_UNUSABLE: (
        "The catalog {path} cannot be used ({reason}). Leave it where it is, and look at its disk and "
        "permissions."
    ),
    ErrorCode.CATALOG_TOO_NEW: "The catalog was written by a newer memesweep. Update memesweep.",
    ErrorCode.STATE_UNWRITABLE: (
        "{path} cannot be written to ({reason}). Set MEMESWEEP_HOME to a folder that can."
    ),
    ErrorCode.MODEL_NOT_INSTALLED: "There is no model {name}; there is {known}.",
    ErrorCode.MODEL_UNREADABLE: "The model in {path} cannot be read ({reason}).",
    ErrorCode.MODEL_NOT_DESCRIBED: "{path} does not describe a model of this memesweep ({reason}).",
    ErrorCode.MODEL_NOT_TESTED_FILE: "{path} is not the file that was tested: its sha256 differs.",
    ErrorCode.MODEL_RUNTIME_MISSING: "No TFLite runtime opens the model ({reason}).",
    ErrorCode.MODEL_OTHER_SHAPE: "The model {name} has another shape than it says: {reason}.",
    ErrorCode.MODEL_GIVES_NO_NUMBER: (
        "The model {name} gives no number for a picture; its runtime is broken. Nothing was moved."
    ),
    ErrorCode.MODEL_WITHOUT_SECOND_OPINION: "The model {name} has no second opinion to give.",
    ErrorCode.MODEL_WITHOUT_SELFTEST: "The model {name} has no known photo and meme to test itself with.",
    ErrorCode.MODEL_SELFTEST_MISSING: "{path} is missing.",
    ErrorCode.MODEL_SELFTEST_FAILED: (
        "The self-test failed: {picture} should score {expected:.3f} and scored {score:.3f}. Nothing was "
        "moved."
    ),
    ErrorCode.MODEL_SELFTEST_UNREADABLE: (
        "The self-test failed: {picture} cannot be decoded. Nothing was moved."
    ),
    ErrorCode.OBJECTIONS: "Nothing was moved.",
    ErrorCode.PROPOSAL_STALE: "{path} has to be looked at again before anything moves.",
    ErrorCode.STOPPED: "interrupted before anything was moved.",
}
"""Every code has one; a test sees to it that each names only facts that its error carries."""

_MODEL_REMEDIES: Final = {
    ErrorCode.MODEL_NOT_INSTALLED: _SHIPPED,
    ErrorCode.MODEL_UNREADABLE: _SHIPPED,
    ErrorCode.MODEL_NOT_DESCRIBED: _SHIPPED,
    ErrorCode.MODEL_NOT_TESTED_FILE: _SHIPPED,
    ErrorCode.MODEL_OTHER_SHAPE: _SHIPPED,
    ErrorCode.MODEL_WITHOUT_SECOND_OPINION: _SHIPPED,
    ErrorCode.MODEL_WITHOUT_SELFTEST: _SHIPPED,
    ErrorCode.MODEL_SELFTEST_MISSING: _SHIPPED,
    ErrorCode.MODEL_RUNTIME_MISSING: _FRESH,
    ErrorCode.MODEL_GIVES_NO_NUMBER: _FRESH,
    ErrorCode.MODEL_SELFTEST_FAILED: _FRESH,
    ErrorCode.MODEL_SELFTEST_UNREADABLE: _FRESH,
}
"""What helps where the shipped model does not work. A new memesweep would not mend one that was named."""


class _Formatter(Formatter):
    """Puts names in quotes, so that a reader sees where one ends, and knows `!q`: a word for a shell."""

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        if conversion == "q":
            return shlex.quote(str(value))
        if isinstance(value, Path):
            return f"'{value}'"
        return super().convert_field(value, conversion)


_FORMATTER: Final = _Formatter()


def sentence_of(error: MemesweepError) -> str:
    """Return what to say of an error: one line for a person, without the program's name."""
    if isinstance(error, RefusedError) and error.objections:
        from memesweep.cli.words.objections import refusal_of

        return refusal_of(error.objections)
    sentence = _FORMATTER.vformat(SENTENCES[error.code], (), error.facts)
    remedy = _MODEL_REMEDIES.get(error.code)
    if remedy is None:
        return sentence
    return f"{sentence} {_named_remedy(error.facts.get('named')) or remedy}"


def _named_remedy(named: Fact) -> str:
    if named is None:
        return ""
    return f"The model was named: {named} (--model). Name another, or none for the shipped one."

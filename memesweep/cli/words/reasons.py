"""Why pictures stay, names are skipped, and files fail, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memesweep.workspace import Reason, SkipReason
from memesweep.workspace.troubles import Trouble, TroubleCode

if TYPE_CHECKING:
    from collections.abc import Mapping

REASONS: Final[Mapping[Reason, str]] = {
    Reason.NO_MEME: "not a meme",
    Reason.CAMERA: "camera EXIF: taken with a camera",
    Reason.METADATA_DAMAGED: "damaged metadata, which may have named a camera: for you to look at",
    Reason.CAMERA_SHAPED: "shaped like a phone camera's pictures: for you to look at",
    Reason.KEPT: "on your keep-list",
    Reason.UNDONE: "restored from a sweep",
    Reason.LIKE_KEPT: "a copy of a picture that you keep",
    Reason.TOO_NEW: "younger than --min-age",
    Reason.NOT_A_PICTURE: "not a picture (videos, documents)",
    Reason.UNREADABLE: "damaged or incomplete",
    Reason.MISSING: "no such file",
    Reason.NO_PERMISSION: "no permission to read",
    Reason.TOO_LARGE: "too large to decode safely",
    Reason.ANIMATED: "animated",
    Reason.SEVERAL_PICTURES: "several pictures in one file",
    Reason.UNSUPPORTED_FORMAT: "a kind of picture that is not supported",
    Reason.CHANGED: "changed while being read",
    Reason.READ_ERROR: "disk read error",
    Reason.NEEDS_HEIC: "HEIC: install memesweep[heic]",
}
"""Reasons that keep a picture. Those of swept and unsure pictures have tables of their own."""

SKIPPED: Final[Mapping[SkipReason, str]] = {
    SkipReason.SENT: "Sent folder (--include-sent)",
    SkipReason.PRIVATE: "Private folder (--include-private)",
    SkipReason.HIDDEN: "hidden",
    SkipReason.TRASH: "trash",
    SkipReason.VERSIONS: "old versions and snapshots",
    SkipReason.THUMBNAILS: "thumbnails",
    SkipReason.EXCLUDED: "left out on request (--exclude, .memesweepignore)",
    SkipReason.NOMEDIA: "folder with .nomedia",
    SkipReason.SWEPT: "folder of an earlier sweep",
    SkipReason.UNFINISHED: "unfinished download or synchronisation",
    SkipReason.SYMLINK: "symbolic link",
    SkipReason.OTHER_FILESYSTEM: "another file system",
    SkipReason.SPECIAL: "not a regular file",
    SkipReason.NOT_NAMED: "not on the list (--files-from)",
    SkipReason.NO_PERMISSION: "no permission to list the folder",
}

TROUBLES: Final[Mapping[TroubleCode, str]] = {
    TroubleCode.NO_PERMISSION: "no permission to read",
    TroubleCode.READ_ERROR: "disk read error",
    TroubleCode.FOLDER_NOT_LISTED: "no permission to list the folder",
    TroubleCode.EVERYTHING_SKIPPED: "every file was skipped, none was looked at; scan shows why",
    TroubleCode.NOT_PLANNED: "changed since it was scored",
    TroubleCode.NOT_MOVED: "not moved",
    TroubleCode.NOT_RESTORED: "interrupted",
    TroubleCode.NOT_IN_SWEEP: "not in this sweep",
    TroubleCode.NOT_CHOSEN: "not what was chosen any more",
    TroubleCode.INTERRUPTED: "interrupted before the end",
    TroubleCode.NOT_KEPT: "not on the keep-list",
    TroubleCode.NOT_THERE: "does not exist",
    TroubleCode.NOT_A_PICTURE: "not a picture",
    TroubleCode.NOT_A_FILE: "not a regular file; name the pictures themselves",
}
"""Where the system or the journal says nothing better."""


def words_of(trouble: Trouble) -> str:
    """Return what is the matter with a file, as tables and documents have it."""
    if trouble.reason is not None:
        return REASONS[trouble.reason]
    return trouble.note or TROUBLES[trouble.code]


_NO_FILE: Final = frozenset({TroubleCode.EVERYTHING_SKIPPED, TroubleCode.NOT_THERE, TroubleCode.NOT_A_FILE})


def staying(trouble: Trouble) -> str:
    """Return a line for a file that stays, or for a gallery that could not be looked at."""
    verb = "" if trouble.code in _NO_FILE else " stays"
    return f'"{trouble.path}"{verb}: {words_of(trouble)}'

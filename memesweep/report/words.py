"""Reasons in words, as reports and pages say them. Sentences with option names belong to the command line."""

from __future__ import annotations

from typing import Final

from memesweep.workspace import Reason, SkipReason

REASON_WORDS: Final = {
    Reason.MEME: "The model is sure that it is a meme",
    Reason.UNSURE: "The model is not sure",
    Reason.CHOSEN: "You chose it",
    Reason.NO_MEME: "Not a meme",
    Reason.KEPT: "You keep it",
    Reason.UNDONE: "You brought it back",
    Reason.CAMERA: "Taken with a camera",
    Reason.METADATA_DAMAGED: "Its metadata are damaged: they may have named a camera",
    Reason.CAMERA_SHAPED: "It has the shape of a phone camera's pictures",
    Reason.LIKE_KEPT: "A copy of a picture that you keep",
    Reason.TOO_NEW: "Too new: nobody may have seen it yet",
    Reason.NOT_A_PICTURE: "Not a picture",
    Reason.UNREADABLE: "Damaged or incomplete",
    Reason.MISSING: "It is gone",
    Reason.NO_PERMISSION: "No permission to read it",
    Reason.TOO_LARGE: "Too large to decode safely",
    Reason.ANIMATED: "Animated",
    Reason.SEVERAL_PICTURES: "Several pictures in one file",
    Reason.UNSUPPORTED_FORMAT: "A picture format that is not read",
    Reason.CHANGED: "It changed while it was read",
    Reason.READ_ERROR: "Disk read error",
    Reason.NEEDS_HEIC: "HEIC: needs memesweep[heic]",
}

SKIP_WORDS: Final = {
    SkipReason.SENT: "Skipped: in a Sent folder",
    SkipReason.PRIVATE: "Skipped: in a Private folder",
    SkipReason.HIDDEN: "Skipped: hidden",
    SkipReason.TRASH: "Skipped: trash",
    SkipReason.VERSIONS: "Skipped: old versions and snapshots",
    SkipReason.THUMBNAILS: "Skipped: thumbnails",
    SkipReason.EXCLUDED: "Skipped: left out on request",
    SkipReason.NOMEDIA: "Skipped: folder with .nomedia",
    SkipReason.SWEPT: "Skipped: folder of an earlier sweep",
    SkipReason.UNFINISHED: "Skipped: unfinished download or synchronisation",
    SkipReason.SYMLINK: "Skipped: symbolic link",
    SkipReason.OTHER_FILESYSTEM: "Skipped: another file system",
    SkipReason.SPECIAL: "Skipped: not a regular file",
    SkipReason.NOT_NAMED: "Skipped: not on the list of files",
    SkipReason.NO_PERMISSION: "Skipped: folder without permission to list it",
}

"""What a tile has room for: each reason in a word or two. Whole sentences are the report's."""

from __future__ import annotations

from typing import Final

from memesweep.workspace import Reason

TILE_WORDS: Final = {
    Reason.MEME: "meme",
    Reason.UNSURE: "unsure",
    Reason.NO_MEME: "not a meme",
    Reason.CHOSEN: "you chose it",
    Reason.CAMERA: "from a camera",
    Reason.METADATA_DAMAGED: "unclear origin",
    Reason.KEPT: "you keep it",
    Reason.UNDONE: "brought back",
    Reason.LIKE_KEPT: "like a kept one",
    Reason.CAMERA_SHAPED: "camera-shaped",
    Reason.TOO_NEW: "new",
    Reason.NOT_A_PICTURE: "not a picture",
    Reason.MISSING: "missing",
    Reason.UNREADABLE: "damaged",
    Reason.NO_PERMISSION: "no permission",
    Reason.TOO_LARGE: "too large",
    Reason.ANIMATED: "animated",
    Reason.SEVERAL_PICTURES: "several pictures",
    Reason.UNSUPPORTED_FORMAT: "unknown format",
    Reason.CHANGED: "changing",
    Reason.READ_ERROR: "read error",
    Reason.NEEDS_HEIC: "HEIC",
}

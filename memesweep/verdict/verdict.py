"""What the tool decides about a picture, and why. The score is the net's; the verdict is ours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What happens to the picture."""

    SWEEP = "sweep"
    REVIEW = "review"
    KEEP = "keep"


class Reason(StrEnum):
    """Why. The first three come from the score, `chosen` from a person, the rest are guards and problems."""

    MEME = "meme"
    UNSURE = "unsure"
    NO_MEME = "no-meme"
    CHOSEN = "chosen"
    """A person looked at a picture at `review` and said that it goes."""
    CAMERA = "camera"
    """The metadata name a camera, a position or an exposure."""
    METADATA_DAMAGED = "metadata-damaged"
    """They cannot be read, so that they may have named one."""
    CAMERA_SHAPED = "camera-shaped"
    """It has the exact shape of a phone's camera."""
    KEPT = "kept"
    """The user said so, by content."""
    UNDONE = "undone"
    """The user brought it back from a sweep."""
    LIKE_KEPT = "like-kept"
    """A copy of a kept picture, recompressed or resized."""
    TOO_NEW = "too-new"
    NOT_A_PICTURE = "not-a-picture"
    UNREADABLE = "unreadable"
    MISSING = "missing"
    NO_PERMISSION = "no-permission"
    TOO_LARGE = "too-large"
    ANIMATED = "animated"
    SEVERAL_PICTURES = "several-pictures"
    UNSUPPORTED_FORMAT = "unsupported-format"
    CHANGED = "changed"
    READ_ERROR = "read-error"
    NEEDS_HEIC = "needs-heic"


@dataclass(frozen=True, slots=True)
class ReasonedVerdict:
    """A verdict always comes with its reason."""

    verdict: Verdict
    reason: Reason

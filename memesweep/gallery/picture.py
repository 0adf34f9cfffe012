"""What became of one file on its way to the net: pixels, or the problem that keeps it where it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from memesweep.gallery.formats import ImageKind
    from memesweep.gallery.inputs import NetInputs


class Depth(StrEnum):
    """How much of a picture is read."""

    QUICK = "quick"
    """As little as tells a photo from what may be a meme. Never enough to move a file."""
    CLOSE = "close"
    """Up to twice as many pixels a side: enough to list a picture. Never enough to move a file."""
    FULL = "full"
    """All of it, by the preprocessing that thresholds are calibrated on."""


class Problem(StrEnum):
    """Why a file has no score. Every one of these keeps the file."""

    NOT_A_PICTURE = "not-a-picture"
    UNREADABLE = "unreadable"
    """Truncated, half-synced or damaged."""
    MISSING = "missing"
    """No file of that name."""
    NO_PERMISSION = "no-permission"
    TOO_LARGE = "too-large"
    """More bytes or pixels than the limits allow; decompression bombs end here."""
    ANIMATED = "animated"
    SEVERAL_PICTURES = "several-pictures"
    """The pages of a document; no single picture stands for them."""
    UNSUPPORTED_FORMAT = "unsupported-format"
    """A picture, but in a format that memesweep does not read."""
    CHANGED = "changed"
    """Written to, replaced or removed between the walk and the read."""
    READ_ERROR = "read-error"
    """The disk or the network gave up half-way."""
    NEEDS_HEIC = "needs-heic"
    """A HEIC picture, and the `heic` extra is not installed."""


@dataclass(frozen=True, slots=True)
class ImageInfo:
    """What is known of a picture beside its pixels and its score."""

    kind: ImageKind | None = None
    width: int = 0
    height: int = 0
    """Stored size in pixels, before EXIF orientation."""
    camera: bool = False
    """The metadata name a make, a model, a position or an exposure."""
    metadata_damaged: bool = False
    """They cannot be read, in part or at all: what they named is not known."""
    perceptual_hash: bytes | None = None
    """What its copies are told by, see `copies`; None of a flat picture and of one that was not scored."""


@dataclass(frozen=True, slots=True)
class DecodedPicture:
    """A file that was opened. Exactly one of `inputs` and `problem` is set."""

    info: ImageInfo
    inputs: NetInputs | None = None
    """What nets are shown of it."""
    problem: Problem | None = None
    depth: Depth = Depth.FULL
    """What `inputs` rest on. A quick look at a format that has none is a full one."""
    sha256: bytes | None = None
    """Of the whole file, where `inputs` rest on all of it and it came from a gallery."""

    @property
    def pixels(self) -> NDArray[np.uint8] | None:
        """`(size, size, 3)` uint8 RGB, upright, as `preprocess.fit` makes it, in the size asked for."""
        return None if self.inputs is None else self.inputs.at(self.inputs.first_size)

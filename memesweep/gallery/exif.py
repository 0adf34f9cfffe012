"""The two things memesweep asks EXIF: did a camera take this, and which way is up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL import Image

_ORIENTATION: Final = 0x0112
_MAKE: Final = 0x010F
_MODEL: Final = 0x0110
_GPS: Final = 0x8825


@dataclass(frozen=True, slots=True)
class ExifFacts:
    """EXIF, reduced to what decides something."""

    camera: bool = False
    orientation: int = 1


def read_exif(image: Image.Image) -> ExifFacts:
    """Read EXIF of an opened picture; damaged EXIF counts as none, for it says nothing of the pixels."""
    try:
        exif = image.getexif()
        orientation = exif.get(_ORIENTATION, 1)
        named = any(str(exif.get(tag) or "").strip("\0 ") for tag in (_MAKE, _MODEL))
        camera = named or bool(exif.get_ifd(_GPS))
    except Exception:  # noqa: BLE001 - Pillow's EXIF parser raises whatever the bytes lead it to
        return ExifFacts()
    return ExifFacts(camera, orientation if orientation in range(1, 9) else 1)

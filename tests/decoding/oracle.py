"""Pillow alone, as strict as it comes, in a process of its own: a line for each path on its input.

It prints `refused`, `unknown` where a file would take too much of the machine, or a hash of the pixels.
Nothing of memesweep is imported here.
"""

from __future__ import annotations

import hashlib
import sys
import warnings

from PIL import Image, PngImagePlugin

_MOST_PIXELS = 20_000_000


def verdict_on(path: str) -> str:
    """Open and load one file."""
    try:
        with Image.open(path) as image:
            if image.width * image.height > _MOST_PIXELS:
                return "unknown"
            image.load()
            return hashlib.sha256(image.convert("RGBA").tobytes()).hexdigest()
    except MemoryError:
        return "unknown"
    except Exception:  # noqa: BLE001 - decoders raise anything
        return "refused"


def main() -> None:
    """Answer until the input ends."""
    warnings.simplefilter("ignore")
    # How long a text may be says nothing of pixels.
    PngImagePlugin.MAX_TEXT_CHUNK = PngImagePlugin.MAX_TEXT_MEMORY = 1 << 30
    try:
        import pillow_heif  # noqa: PLC0415 - an extra

        pillow_heif.register_heif_opener()
    except ImportError:
        pass
    for line in sys.stdin:
        sys.stdout.write(verdict_on(line.rstrip("\n")) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

"""Writes a folder that looks like the pictures of a messenger on a telephone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from PIL import Image

from memesweep.demo.drawing import barred, chat, greeting, macro, receipt, subtitled
from memesweep.demo.samples import sample_photographs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_QUALITY: Final = 80
_FIRST_DAY: Final = datetime(2024, 3, 12, 9, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class DemoGallery:
    """What was written."""

    folder: Path
    memes: tuple[Path, ...]
    photos: tuple[Path, ...]
    """Pictures to keep: photographs, a chat, a receipt."""
    real_photographs: bool
    """False where scikit-image is absent and the photographs are drawn scenes, which a net may misjudge."""


_MORNING: Final = ("Good morning!", "Every new day is a gift.", "Share this with everyone you love")
_QUOTE: Final = ("Be strong", "Those who leave you teach you how to stay.", "- forwarded many times")
_CHAT: Final = (
    (False, "Are you coming on Sunday?"),
    (True, "Yes, at three. Shall I bring the cake?"),
    (False, "Please do. Father will be so glad."),
    (True, "Then see you on Sunday!"),
)
_RECEIPT: Final = (
    ("Bread", 3.2),
    ("Milk 1 l", 1.45),
    ("Apples 1.2 kg", 3.58),
    ("Coffee", 7.99),
    ("Eggs", 2.89),
)


def make_demo_gallery(folder: Path) -> DemoGallery:
    """Write about twenty JPEGs into `folder` and its subfolder `Sent`, the same ones every time.

    Files get the times that their names tell, so that they do not count as new.

    Raises:
        FileExistsError: the folder holds something already.
        OSError: it cannot be written.

    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"the demo needs an empty folder: {folder}")
    photographs, real = sample_photographs()
    memes, keepers = _memes(photographs), _keepers(photographs)
    names = _names()
    written: dict[bool, list[Path]] = {True: [], False: []}
    for i in range(max(len(memes), len(keepers))):
        # One of each in turn, as in a real gallery.
        for is_meme, pictures in ((False, keepers), (True, memes)):
            if i < len(pictures):
                written[is_meme].append(_write(pictures[i], folder, *next(names)))
    written[False].append(_write(photographs["motorcycle"], folder / "Sent", *next(names)))
    written[True].append(_write(memes[0], folder / "Sent", *next(names)))
    return DemoGallery(folder, tuple(written[True]), tuple(written[False]), real)


def _memes(photographs: Mapping[str, Image.Image]) -> list[Image.Image]:
    large = {name: _enlarged(photo) for name, photo in photographs.items()}
    return [
        macro(large["cat"], "Nobody: me at 5 am", "the bowl is half empty"),
        barred(large["astronaut"], "My mother when I sneeze once"),
        macro(large["coffee"], "I don't have a problem", "I have a solution"),
        subtitled(large["rocket"], "My salary on the first of the month: goodbye, everyone"),
        macro(large["motorcycle"], "Bought it for one ride", "still explaining it to my wife"),
        barred(large["cameraman"], "When they say the photo will only take a minute"),
        greeting(photographs["coffee"], _MORNING, (255, 196, 0)),
        greeting(photographs["galaxies"], _QUOTE, (120, 220, 255)),
    ]


def _keepers(photographs: Mapping[str, Image.Image]) -> list[Image.Image]:
    return [
        *(_enlarged(photograph) for photograph in photographs.values()),
        chat(_CHAT),
        receipt("GREENGROCER", _RECEIPT),
    ]


def _enlarged(photo: Image.Image, long_side: int = 1024) -> Image.Image:
    """Scale to the size at which messengers send pictures."""
    scale = long_side / max(photo.size)
    return photo.resize((round(photo.width * scale), round(photo.height * scale)), Image.Resampling.LANCZOS)


def _names() -> Iterator[tuple[str, datetime]]:
    """File names as the messenger makes them: the day, and a number that starts anew each day."""
    number = 0
    while True:
        moment = _FIRST_DAY + timedelta(days=number // 4 * 9, minutes=17 * number)
        yield f"IMG-{moment:%Y%m%d}-WA{number % 4 * 3 + number // 4:04}.jpg", moment
        number += 1


def _write(picture: Image.Image, folder: Path, name: str, moment: datetime) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    picture.save(path, "JPEG", quality=_QUALITY, progressive=True)
    seconds = moment.timestamp()
    os.utime(path, (seconds, seconds))
    return path

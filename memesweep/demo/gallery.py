"""Writes a folder that looks like the pictures of a messenger on a telephone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

from memesweep.demo.samples import sample_photographs
from memesweep.training.memegen import (
    CaptionStyle,
    KeeperKind,
    MemeKind,
    MissingFontError,
    caption,
    draw_keeper,
    draw_meme,
)

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


@dataclass(frozen=True, slots=True)
class _Captioned:
    photo: str
    top: str
    bottom: str
    style: CaptionStyle = CaptionStyle.OUTLINED


_CAPTIONS: Final = (
    _Captioned("cat", "Nobody: me at 5 am", "the bowl is half empty"),
    _Captioned("astronaut", "My mother when I sneeze once", "", CaptionStyle.BAR),
    _Captioned("coffee", "I don't have a problem", "I have a solution"),
    _Captioned("rocket", "My salary on the first of the month:", "goodbye, everyone", CaptionStyle.SUBTITLE),
    _Captioned("motorcycle", "Bought it for one ride", "still explaining it to my wife"),
    _Captioned("cat", "जब बॉस छुट्टी पर हो", "आज कौन काम करेगा"),
    _Captioned("coffee", "قبل القهوة لا تكلمني", "بعد القهوة ربما"),
    _Captioned("cameraman", "Когда сказали улыбнись", "на паспорт", CaptionStyle.BAR),
)
_DRAWN_MEMES: Final = ((MemeKind.QUOTE, 8), (MemeKind.MORNING, 8))
_DRAWN_KEEPERS: Final = ((KeeperKind.CHAT, 9), (KeeperKind.RECEIPT, 3))


def make_demo_gallery(folder: Path) -> DemoGallery:
    """Write about twenty JPEGs into `folder` and its subfolder `Sent`, the same ones every time.

    Captions in scripts for which this machine has no font are left out. Files get the times that their names
    tell, so that they do not count as new.

    Raises:
        FileExistsError: the folder holds something already.
        OSError: it cannot be written.

    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"the demo needs an empty folder: {folder}")
    photographs, real = sample_photographs()
    memes, keepers = list(_memes(photographs)), list(_keepers(photographs))
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


def _memes(photographs: Mapping[str, Image.Image]) -> Iterator[Image.Image]:
    for plan in _CAPTIONS:
        try:
            yield caption(_enlarged(photographs[plan.photo]), plan.top, plan.bottom, style=plan.style)
        except MissingFontError:
            continue  # a gallery with fewer scripts is still a demo
    for kind, seed in _DRAWN_MEMES:
        rng = np.random.default_rng(seed)
        yield draw_meme([photographs["coffee"]], rng, kind, long_side=1080, language="en")


def _keepers(photographs: Mapping[str, Image.Image]) -> Iterator[Image.Image]:
    for photograph in photographs.values():
        yield _enlarged(photograph)
    for kind, seed in _DRAWN_KEEPERS:
        rng = np.random.default_rng(seed)
        yield draw_keeper([photographs["coffee"]], rng, kind, long_side=1280, language="en")


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

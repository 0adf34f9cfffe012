"""Fixtures for everyone: a home of one's own, and galleries of real pictures in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.pictures import PHOTOGRAPHS, meme_bytes, photo_bytes
from tests.support.program import Program
from tests.support.trees import build

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program, with its home, state and trash below `tmp_path/home`."""
    home = tmp_path / "home"
    home.mkdir()
    return Program(home)


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """Photographs, memes, a folder below, one sent picture and things that are no pictures."""
    return build(
        tmp_path / "WhatsApp Images",
        {
            **{f"IMG-2024010{n}-WA0001.jpg": photo_bytes(name) for n, name in enumerate(PHOTOGRAPHS)},
            "IMG-20240201-WA0001.jpg": meme_bytes("chelsea.png"),
            "IMG-20240201-WA0002.jpg": meme_bytes("coffee.png", "monday morning mood"),
            "Holidays/IMG-20240202-WA0003.jpg": meme_bytes("motorcycle_left.png", "leaving work on friday"),
            "Holidays/IMG-20240202-WA0004.jpg": photo_bytes("coffee.png"),
            "Sent/IMG-20240203-WA0005.jpg": meme_bytes("astronaut.png", "sent by myself"),
            "VID-20240204-WA0001.mp4": b"\0\0\0\x18ftypmp42" + bytes(1000),
            "notes.txt": b"not a picture",
        },
    )


MEMES = (
    "Holidays/IMG-20240202-WA0003.jpg",
    "IMG-20240201-WA0001.jpg",
    "IMG-20240201-WA0002.jpg",
)
"""The memes of `gallery` outside `Sent`."""

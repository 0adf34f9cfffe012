"""One picture on a report's page."""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from memesweep.report.names import human_size, printable

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.workspace import Preview

_SHOWN_AS_PICTURES: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".heic", ".heif"})
"""Endings that a browser opens as a picture, whatever is inside: another one could be run as a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture within the page itself."""

    source: str
    """A `data:` address."""
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A picture with what is said of it, ready to be shown."""

    name: str
    folder: str
    path: str
    date: str
    size: str
    href: str = ""
    """Leads to the picture itself, where it opens as one."""
    score: str = ""
    why: str = ""
    copies: tuple[Tile, ...] = ()
    copies_text: str = ""
    preview: Preview | None = None

    @property
    def image(self) -> Image | None:
        """The picture as the page embeds it."""
        if self.preview is None or self.preview.webp is None:
            return None
        encoded = base64.b64encode(self.preview.webp).decode("ascii")
        return Image(
            source=f"data:image/webp;base64,{encoded}",
            width=self.preview.width,
            height=self.preview.height,
        )


def percent(score: float | None) -> str:
    """Return a score as people read it; what is not quite certain does not read as certain."""
    if score is None:
        return ""
    return f"{min(score, 0.999) * 100:.1f}%" if score < 1 else "100%"


def link_to(path: Path) -> str:
    """Return the address of a picture on the reader's own disk, or nothing where it may not open as one."""
    if path.suffix.lower() not in _SHOWN_AS_PICTURES:
        return ""
    return "file://" + quote(os.fsencode(path))


def named(relative: str) -> tuple[str, str]:
    """Split a path below the root into what is shown as name and as folder."""
    path = PurePath(relative)
    folder = str(path.parent)
    return printable(path.name), "" if folder == "." else printable(folder)


def sized(count: int) -> str:
    """Return a size with a space that does not break."""
    return human_size(count).replace(" ", "\N{NO-BREAK SPACE}")

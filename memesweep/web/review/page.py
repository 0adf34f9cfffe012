"""The files that the page is made of, all in memory: no path ever comes from a request."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, select_autoescape

from memesweep.report.names import printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

_TYPES: Final = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_STATIC: Final = files("memesweep.web.review").joinpath("static")


def static_files() -> dict[str, tuple[bytes, str]]:
    """Return content and media type of every script, style and icon, by its path below `static`."""
    return dict(_files_in(_STATIC, ""))


def _files_in(folder: Traversable, prefix: str) -> Iterator[tuple[str, tuple[bytes, str]]]:
    for entry in folder.iterdir():
        name = f"{prefix}{entry.name}"
        media_type = _TYPES.get(f".{entry.name.rpartition('.')[2]}")
        if entry.is_dir():
            yield from _files_in(entry, f"{name}/")
        elif media_type is not None:
            yield name, (entry.read_bytes(), media_type)


def render_page(root: Path) -> str:
    """Return the page of a gallery."""
    template = _STATIC.joinpath("index.html").read_text("utf-8")
    environment = Environment(autoescape=select_autoescape(default_for_string=True))
    styles = sorted(name for name in static_files() if name.endswith(".css"))
    # The one that the others build on.
    styles.sort(key=lambda name: name != "css/base.css")
    return environment.from_string(template).render(gallery=printable(root.name or str(root)), styles=styles)

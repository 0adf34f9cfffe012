"""Finds font files on this machine, without fontconfig."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

FONTS_VARIABLE: Final = "MEMESWEEP_FONTS"
"""Folders to search instead of the system's, so that one seed draws one picture on every machine."""

_SUFFIXES: Final = frozenset({".ttf", ".otf", ".ttc"})


def matplotlib_fonts() -> Path | None:
    """Folder of the DejaVu fonts in matplotlib's wheel, found without importing matplotlib."""
    spec = find_spec("matplotlib")
    for root in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(root) / "mpl-data" / "fonts" / "ttf"
        if folder.is_dir():
            return folder
    return None


def font_folders() -> tuple[Path, ...]:
    """Folders that are searched, the best known first."""
    chosen = os.environ.get(FONTS_VARIABLE)
    if chosen:
        return tuple(Path(folder) for folder in chosen.split(os.pathsep))
    home = Path.home()
    system = {
        "darwin": (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"),
        "win32": (Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",),
    }.get(
        sys.platform,
        (
            Path("/usr/share/fonts"),
            Path("/usr/local/share/fonts"),
            home / ".local" / "share" / "fonts",
            home / ".fonts",
        ),
    )
    wheel = matplotlib_fonts()
    return (*((wheel,) if wheel else ()), *system)


@lru_cache(maxsize=1)
def font_files() -> tuple[Path, ...]:
    """Every font file, sorted by name so that the order does not depend on the disk.

    A file that several folders hold (DejaVu, mostly) is listed once, from the first folder.
    """
    found: dict[str, Path] = {}
    for folder in font_folders():
        for root, _, names in os.walk(folder):
            for name in names:
                if os.path.splitext(name)[1].lower() in _SUFFIXES:  # noqa: PTH122 - thousands of names
                    found.setdefault(name.lower(), Path(root) / name)
    return tuple(found[name] for name in sorted(found))

"""Which names the walker passes over, and why."""

from __future__ import annotations

import fnmatch
import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable


class SkipReason(StrEnum):
    """Why a folder or a file was not looked into. Counted, so that a user sees what was left out."""

    SENT = "sent"
    """WhatsApp's copies of what the user sent. Opt-in."""
    PRIVATE = "private"
    """WhatsApp's pictures of chats whose media are hidden from the gallery. Opt-in."""
    HIDDEN = "hidden"
    TRASH = "trash"
    VERSIONS = "versions"
    """Old versions and snapshots kept by a synchroniser or a NAS."""
    THUMBNAILS = "thumbnails"
    EXCLUDED = "excluded"
    """Its owner said so: `.memesweepignore`, or a pattern."""
    NOMEDIA = "nomedia"
    """A folder below the root whose `.nomedia` asks galleries to stay out."""
    SWEPT = "swept"
    """The folder of an earlier sweep, whose pictures wait there to be brought back."""
    UNFINISHED = "unfinished"
    """A download or synchronisation in progress."""
    SYMLINK = "symlink"
    OTHER_FILESYSTEM = "other-filesystem"
    """A folder where another disk is mounted."""
    SPECIAL = "special"
    """FIFOs, sockets and devices."""
    NOT_NAMED = "not-named"
    """A file that is not on the list of those to look at."""
    NO_PERMISSION = "no-permission"
    """A folder that may not be listed."""


def _any_of(*patterns: str) -> Callable[[str], object]:
    """Return a match against shell patterns, compiled once: it runs for every file of every scan."""
    return re.compile("|".join(map(fnmatch.translate, patterns))).match


_TRASH_FOLDERS: Final = ("#recycle", "$recycle.bin", "@recycle", "@recently-snapshot", "lost+found")
_TRASH_PATTERNS: Final = _any_of(".trash*", ".trashed-*")
_VERSION_FOLDERS: Final = (".stversions", "#snapshot", "@snapshot", ".snapshot", ".snapshots")
_THUMBNAIL_FOLDERS: Final = (".thumbnails", "@eadir", ".thumbs")
_UNFINISHED: Final = _any_of(
    ".syncthing.*", "~syncthing~*", "*.part", "*.partial", "*.crdownload", "*.download"
)

_SUSPICIOUS: Final = re.compile(r"[.~]|.*(?:part|partial|load)$", re.DOTALL).match
"""What any of the rules for files needs to begin with or to end in: one look passes nearly every name."""


def skip_folder(name: str) -> SkipReason | None:
    """Decide about a folder by its name. Case does not count: phones and their copies disagree about it."""
    lowered = name.lower()
    if lowered == "sent":
        return SkipReason.SENT
    if lowered == "private":
        return SkipReason.PRIVATE
    if lowered in _TRASH_FOLDERS or _TRASH_PATTERNS(lowered):
        return SkipReason.TRASH
    if lowered in _VERSION_FOLDERS:
        return SkipReason.VERSIONS
    if lowered in _THUMBNAIL_FOLDERS:
        return SkipReason.THUMBNAILS
    return SkipReason.HIDDEN if lowered.startswith(".") else None


def skip_file(name: str) -> SkipReason | None:
    """Decide about a file by its name."""
    lowered = name.lower()
    if not _SUSPICIOUS(lowered):
        return None
    if _TRASH_PATTERNS(lowered):
        return SkipReason.TRASH
    if _UNFINISHED(lowered):
        return SkipReason.UNFINISHED
    return SkipReason.HIDDEN if lowered.startswith(".") else None

"""Is a gallery kept in step with another machine? Then what leaves it here leaves it there."""

from __future__ import annotations

import fnmatch
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from memesweep.sweep.plan import Plan

_MARKS: Final = (
    (".stfolder", "Syncthing"),
    (".stignore", "Syncthing"),
    ("._sync_*.db", "Nextcloud or ownCloud"),
    (".sync_*.db", "Nextcloud or ownCloud"),
    (".csync_journal.db", "ownCloud"),
    (".owncloudsync.log", "ownCloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".dropbox.cache", "Dropbox"),
    (".tmp.driveupload", "Google Drive"),
    (".tmp.drivedownload", "Google Drive"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    (".megaignore", "MEGA"),
    (".SynologyWorkingDirectory", "Synology Drive"),
)
"""What synchronisers leave in the folders that they keep in step."""

_FILES: Final = (
    (".dropbox", "Dropbox"),
    (".sync/ID", "Resilio Sync"),
)
"""Marks that count as files only: a client's own state in `~/.dropbox` says nothing of the home around it."""

_FOLDERS: Final = (
    ("onedrive", "OneDrive"),
    ("onedrive - *", "OneDrive"),
    ("onedrive-*", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("dropbox (*)", "Dropbox"),
    ("dropbox-*", "Dropbox"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("google drive", "Google Drive"),
    ("googledrive-*", "Google Drive"),
    ("pclouddrive", "pCloud"),
    ("com~apple~clouddocs", "iCloud Drive"),
)
"""What the folders themselves are called, in lower case, where a synchroniser leaves no mark."""


@dataclass(frozen=True, slots=True)
class Synced:
    """A synchronised folder, and who synchronises it."""

    folder: Path
    service: str

    @property
    def warning(self) -> str:
        """What the user has to know before anything moves."""
        return (
            f"{self.folder} is synchronised by {self.service}: "
            "a picture that leaves it here leaves the phone or the other computers too."
        )


def find_synced(root: Path, plan: Plan) -> Synced | None:
    """Return a synchronised folder that holds a file of the plan, above or below the gallery's root."""
    for folder in _folders(root, plan):
        service = _service(folder)
        if service is not None:
            return Synced(folder, service)
    return None


def _folders(root: Path, plan: Plan) -> Iterator[Path]:
    """Yield the folders of the plan's files with everything above them, each once."""
    seen: set[Path] = set()
    for relative in sorted({file.relative.rpartition("/")[0] for file in plan.files}):
        folder = root / relative
        for one in (folder, *folder.parents):
            if one in seen:
                break
            seen.add(one)
            yield one


def _service(folder: Path) -> str | None:
    for pattern, service in _FOLDERS:
        if fnmatch.fnmatchcase(folder.name.lower(), pattern):
            return service
    try:
        with os.scandir(folder) as entries:
            hidden = [entry.name for entry in entries if entry.name.startswith(".")]
    except OSError:
        return None
    for name in hidden:
        for pattern, service in _MARKS:
            if fnmatch.fnmatchcase(name, pattern):
                return service
    return next((service for name, service in _FILES if (folder / name).is_file()), None)

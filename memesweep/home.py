"""Where memesweep keeps what it knows: configuration, catalog, locks."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from memesweep.errors import ErrorCode, UnfitEnvironmentError

HOME_VARIABLE: Final = "MEMESWEEP_HOME"
"""One folder for everything, for containers, tests and people who carry their set-up on a stick."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of one user. Nothing in here creates them: reading commands leave no trace."""

    config_folder: Path
    state_folder: Path

    @property
    def config_file(self) -> Path:
        """The one configuration file."""
        return self.config_folder / "config.toml"

    @property
    def catalog_file(self) -> Path:
        """The SQLite database."""
        return self.state_folder / "catalog.sqlite3"

    @property
    def thumbnail_folder(self) -> Path:
        """What the review page shows, small; it can be made again at any time."""
        return self.state_folder / "thumbnails"

    @property
    def lock_folder(self) -> Path:
        """One lock file for each gallery."""
        return self.state_folder / "locks"


def find_home() -> Home:
    """Return `$MEMESWEEP_HOME` where it is set, the platform's own folders elsewhere.

    Raises:
        UnfitEnvironmentError: this user has no home, and the variable is not set.

    """
    override = os.environ.get(HOME_VARIABLE)
    if override:
        folder = Path(override).expanduser().absolute()
        return Home(config_folder=folder, state_folder=folder)
    from platformdirs import PlatformDirs  # noqa: PLC0415 - `--help` does not need it

    dirs = PlatformDirs("memesweep", appauthor=False)
    try:
        home = Home(config_folder=dirs.user_config_path, state_folder=dirs.user_state_path)
    except RuntimeError as error:
        raise UnfitEnvironmentError(ErrorCode.HOME_UNKNOWN) from error
    # No HOME and no entry in passwd, as in some containers: older versions then leave a ~ as it is.
    if not (home.config_folder.is_absolute() and home.state_folder.is_absolute()):
        raise UnfitEnvironmentError(ErrorCode.HOME_UNKNOWN)
    return home

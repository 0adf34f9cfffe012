"""Files of npm packages that tests look at pages with; a test skips where one cannot be had."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest


@cache
def npm_file(variable: str, package: str, file: str) -> Path:
    """The file that an environment variable names, or else one of a package installed from npm."""
    if os.environ.get(variable):
        return Path(os.environ[variable])
    if shutil.which("npm") is None:
        pytest.skip(f"needs npm, or {variable} naming {Path(file).name}")
    folder = tempfile.mkdtemp(prefix="memesweep-npm-")
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, package]
    if subprocess.run(command, capture_output=True, check=False, timeout=180).returncode != 0:
        shutil.rmtree(folder)
        pytest.skip(f"{package} could not be installed from npm")
    return Path(folder, "node_modules", file)

"""Real file systems of our own: small, full, read-only, on another device. They need root."""

from __future__ import annotations

import os
import subprocess
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.ways import Way

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def why_no_mounts() -> str | None:
    """Say why nothing can be mounted here; None where it can."""
    if os.geteuid() != 0:
        return "mounting needs root"
    with tempfile.TemporaryDirectory() as folder:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "memesweep", folder], capture_output=True, check=False
        )
        if mounted.returncode:
            return mounted.stderr.decode().strip()
        subprocess.run(["umount", folder], check=True)
    return None


@contextmanager
def mounted(folder: Path, options: str = "size=16m") -> Iterator[Path]:
    """A tmpfs on a folder, made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "memesweep", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def remount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


@contextmanager
def other_device(way: Way) -> Iterator[Path]:
    """A folder on a device of its own where the way wants one, any folder elsewhere."""
    with tempfile.TemporaryDirectory(prefix="memesweep-other-") as folder:
        if way is Way.COPY:
            with mounted(Path(folder) / "disk") as disk:
                yield disk
        else:
            yield Path(folder)

"""Mounts of our own, seen by one program only: a user and mount namespace needs no root."""

from __future__ import annotations

import shlex
import subprocess
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def with_mounts(*mounts: str) -> tuple[str, ...]:
    """Return a command that mounts, in a namespace of its own, and then runs what follows it."""
    return ("unshare", "-rm", "sh", "-c", " && ".join([*mounts, 'exec "$@"']), "sh")


def overlay(lower: Path, upper: Path, merged: Path) -> str:
    """Return the command that lays `upper` over `lower`; made with a folder for the kernel beside `upper`."""
    work = upper.with_name(upper.name + "-work")
    for folder in (lower, upper, work, merged):
        folder.mkdir(parents=True, exist_ok=True)
    layers = shlex.quote(f"lowerdir={lower},upperdir={upper},workdir={work}")
    return f"mount -t overlay -o {layers} overlay {shlex.quote(str(merged))}"


def bind(source: Path, target: Path) -> str:
    target.mkdir(parents=True, exist_ok=True)
    return f"mount --bind {shlex.quote(str(source))} {shlex.quote(str(target))}"


@cache
def why_not(*mounts: str) -> str | None:
    """Say why these mounts cannot be made here; None where they can."""
    try:
        tried = subprocess.run([*with_mounts(*mounts), "true"], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return "unshare is not installed"
    return None if tried.returncode == 0 else tried.stderr.strip() or "no namespaces"

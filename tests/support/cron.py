"""A real cron daemon with a crontab folder and a mail spool of its own, in a mount namespace."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CRONTABS: Final = "/var/spool/cron/crontabs"
_SENDMAIL: Final = """#!/bin/sh
mail=$(mktemp {spool}/half-XXXXXX) && cat > "$mail" && mv "$mail" "$mail.mail"
"""
_PATIENCE_S: Final = 150


@dataclass(frozen=True)
class Cron:
    """The daemon, its crontabs and its mail."""

    namespace: int
    """A process that holds the mount namespace."""
    crontabs: Path
    spool: Path

    def inside(self, *command: str | Path) -> list[str]:
        """Return a command that sees the daemon's crontabs."""
        words = [os.fspath(word) for word in command]
        return ["nsenter", f"--target={self.namespace}", "--mount", *words]

    def load(self, crontab: str) -> None:
        """Install root's crontab."""
        subprocess.run(self.inside("crontab", "-"), input=os.fsencode(crontab), check=True)

    def mails(self) -> list[str]:
        """Every mail that cron has sent."""
        return [file.read_text("utf-8", "surrogateescape") for file in sorted(self.spool.glob("*.mail"))]

    def wait(self, file: Path) -> None:
        """Wait until a job has made a file; cron starts jobs at full minutes."""
        deadline = time.monotonic() + _PATIENCE_S
        while not file.exists():
            assert time.monotonic() < deadline, f"cron has not made {file}; mails: {self.mails()}"
            time.sleep(0.2)


def cron_is_missing() -> str | None:
    """Why no cron can be started here."""
    if shutil.which("cron") is None and not Path("/usr/sbin/cron").exists():
        return "Debian's cron is not installed"
    if os.geteuid() != 0:
        return "cron needs root"
    tried = subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False)
    return None if tried.returncode == 0 else "mount namespaces are not allowed"


def own_crontabs(folder: Path) -> tuple[str, ...]:
    """Return a wrapper for commands that install crontabs, so that they do not reach this machine's.

    Args:
        folder: an empty one, where the crontabs go instead.

    """
    folder.chmod(0o1730)
    script = f"mount --bind '{folder}' {_CRONTABS} && exec \"$@\""
    return ("unshare", "--mount", "--propagation", "private", "/bin/sh", "-c", script, "sh")


@contextmanager
def running_cron(folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[Cron]:
    """Run cron until the block ends; skips the test where that is not possible.

    Args:
        folder: where crontabs and mails go.
        environment: the daemon's own, which its jobs do not inherit.

    """
    reason = cron_is_missing()
    if reason is not None:
        pytest.skip(reason)
    crontabs, spool, programs = (folder / name for name in ("crontabs", "mails", "sbin"))
    for made in (crontabs, spool, programs):
        made.mkdir()
    crontabs.chmod(0o1730)
    shutil.copy2("/usr/sbin/cron", programs)
    sendmail = programs / "sendmail"
    sendmail.write_text(_SENDMAIL.format(spool=spool))
    sendmail.chmod(0o755)
    script = (
        f"mount --bind '{crontabs}' {_CRONTABS} && mount --bind '{programs}' /usr/sbin && "
        "mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /etc/cron.d && exec /usr/sbin/cron -f"
    )
    daemon = subprocess.Popen(
        ["unshare", "--mount", "--propagation", "private", "/bin/sh", "-c", script],
        env={"PATH": "/usr/bin:/bin", **(environment or {})},
        start_new_session=True,
    )
    try:
        cron = Cron(daemon.pid, crontabs, spool)
        _wait_for_mounts(cron)
        yield cron
    finally:
        daemon.terminate()
        daemon.wait(timeout=30)


def _wait_for_mounts(cron: Cron) -> None:
    """Wait until the daemon runs, and so sees its own folders."""
    program = Path(f"/proc/{cron.namespace}/exe")
    deadline = time.monotonic() + _PATIENCE_S
    while program.readlink().name != "cron":
        assert time.monotonic() < deadline, "cron did not start"
        time.sleep(0.05)
    # It sees that a crontab is new by whole seconds: one that comes within its first would be none.
    time.sleep(1.5)

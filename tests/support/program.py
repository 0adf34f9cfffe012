"""Run the real program in a process of its own, in a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

REGISTRY_VARIABLES = ("PATH", "LANG", "LD_LIBRARY_PATH", "TMPDIR", "SYSTEMROOT")

UNPRIVILEGED = ("setpriv", "--inh-caps=-all", "--bounding-set=-all", "--no-new-privs")
"""Root without its powers: the owner of its files, and no more."""


@dataclass(frozen=True)
class Ended:
    """How a run of the program ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document on stdout, and nothing else."""
        document: dict[str, Any] = json.loads(self.out)
        return document

    def paths(self, verdict: str | None = None) -> list[str]:
        """Paths of the document's images, all or those of one verdict."""
        return [one["path"] for one in self.document["images"] if verdict in {None, one["verdict"]}]


@dataclass(frozen=True)
class Program:
    """memesweep with its own home, state and trash."""

    home: Path
    wrapper: tuple[str, ...] = ()
    """A command that runs the program: in a namespace of its own, say."""

    @property
    def environment(self) -> dict[str, str]:
        inherited = {name: os.environ[name] for name in REGISTRY_VARIABLES if name in os.environ}
        return {**inherited, "HOME": str(self.home), "MEMESWEEP_HOME": str(self.home / "memesweep")}

    @property
    def trash(self) -> Path:
        return self.home / ".local/share/Trash"

    def wait_for_scores(self) -> None:
        """Wait until a scan in another process has written some scores down."""
        written = self.home / "memesweep/catalog.sqlite3-wal"
        while not (written.exists() and written.stat().st_size > 100_000):
            time.sleep(0.01)

    def command(self, *arguments: str | Path) -> list[str]:
        program = (sys.executable, "-m", "memesweep")
        return [*self.wrapper, *program, *(os.fspath(argument) for argument in arguments)]

    def __call__(
        self,
        *arguments: str | Path,
        stdin: bytes = b"",
        extra: dict[str, str] | None = None,
        cwd: Path | None = None,
        bound: bool = False,
    ) -> Ended:
        """Run to the end, without a terminal; `bound` by permissions, which do not bind root."""
        ended = subprocess.run(
            [*(UNPRIVILEGED if bound and os.geteuid() == 0 else ()), *self.command(*arguments)],
            input=stdin,
            capture_output=True,
            env={**self.environment, **(extra or {})},
            cwd=cwd or self.home,
            timeout=300,
            check=False,
        )
        return Ended(
            ended.returncode,
            ended.stdout.decode("utf-8", "surrogateescape"),
            ended.stderr.decode("utf-8", "surrogateescape"),
        )

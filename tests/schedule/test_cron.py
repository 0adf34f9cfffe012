"""A real cron runs what is written into its crontab."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from memesweep.schedule.crontab import with_run
from memesweep.schedule.timing import Timing
from tests.schedule.runs import NASTY, scheduled
from tests.support.cron import running_cron

if TYPE_CHECKING:
    import pytest


def test_names_come_out_as_they_went_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Every minute; people get no such timing.
    monkeypatch.setattr(Timing, "crontab_fields", property(lambda _: "* * * * *"))
    out = tmp_path / "it's 100% \\ out"
    program = tmp_path / "print"
    program.write_text('#!/bin/sh\nout=$1; shift; printf "%s\\0" "$@" > "$out.half"; mv "$out.half" "$out"\n')
    program.chmod(0o755)
    with running_cron(tmp_path) as cron:
        cron.load(with_run("", scheduled(command=(str(program), str(out), *NASTY))))
        cron.wait(out)
        assert os.fsdecode(out.read_bytes()).split("\0")[:-1] == list(NASTY)
        assert cron.mails() == []

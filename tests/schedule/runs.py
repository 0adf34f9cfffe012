"""Scheduled runs with names as people, phones and their enemies give them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hypothesis import strategies

from memesweep.schedule.run import ScheduledRun
from memesweep.schedule.timing import Timing

PRINTF: Final = "/usr/bin/printf"

WORDS: Final = strategies.text(
    strategies.one_of(
        strategies.sampled_from("%\\'\"$`!#;&|<>(){}[]*?~ \t=-\x7f\x1b\u2028\u202e\udcff"),
        strategies.characters(exclude_characters="\n\r\0", codec="utf-8"),
    ),
    min_size=1,
    max_size=20,
)
"""Words of a command line: anything but a line break or a zero byte, bytes that are no UTF-8 among it."""

NASTY: Final = (
    "WhatsApp Images",
    "100% mine",
    r"a\%b",
    r"a\\%\\",
    'it\'s "quoted"',
    "$HOME `id` $(id) !!",
    "-rf",
    "~root",
    "a;b&c|d>e<f",
    "ends with \\",
    "tab\there",
    "\u202egpj.\u2028",
    "bytes \udcff\udcfe",
    "familie ❤ фото عائلة",
)


def scheduled(*words: str, **changes: object) -> ScheduledRun:
    """A run that prints its words, each ended by a zero byte where the shell runs it."""
    fields: dict[str, object] = {
        "gallery": Path("/volume1/phone/WhatsApp Images"),
        "holding": Path("/volume1/swept"),
        "state": Path("/root/.local/state/memesweep"),
        "command": (PRINTF, r"%s\0", *words),
        "timing": Timing(),
    }
    return ScheduledRun(**{**fields, **changes})  # type: ignore[arg-type]  # a test's own words

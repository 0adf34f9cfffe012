"""Values as people write them: shares, ages, whole numbers."""

from __future__ import annotations

from typing import Final

import typer

_DAYS_OF: Final = {"h": 1 / 24, "d": 1.0, "w": 7.0}
_MOST_DAYS: Final = 1_000_000
"""Infinity is no age: nothing would ever be swept, and nothing would say so."""


def parse_share(value: str | float) -> float:
    """Read `30%`, `30` or `0.3` as a share of the gallery.

    Raises:
        typer.BadParameter: it is none of them, or could be two of them.

    """
    text = str(value)  # the configuration file may hold a number
    try:
        number = float(text.removesuffix("%"))
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a valid share: use 30% or 0.3") from error
    if number == 1 and not text.endswith("%"):
        raise typer.BadParameter(f"{text!r} could be the whole gallery or a hundredth: use 1% or 100%")
    share = number / 100 if text.endswith("%") or number > 1 else number
    if not 0 <= share <= 1:
        raise typer.BadParameter(f"{text!r} is not a share between 0% and 100%")
    return share


def parse_score(value: str | float) -> float:
    """Read a score.

    Raises:
        typer.BadParameter: it is not between 0 and 1.

    """
    try:
        score = float(value)
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is not a valid score: use 0.995") from error
    if not 0 < score <= 1:
        raise typer.BadParameter(f"{value!r} is not a score between 0 and 1")
    return score


def parse_days(value: str | float) -> float:
    """Read a number of days: `14`, `14d`, `36h` or `2w`.

    Raises:
        typer.BadParameter: it is none, or more than any picture is old.

    """
    text = str(value).strip().lower()
    unit = _DAYS_OF.get(text[-1:])
    try:
        days = float(text if unit is None else text[:-1]) * (unit or 1.0)
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is not a valid age: use 14d, 36h or a number of days") from error
    if not 0 <= days <= _MOST_DAYS:
        raise typer.BadParameter(f"{value} is not a number of days between 0 and {_MOST_DAYS}")
    return days

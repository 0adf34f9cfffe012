"""How a command explains itself: two examples, then its options in groups, on one screen.

Of each option only the first clause is shown; docs/commands.md, made of the same words, has the rest and the
environment variables. Typer's own panels would do the grouping, and load rich for it.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any, Final

from typer._click.exceptions import NoSuchOption
from typer.core import TyperCommand

if TYPE_CHECKING:
    from collections.abc import Iterator

    # Typer brings its own click, under names that it does not promise.
    Context = Any
    Formatter = Any
    Parameter = Any

GROUPS: Final = {
    "Which pictures": (
        "files_from",
        "exclude",
        "also",
        "include_sent",
        "include_private",
        "sweep_camera",
        "sweep_camera_shaped",
        "min_age",
        "sweep_at",
    ),
    "Limits": ("max_files", "max_share", "yes_synced", "yes_incomplete"),
    "Unattended runs": ("log_file", "ping", "notify"),
    "Output": ("json", "jsonl", "html", "csv", "quiet"),
    "The machine": ("workers", "nice", "model"),
}
"""Options by their parameters' names; what is in none comes first."""

_CLAUSE: Final = re.compile(r"; |\. |\.$")
_WIDEST: Final = 100
_NEAR: Final = 0.75
"""Of 1: `--move` is near `--move-to`, `--threshold` is not near `--trash`."""


class ExplainedCommand(TyperCommand):
    """A command with examples in its help."""

    examples: tuple[str, ...] = ()

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the command line; of a name that is no option, only near ones are offered."""
        try:
            return super().parse_args(ctx, args)
        except NoSuchOption as error:
            error.possibilities = [
                flag for flag in error.possibilities or () if _similarity(flag, error.option_name) >= _NEAR
            ]
            raise

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """Return what follows the command's name in its usage line."""
        arguments = [each for each in self.get_params(ctx) if each.param_type_name == "argument"]
        names = [(metavar_of(argument).strip("[]"), argument.required) for argument in arguments]
        return ["[OPTIONS]", *(name if required else f"[{name}]" for name, required in names)]

    def format_options(self, ctx: Context, formatter: Formatter) -> None:
        """Write the examples, the arguments, and the options by group."""
        if self.examples:
            with formatter.section("Examples"):
                for example in self.examples:
                    formatter.write_text(example)
        for title, rows in self._sections(ctx):
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)

    def _sections(self, ctx: Context) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        parameters = [
            parameter for parameter in self.get_params(ctx) if not getattr(parameter, "hidden", False)
        ]
        arguments = [parameter for parameter in parameters if parameter.param_type_name == "argument"]
        grouped = {name for names in GROUPS.values() for name in names}
        options = [parameter for parameter in parameters if parameter.param_type_name == "option"]
        yield (
            "Arguments",
            [
                (metavar_of(parameter).strip("[]"), clause_of(getattr(parameter, "help", None)))
                for parameter in arguments
            ],
        )
        yield "Options", [_row(parameter) for parameter in options if parameter.name not in grouped]
        for title, names in GROUPS.items():
            yield title, [_row(parameter) for parameter in options if parameter.name in names]


def metavar_of(parameter: Parameter) -> str:
    """Return what stands for a parameter's value."""
    if parameter.metavar:
        return str(parameter.metavar)
    choices = getattr(getattr(parameter, "type", None), "choices", None)
    return "|".join(map(str, choices)) if choices else "N"


def clause_of(text: str | None) -> str:
    """Return the first clause of an explanation."""
    return _CLAUSE.split(text or "", maxsplit=1)[0]


def _row(parameter: Parameter) -> tuple[str, str]:
    flags = ", ".join(sorted(parameter.opts, key=len))
    return f"{flags}{'' if parameter.is_flag else f' {metavar_of(parameter)}'}", clause_of(parameter.help)


def _similarity(left: str, right: str) -> float:
    return difflib.SequenceMatcher(None, left, right).ratio()


HELP_SETTINGS: Final = {"help_option_names": ["-h", "--help"], "max_content_width": _WIDEST}

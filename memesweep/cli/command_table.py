"""The commands by name. One that is not asked for is not loaded, so that twenty start as fast as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import typer
from typer.core import TyperGroup
from typer.main import get_command

from memesweep.cli.help import HELP_SETTINGS, ExplainedCommand

if TYPE_CHECKING:
    # Typer brings its own click, under names that it does not promise.
    Command = Any
    Context = Any
    Formatter = Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A command: a function in a module of `memesweep.cli.commands`, both of its name."""

    examples: tuple[str, ...]
    """Lines that can be typed."""
    summary: str
    """The first sentence of its docstring, without which the help would have to load it; a test compares."""
    context_settings: Mapping[str, bool] = field(default_factory=dict)


COMMANDS: Final[Mapping[str, Entry]] = {
    "scan": Entry(
        examples=('memesweep scan "WhatsApp Images"', 'memesweep scan "WhatsApp Images" --html look.html'),
        summary="Show which pictures of a folder are memes.",
    ),
    "check": Entry(
        examples=("memesweep check IMG-20240312-WA0007.jpg", "memesweep check *.jpg --json"),
        summary="Score single pictures and say what would become of them.",
    ),
    "report": Entry(
        examples=(
            'memesweep report "WhatsApp Images" --html look.html',
            "memesweep report --sweep 20241126-0330 --html swept.html",
        ),
        summary="Write a page that shows what would be swept, what needs a look, and what is kept and why.",
    ),
    "clean": Entry(
        examples=(
            'memesweep clean "WhatsApp Images" --dry-run',
            'memesweep clean "WhatsApp Images" --move-to swept-memes',
        ),
        summary="Move the memes of a folder to the trash or a holding folder, after asking.",
    ),
    "review": Entry(
        examples=(
            'memesweep review "WhatsApp Images"',
            'memesweep review "WhatsApp Images" --no-browser --port 8080',
        ),
        summary="Look at pictures on a page in your browser, decide, and sweep exactly what you decided.",
    ),
    "undo": Entry(
        examples=("memesweep undo", "memesweep undo 20241126-0330"),
        summary="Restore the pictures of a sweep to where they were.",
    ),
    "history": Entry(
        examples=("memesweep history", "memesweep history --json"), summary="List sweeps, the newest first."
    ),
    "keep": Entry(
        examples=("memesweep keep IMG-20240201-WA0001.jpg", "memesweep keep --list"),
        summary="Remember pictures by their content; they are never swept, wherever they move.",
    ),
    "tune": Entry(
        examples=("memesweep tune", 'memesweep tune "WhatsApp Images" --json'),
        summary="Compare the model's threshold with what you decided, "
        "and offer one that would have suited you.",
    ),
    "schedule": Entry(
        examples=(
            'memesweep schedule "WhatsApp Images" --move-to swept-memes',
            'memesweep schedule "WhatsApp Images" --move-to swept-memes --daily --install',
        ),
        summary="Print or install a timer that cleans a gallery; options of `clean` may be given as well.",
        # What it does not know is for `clean`.
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    ),
    "status": Entry(
        examples=("memesweep status", "memesweep status --max-age 8d"),
        summary="Show how the last unattended run of each gallery went.",
    ),
    "holding": Entry(
        examples=("memesweep holding swept-memes", "memesweep holding swept-memes --older-than 90d --trash"),
        summary="List the sweeps in a holding folder, and move old ones to the trash.",
    ),
    "serve": Entry(
        examples=("memesweep serve", "memesweep serve --host 0.0.0.0 --token-file token.txt"),
        summary="Score pictures for other programs and for browsers, over HTTP.",
    ),
    "evaluate": Entry(
        examples=("memesweep evaluate labelled", "memesweep evaluate labelled --plots plots"),
        summary="Measure the model on labelled pictures.",
    ),
    "demo": Entry(
        examples=("memesweep demo", "memesweep demo --folder try-me"),
        summary="Make a small gallery of sample photographs and drawn memes, and scan it.",
    ),
    "config": Entry(
        examples=("memesweep config", "memesweep config --json"),
        summary="Show the effective settings and where each comes from.",
    ),
}
"""In the order of the help."""


class LazyCommands(MutableMapping[str, "Command"]):
    """The commands by name; each is imported when it is asked for."""

    def __init__(self) -> None:
        """Load nothing."""
        self._loaded: dict[str, Command] = {}

    def __getitem__(self, name: str) -> Command:
        """Return a command, made of its function."""
        if name not in self._loaded:
            settings = dict(COMMANDS[name].context_settings)
            module = import_module(f"memesweep.cli.commands.{name}")
            alone = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings=HELP_SETTINGS)
            kind = type(name, (ExplainedCommand,), {"examples": COMMANDS[name].examples})
            alone.command(name, cls=kind, context_settings={**HELP_SETTINGS, **settings})(
                getattr(module, name)
            )
            self._loaded[name] = get_command(alone)
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        """Give the names in the order of the help."""
        return iter(COMMANDS)

    def __len__(self) -> int:
        """Count them."""
        return len(COMMANDS)

    def __setitem__(self, name: str, command: Command) -> None:
        """Take a command from elsewhere."""
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        """Refuse: the table is the program."""
        raise TypeError(name)


class CommandGroup(TyperGroup):
    """The program as a whole: lists its commands from the table, and loads the one that is asked for."""

    def __init__(self, **attributes: Any) -> None:
        """See `TyperGroup`."""
        super().__init__(**attributes)
        self.commands = LazyCommands()

    def list_commands(self, ctx: Context) -> list[str]:
        """Return the names in the order of the help."""
        del ctx
        return list(COMMANDS)

    def format_commands(self, ctx: Context, formatter: Formatter) -> None:
        """Write the list of commands."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])

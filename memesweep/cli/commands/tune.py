"""`memesweep tune`: what a person's decisions say of the threshold on their gallery."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import typer

from memesweep.cli.exits import ExitCode
from memesweep.cli.options import Json, Model, OptionalGallery, Quiet, SweepAt, Workers
from memesweep.cli.terminal.console import Console

if TYPE_CHECKING:
    from memesweep.workspace import Effect, Share, Tuning


def tune(
    gallery: OptionalGallery = None,
    *,
    json: Json = False,
    quiet: Quiet = False,
    sweep_at: SweepAt = None,
    workers: Workers = None,
    model: Model = None,
) -> None:
    """Compare the model's threshold with what you decided, and offer one that would have suited you."""
    from memesweep.cli.config_file import set_in_config
    from memesweep.cli.terminal.observer import watching
    from memesweep.cli.terminal.signals import stopping
    from memesweep.report.tuning import tune_document
    from memesweep.workspace import ScanOptions, Workspace

    console = Console(quiet=quiet)
    workspace = Workspace()
    options = ScanOptions(sweep_at=sweep_at, workers=workers, model=model)
    stop = Event()
    with workspace.open_gallery(gallery or workspace.last_gallery(), options) as opened:
        with stopping(stop), watching(console) as observer:
            tuning = opened.tune(stop=stop, observer=observer)
        root = opened.root
    if json:
        console.data(tune_document(root, tuning).to_json())
        raise typer.Exit(ExitCode.DONE)
    for line in _lines(tuning):
        console.data(line)
    if tuning.offered is None or not console.interactive:
        raise typer.Exit(ExitCode.DONE)
    file = workspace.home.config_file
    if console.confirm(f'Write sweep_at = {tuning.offered:.5f} into "{file}"?', default=False):
        set_in_config(file, "sweep_at", f"{tuning.offered:.5f}")
        console.notice(f'Written. Take the line out of "{file}" to go back to {tuning.floor:.5f}.')
    else:
        console.notice("Nothing was changed.")
    raise typer.Exit(ExitCode.DONE)


def _lines(tuning: Tuning) -> list[str]:
    from memesweep.cli.terminal.names import counted

    sweep, review = tuning.thresholds.sweep, tuning.thresholds.review
    decided = counted(tuning.decided, "picture")
    lines = [
        f"Of what the model lists here you decided about {decided}, and keep {tuning.kept}.",
        f"At sweep ({sweep:.5f} or more) the model was right about {_share(tuning.at_sweep)}.",
        f"To review ({review:.5f} or more), you let go {_share(tuning.at_review)}.",
    ]
    if tuning.offered is None or tuning.then is None:
        return [*lines, _no_offer(tuning)]
    lines += [
        f"From {tuning.offered:.5f} on, {_effect(tuning.then)}; now, {_effect(tuning.now)}.",
        f"Try it: --sweep-at {tuning.offered:.5f}, or sweep_at = {tuning.offered:.5f} in the configuration.",
    ]
    if tuning.is_below_floor:
        lines.append(
            f"This is below the model's own threshold of {tuning.floor:.5f}: what its card promises holds no "
            "more, only what you have decided about speaks for it."
        )
    return lines


def _no_offer(tuning: Tuning) -> str:
    from memesweep.workspace import FEWEST_DECISIONS, FEWEST_KEPT

    if tuning.decided < FEWEST_DECISIONS:
        return f"It takes {FEWEST_DECISIONS} decisions to offer another threshold: memesweep review"
    if tuning.kept < FEWEST_KEPT:
        return f"It takes {FEWEST_KEPT} kept pictures to offer a lower threshold: memesweep review"
    return "No other threshold would have suited you better."


def _share(share: Share) -> str:
    low, high = share.interval
    if not share.total:
        return "none of none"
    return f"{share.hits} of {share.total} ({low:.0%} to {high:.0%} with 95 % confidence)"


def _effect(effect: Effect) -> str:
    return f"{effect.swept} of those you let go would be swept unasked, and {effect.taken} of those you keep"

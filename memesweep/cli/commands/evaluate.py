"""`memesweep evaluate`: how well the model does on pictures that somebody has labelled."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from memesweep.cli.exits import CommandError, ExitCode
from memesweep.cli.folders import make_folder, parse_folder
from memesweep.cli.options import Json, Model, Quiet, Workers
from memesweep.cli.terminal.console import Console

if TYPE_CHECKING:
    from memesweep.evaluation.measurement import Evaluation

_WORST: Final = 48
"""Pictures on a contact sheet."""


def evaluate(
    directory: Annotated[
        Path,
        typer.Argument(
            metavar="DIR",
            parser=parse_folder,
            help="A folder with meme/ and photo/ inside, or a CSV of file, label and group.",
        ),
    ],
    *,
    plots: Annotated[
        Path | None,
        typer.Option(
            "--plots",
            metavar="DIR",
            parser=parse_folder,
            help="Write curves and contact sheets of the worst mistakes here.",
        ),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
    workers: Workers = None,
    model: Model = None,
) -> None:
    """Measure the model on labelled pictures. Needs memesweep[evaluate]."""
    console = Console(quiet=quiet)
    if plots is not None:
        make_folder(plots)  # an evaluation takes long: what it is to be written to comes first
    evaluation = _evaluate(directory, model, workers, console)
    if plots is not None:
        _write_plots(evaluation, plots)
    if json:
        console.data(_document(evaluation))
    else:
        _render(evaluation, console)
    for unscored in evaluation.unscored if not json else ():
        console.error(f"{unscored.example.path}: {unscored.reason}")
    raise typer.Exit(ExitCode.PARTIAL if evaluation.unscored else ExitCode.DONE)


def _evaluate(directory: Path, model: str | None, workers: int | None, console: Console) -> Evaluation:
    from memesweep.classifier.cores import usable_cores
    from memesweep.cli.terminal.observer import watching
    from memesweep.workspace.models import naming_model, open_model

    try:
        from memesweep.evaluation.examples import read_examples
        from memesweep.evaluation.measurement import evaluate_examples
    except ImportError as error:
        raise CommandError(
            f"{error.name} is missing. Install memesweep[evaluate].", ExitCode.ENVIRONMENT
        ) from error
    try:
        if directory.is_dir():
            os.scandir(directory).close()  # a search in it would pass over what may not be listed
        examples = read_examples(directory)
    except FileNotFoundError as error:
        raise CommandError(f"{directory} does not exist.", ExitCode.ENVIRONMENT) from error
    except OSError as error:
        raise CommandError(f"{directory} cannot be read ({error.strerror}).", ExitCode.ENVIRONMENT) from error
    except ValueError as error:
        raise CommandError(f"{error}. Name a folder with meme/ and photo/ inside, or a CSV.") from error
    bundle = open_model(model)
    threads = workers or usable_cores()
    with naming_model(model), watching(console) as observer:
        try:
            return evaluate_examples(
                examples,
                bundle,
                threads=threads,
                on_progress=lambda done, total: observer.draw("Evaluating", done, total),
            )
        except ValueError as error:
            raise CommandError(f"{directory}: {error}.") from error


def _write_plots(evaluation: Evaluation, folder: Path) -> None:
    import numpy as np

    from memesweep.evaluation.contact import contact_sheet, example_tiles
    from memesweep.evaluation.curves import plot_recall, plot_reliability
    from memesweep.evaluation.labels import Label

    scores = np.array([scored.score for scored in evaluation.scored])
    labels = np.array([int(scored.example.label) for scored in evaluation.scored])
    plot_reliability(scores, labels, folder / "reliability.png")
    if evaluation.metrics.recall_at:
        plot_recall(scores, labels, folder / "recall.png")
    for label in Label:
        worst = evaluation.worst(label, _WORST)
        if worst:
            contact_sheet(example_tiles(worst), len(worst), folder / f"worst-{label.name.lower()}.png")


def _document(evaluation: Evaluation) -> str:
    from memesweep.report.envelope import Envelope
    from memesweep.report.evaluation import describe_evaluation

    envelope = Envelope("evaluate", summary=describe_evaluation(evaluation))
    envelope.images = [
        {
            "path": str(scored.example.path),
            "score": round(scored.score, 5),
            "label": scored.example.label.name.lower(),
            "group": scored.example.group,
        }
        for scored in evaluation.scored
    ]
    for unscored in evaluation.unscored:
        envelope.fail(str(unscored.example.path), unscored.reason)
    return envelope.to_json()


def _render(evaluation: Evaluation, console: Console) -> None:
    from memesweep.cli.show.evaluate_tables import figures_table, groups_table, headline

    console.render(headline(evaluation), "", figures_table(evaluation), "", groups_table(evaluation))

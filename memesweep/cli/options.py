"""Options that several commands share, each written once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from memesweep.cli.folders import parse_folder, parse_model
from memesweep.cli.settings import variable
from memesweep.cli.values import parse_days, parse_score, parse_share

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of tables.")]
Quiet = Annotated[
    bool,
    typer.Option("--quiet", "-q", help="Show errors only, and at a terminal the line that undoes a sweep."),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask (needed where there is no terminal).")]
HtmlFile = Annotated[
    Path | None,
    typer.Option(
        "--html",
        parser=parse_folder,
        metavar="FILE",
        help="Write a page with all pictures that are listed, to look at in a browser, mail or print.",
    ),
]
CsvFile = Annotated[
    Path | None,
    typer.Option("--csv", parser=parse_folder, metavar="FILE", help="Write the same as a table."),
]
IncludeSent = Annotated[
    bool,
    typer.Option("--include-sent", envvar=variable("include_sent"), help="Look into Sent/ folders too."),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(
        "--exclude",
        metavar="PATTERN",
        help="Leave out what matches, as a line of .gitignore would; can be given several times. A file "
        ".memesweepignore in the folder does the same.",
    ),
]
IncludePrivate = Annotated[
    bool,
    typer.Option(
        "--include-private", envvar=variable("include_private"), help="Look into Private/ folders too."
    ),
]
SweepCamera = Annotated[
    bool,
    typer.Option(
        "--sweep-camera",
        envvar=variable("sweep_camera"),
        help="Let pictures with camera EXIF be swept; without this option they never are.",
    ),
]
SweepCameraShaped = Annotated[
    bool,
    typer.Option(
        "--sweep-camera-shaped",
        envvar=variable("sweep_camera_shaped"),
        help="Let pictures with the exact shape of a phone's camera be swept; without it they are reviewed.",
    ),
]
SweepAt = Annotated[
    float | None,
    typer.Option(
        "--sweep-at",
        envvar=variable("sweep_at"),
        parser=parse_score,
        metavar="SCORE",
        help="Sweep from this score on instead of the model's own; `memesweep tune` offers one.",
    ),
]
MinAge = Annotated[
    float,
    typer.Option(
        "--min-age",
        envvar=variable("min_age"),
        parser=parse_days,
        metavar="DAYS",
        help="Keep pictures younger than this.",
    ),
]
CleanMinAge = Annotated[
    float | None,
    typer.Option(
        "--min-age",
        envvar=variable("min_age"),
        parser=parse_days,
        metavar="DAYS",
        help="Keep pictures younger than this (7 unattended); with --yes where there is no terminal, "
        "nobody's new picture shall go before it was seen.",
    ),
]
YesSynced = Annotated[
    bool,
    typer.Option(
        "--yes-synced",
        envvar=variable("yes_synced"),
        help="Sweep with --yes even in a synchronised folder, where what goes here goes on the phone too.",
    ),
]
YesIncomplete = Annotated[
    bool,
    typer.Option(
        "--yes-incomplete",
        envvar=variable("yes_incomplete"),
        help="Sweep with --yes even where more than half of the gallery is gone since the last sweep, where "
        "Syncthing's marker is gone, or while a synchroniser is at work.",
    ),
]
LogFile = Annotated[
    Path | None,
    typer.Option(
        "--log-file",
        envvar=variable("log_file"),
        parser=parse_folder,
        metavar="FILE",
        help="Unattended runs add a line for each moved picture here; it is rotated at 1 MB.",
    ),
]
Ping = Annotated[
    str | None,
    typer.Option(
        "--ping",
        envvar=variable("ping"),
        metavar="URL",
        help="Unattended runs tell this monitor of their start and end; healthchecks.io knows how.",
    ),
]
Notify = Annotated[
    str | None,
    typer.Option(
        "--notify",
        envvar=variable("notify"),
        metavar="URL",
        help="Unattended runs tell this person what was moved, or why not, in Apprise's manner; needs "
        "memesweep[notify].",
    ),
]
FilesFrom = Annotated[
    str | None,
    typer.Option(
        "--files-from",
        metavar="FILE",
        help="Take only the files that this list names, one a line or each ended by a zero byte; - is stdin.",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        envvar=variable("workers"),
        min=1,
        max=64,
        help="Threads that decode and score; by default the cores this process may use.",
    ),
]
Nice = Annotated[
    int,
    typer.Option(
        "--nice",
        envvar=variable("nice"),
        min=0,
        max=19,
        help="Leave the cores to others, the more the higher: 19 takes only what nobody wants.",
    ),
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        envvar=variable("model"),
        parser=parse_model,
        metavar="MODEL",
        help="Another model than the shipped one: a name, or a bundle's folder.",
    ),
]
OptionalGallery = Annotated[
    Path | None,
    typer.Argument(
        metavar="DIR",
        envvar=variable("gallery"),
        parser=parse_folder,
        help="The folder of pictures; by default the configured gallery, else the one scanned last.",
    ),
]
MoveTo = Annotated[
    Path | None,
    typer.Option(
        "--move-to",
        envvar=variable("move_to"),
        parser=parse_folder,
        metavar="DIR",
        help="Move memes into this holding folder instead of the trash.",
    ),
]
MaxFiles = Annotated[
    int | None,
    typer.Option(
        "--max-files",
        envvar=variable("max_files"),
        min=0,
        help="Move nothing if more than N pictures would be moved; 1000 with --yes.",
        metavar="N",
    ),
]
MaxShare = Annotated[
    float | None,
    typer.Option(
        "--max-share",
        envvar=variable("max_share"),
        parser=parse_share,
        metavar="P%",
        help="Move nothing if more than this share of the gallery would be moved; 50% with --yes.",
    ),
]
Trash = Annotated[bool, typer.Option("--trash", help="Use the trash, whatever is configured.")]

"""`clean --interactive`: the walk through what needs a look, then through what would go."""

from __future__ import annotations

import sys
from threading import Event
from typing import TYPE_CHECKING, Final

from rich.console import Console as RichConsole
from rich.text import Text

from memesweep.cli.interactive.drawing import drawn
from memesweep.cli.interactive.keys import Key, forget_typed, read_key, single_keys
from memesweep.cli.interactive.stack import Walk
from memesweep.cli.terminal.names import counted, human_size, printable
from memesweep.cli.terminal.observer import watching
from memesweep.cli.terminal.signals import Interruption, stopping
from memesweep.report.dates import day
from memesweep.report.gallery_report import ReportedPictures
from memesweep.report.words import REASON_WORDS
from memesweep.workspace import Choice, Verdict

if TYPE_CHECKING:
    from rich.console import RenderableType

    from memesweep.cli.terminal.console import Console
    from memesweep.workspace import GallerySession, PictureResult

_SIDE: Final = 800
"""Pixels of the previews' longer side: more than half blocks show, as much as a terminal draws."""
_LINES_BELOW: Final = 6
"""Rows that the words under a picture take."""
_KEYS: Final = "k keep   s sweep   u undo   space large   n next   p back   q done   ? help"
_KEYS_AT_THE_END: Final = "u undo   p back   q done"
_AT_THE_END: Final = frozenset({Key.UNDO, Key.BACK, Key.HELP})
_HELP: Final = """
k      keep it: it is never swept, whatever a model says
s      let it go with the sweep that you are asked about at the end
u      take your last decision back, and return to it
space  show the picture alone, as large as the window
n, →   next one; this one stays as it is
p, ←   the one before
q      done: go on to the question; nothing has moved until then
?      this page

What you say of a picture holds for its copies, and is saved at once.
"""


def walk_through(gallery: GallerySession, console: Console) -> None:
    """Let a person decide about what a scan found. Nothing moves; what is said is saved as it is said.

    Raises:
        Interruption: the scan was interrupted.

    """
    stop = Event()
    listed = ReportedPictures()
    with stopping(stop), watching(console) as observer:
        run = gallery.scan(skip_unchanged=True, stop=stop, observer=observer)
        for picture in run:
            listed.add(picture)
    if run.counts.interrupted:
        raise Interruption("interrupted before anything was moved.")
    sweep, review, _ = listed.sections()
    walk = Walk(gallery=gallery, groups=(*review.groups, *sweep.groups))
    if walk.is_over:
        return
    screen = RichConsole(file=sys.stderr, highlight=False, emoji=False, markup=False)
    with screen.screen(hide_cursor=True), single_keys():
        _Screen(walk, screen).run()


class _Screen:
    """Shows the group at hand and obeys."""

    def __init__(self, walk: Walk, screen: RichConsole) -> None:
        self._walk = walk
        self._screen = screen
        self._message = ""
        self._alone: RenderableType | None = None

    def run(self) -> None:
        """Go on until the person has seen enough."""
        while True:
            self._show()
            key = read_key()
            self._message = ""
            if self._alone is not None:
                self._alone = None
            elif key is Key.QUIT:
                return
            elif key is not None and (not self._walk.is_over or key in _AT_THE_END):
                self._obey(key)

    def _obey(self, key: Key) -> None:
        walk = self._walk
        if key in {Key.KEEP, Key.SWEEP}:
            changed = walk.decide(Choice.KEEP if key is Key.KEEP else Choice.SWEEP)
            if changed:
                self._message = f"{counted(changed, 'file')} changed since the scan: nothing is said of it."
        elif key is Key.UNDO:
            self._message = "Taken back." if walk.undo() else "There is nothing to take back."
        elif key is Key.NEXT:
            walk.at += 1
        elif key is Key.BACK:
            walk.at = max(0, walk.at - 1)
        elif key is Key.LARGE:
            self._alone = self._picture(self._screen.height - 1)
        elif key is Key.HELP:
            self._alone = Text(_HELP)

    def _show(self) -> None:
        self._screen.clear()
        words: list[Text] = []
        if self._alone is not None:
            self._screen.print(self._alone)
        elif self._walk.is_over:
            words = [Text("That was the last one.", style="bold"), self._sum(), Text(_KEYS_AT_THE_END)]
        else:
            self._screen.print(self._picture(self._screen.height - _LINES_BELOW - 1))
            words = self._words()
        forget_typed()
        self._screen.print(*words, sep="\n", no_wrap=True, overflow="ellipsis", end="")

    def _picture(self, rows: int) -> RenderableType:
        picture = self._walk.group.pictures[0]
        preview = self._walk.gallery.preview(picture, _SIDE)
        if preview is None or preview.webp is None:
            return Text("(no preview)")
        return drawn(preview.webp, self._screen.width, max(1, rows))

    def _words(self) -> list[Text]:
        walk = self._walk
        picture, copies = walk.group.pictures[0], len(walk.group.pictures)
        said = walk.said.get(walk.at)
        state = "Would be swept" if picture.verdict is Verdict.SWEEP else "Needs a look"
        if said is not None:
            state = "You keep it" if said is Choice.KEEP else "You let it go"
        more = f", {copies} copies, {human_size(walk.group.total_bytes)} in all" if copies > 1 else ""
        return [
            Text(f"{state}{more}", style="bold"),
            Text(printable(picture.file.relative)),
            Text(_facts(picture), style="dim"),
            Text(f"{walk.at + 1} of {len(walk.groups)}; ", style="dim").append_text(self._sum()),
            Text(self._message or _KEYS),
        ]

    def _sum(self) -> Text:
        files, size = self._walk.will_go()
        return Text(f"would be swept: {counted(files, 'file')}, {human_size(size)}", style="dim")


def _facts(picture: PictureResult) -> str:
    stamp = picture.file.stamp
    score = "" if picture.score is None else f"score {picture.score:.3f}, "
    why = REASON_WORDS[picture.reason].lower()
    return f"{score}{why}; {day(stamp.mtime_ns / 1e9)}, {human_size(stamp.size)}"

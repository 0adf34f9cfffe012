"""The review page, served: a desk, an address, and an end."""

from __future__ import annotations

from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Final

from memesweep.web.review.app import make_app
from memesweep.web.review.desk import Assignment, Desk
from memesweep.web.review.stage import WORKING, Stage
from memesweep.web.security import Access, BackgroundServer, IdleClock, guarded, listen
from memesweep.workspace import PreviewCache

if TYPE_CHECKING:
    from collections.abc import Callable

DEFAULT_IDLE_MINUTES: Final = 30.0
_LOOK_S: Final = 0.2
_LAST_WORD_S: Final = 2.0
"""For the page to hear that it was the end."""


class ReviewServer:
    """Serves one review on the loopback address."""

    def __init__(self, assignment: Assignment, report: Callable[[Exception], None], *, port: int = 0) -> None:
        """Listen, so that the address is known; nothing is answered yet.

        Args:
            assignment: what to review.
            report: is given exceptions that nobody expected.
            port: 0 for one that nobody can guess.

        Raises:
            OSError: the port is taken.

        """
        self._desk = Desk(assignment, report)
        self._clock = IdleClock()
        access = Access()
        previews = PreviewCache(assignment.workspace.home.thumbnail_folder)
        app = make_app(self._desk, previews, assignment.root, assignment.sentences)
        self._server = BackgroundServer(guarded(app, access, self._clock, report), listen(port=port))
        self.address = f"http://127.0.0.1:{self._server.port}{access.first_path}"
        """Opens the page, once."""

    def run(self, stop: Event, idle_minutes: float = DEFAULT_IDLE_MINUTES) -> Stage:
        """Scan, and serve until the person is done, nobody came for a while, or `stop` is set.

        Returns:
            where the review stood at the end.

        """
        self._server.start()
        self._desk.scan()
        try:
            while not stop.wait(_LOOK_S) and not self._has_ended(idle_minutes):
                pass
            return self._desk.standing.stage
        finally:
            self._desk.close()
            self._server.stop()

    def _has_ended(self, idle_minutes: float) -> bool:
        stage = self._desk.standing.stage
        if stage is Stage.ENDED:
            end = monotonic() + _LAST_WORD_S
            while monotonic() < end:
                Event().wait(_LOOK_S)
            return True
        if stage in WORKING:
            self._clock.touch()
        return self._clock.idle_s > idle_minutes * 60 or not self._server.is_alive

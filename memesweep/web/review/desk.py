"""The desk at which one gallery is reviewed: it does one thing at a time, and says how far it is."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Final

from memesweep.errors import MemesweepError, StoppedError
from memesweep.report.names import printable
from memesweep.web.review.listing import Pictures, look
from memesweep.web.review.question import Question
from memesweep.web.review.stage import WORKING, Stage, Standing
from memesweep.web.review.sweeping import propose, split_contents_free
from memesweep.web.review.wire import describe_proposal, describe_sweep, describe_undo
from memesweep.workspace import Approval, ObjectionCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from memesweep.web.review.sentences import Sentences
    from memesweep.web.review.shelf import Decided, Shelf
    from memesweep.workspace import Choice, CleanOptions, DecisionBook, Notice, Phase, ScanOptions, Workspace

_ANSWER_S: Final = 600.0
"""How long the last page may stand: until it is answered, no other run can have the gallery."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Which gallery, and how."""

    workspace: Workspace
    root: Path
    scan: ScanOptions
    clean: CleanOptions
    book: DecisionBook
    sentences: Sentences


_PATIENCE_S: Final = 10.0


class NotNowError(Exception):
    """The desk is busy with something else, or there is nothing yet to do this with."""


class Desk:
    """Any thread may ask anything of it. The gallery is locked only while it is looked at or swept."""

    def __init__(self, assignment: Assignment, report: Callable[[Exception], None]) -> None:
        """Begin with nothing done; `report` is given exceptions that nobody expected."""
        self.standing = Standing(stage=Stage.READY)
        self.pictures: Pictures | None = None
        """What the last scan found; another object after each scan."""
        self._assignment = assignment
        self._report = report
        self._lock = Lock()
        self._stop = Event()
        self._thread: Thread | None = None
        self._question: Question | None = None
        self._heard = Event()
        """Set when an answer has changed what is going on."""
        self._sweep_id: str | None = None

    # What a person asks for

    def scan(self) -> None:
        """Look at the gallery."""
        self._begin({Stage.READY, Stage.FAILED, Stage.SWEPT, Stage.UNDONE}, Stage.SCANNING, self._scan)

    def decide(self, ids: Iterable[str], choice: Choice | None, step: str) -> Decided:
        """Say something of pictures; see `Shelf.decide`."""
        with self._lock:
            return self._deciding.decide(ids, choice, step)

    def undo_decision(self) -> tuple[Decided, int]:
        """Take the last step back; return what came of it and how many steps are left."""
        with self._lock:
            shelf = self._deciding
            return shelf.undo(), shelf.steps

    def prepare(self) -> None:
        """Look once more, then ask."""
        self._begin({Stage.READY}, Stage.PREPARING, self._prepare_and_sweep)

    def answer(self, proposal: str, objections: Iterable[ObjectionCode]) -> None:
        """Say yes to the proposal of this name, knowing these objections."""
        self._say(proposal, Approval(objections=frozenset(objections)))

    def cancel(self) -> None:
        """Say no to whatever is asked."""
        self._say(None, None)

    def stop(self) -> None:
        """End what is under way, after the file at hand."""
        self._stop.set()

    def undo_sweep(self) -> None:
        """Bring back everything that this desk has swept last."""
        self._begin({Stage.SWEPT}, Stage.UNDOING, self._undo)

    def finish(self) -> None:
        """Be done."""
        with self._lock:
            if self.standing.stage in WORKING:
                raise NotNowError("Wait for the work to end, or stop it first.")
            self.standing = Standing(
                stage=Stage.ENDED, message="Everything is saved. You can close this page."
            )

    def close(self) -> None:
        """End whatever is under way, politely, and wait for that."""
        self._stop.set()
        if self._question is not None:
            self._question.answer(None, None)
        if self._thread is not None:
            self._thread.join()

    # What the work reports

    wants_totals: Final = True

    def progress(self, phase: Phase, done: int, total: int | None) -> None:
        """See `Observer`."""
        del phase  # the stage says it
        self.standing = replace(self.standing, done=done, total=total)

    def notice(self, notice: Notice) -> None:
        """See `Observer`."""
        self.standing = replace(self.standing, message=self._assignment.sentences.notice(notice))

    # The work

    def _begin(self, allowed: set[Stage], stage: Stage, work: Callable[[], Standing]) -> None:
        with self._lock:
            if self.standing.stage not in allowed:
                raise NotNowError("memesweep is busy with something else.")
            self._stop.clear()
            self.standing = Standing(stage=stage)
            self._thread = Thread(target=self._work, args=(work,), name=stage, daemon=True)
            self._thread.start()

    def _say(self, proposal: str | None, approval: Approval | None) -> None:
        """Answer what is asked, and return when that has been heard."""
        question = self._question
        self._heard.clear()
        if question is None or not question.answer(proposal, approval):
            raise NotNowError("This question does not stand any more.")
        self._heard.wait(_PATIENCE_S)

    def _work(self, work: Callable[[], Standing]) -> None:
        try:
            standing = work()
        except StoppedError:
            standing = self._back(None)
        except MemesweepError as error:
            standing = self._back(printable(self._assignment.sentences.error(error)))
        except Exception as error:  # noqa: BLE001 - a thread has nobody above it
            self._report(error)
            standing = self._back("Internal error. The terminal that started memesweep says more.")
        self.standing = standing
        self._heard.set()

    def _back(self, message: str | None) -> Standing:
        """Return to the pictures, where there are any."""
        return Standing(stage=Stage.FAILED if self.pictures is None else Stage.READY, message=message)

    @property
    def _deciding(self) -> Shelf:
        if self.standing.stage is not Stage.READY:
            raise NotNowError("There is nothing to decide about now.")
        return self._shelf

    @property
    def _shelf(self) -> Shelf:
        if self.pictures is None:
            raise NotNowError("There are no pictures yet.")
        return self.pictures.shelf

    def _scan(self) -> Standing:
        order = self._assignment
        with order.workspace.open_gallery(order.root, order.scan) as gallery:
            self.pictures = look(gallery, order.book, stop=self._stop, observer=self)
        return replace(self.standing, stage=Stage.READY)

    def _prepare_and_sweep(self) -> Standing:
        order, shelf = self._assignment, self._shelf
        with (
            order.workspace.open_gallery(order.root, order.scan) as gallery,
            split_contents_free(shelf, order.book),
        ):
            proposal = propose(gallery, shelf, order.clean, stop=self._stop, observer=self)
            name = secrets.token_urlsafe(9)
            shown = describe_proposal(name, proposal, shelf, order.sentences)
            self._question = Question(name)
            self.standing = replace(self.standing, stage=Stage.ASKING, proposal=shown)
            approval = self._question.wait(_ANSWER_S)
            self._question = None
            if approval is None:
                return Standing(stage=Stage.READY)
            self._stop.clear()
            self.standing = Standing(stage=Stage.SWEEPING, total=len(proposal.plan.files))
            self._heard.set()
            result = gallery.sweep(proposal, approval, stop=self._stop, observer=self)
        self._sweep_id = None if result.record is None else result.record.header.id
        return Standing(stage=Stage.SWEPT, result=describe_sweep(result, order.sentences))

    def _undo(self) -> Standing:
        order = self._assignment
        sweep = self._sweep_id
        proposal = None if sweep is None else order.workspace.prepare_undo(sweep, observer=self)
        if proposal is None:
            return Standing(stage=Stage.UNDONE, result={"restored": 0, "failed": []})
        result = order.workspace.undo(proposal, stop=self._stop, observer=self)
        return Standing(stage=Stage.UNDONE, result=describe_undo(result, order.sentences))

"""What is known of one sweep: its header and its moves. The journal writes it, undo and history read it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from memesweep.verdict.verdict import Reason, Verdict

if TYPE_CHECKING:
    from pathlib import Path


class MoveState(StrEnum):
    """How far a move has come. Only `MOVED` means that the file is away from the gallery."""

    INTENDED = "intended"
    """On disk before the file moves; found later, it means an interruption."""
    MOVED = "moved"
    STAYED = "stayed"
    """Not moved: changed, refused by the system, or interrupted. The file is in the gallery."""
    RESTORING = "restoring"
    """On disk before the file moves back."""
    RESTORED = "restored"
    GONE = "gone"
    """Neither in the gallery nor where it was put: somebody else took it."""


@dataclass(frozen=True, slots=True)
class Move:
    """One file of a sweep."""

    number: int
    relative: str
    """Below the gallery's root."""
    size: int
    mtime_ns: int
    inode: int
    device: int
    mode: int
    sha256: bytes
    score: float
    verdict: Verdict = Verdict.SWEEP
    reason: Reason = Reason.MEME
    """What the move rests on."""
    destination: str | None = None
    """Below the sweep's folder in the holding folder, or an absolute path in a trash; None where unknown."""
    state: MoveState = MoveState.INTENDED
    note: str = ""

    def with_state(self, state: MoveState, destination: str | None, note: str) -> Move:
        """Return the same move, further along."""
        return replace(self, state=state, destination=destination, note=note)


class Initiator(StrEnum):
    """Who began a sweep."""

    PERSON = "person"
    TIMER = "timer"
    """Nobody was there: cron, or another program."""


@dataclass(frozen=True, slots=True)
class SweepHeader:
    """What all moves of a sweep have in common."""

    id: str
    root: Path
    """The gallery, where it is now."""
    holding: Path | None
    """The sweep's own folder inside the holding folder; None where it went to the trash."""
    started_at: float
    """Unix time."""
    scorer: str
    """Identity of the model that gave the scores."""
    folder_mtimes: tuple[tuple[str, int], ...] = ()
    """The gallery's folders that lose a file, with their modification times in ns, for undo to restore."""
    number: int = 0
    """Its place in the order of sweeps, from 1: clocks go back, this does not. 0 where nobody counted."""
    device: int | None = None
    """The device number of the gallery's root when the sweep began; None where nobody noted it."""
    swept_from: Path | None = None
    """Where the gallery was when the sweep began, if it has moved since."""
    initiator: Initiator = Initiator.PERSON

    def moved_to(self, root: Path, device: int) -> SweepHeader:
        """Return the header of a sweep whose gallery is elsewhere now."""
        return replace(self, root=root, device=device, swept_from=self.swept_from or self.root)


@dataclass(frozen=True, slots=True)
class SweepRecord:
    """One sweep as the journal tells it."""

    header: SweepHeader
    moves: tuple[Move, ...]
    finished_at: float | None = None
    """Unix time; None where the sweep was interrupted. An undo of a finished one may be, too."""

    @property
    def is_open(self) -> bool:
        """Whether the sweep, or an undo of it, was cut off and not recovered since."""
        return self.finished_at is None or self.count(MoveState.RESTORING) > 0

    @property
    def has_nothing_away(self) -> bool:
        """Whether every file is known to be in the gallery, never gone or back again."""
        return all(move.state in {MoveState.STAYED, MoveState.RESTORED} for move in self.moves)

    def count(self, state: MoveState) -> int:
        """Count the moves in one state."""
        return sum(move.state is state for move in self.moves)

"""The pictures of one walk, in order, and what has been said of them on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from memesweep.workspace import Choice, Origin, Verdict

if TYPE_CHECKING:
    from memesweep.report.gallery_report import CopyGroup
    from memesweep.workspace import DecideResult, GallerySession


@dataclass(slots=True, kw_only=True)
class Walk:
    """Where a person is. Whatever is said of a group holds for each of its copies."""

    gallery: GallerySession
    groups: tuple[CopyGroup, ...]
    at: int = 0
    said: dict[int, Choice] = field(default_factory=dict)
    """By the number of the group."""
    _steps: list[tuple[int, DecideResult, Choice | None]] = field(default_factory=list)

    @property
    def group(self) -> CopyGroup:
        """The one that is looked at."""
        return self.groups[self.at]

    @property
    def is_over(self) -> bool:
        """Whether the last one has been passed."""
        return self.at >= len(self.groups)

    def decide(self, choice: Choice) -> int:
        """Write down what is said of the group at hand, and go on.

        Returns:
            how many of its files are no longer what is shown; nothing is said of those.

        """
        result = self.gallery.decide(self.group.pictures, choice, origin=Origin.TERMINAL)
        self._steps.append((self.at, result, self.said.get(self.at)))
        self.said[self.at] = choice
        self.at += 1
        return len(result.changed)

    def undo(self) -> bool:
        """Take the last decision back, and return to its group; false where there is none."""
        if not self._steps:
            return False
        number, result, before = self._steps.pop()
        self.gallery.take_back(result)
        if before is None:
            del self.said[number]
        else:
            self.said[number] = before
        self.at = number
        return True

    def will_go(self) -> tuple[int, int]:
        """Return how many files a sweep would take as things stand, and their bytes."""
        going = [
            group
            for number, group in enumerate(self.groups)
            if self.said.get(number, Choice.KEEP if _stays(group) else Choice.SWEEP) is Choice.SWEEP
        ]
        return sum(len(group.pictures) for group in going), sum(group.total_bytes for group in going)


def _stays(group: CopyGroup) -> bool:
    return group.pictures[0].verdict is not Verdict.SWEEP

"""How much a sweep may take before somebody should look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from memesweep.errors import Fact
    from memesweep.sweep.plan import Plan
    from memesweep.workspace.proposals.proposal import Objection

DEFAULT_MAX_FILES: Final = 1000
DEFAULT_MAX_SHARE: Final = 0.5
SMALL_PLAN: Final = 50
"""Files up to which the default share is not asked for: half of a small folder may well be memes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepLimits:
    """Limits of a sweep. None means the default, which binds only where nobody is asked."""

    max_files: int | None = None
    max_share: float | None = None
    """0 to 1."""

    def violations(self, plan: Plan, *, asked: bool) -> tuple[Objection, ...]:
        """Return what the plan exceeds.

        Args:
            plan: what a sweep would take.
            asked: whether a person is asked before anything moves.

        """
        # Every scan has limits, and only a proposal asks about them.
        from memesweep.workspace.proposals.proposal import Objection, ObjectionCode  # noqa: PLC0415

        found: list[Objection] = []
        files = len(plan.files)
        max_files = self._max_files(asked=asked)
        if max_files is not None and files > max_files:
            facts: dict[str, Fact] = {
                "files": files,
                "limit": max_files,
                "is_default": self.max_files is None,
            }
            found.append(Objection(code=ObjectionCode.TOO_MANY_FILES, facts=facts, can_be_approved=asked))
        max_share = self._max_share(files, asked=asked)
        if max_share is not None and plan.share > max_share:
            facts = {"share": plan.share, "limit": max_share, "is_default": self.max_share is None}
            found.append(Objection(code=ObjectionCode.TOO_LARGE_SHARE, facts=facts, can_be_approved=asked))
        return tuple(found)

    def _max_files(self, *, asked: bool) -> int | None:
        if self.max_files is not None:
            return self.max_files
        return None if asked else DEFAULT_MAX_FILES

    def _max_share(self, files: int, *, asked: bool) -> float | None:
        if self.max_share is not None:
            return self.max_share
        return None if asked or files <= SMALL_PLAN else DEFAULT_MAX_SHARE

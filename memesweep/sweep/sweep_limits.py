"""Limits of a sweep: how much an unattended run may take before somebody should look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from memesweep.sweep.plan import Plan

DEFAULT_MAX_FILES: Final = 1000
DEFAULT_MAX_SHARE: Final = 0.5
SMALL_PLAN: Final = 50
"""Files up to which the default share is not asked for: half of a small folder may well be memes."""


@dataclass(frozen=True, slots=True)
class SweepLimits:
    """How much a plan may take. None means the default, which binds unattended runs only."""

    max_files: int | None = None
    max_share: float | None = None
    """0 to 1."""

    def violation(self, plan: Plan, *, unattended: bool) -> str | None:
        """Return why the plan is too much, or None."""
        files = self._files_limit(unattended=unattended)
        if files is not None and len(plan.files) > files:
            return f"The plan takes {len(plan.files)} pictures, the limit (--max-files) is {files}."
        share = self._share_limit(plan, unattended=unattended)
        if share is not None and plan.share > share:
            return f"The plan takes {plan.share:.1%} of the gallery, the limit (--max-share) is {share:.1%}."
        return None

    def _files_limit(self, *, unattended: bool) -> int | None:
        if self.max_files is not None:
            return self.max_files
        return DEFAULT_MAX_FILES if unattended else None

    def _share_limit(self, plan: Plan, *, unattended: bool) -> float | None:
        if self.max_share is not None:
            return self.max_share
        return DEFAULT_MAX_SHARE if unattended and len(plan.files) > SMALL_PLAN else None

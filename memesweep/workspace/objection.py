"""What speaks against a sweep, and what a person or an option has said to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from memesweep.errors import Fact


class ObjectionCode(StrEnum):
    """Why a sweep should not just happen."""

    TOO_MANY_FILES = "too-many-files"
    """`files`, `limit`, `is_default`: the plan takes more pictures than allowed."""
    TOO_LARGE_SHARE = "too-large-share"
    """`share`, `limit` (0 to 1), `is_default`: the plan takes a larger part of the gallery than allowed."""
    SYNCED = "synced"
    """`folder`, `service`: the gallery is kept in step with another machine, which loses what goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """One reason against a sweep."""

    code: ObjectionCode
    facts: Mapping[str, Fact] = field(default_factory=dict)
    can_be_approved: bool
    """Whether an approval lifts it. Where none does, it takes another proposal: other limits, fewer files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A yes to one proposal. Make it only once the proposal was shown, or an option said so beforehand."""

    objections: frozenset[ObjectionCode] = frozenset()
    """The objections that are known and overruled."""

    @classmethod
    def of_all_shown(cls, objections: tuple[Objection, ...]) -> Approval:
        """Return the yes of a person who saw all of these before saying it."""
        return cls(objections=frozenset(objection.code for objection in objections))

    def left_open(self, objections: tuple[Objection, ...]) -> tuple[Objection, ...]:
        """Return the objections that still forbid the sweep."""
        return tuple(
            objection
            for objection in objections
            if not objection.can_be_approved or objection.code not in self.objections
        )

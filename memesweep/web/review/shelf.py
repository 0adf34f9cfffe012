"""All candidates of one scan, what is decided of them, and the steps that can be undone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from memesweep.workspace import Choice, DecisionBook, Said, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from memesweep.web.review.candidate import Candidate


@dataclass(slots=True)
class Step:
    """One thing that a person did, however many requests it took."""

    key: str
    before: dict[str, Choice | None] = field(default_factory=dict)
    """What was said of each candidate before, by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What came of a decision."""

    choices: Mapping[str, Choice | None]
    """What is said now, by candidate id."""
    failed: Mapping[str, str]
    """Why nothing could be said of others."""


class Shelf:
    """Not safe for threads: whoever shares one holds a lock."""

    def __init__(self, candidates: Iterable[Candidate], book: DecisionBook) -> None:
        """Take a scan's candidates."""
        self.candidates = {candidate.id: candidate for candidate in candidates}
        self._book = book
        self._steps: list[Step] = []
        self._contents: dict[str, bytes] = {}
        self._by_content: dict[bytes, list[Candidate]] = defaultdict(list)
        self._groups: dict[int, list[Candidate]] = defaultdict(list)
        for candidate in self.candidates.values():
            if candidate.group is not None:
                self._groups[candidate.group].append(candidate)
            if candidate.result.sha256 is not None:
                self._know(candidate, candidate.result.sha256)

    @property
    def steps(self) -> int:
        """How many steps can be undone."""
        return len(self._steps)

    def decide(self, ids: Iterable[str], choice: Choice | None, step: str) -> Decided:
        """Say something of candidates; unknown ids are nothing, and what a guard keeps cannot be swept.

        Args:
            ids: from `Candidate.id`.
            choice: None to take back what was said.
            step: requests of the same name are undone together.

        """
        wanted = [self.candidates[identity] for identity in dict.fromkeys(ids) if identity in self.candidates]
        failed = {
            candidate.id: "a guard keeps it"
            for candidate in wanted
            if choice is Choice.SWEEP and not candidate.may_be_swept
        }
        before = {candidate.id: candidate.choice for candidate in wanted if candidate.id not in failed}
        failed |= self._apply(dict.fromkeys(before, choice))
        changed = {identity: known for identity, known in before.items() if identity not in failed}
        if changed:
            if not self._steps or self._steps[-1].key != step:
                self._steps.append(Step(step))
            for identity, known in changed.items():
                self._steps[-1].before.setdefault(identity, known)
        return Decided(choices=dict.fromkeys(changed, choice), failed=failed)

    def undo(self) -> Decided:
        """Take the last step back."""
        if not self._steps:
            return Decided(choices={}, failed={})
        before = self._steps[-1].before
        failed = self._apply(before)
        self._steps.pop()
        choices = {identity: choice for identity, choice in before.items() if identity not in failed}
        return Decided(choices=choices, failed=failed)

    def outcome(self, candidate: Candidate) -> Verdict:
        """Return what becomes of a picture as things stand: a copy of what somebody keeps stays with it."""
        if candidate.choice is not None:
            return Verdict(candidate.choice.value)
        copies = () if candidate.group is None else self._groups[candidate.group]
        is_protected = any(copy.choice is Choice.KEEP for copy in copies)
        return Verdict.KEEP if is_protected else candidate.proposed.verdict

    def with_outcome(self, outcome: Verdict) -> list[Candidate]:
        """Return the candidates of which this becomes."""
        return [candidate for candidate in self.candidates.values() if self.outcome(candidate) is outcome]

    def split_contents(self) -> dict[bytes, Said]:
        """Return contents of which one file is to go and another to stay, with what is kept about them.

        A decision goes by content, so that it holds wherever a file goes. Of files that are the same to the
        byte, a person may all the same want one: then the content is kept, and only this sweep knows better.
        """
        return {
            sha256: said_of(Choice.KEEP, files[0])
            for sha256, files in self._by_content.items()
            if {Choice.KEEP, Choice.SWEEP} <= {candidate.choice for candidate in files}
        }

    def _apply(self, choices: Mapping[str, Choice | None]) -> dict[str, str]:
        """Set and save choices; return, by id, why some could not be."""
        failed: dict[str, str] = {}
        before: dict[Candidate, Choice | None] = {}
        for identity, choice in choices.items():
            candidate = self.candidates[identity]
            if self._is_known(candidate):
                before[candidate] = candidate.choice
                candidate.choice = choice
            else:
                failed[identity] = "it has changed since it was looked at, or cannot be read"
        try:
            self._book.write({self._contents[candidate.id]: self._said_of(candidate) for candidate in before})
        except BaseException:
            # What cannot be saved was not decided.
            for candidate, choice in before.items():
                candidate.choice = choice
            raise
        return failed

    def _is_known(self, candidate: Candidate) -> bool:
        """Learn the content of a file that no scan has read as a whole."""
        if candidate.id not in self._contents:
            sha256 = self._book.content_of(candidate.result.file)
            if sha256 is None:
                return False
            self._know(candidate, sha256)
        return True

    def _know(self, candidate: Candidate, sha256: bytes) -> None:
        self._contents[candidate.id] = sha256
        self._by_content[sha256].append(candidate)

    def _said_of(self, candidate: Candidate) -> Said:
        """Of files that are the same to the byte, one that stays keeps them all from other sweeps."""
        files = self._by_content[self._contents[candidate.id]]
        choices = {file.choice for file in files}
        choice = next((choice for choice in (Choice.KEEP, Choice.SWEEP) if choice in choices), None)
        return said_of(choice, next(file for file in files if file.choice is choice))


def said_of(choice: Choice | None, candidate: Candidate) -> Said:
    """Return a choice as it is written down."""
    result = candidate.result
    return Said(choice=choice, file=result.file, perceptual_hash=result.info.perceptual_hash)

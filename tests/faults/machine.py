"""A random life of a gallery: files come, sweeps crash, undos fail, keeps are given, disks are remounted.

After every step each content that ever came is in exactly one readable place, once recovered.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from memesweep.catalog.keeps import add_keep
from memesweep.errors import UnfitEnvironmentError
from tests.faults.errnos import ERRORS
from tests.faults.tampered import Crash, Tampered, When, crash_at, fail_at
from tests.faults.ways import Way, world_of
from tests.faults.world import AGE_NS, World, facts_of

STEPS = {"steps": 0}
"""Steps of all lives so far, for the figure."""

_bytes = st.binary(min_size=1, max_size=255).filter(
    lambda name: b"/" not in name and b"\0" not in name and name not in {b".", b".."}
)
names = st.one_of(
    st.sampled_from(
        ["a.jpg", "A.jpg", "a (1).jpg", "-rf", "x" * 255, "é" * 127, "line\nfeed.jpg", "\u202egpj.a"]
    ),
    _bytes.map(os.fsdecode).filter(lambda name: not name.startswith(".")),
)
folders = st.sampled_from(["", "Holidays", "Holidays/2019", "holidays", "pictures"])
whens = st.sampled_from(list(When))


class Life(RuleBasedStateMachine):
    """See the module."""

    @initialize(way=st.sampled_from(list(Way)))
    def begin(self, way: Way) -> None:
        self.stack = ExitStack()
        self.way = way
        self.world: World = self.stack.enter_context(world_of(way, 3))
        self.born = len(facts_of(self.world.gallery))
        self.contents = {facts[0] for facts in facts_of(self.world.gallery).values()}
        self.kept: set[str] = set()
        self.recovered = True

    def teardown(self) -> None:
        if hasattr(self, "stack"):
            self.stack.close()

    @rule(name=names, folder=folders)
    def a_file_comes(self, name: str, folder: str) -> None:
        STEPS["steps"] += 1
        path = self.world.gallery / folder / name
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as stream:
                stream.write(f"content {self.born}".encode())
            os.utime(path, ns=(AGE_NS, AGE_NS + self.born))
            self.born += 1
            self.contents |= {facts[0] for facts in facts_of(self.world.gallery).values()}

    @rule(part=st.integers(1, 3))
    def sweep(self, part: int) -> None:
        STEPS["steps"] += 1
        plan = self.world.plan(lambda relative: len(relative) % part == 0)
        kept_before = self._where_kept()
        self.world.sweep(self.way.files(), plan)
        assert self._where_kept() == kept_before

    @rule(number=st.integers(0, 60), when=whens)
    def sweep_and_crash(self, number: int, when: When) -> None:
        STEPS["steps"] += 1
        files = self._files(crash_at(number, when))
        with suppress(Crash):
            self.world.sweep(files)
        self.recovered = False

    @rule(number=st.integers(0, 60), when=whens, code=st.sampled_from(ERRORS))
    def sweep_and_fail(self, number: int, when: When, code: int) -> None:
        STEPS["steps"] += 1
        with suppress(UnfitEnvironmentError):
            self.world.sweep(self._files(fail_at(number, when, code)))
        self.recovered = False

    @rule()
    def undo(self) -> None:
        STEPS["steps"] += 1
        self.world.undo_all(self.way.files())

    @rule(number=st.integers(0, 60), when=whens)
    def undo_and_crash(self, number: int, when: When) -> None:
        STEPS["steps"] += 1
        with suppress(Crash):
            self.world.undo_all(self._files(crash_at(number, when)))
        self.recovered = False

    @rule(number=st.integers(0, 60), when=whens, code=st.sampled_from(ERRORS))
    def undo_and_fail(self, number: int, when: When, code: int) -> None:
        STEPS["steps"] += 1
        self.world.undo_all(self._files(fail_at(number, when, code)))
        self.recovered = False

    @rule(index=st.integers(0, 20))
    def keep(self, index: int) -> None:
        STEPS["steps"] += 1
        found = sorted(facts_of(self.world.gallery).items())
        if found:
            name, facts = found[index % len(found)]
            with self.world.open() as connection:
                add_keep(connection, bytes.fromhex(facts[0]), 1, self.world.gallery / name)
            self.kept.add(facts[0])

    @rule()
    def recover(self) -> None:
        """Recover, and end what an undo began: then nothing is half-way any more."""
        STEPS["steps"] += 1
        self.world.recover(self.way.files())
        self.world.undo_all(self.way.files())
        self.recovered = True
        assert not self.world.leftovers()

    @invariant()
    def nothing_is_lost(self) -> None:
        if not hasattr(self, "world"):
            return
        found = self.world.whereabouts()
        missing = [content for content in self.contents if not found[content]]
        assert not missing, f"{len(missing)} lost"
        if self.recovered:
            assert max(found.values(), default=0) <= 1, "doubled"

    def _files(self, disturb: Any) -> Tampered:
        files = self.way.files()
        files.disturb = disturb
        return files

    def _where_kept(self) -> list[str]:
        """Names of kept pictures that are in the gallery."""
        return sorted(name for name, facts in facts_of(self.world.gallery).items() if facts[0] in self.kept)

"""Worlds for the safety tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.strace import greedy_bundle
from tests.faults.ways import Way, world_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.faults.world import World


@pytest.fixture
def world() -> Iterator[World]:
    """Six files and a holding folder."""
    with world_of(Way.RENAME, 6) as world:
        yield world


@pytest.fixture
def trashing() -> Iterator[World]:
    """Six files and the trash of a home of their own."""
    with world_of(Way.TRASH, 6) as world:
        yield world


@pytest.fixture(scope="session")
def greedy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model bundle that takes every picture for a meme."""
    return greedy_bundle(tmp_path_factory.mktemp("greedy") / "model")

"""`kill -9` of the real program at its system calls, the catalog's own among them."""

from __future__ import annotations

import pytest

from tests.faults.mounts import why_no_mounts
from tests.faults.strace import kill_at_every_call, strace_works
from tests.faults.ways import Way

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not strace_works(), reason="strace is not installed or may not trace"),
]


@pytest.mark.parametrize("way", list(Way))
def test_real_program_killed_at_system_calls(way: Way) -> None:
    if way is Way.COPY and (why := why_no_mounts()):
        pytest.skip(f"no second device: {why}")
    figures = kill_at_every_call(way, files=2, stride=19)
    print(way.value, figures)  # noqa: T201 - the figure is part of the result
    assert figures.tried >= 3
    assert figures.flawless

"""Every file operation failing once, or for good, with every error: no promise breaks."""

from __future__ import annotations

import pytest

from tests.faults.errnos import fail_everywhere
from tests.faults.ways import Way

pytestmark = pytest.mark.long


@pytest.mark.parametrize("way", list(Way))
def test_any_operation_may_fail(way: Way) -> None:
    figures = fail_everywhere(way, files=1)
    print(way.value, figures)  # noqa: T201 - the figure is part of the result
    assert figures.tried > 400
    assert figures.flawless

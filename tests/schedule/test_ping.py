"""What a monitor is told, over a real connection."""

from __future__ import annotations

import pytest

from memesweep.schedule.ping import Monitor, PingError
from tests.schedule.listeners import listening


def test_a_monitor_hears_of_start_success_and_failure() -> None:
    with listening() as server:
        monitor = Monitor(f"{server.url}/ping/abc?rid=1")
        monitor.started()
        monitor.ended(0, "Moved 3 pictures.")
        monitor.ended(4, "Nothing was moved: \udcff")
    assert server.requests == [
        ("/ping/abc/start?rid=1", ""),
        ("/ping/abc/0?rid=1", "Moved 3 pictures."),
        ("/ping/abc/4?rid=1", "Nothing was moved: \\udcff"),
    ]


def test_a_monitor_that_refuses_is_told_twice_and_named() -> None:
    with listening(503) as server, pytest.raises(PingError, match=r"127\.0\.0\.1.*503"):
        Monitor(server.url).ended(0, "")
    assert len(server.requests) == 2


def test_a_monitor_that_is_not_there() -> None:
    with listening() as server:
        url = server.url
    with pytest.raises(PingError, match="could not be told"):
        Monitor(url).started()


@pytest.mark.parametrize("url", ["", "file:///etc/passwd", "healthchecks.io/abc", "https://"])
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(ValueError, match="^" if not url else url[:5]):
        Monitor(url)

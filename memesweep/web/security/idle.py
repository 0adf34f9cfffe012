"""A page that nobody looks at any more is not served for ever."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Receive, Scope, Send


class IdleClock:
    """Seconds since anybody who is let in has asked for anything."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start now."""
        self._clock = clock
        self._last = clock()

    def touch(self) -> None:
        """Start anew."""
        self._last = self._clock()

    @property
    def idle_s(self) -> float:
        """How long nothing was asked for."""
        return self._clock() - self._last


class Attended:
    """Starts the clock anew with every request. Stands behind the door: strangers keep nothing awake."""

    def __init__(self, app: ASGIApp, clock: IdleClock) -> None:
        """`app` answers."""
        self._app = app
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        self._clock.touch()
        await self._app(scope, receive, send)

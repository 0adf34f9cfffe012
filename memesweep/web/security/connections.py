"""How long and how wide a connection may be: a client that never ends a request must not hold a server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionLimits:
    """What one server grants its clients."""

    connections: int = 64
    """At once; a browser opens six."""
    head_bytes: int = 16 * 1024
    """Request line and headers."""
    head_s: float = 10.0
    """From the connection to the end of the first request's headers."""
    request_s: float = 60.0
    """From the headers to the end of the answer: the body's way here, the work, and the way back."""
    keep_alive_s: int = 20
    """Between two requests on one connection."""


class LimitedProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, with a clock on every connection.

    uvicorn itself waits for ever for the end of a request's headers, for its body, and for a client to read.
    """

    def __init__(self, *, limits: ConnectionLimits, **settings: Any) -> None:
        """`settings` are uvicorn's own."""
        super().__init__(**settings)
        self._limits = limits
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn does
        """Begin, or end at once where there are too many."""
        super().connection_made(transport)
        if len(self.connections) > self._limits.connections:
            transport.abort()
        else:
            self._end_after(self._limits.head_s)

    def data_received(self, data: bytes) -> None:
        """Give more time once the headers are complete."""
        was_answering = self._is_answering
        super().data_received(data)
        if self._is_answering and not was_answering:
            self._end_after(self._limits.request_s)

    def on_response_complete(self) -> None:
        """Wait for the next request, and for the client to take this answer: a polite close never ends."""
        self._end_after(self._limits.keep_alive_s + self._limits.head_s)
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        self._end_after(None)
        super().connection_lost(exc)

    @property
    def _is_answering(self) -> bool:
        cycle: Any = self.cycle  # None before the first request, which uvicorn's annotation does not say
        return cycle is not None and not cycle.response_complete

    def _end_after(self, seconds: float | None) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        if seconds is not None:
            self._deadline = self.loop.call_later(seconds, self.transport.abort)

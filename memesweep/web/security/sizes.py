"""How much a request may send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from memesweep.web.security.hosts import header_values
from memesweep.web.security.refusal import refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class LimitedSizes:
    """Refuses a request that is too long: its head by its size, its body by what it announces and what comes.

    The protocol bounds only a head that is not complete yet; one that comes at once may be any length.
    """

    def __init__(self, app: ASGIApp, *, head_bytes: int, body_bytes: int) -> None:
        """`app` answers."""
        self._app = app
        self._head_bytes = head_bytes
        self._body_bytes = body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if _head_size(scope) > self._head_bytes:
            await refusal(431, "The request's headers are too long.")(scope, receive, send)
            return
        too_long = refusal(413, f"The request is longer than {self._body_bytes} bytes.")
        # h11 has made sure that the length is a number, and there at most once.
        if any(int(length) > self._body_bytes for length in header_values(scope, b"content-length")):
            await too_long(scope, receive, send)
            return
        came = 0

        async def receive_counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > self._body_bytes:
                raise HTTPException(413)
            return message

        try:
            await self._app(scope, receive_counted, send)
        except HTTPException:
            await too_long(scope, receive, send)


def _head_size(scope: Scope) -> int:
    fields = sum(len(name) + len(value) for name, value in scope["headers"])
    return fields + len(scope["raw_path"]) + len(scope["query_string"])

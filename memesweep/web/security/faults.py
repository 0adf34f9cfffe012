"""What becomes of a mistake of ours: one sentence for the browser, the rest for who started the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memesweep.web.security.refusal import refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class CaughtFaults:
    """Turns an exception into an answer that tells nothing, and hands it to whoever may look at it."""

    def __init__(self, app: ASGIApp, report: Callable[[Exception], None]) -> None:
        """`report` must not raise."""
        self._app = app
        self._report = report

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        started = False

        async def send_noticed(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, send_noticed)
        except Exception as error:
            self._report(error)
            if started:
                raise
            await refusal(500, "Internal error. The terminal that started memesweep says more.")(
                scope, receive, send
            )

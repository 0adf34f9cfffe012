"""Whose page a request comes from, as far as the browser says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memesweep.web.security.hosts import header_values, single_header
from memesweep.web.security.refusal import refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_READING: Final = frozenset({"GET", "HEAD"})
_OWN: Final = frozenset({b"same-origin", b"none"})
"""`none` is a person: an address typed, a bookmark, a link from outside the browser."""


class SameOrigin:
    """Refuses what another page has made the browser send, pictures included.

    Cookies do not tell ports apart, so that a page of another program on this machine would be let in
    with ours: the origin does.
    """

    def __init__(self, app: ASGIApp, *, entrance: str | None = None) -> None:
        """`entrance` is the path that may be navigated to from anywhere: a link in a chat leads there."""
        self._app = app
        self._entrance = entrance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if self._is_own(scope):
            await self._app(scope, receive, send)
        else:
            await refusal(403, "Refused: the request comes from another page.")(scope, receive, send)

    def _is_own(self, scope: Scope) -> bool:
        host = single_header(scope, b"host") or b""
        ours = {b"http://" + host, b"https://" + host}
        origins = header_values(scope, b"origin")
        sites = header_values(scope, b"sec-fetch-site")
        if scope["method"] in _READING:
            is_ours = ours.issuperset(origins) and _OWN.issuperset(sites)
            return is_ours or self._enters(scope)
        return len(origins) == 1 and origins[0] in ours and all(site == b"same-origin" for site in sites)

    def _enters(self, scope: Scope) -> bool:
        return (
            self._entrance is not None
            and scope["path"] == self._entrance
            and single_header(scope, b"sec-fetch-mode") == b"navigate"
            and single_header(scope, b"sec-fetch-dest") == b"document"
        )

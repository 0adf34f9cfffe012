"""Who may ask: the bearer of the token, where there is one, and no page of somebody else's."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from memesweep.web.security.hosts import header_values, single_header
from memesweep.web.service.problems import RequestProblem

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Receive, Scope, Send


class BearerDoor:
    """Asks for the token in front of everything but a few paths that tell nothing."""

    def __init__(self, app: ASGIApp, token: str, open_paths: Collection[str]) -> None:
        """`open_paths` are for whoever comes: the page itself, and the sign of life."""
        self._app = app
        self._token = f"bearer {token}".encode()
        self._open = frozenset(open_paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["path"] in self._open or self._is_bearer(single_header(scope, b"authorization")):
            await self._app(scope, receive, send)
        else:
            problem = RequestProblem("token", 401, "Send the token: Authorization: Bearer TOKEN.")
            await problem.response()(scope, receive, send)

    def _is_bearer(self, header: bytes | None) -> bool:
        scheme, _, token = (header or b"").partition(b" ")
        return hmac.compare_digest(scheme.lower() + b" " + token.strip(), self._token)


class OwnPagesOnly:
    """Refuses what another page has made a browser send. Programs say nothing of pages, and may pass."""

    def __init__(self, app: ASGIApp) -> None:
        """`app` answers."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if _is_own(scope):
            await self._app(scope, receive, send)
        else:
            problem = RequestProblem("other-page", 403, "The request comes from another page.")
            await problem.response()(scope, receive, send)


def _is_own(scope: Scope) -> bool:
    host, origins = single_header(scope, b"host"), header_values(scope, b"origin")
    if any(site not in {b"same-origin", b"none"} for site in header_values(scope, b"sec-fetch-site")):
        return False
    return all(host is not None and origin in {b"http://" + host, b"https://" + host} for origin in origins)

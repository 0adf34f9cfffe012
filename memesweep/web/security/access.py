"""Who may come in: the browser that brings the token, once, and from then on its cookie."""

from __future__ import annotations

import secrets
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from starlette.responses import HTMLResponse

from memesweep.web.security.hosts import header_values, single_header
from memesweep.web.security.refusal import refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

ENTRANCE: Final = "/enter"
"""Where the token is exchanged for the cookie."""

_TOKEN_BYTES: Final = 32
_PLACE_BYTES: Final = 9

# A page of ours leads on, not a redirect: a cookie that is strict about its site is not sent along a redirect
# that began at a link elsewhere. Only characters of `token_urlsafe` are put into it.
_WELCOME: Final = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>memesweep</title>
<meta http-equiv="refresh" content="0;url={0}"><a href="{0}">Go on to memesweep</a></html>
"""


class Access:
    """The token, the cookie that it buys, and the folder of addresses below which everything lies.

    Other programs on this machine have ports of their own on the same address, and browsers send cookies
    to all of them. Hence the random folder: the cookie is bound to it, and nobody else is asked for it.
    """

    def __init__(self) -> None:
        """Draw everything anew: nothing of an earlier run opens this one."""
        self._token: bytes | None = secrets.token_urlsafe(_TOKEN_BYTES).encode()
        self._key = secrets.token_urlsafe(_TOKEN_BYTES).encode()
        self._cookie = f"memesweep-{secrets.token_hex(4)}"
        self.root = f"/{secrets.token_urlsafe(_PLACE_BYTES)}"
        """The folder of addresses, without a slash at its end."""
        self.first_path = f"{ENTRANCE}?token={self._token.decode()}"
        """What to open in the browser, once."""

    def exchange(self, token: bytes) -> str | None:
        """Return the `Set-Cookie` value for the token, which is spent by it; None for any other."""
        if self._token is None or not secrets.compare_digest(token, self._token):
            return None
        self._token = None
        return f"{self._cookie}={self._key.decode()}; Path={self.root}/; HttpOnly; SameSite=Strict"

    def admits(self, cookies: list[bytes]) -> bool:
        """Tell whether one of the `Cookie` headers holds the key."""
        for header in cookies:
            try:
                morsel = SimpleCookie(header.decode("latin-1")).get(self._cookie)
            except CookieError:
                continue
            if morsel is not None and secrets.compare_digest(morsel.value.encode(), self._key):
                return True
        return False


class Door:
    """Lets the token's bearer in, and whoever has the cookie; everybody else learns nothing."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        """`app` is mounted at `access.root`."""
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, exchange the token, or refuse."""
        root = self._access.root
        if scope["path"] == ENTRANCE:
            await self._welcome(scope)(scope, receive, send)
        elif scope["path"].startswith(f"{root}/") and self._access.admits(header_values(scope, b"cookie")):
            await self._app({**scope, "root_path": root}, receive, send)
        else:
            sentence = "Refused: open the address that memesweep has printed, in one browser."
            await refusal(403, sentence)(scope, receive, send)

    def _welcome(self, scope: Scope) -> HTMLResponse | ASGIApp:
        # A browser that guesses where its user may go next must not spend the token for a page nobody sees.
        ahead = single_header(scope, b"sec-purpose") or single_header(scope, b"purpose")
        tokens = parse_qs(scope["query_string"]).get(b"token", [])
        cookie = None
        if scope["method"] == "GET" and ahead is None and len(tokens) == 1:
            cookie = self._access.exchange(tokens[0])
        if cookie is None:
            return refusal(
                403,
                "This address does not open memesweep. The one that it prints works once, in one browser; "
                "start memesweep again for a new one.",
            )
        return HTMLResponse(_WELCOME.format(f"{self._access.root}/"), headers={"Set-Cookie": cookie})

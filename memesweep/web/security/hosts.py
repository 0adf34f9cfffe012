"""Which names a request may call us by: a page of another name that resolves to this machine is an attack."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from memesweep.web.security.refusal import refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK_NAMES: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""This machine as it calls itself. The port is free: SSH may forward from another one."""

_HOST: Final = re.compile(rb"(?P<name>\[[0-9a-fA-F:.]+\]|[0-9a-zA-Z.-]+)(:[0-9]{1,5})?")


def header_values(scope: Scope, name: bytes) -> list[bytes]:
    """Return every value of a header; a security header that is there twice is not to be trusted."""
    return [value for key, value in scope["headers"] if key == name]


def single_header(scope: Scope, name: bytes) -> bytes | None:
    """Return the value of a header that is there exactly once."""
    values = header_values(scope, name)
    return values[0] if len(values) == 1 else None


class KnownHosts:
    """Refuses requests whose Host header names anything but us: what DNS rebinding cannot avoid."""

    def __init__(self, app: ASGIApp, names: Iterable[str] = LOOPBACK_NAMES) -> None:
        """`names` are host names or addresses without a port, IPv6 in brackets."""
        self._app = app
        self._names = frozenset(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if self._is_known(single_header(scope, b"host")):
            await self._app(scope, receive, send)
        else:
            await refusal(421, "This address is not served here.")(scope, receive, send)

    def _is_known(self, host: bytes | None) -> bool:
        match = None if host is None else _HOST.fullmatch(host)
        return match is not None and match["name"].decode("ascii").lower() in self._names

"""A server in a thread of its own, on a socket that is there before anybody is told its address."""

from __future__ import annotations

import socket
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

from uvicorn import Config, Server

from memesweep.web.security.connections import ConnectionLimits, LimitedProtocol

if TYPE_CHECKING:
    from starlette.types import ASGIApp

_GRACE_S: Final = 5
"""What requests at hand may still take once the server is to end."""


def listen(host: str = "127.0.0.1", port: int = 0) -> socket.socket:
    """Return a listening socket; port 0 takes one that is free and that nobody could have guessed.

    Raises:
        OSError: the address is taken, or none of this machine's.

    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if port:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


class BackgroundServer:
    """Serves an application until it is stopped. Leaves signals to the thread that started it."""

    def __init__(
        self,
        app: ASGIApp,
        listener: socket.socket,
        limits: ConnectionLimits | None = None,
        *,
        grace_s: int = _GRACE_S,
    ) -> None:
        """`listener` comes from `listen` and is closed at the end; see `stop` for `grace_s`."""
        self._grace_s = grace_s
        limits = limits or ConnectionLimits()
        # uvicorn only ever calls it, and asks for a class to say what it is called with.
        protocol: Any = partial(LimitedProtocol, limits=limits)
        self._listener = listener
        self._server = Server(
            Config(
                app,
                http=protocol,
                ws="none",
                lifespan="off",
                log_config=None,
                log_level="critical",
                access_log=False,
                proxy_headers=False,
                server_header=False,
                h11_max_incomplete_event_size=limits.head_bytes,
                timeout_keep_alive=limits.keep_alive_s,
                timeout_graceful_shutdown=grace_s,
            )
        )
        self._thread = Thread(target=self._server.run, args=([listener],), name="server", daemon=True)

    @property
    def port(self) -> int:
        """Where it listens."""
        port: int = self._listener.getsockname()[1]
        return port

    @property
    def is_alive(self) -> bool:
        """False once it has ended, for whatever reason."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin to serve. Connections that were made before are answered now."""
        self._thread.start()

    def stop(self) -> None:
        """End politely: answer what is at hand, for `grace_s` seconds at most, then close."""
        self._server.should_exit = True
        self._thread.join(self._grace_s + 2)

"""Run the service until somebody asks it to stop."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from memesweep.web.security import BackgroundServer, ConnectionLimits, listen
from memesweep.web.service.application import build_application
from memesweep.web.service.engine import Engine
from memesweep.web.service.limits import ServiceLimits

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

    from memesweep import Classifier


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Service:
    """A classification service on a socket of its own."""

    def __init__(
        self,
        classifier: Classifier,
        *,
        host: str,
        port: int,
        token: str | None,
        workers: int,
        log: Callable[[str], None],
        report: Callable[[Exception], None],
        limits: ServiceLimits | None = None,
    ) -> None:
        """Listen; nothing is answered before `run`.

        Raises:
            OSError: the address is taken, or none of this machine's.
            ValueError: others could reach it, and there is no token.

        """
        if token is None and not is_loopback(host):
            raise ValueError(f"{host} can be reached by others, and there is no token")
        limits = limits or ServiceLimits()
        self._engine = Engine(classifier, workers, limits)
        connections = ConnectionLimits(
            connections=limits.connections, head_bytes=limits.head_bytes, request_s=limits.request_s
        )
        self._server = BackgroundServer(
            build_application(self._engine, token=token, log=log, report=report),
            listen(host, port),
            connections,
            grace_s=limits.grace_s,
        )
        self.port = self._server.port

    def run(self, stop: Event) -> None:
        """Serve until `stop` is set, then answer what was accepted, and end."""
        self._server.start()
        while self._server.is_alive and not stop.wait(0.2):
            pass
        self._engine.is_stopping = True
        self._server.stop()
        self._engine.close()

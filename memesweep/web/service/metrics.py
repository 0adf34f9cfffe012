"""Figures for Prometheus, and one line of log a request: never contents, names or addresses of people."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from memesweep.web.service.engine import Engine

CONTENT_TYPE: Final = CONTENT_TYPE_PLAIN_0_0_4
_OTHER: Final = "other"
"""A path that is none of ours: whoever asks chooses it, and must fill neither metrics nor log."""


class Metrics:
    """The figures of one service."""

    def __init__(self, engine: Engine) -> None:
        """Start at zero, in a registry of its own."""
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "memesweep_requests", "Requests answered", ["path", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "memesweep_request_seconds",
            "From a request's head to its answer",
            ["path"],
            registry=self._registry,
        )
        self.pictures = Counter(
            "memesweep_pictures", "Pictures classified", ["verdict", "reason"], registry=self._registry
        )
        waiting = Gauge("memesweep_waiting_pictures", "Accepted, not classified yet", registry=self._registry)
        waiting.set_function(lambda: engine.waiting_pictures)
        held = Gauge("memesweep_waiting_bytes", "Bodies at hand", registry=self._registry)
        held.set_function(lambda: engine.waiting_bytes)

    def observe(self, path: str, status: int, seconds: float) -> None:
        """Count one answered request."""
        self._requests.labels(path, str(status)).inc()
        self._seconds.labels(path).observe(seconds)

    def text(self) -> bytes:
        """Return the figures in Prometheus' text format."""
        return generate_latest(self._registry)


class Observed:
    """Counts and logs each request, whatever becomes of it."""

    def __init__(
        self, app: ASGIApp, metrics: Metrics, paths: Collection[str], log: Callable[[str], None]
    ) -> None:
        """`paths` are those that are told by name; `log` takes one line of JSON without its end."""
        self._app = app
        self._metrics = metrics
        self._paths = frozenset(paths)
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        begun, status, sent = time.perf_counter(), 0, 0

        async def send_noticed(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
            sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, send_noticed)
        finally:
            seconds = time.perf_counter() - begun
            path = scope["path"] if scope["path"] in self._paths else _OTHER
            self._metrics.observe(path, status, seconds)
            line: dict[str, Any] = {
                "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
                "method": scope["method"] if scope["method"] in _METHODS else _OTHER,
                "path": path,
                "status": status,
                "sent_bytes": sent,
                "ms": round(1000 * seconds, 1),
                **scope.get("state", {}).get("counts", {}),
            }
            self._log(json.dumps(line))


_METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS"})

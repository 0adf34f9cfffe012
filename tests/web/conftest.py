"""Servers behind the walls of `memesweep.web.security`, on real sockets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI
from pydantic import BaseModel

from memesweep.web.security import Access, BackgroundServer, ConnectionLimits, IdleClock, guarded, listen
from tests.support.rawhttp import RawClient

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import ASGIApp, Receive, Scope, Send


@dataclass
class Notebook:
    """An application with something to see and something to change."""

    port: int
    access: Access = field(default_factory=Access)
    clock: IdleClock = field(default_factory=IdleClock)
    faults: list[Exception] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def client(self) -> RawClient:
        return RawClient(self.port)

    def address(self, path: str) -> str:
        return f"{self.access.root}/{path}"


class Line(BaseModel):
    text: str


class Switch:
    """An application whose inside is changed while it is served: a server takes longer to end than a test."""

    inside: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.inside(scope, receive, send)


@dataclass
class Served:
    switch: Switch
    port: int


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    """Limits are a fraction of real ones where a test waits for them."""
    limits = ConnectionLimits(connections=8, head_bytes=4096, head_s=0.4, request_s=0.8, keep_alive_s=1)
    switch = Switch()
    server = BackgroundServer(switch, listen(), limits)
    server.start()
    yield Served(switch, server.port)
    server.stop()
    assert not server.is_alive


@pytest.fixture
def notebook(served: Served) -> Notebook:
    notebook = Notebook(served.port)
    app = FastAPI(openapi_url=None)

    @app.get("/")
    def show() -> str:
        return "secret"

    @app.get("/broken")
    def fail() -> str:
        raise ValueError("with a /path/of/ours")

    @app.get("/large")
    def large() -> list[str]:
        return ["x" * 1000] * 20_000

    @app.post("/lines")
    def add(line: Line) -> int:
        notebook.lines.append(line.text)
        return len(notebook.lines)

    served.switch.inside = guarded(
        app, notebook.access, notebook.clock, notebook.faults.append, head_bytes=4096, body_bytes=1000
    )
    return notebook

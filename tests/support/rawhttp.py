"""HTTP as an attacker speaks it: bytes on a socket, nothing that a library would mend."""

from __future__ import annotations

import socket
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTHING: Final[Mapping[str, str | None]] = MappingProxyType({})


@dataclass(frozen=True)
class Answer:
    """What came back until the server closed, or until the announced length was there."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class RawClient:
    """A client of one port of this machine."""

    port: int
    cookie: str = ""
    timeout_s: float = 20.0

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=self.timeout_s)

    def send(self, data: bytes) -> Answer:
        """Send these very bytes on a connection of their own."""
        with self.connect() as connection:
            with suppress(ConnectionError):  # hung up on half-way: there may be an answer all the same
                connection.sendall(data)
            return read_answer(connection)

    def request(
        self, method: str, target: str, body: bytes = b"", headers: Mapping[str, str | None] = NOTHING
    ) -> Answer:
        """Send a request with a browser's headers; `headers` change them, None takes one away."""
        own = f"127.0.0.1:{self.port}"
        fields: dict[str, str | None] = {"host": own, "connection": "close"}
        if self.cookie:
            fields["cookie"] = self.cookie
        if method not in {"GET", "HEAD"}:
            fields |= {
                "origin": f"http://{own}",
                "sec-fetch-site": "same-origin",
                "content-type": "application/json",
                "content-length": str(len(body)),
            }
        fields |= headers
        lines = [
            f"{method} {target} HTTP/1.1",
            *(f"{name}: {value}" for name, value in fields.items() if value is not None),
        ]
        return self.send("\r\n".join([*lines, "", ""]).encode("latin-1") + body)

    def enter(self, path: str) -> RawClient:
        """Exchange a token for the cookie."""
        answer = self.request("GET", path)
        assert answer.status == 200, answer
        return RawClient(self.port, answer.headers["set-cookie"].split(";")[0], self.timeout_s)


def read_answer(connection: socket.socket) -> Answer:
    """Read one answer; status 0 where the server has hung up without one."""
    data = b""
    while b"\r\n\r\n" not in data:
        try:
            part = connection.recv(65536)
        except ConnectionResetError:
            part = b""
        if not part:
            return Answer(0, {}, data)
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    length = int(headers.get("content-length", "0"))
    while len(body) < length and (part := connection.recv(65536)):
        body += part
    return Answer(int(lines[0].split()[1]), headers, body)

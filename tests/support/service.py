"""The classification service as a process of its own, and a client of the standard library."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def pictures(self) -> list[dict[str, Any]]:
        assert self.status == 200, self.body
        pictures: list[dict[str, Any]] = self.json["pictures"]
        return pictures


@dataclass
class RunningService:
    process: subprocess.Popen[str]
    port: int
    log: list[str] = field(default_factory=list)
    """What it has written to stderr since it listens."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self, path: str, body: bytes | None = None, /, *, method: str | None = None, **headers: str
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method or ("GET" if body is None else "POST"), path, body, names)
            response = connection.getresponse()
            return Answer(response.status, dict(response.headers.items()), response.read())
        finally:
            connection.close()

    def classify(self, *pictures: bytes, model: str | None = None, **headers: str) -> Answer:
        path = "/v1/classify" + (f"?model={model}" if model else "")
        if len(pictures) == 1:
            return self.ask(path, pictures[0], content_type="application/octet-stream", **headers)
        body, kind = multipart(pictures)
        return self.ask(path, body, content_type=kind, **headers)


def multipart(pictures: Sequence[bytes], name: str = "files") -> tuple[bytes, str]:
    boundary = uuid4().hex
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="x"\r\n\r\n'.encode()
    body = b"".join(head + picture + b"\r\n" for picture in pictures) + f"--{boundary}--\r\n".encode()
    return body, f"multipart/form-data; boundary={boundary}"


@contextmanager
def serving(*options: str, home: Path) -> Iterator[RunningService]:
    """Run `memesweep serve` on a free port, and end it politely."""
    process = subprocess.Popen(
        [sys.executable, "-m", "memesweep", "serve", "--port", "0", *options],
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "MEMESWEEP_HOME": str(home)},
    )
    assert process.stderr is not None
    reader = None
    try:
        first = process.stderr.readline()
        found = re.search(r":(\d+)/", first)
        assert found is not None, first + process.stderr.read()
        service = RunningService(process, int(found[1]))
        reader = Thread(target=lambda: service.log.extend(process.stderr or ()), daemon=True)
        reader.start()
        yield service
    finally:
        process.terminate()
        process.wait(60)
        if reader is not None:
            reader.join()
        process.stderr.close()

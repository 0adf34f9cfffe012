"""Ask a server's `memesweep serve` about pictures, so that a small machine can use a bigger one."""

from __future__ import annotations

import json
import time
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit

from memesweep import Depth, ImageInfo, ImageKind, Reason, Stage, Verdict
from memesweep.classifier.classifier import SECOND_OPINION
from memesweep.cli.exits import CommandError, ExitCode
from memesweep.workspace import Checked

if TYPE_CHECKING:
    from http.client import HTTPResponse

_PATIENCE_S: Final = 90.0
"""For one answer, and for a server that asks to come again."""
_BUSY: Final = frozenset({429, 503})


class ServerRefusalError(Exception):
    """The server has no answer for one picture; the message is its own."""


class RemoteChecker:
    """Classifies single pictures on a server, over one connection."""

    def __init__(
        self, server: str, *, token: str | None, model: str | None, second_opinion: bool = False
    ) -> None:
        """Take the server's address, and which of its models to ask.

        Raises:
            CommandError: it is no HTTP address.

        """
        parts = urlsplit(server)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise CommandError(f"{server} is no server. Write http://HOST:PORT.")
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._server = server
        self._connection = kind(parts.hostname, parts.port, timeout=_PATIENCE_S)
        name = (model or "") + (SECOND_OPINION if second_opinion else "")
        query = f"?model={quote(name, safe='')}" if name else ""
        self._path = f"{parts.path.rstrip('/')}/v1/classify{query}"
        self._headers = {"Content-Type": "application/octet-stream"}
        if token is not None:
            self._headers["Authorization"] = f"Bearer {token}"

    def check(self, data: bytes) -> Checked:
        """Return what the server says of a picture.

        Raises:
            CommandError: it cannot be reached, wants another token, or has no such model.
            ServerRefusalError: it has no answer for this picture.

        """
        deadline = time.monotonic() + _PATIENCE_S
        while True:
            response, body = self._ask(data)
            if response.status not in _BUSY or time.monotonic() > deadline:
                break
            time.sleep(_retry_after_s(response))
        if response.status in {401, 403, 404, 421}:
            raise CommandError(f"{self._server}: {_detail(response, body)}", ExitCode.ENVIRONMENT)
        if response.status != 200:  # noqa: PLR2004 - HTTP's number
            raise ServerRefusalError(_detail(response, body))
        try:
            return _parse(json.loads(body)["pictures"][0])
        except (ValueError, KeyError, TypeError, IndexError) as error:
            message = "the server's answer is not one that this memesweep knows"
            raise ServerRefusalError(message) from error

    def _ask(self, data: bytes) -> tuple[HTTPResponse, bytes]:
        for attempt in (1, 2):
            try:
                self._connection.request("POST", self._path, data, self._headers)
                response = self._connection.getresponse()
                return response, response.read()
            except (OSError, HTTPException) as error:
                self._connection.close()
                # A connection that was kept may have been closed meanwhile; a new one tells.
                if attempt == 2 or isinstance(error, TimeoutError):  # noqa: PLR2004 - the second time
                    raise CommandError(
                        f"{self._server} cannot be reached ({error}). Nothing was checked by it.",
                        ExitCode.ENVIRONMENT,
                    ) from error
        raise AssertionError


def _parse(answer: dict[str, Any]) -> Checked:
    kind = answer["kind"]
    info = ImageInfo(None if kind is None else ImageKind(kind), int(answer["width"]), int(answer["height"]))
    score = answer["score"]
    return Checked(
        None if score is None else float(score),
        Verdict(answer["verdict"]),
        Reason(answer["reason"]),
        info,
        None if score is None else Stage(answer["stage"]),
        None if score is None else Depth(answer["depth"]),
    )


def _detail(response: HTTPResponse, body: bytes) -> str:
    try:
        return str(json.loads(body)["detail"])
    except (ValueError, KeyError, TypeError):
        return f"the server answered {response.status}"


def _retry_after_s(response: HTTPResponse) -> float:
    told = response.headers.get("Retry-After", "")
    return min(10.0, float(told)) if told.isdigit() else 1.0

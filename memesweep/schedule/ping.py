"""Tell a monitor such as healthchecks.io, or one's own, that a run began, succeeded or failed."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Final

_PATIENCE_S: Final = 10
_TRIES: Final = 2
_LONGEST_BODY: Final = 10_000
"""Bytes; what healthchecks.io keeps of a message."""


class PingError(Exception):
    """The monitor could not be told."""


@dataclass(frozen=True, slots=True)
class Monitor:
    """An address in the manner of healthchecks: `/start` and an exit code are added to it."""

    url: str

    def __post_init__(self) -> None:
        """Check the address.

        Raises:
            ValueError: it is no http or https address.

        """
        parts = urllib.parse.urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(self.url)

    def started(self) -> None:
        """Say that a run has begun.

        Raises:
            PingError: the monitor could not be told.

        """
        self._post("start", "")

    def ended(self, exit_code: int, message: str) -> None:
        """Say how the run ended; 0 is success.

        Raises:
            PingError: the monitor could not be told.

        """
        self._post(str(exit_code), message)

    def _post(self, suffix: str, message: str) -> None:
        parts = urllib.parse.urlsplit(self.url)
        address = urllib.parse.urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{suffix}"))
        body = message.encode("utf-8", "backslashreplace")[:_LONGEST_BODY]
        # The scheme was checked above: no file is opened.
        request = urllib.request.Request(address, data=body, method="POST")  # noqa: S310
        trouble: Exception | None = None
        for _ in range(_TRIES):
            try:
                with urllib.request.urlopen(request, timeout=_PATIENCE_S):  # noqa: S310
                    return
            except urllib.error.HTTPError as error:
                error.close()
                trouble = error
            except (OSError, http.client.HTTPException) as error:
                trouble = error
        raise PingError(f"the monitor at {parts.hostname} could not be told ({trouble})")

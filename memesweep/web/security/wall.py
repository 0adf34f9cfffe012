"""The walls around an application, from the outside in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memesweep.web.security.access import ENTRANCE, Access, Door
from memesweep.web.security.faults import CaughtFaults
from memesweep.web.security.headers import SafeHeaders
from memesweep.web.security.hosts import LOOPBACK_NAMES, KnownHosts
from memesweep.web.security.idle import Attended, IdleClock
from memesweep.web.security.origin import SameOrigin
from memesweep.web.security.sizes import LimitedSizes

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp

HEAD_BYTES: Final = 16 * 1024
BODY_BYTES: Final = 64 * 1024
"""A few hundred picture ids and what was decided of them."""


def guarded(
    app: ASGIApp,
    access: Access,
    clock: IdleClock,
    report: Callable[[Exception], None],
    *,
    head_bytes: int = HEAD_BYTES,
    body_bytes: int = BODY_BYTES,
) -> ASGIApp:
    """Put a page for one browser on this machine behind everything that keeps others out.

    Args:
        app: the application, mounted at `access.root`.
        access: the token and the cookie.
        clock: started anew by every request that is let in.
        report: is given the exceptions that `app` should have caught.
        head_bytes: the longest request line with its headers.
        body_bytes: the longest request body.

    """
    wall: ASGIApp = Attended(app, clock)
    wall = Door(wall, access)
    wall = LimitedSizes(wall, head_bytes=head_bytes, body_bytes=body_bytes)
    wall = SameOrigin(wall, entrance=ENTRANCE)
    wall = KnownHosts(wall, LOOPBACK_NAMES)
    wall = CaughtFaults(wall, report)
    return SafeHeaders(wall)

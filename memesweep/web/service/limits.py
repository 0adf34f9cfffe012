"""What the service grants one request, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLimits:
    """Beyond a limit a request is refused in words; nothing waits without end."""

    pictures: int = 100
    """In one request."""
    picture_bytes: int = 32 * 1024 * 1024
    """Of one picture. What a picture may ask of the decoder is bounded as in every other command."""
    request_bytes: int = 64 * 1024 * 1024
    """Of one request's body."""
    waiting_bytes: int = 256 * 1024 * 1024
    """Of all bodies at hand, announced or come."""
    waiting_pictures: int = 256
    """Accepted and not classified yet."""
    head_bytes: int = 16 * 1024
    """Request line and headers."""
    connections: int = 256
    """At once."""
    request_s: float = 60.0
    """From a request's headers to the end of its answer."""
    grace_s: int = 30
    """What requests at hand may still take once the service is to end."""

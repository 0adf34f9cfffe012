"""A refusal: one sentence, no markup, nothing of what was asked for."""

from __future__ import annotations

from starlette.responses import PlainTextResponse


def refusal(status: int, sentence: str) -> PlainTextResponse:
    """Return the answer to a request that is not carried out; the connection ends with it.

    A client whose request was refused before its body was read would go on sending that body.
    """
    return PlainTextResponse(f"{sentence}\n", status, {"Connection": "close"})

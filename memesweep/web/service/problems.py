"""Trouble as RFC 9457 has it: of one picture within an answer, or of a whole request instead of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from starlette.responses import JSONResponse

from memesweep import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

_PREFIX: Final = "urn:memesweep:problem:"

PICTURE_PROBLEMS: Final[Mapping[Problem, tuple[int, str]]] = {
    Problem.NOT_A_PICTURE: (415, "This is no picture of a format that memesweep knows."),
    Problem.UNREADABLE: (422, "The picture is damaged or incomplete."),
    Problem.TOO_LARGE: (413, "The picture has more bytes or pixels than can be decoded safely."),
    Problem.ANIMATED: (422, "The picture is animated; only still ones are scored."),
    Problem.NEEDS_HEIC: (415, "The server cannot read HEIC; install memesweep[heic] there."),
    Problem.MISSING: (422, "There is no such picture."),
    Problem.NO_PERMISSION: (422, "The picture cannot be read."),
    Problem.CHANGED: (422, "The picture changed while it was read."),
    Problem.READ_ERROR: (422, "The server had no memory left for the picture; try again."),
}
"""The status that a picture would have alone, and a sentence."""


def picture_problem(problem: Problem) -> dict[str, Any]:
    """Describe what is wrong with one picture of a request that is otherwise fine."""
    status, sentence = PICTURE_PROBLEMS[problem]
    return describe(problem.value, status, sentence)


def describe(kind: str, status: int, sentence: str) -> dict[str, Any]:
    """Return the members of a problem document."""
    return {
        "type": f"{_PREFIX}{kind}",
        "title": kind.replace("-", " ").capitalize(),
        "status": status,
        "detail": sentence,
    }


class RequestProblem(Exception):  # noqa: N818 - RFC 9457's word
    """A request that is not carried out."""

    def __init__(self, kind: str, status: int, sentence: str, *, retry_after_s: int | None = None) -> None:
        """Take what to say; `retry_after_s` says when it is worth another try."""
        super().__init__(sentence)
        self.kind = kind
        self.status = status
        self.sentence = sentence
        self.retry_after_s = retry_after_s

    def response(self) -> JSONResponse:
        """Return the answer. The connection ends with it: a body that is not wanted may still be coming."""
        headers = {"Connection": "close"}
        if self.retry_after_s is not None:
            headers["Retry-After"] = str(self.retry_after_s)
        if self.status == 401:  # noqa: PLR2004 - HTTP's number
            headers["WWW-Authenticate"] = "Bearer"
        return JSONResponse(
            describe(self.kind, self.status, self.sentence),
            self.status,
            headers,
            media_type="application/problem+json",
        )

"""Take the pictures out of a request's body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.formparsers import MultiPartException, MultiPartParser

from memesweep.web.service.problems import RequestProblem

if TYPE_CHECKING:
    from starlette.datastructures import UploadFile
    from starlette.requests import Request

    from memesweep.web.service.limits import ServiceLimits

FIELD: Final = "files"
"""Name of the multipart field that pictures come in, as often as there are pictures."""


def announced_bytes(request: Request, limits: ServiceLimits) -> int:
    """Return the length of a body before it comes.

    Raises:
        RequestProblem: it is not told, or too long.

    """
    length = request.headers.get("content-length")
    if length is None:
        raise RequestProblem("length-required", 411, "Say how long the body is (Content-Length).")
    if int(length) > limits.request_bytes:
        sentence = f"A request may have {limits.request_bytes} bytes at most; send fewer pictures at once."
        raise RequestProblem("request-too-large", 413, sentence)
    return int(length)


async def read_pictures(request: Request, limits: ServiceLimits) -> list[bytes]:
    """Read the pictures of a body, in order: one raw, or many as multipart.

    Raises:
        RequestProblem: it holds none, too many, one that is too long, or is no multipart.

    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        pictures = await _multipart(request, limits)
    else:
        pictures = [await request.body()]
    if not any(pictures):
        raise RequestProblem(
            "no-picture", 422, f"Send one picture as the body, or several as multipart fields named {FIELD}."
        )
    if any(len(picture) > limits.picture_bytes for picture in pictures):
        sentence = f"A picture may have {limits.picture_bytes} bytes at most."
        raise RequestProblem("picture-too-large", 413, sentence)
    return pictures


class _InMemory(MultiPartParser):
    """Keeps files in memory: a request is bounded, and a container's file system may be read-only."""

    spool_max_size = 1 << 40


async def _multipart(request: Request, limits: ServiceLimits) -> list[bytes]:
    too_many = RequestProblem(
        "too-many-pictures", 413, f"A request may have {limits.pictures} pictures at most."
    )
    # One more than allowed, so that the parser's own complaint, which is about anything, is not that one.
    parser = _InMemory(
        request.headers, request.stream(), max_files=limits.pictures + 1, max_fields=limits.pictures + 1
    )
    try:
        form = await parser.parse()
    except MultiPartException as error:
        if error.message.startswith("Too many files"):
            raise too_many from error
        raise RequestProblem("bad-multipart", 400, "The body is no valid multipart/form-data.") from error
    except (KeyError, ValueError) as error:
        # No boundary, or a character set that nobody knows.
        raise RequestProblem("bad-multipart", 400, "The body is no valid multipart/form-data.") from error
    uploads = form.getlist(FIELD)
    if len(uploads) > limits.pictures:
        raise too_many
    return [await _content(upload) for upload in uploads]


async def _content(upload: UploadFile | str) -> bytes:
    """Return a field's bytes: a client that names no file sends text."""
    if isinstance(upload, str):
        return upload.encode("utf-8", "surrogateescape")
    return await upload.read()

"""The service's addresses, and the walls around them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

from fastapi import FastAPI, Query
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request  # noqa: TC002 - FastAPI reads annotations
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response

from memesweep import MemesweepError, __version__
from memesweep.web.security.faults import CaughtFaults
from memesweep.web.security.headers import SafeHeaders
from memesweep.web.security.hosts import LOOPBACK_NAMES, KnownHosts
from memesweep.web.security.sizes import LimitedSizes
from memesweep.web.service.answers import ClassifyAnswer, ModelAnswer, ProblemAnswer, describe
from memesweep.web.service.doors import BearerDoor, OwnPagesOnly
from memesweep.web.service.metrics import CONTENT_TYPE, Metrics, Observed
from memesweep.web.service.problems import RequestProblem
from memesweep.web.service.uploads import FIELD, announced_bytes, read_pictures

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp

    from memesweep.web.service.engine import Engine

_STATIC: Final = Path(__file__).parent / "static"
_FILES: Final = {
    "/": ("index.html", "text/html"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
    "/page.css": ("page.css", "text/css"),
    "/page.js": ("page.js", "text/javascript"),
    "/api": ("api.html", "text/html"),
}
OPEN_PATHS: Final = (*_FILES, "/ping")
"""What tells nothing, and needs no token."""
_PATHS: Final = ("/metrics", "/openapi.json", "/v1/models", "/v1/classify")

_PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    status: {
        "description": sentence,
        "content": {"application/problem+json": {"schema": ProblemAnswer.model_json_schema()}},
    }
    for status, sentence in {
        400: "The body is no valid multipart, or the request is no valid one.",
        401: "The token is missing or wrong.",
        404: "There is no such model.",
        411: "The length of the body is not told.",
        413: "Too many bytes or too many pictures.",
        422: "There is no picture in the request.",
        429: "Too much is waiting; `Retry-After` says when to come again.",
        503: "The service is stopping; `Retry-After` says when to come again.",
    }.items()
}
_BODY: Final = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": [FIELD],
                    "properties": {FIELD: {"type": "array", "items": {"type": "string", "format": "binary"}}},
                }
            },
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
        },
    }
}


def build_application(
    engine: Engine,
    *,
    token: str | None,
    log: Callable[[str], None],
    report: Callable[[Exception], None],
) -> ASGIApp:
    """Put the service together.

    Args:
        engine: classifies.
        token: what a client has to bring; None for whoever may reach a loopback address.
        log: takes one line a request.
        report: is given exceptions that are our mistakes.

    """
    metrics = Metrics(engine)
    app = _routes(engine, metrics)
    limits = engine.limits
    wall: ASGIApp = app if token is None else BearerDoor(app, token, OPEN_PATHS)
    # The body itself is refused in the service's own words.
    wall = LimitedSizes(wall, head_bytes=limits.head_bytes, body_bytes=limits.request_bytes + 1)
    wall = OwnPagesOnly(wall)
    if token is None:
        wall = KnownHosts(wall, LOOPBACK_NAMES)
    wall = CaughtFaults(wall, report)
    wall = SafeHeaders(wall)
    return Observed(wall, metrics, (*OPEN_PATHS, *_PATHS), log)


def _routes(engine: Engine, metrics: Metrics) -> FastAPI:
    app = FastAPI(
        title="memesweep",
        version=__version__,
        description="Scores pictures and says what memesweep would do with them.",
        docs_url=None,
        redoc_url=None,
    )

    _answer_problems(app)

    @app.get("/ping", summary="Tell whether the service works")
    async def ping() -> dict[str, str]:
        if engine.is_stopping:
            raise RequestProblem("stopping", 503, "The service is stopping.", retry_after_s=5)
        return {"status": "ok", "version": __version__}

    @app.get("/v1/models", summary="List the models")
    async def models() -> list[ModelAnswer]:
        default = engine.default.label
        return [
            ModelAnswer(name=name, version=engine.version_of(name), default=name == default)
            for name in engine.names
        ]

    @app.post(
        "/v1/classify",
        summary="Classify one picture or many",
        response_model=ClassifyAnswer,
        responses=_PROBLEMS,
        openapi_extra=_BODY,
    )
    async def classify(
        request: Request,
        model: Annotated[
            str | None, Query(max_length=200, description="a model's name, as /v1/models has it")
        ] = None,
    ) -> Response:
        announced = announced_bytes(request, engine.limits)
        with engine.admit_bytes(announced):
            pictures = await read_pictures(request, engine.limits)
            request.scope["state"] = {"counts": {"pictures": len(pictures), "received_bytes": announced}}
            try:
                classifier, found = await engine.classify(model, pictures)
            except MemesweepError as error:
                sentence = f"The model does not work on this server ({error.code})."
                raise RequestProblem("model", 500, sentence) from error
        for classification in found:
            metrics.pictures.labels(classification.verdict.value, classification.reason.value).inc()
        answers = [describe(index, classification) for index, classification in enumerate(found)]
        return JSONResponse({"model": classifier.label, "version": classifier.version, "pictures": answers})

    _add_pages(app, metrics)
    return app


def _answer_problems(app: FastAPI) -> None:
    @app.exception_handler(RequestProblem)
    async def refuse(_request: Request, problem: RequestProblem) -> Response:
        return problem.response()

    @app.exception_handler(RequestValidationError)
    async def refuse_invalid(_request: Request, _error: RequestValidationError) -> Response:
        return RequestProblem("bad-request", 400, "A parameter is wrong; see /openapi.json.").response()

    @app.exception_handler(HTTPException)
    async def refuse_unknown(_request: Request, error: HTTPException) -> Response:
        answer = RequestProblem("no-such-address", error.status_code, str(error.detail)).response()
        answer.headers.update(error.headers or {})
        return answer


def _add_pages(app: FastAPI, metrics: Metrics) -> None:
    @app.get("/metrics", include_in_schema=False)
    async def figures() -> Response:
        return PlainTextResponse(metrics.text(), media_type=CONTENT_TYPE)

    for path, (name, kind) in _FILES.items():
        app.add_api_route(path, _file(name, kind), include_in_schema=False)


def _file(name: str, kind: str) -> Callable[[], Any]:
    async def file() -> Response:
        return FileResponse(_STATIC / name, media_type=kind)

    return file

"""What the page asks of the server. Everything behind it is the desk's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any, Final

from fastapi import FastAPI, HTTPException
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from memesweep.errors import MemesweepError
from memesweep.report.names import printable
from memesweep.web.review.desk import Desk, NotNowError
from memesweep.web.review.page import render_page, static_files
from memesweep.web.review.wire import describe_pictures
from memesweep.workspace import Choice, ObjectionCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.requests import Request

    from memesweep.web.review.sentences import Sentences
    from memesweep.workspace import GalleryFile, PreviewCache

_MOST_IDS: Final = 500
Identity = Annotated[str, Field(min_length=1, max_length=32)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=False)


class DecisionRequest(_Strict):
    """Say something of pictures."""

    ids: Annotated[list[Identity], Field(max_length=_MOST_IDS)]
    choice: Choice | None
    step: Identity


class SweepRequest(_Strict):
    """Say yes to a proposal."""

    proposal: Identity
    objections: Annotated[list[ObjectionCode], Field(max_length=32)]


class Nothing(_Strict):
    """An order that needs no more words. It has a body all the same: a form cannot send one."""


def make_app(desk: Desk, previews: PreviewCache, root: Path, sentences: Sentences) -> FastAPI:
    """Return the application, to be put behind `web.security.guarded`."""
    app = FastAPI(openapi_url=None)
    _add_page(app, root)
    _add_reading(app, desk, previews)
    _add_decisions(app, desk)
    _add_orders(app, desk)

    @app.exception_handler(RequestValidationError)
    def not_understood(_request: Request, _error: RequestValidationError) -> Response:
        # FastAPI would repeat what came, which need not even be text.
        return PlainTextResponse("The request was not understood.", 422)

    @app.exception_handler(NotNowError)
    def refuse(_request: Request, error: NotNowError) -> Response:
        return PlainTextResponse(str(error), 409)

    @app.exception_handler(MemesweepError)
    def explain(_request: Request, error: MemesweepError) -> Response:
        return PlainTextResponse(printable(sentences.error(error)), 503)

    return app


def _add_page(app: FastAPI, root: Path) -> None:
    page, static = render_page(root), static_files()

    @app.get("/")
    def show_page() -> HTMLResponse:
        return HTMLResponse(page)

    @app.get("/static/{name:path}")
    def show_static(name: str) -> Response:
        if name not in static:
            raise HTTPException(404)
        content, media_type = static[name]
        return Response(content, media_type=media_type)


def _add_reading(app: FastAPI, desk: Desk, previews: PreviewCache) -> None:
    @app.get("/api/state")
    def show_state() -> dict[str, Any]:
        standing, pictures = desk.standing, desk.pictures
        return {
            "stage": standing.stage,
            "edition": None if pictures is None else pictures.edition,
            "progress": {"done": standing.done, "total": standing.total},
            "message": standing.message,
            "proposal": standing.proposal,
            "result": standing.result,
        }

    @app.get("/api/pictures")
    def show_pictures() -> Response:
        if desk.pictures is None:
            raise HTTPException(404)
        described = describe_pictures(desk.pictures.shelf, desk.pictures.gallery_pictures)
        # FastAPI would look at each of a few hundred thousand values in turn.
        return Response(json.dumps(described, separators=(",", ":")), media_type="application/json")

    @app.get("/pictures/{identity}/thumbnail")
    def show_thumbnail(identity: str) -> Response:
        return _picture(previews.small(_file(identity)))

    @app.get("/pictures/{identity}/large")
    def show_large(identity: str) -> Response:
        return _picture(previews.large(_file(identity)))

    def _file(identity: str) -> GalleryFile:
        shelf = None if desk.pictures is None else desk.pictures.shelf
        if shelf is None or identity not in shelf.candidates:
            raise HTTPException(404)
        return shelf.candidates[identity].result.file


def _picture(data: bytes | None) -> Response:
    if data is None:
        raise HTTPException(404)
    return Response(data, media_type="image/webp")


def _add_decisions(app: FastAPI, desk: Desk) -> None:
    @app.post("/api/decisions")
    def decide(order: DecisionRequest) -> dict[str, Any]:
        decided = desk.decide(order.ids, order.choice, order.step)
        return {"choices": decided.choices, "failed": decided.failed}

    @app.post("/api/decisions/undo")
    def undo_decision(_order: Nothing) -> dict[str, Any]:
        decided, steps = desk.undo_decision()
        return {"choices": decided.choices, "failed": decided.failed, "steps": steps}


def _add_orders(app: FastAPI, desk: Desk) -> None:
    orders = {
        "scan": desk.scan,
        "prepare": desk.prepare,
        "cancel": desk.cancel,
        "stop": desk.stop,
        "undo": desk.undo_sweep,
        "finish": desk.finish,
    }
    for name, carry_out in orders.items():
        app.post(f"/api/{name}", name=name)(_obeying(carry_out))

    @app.post("/api/sweep")
    def sweep(order: SweepRequest) -> dict[str, Any]:
        desk.answer(order.proposal, order.objections)
        return {}


def _obeying(carry_out: Callable[[], None]) -> Callable[[Nothing], dict[str, Any]]:
    def obey(_order: Nothing) -> dict[str, Any]:
        carry_out()
        return {}

    return obey

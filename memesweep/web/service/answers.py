"""The answers of the service as types, for the OpenAPI page and for clients that are generated from it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, Field

from memesweep import Classification, Depth, ImageKind, Reason, Stage, Verdict
from memesweep.web.service.problems import picture_problem

_EXAMPLE_PROBLEM: Any = {
    "type": "urn:memesweep:problem:unreadable",
    "title": "Unreadable",
    "status": 422,
    "detail": "The picture is damaged or incomplete.",
}


class ProblemAnswer(BaseModel):
    """Trouble, as RFC 9457 has it."""

    model_config = {"json_schema_extra": {"examples": [_EXAMPLE_PROBLEM]}}

    type: str
    title: str
    status: int
    detail: str


class ModelAnswer(BaseModel):
    """A model that may be asked for."""

    name: str
    version: str | None = Field(description="null until the model is first asked for")
    default: bool


class PictureAnswer(BaseModel):
    """What the net said of one picture, and what memesweep would do with it."""

    index: int = Field(description="its place in the request, from 0")
    score: Annotated[float, Field(ge=0, le=1)] | None = Field(description="probability of a meme")
    verdict: Verdict
    reason: Reason
    kind: ImageKind | None
    width: int = Field(description="pixels as stored; 0 where it could not be read")
    height: int
    stage: Stage | None = Field(description="which of the model's nets the score is from")
    depth: Depth | None = Field(description="how much of the picture the score rests on")
    problem: ProblemAnswer | None = Field(description="why there is no score")


class ClassifyAnswer(BaseModel):
    """The pictures of a request, in its order."""

    model: str
    version: str
    pictures: list[PictureAnswer]


def describe(index: int, found: Classification) -> dict[str, Any]:
    """Return one picture's part of the answer. The score is rounded to what runtimes agree on."""
    return {
        "index": index,
        "score": None if found.score is None else round(found.score, 5),
        "verdict": found.verdict,
        "reason": found.reason,
        "kind": found.info.kind,
        "width": found.info.width,
        "height": found.info.height,
        "stage": found.stage,
        "depth": found.depth,
        "problem": None if found.problem is None else picture_problem(found.problem),
    }

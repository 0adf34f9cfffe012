"""The tables of sentences beside the enums that they speak of, and beside the places that raise."""

from __future__ import annotations

import ast
import pickle
from pathlib import Path
from string import Formatter

import pytest

from memesweep.cli.exits import ExitCode, exit_code_of
from memesweep.cli.words.errors import _MODEL_REMEDIES, SENTENCES, sentence_of
from memesweep.cli.words.notices import NOTICES, PHASES
from memesweep.cli.words.objections import _IN_A_DRY_RUN, _REMEDIES, OBJECTIONS, refusal_of
from memesweep.cli.words.reasons import REASONS, SKIPPED, TROUBLES
from memesweep.cli.words.stages import DEPTHS, STAGES
from memesweep.errors import (
    ErrorCode,
    GalleryBusyError,
    MemesweepError,
    ModelError,
    RefusedError,
    StoppedError,
    UnfitEnvironmentError,
)
from memesweep.gallery.picture import Depth
from memesweep.gallery.skip import SkipReason
from memesweep.verdict.stage import Stage
from memesweep.verdict.verdict import Reason
from memesweep.workspace import NoticeCode, Objection, ObjectionCode, Phase, TroubleCode

PACKAGE = Path(__file__).resolve().parents[2] / "memesweep"


def test_every_word_of_the_core_has_a_sentence() -> None:
    assert set(SENTENCES) == set(ErrorCode)
    assert set(NOTICES) == set(NoticeCode)
    assert set(PHASES) == set(Phase)
    assert set(OBJECTIONS) == set(_REMEDIES) == set(_IN_A_DRY_RUN) == set(ObjectionCode)
    assert set(REASONS) == set(Reason) - {Reason.MEME, Reason.UNSURE, Reason.CHOSEN}
    assert set(SKIPPED) == set(SkipReason)
    assert set(STAGES) == set(Stage)
    assert set(DEPTHS) == set(Depth)
    assert set(TROUBLES) == set(TroubleCode)
    assert set(_MODEL_REMEDIES) == {code for code in ErrorCode if code.startswith("model-")}


def raised() -> list[tuple[str, ErrorCode, frozenset[str]]]:
    """Every `SomeError(ErrorCode.NAME, fact=...)` of the package: where, which, and the facts it carries."""
    found = []
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            first = node.args[0]
            if isinstance(first, ast.Attribute) and ast.unparse(first.value) == "ErrorCode":
                facts = frozenset(keyword.arg or "" for keyword in node.keywords)
                found.append((f"{file.name}:{node.lineno}", ErrorCode[first.attr], facts))
    return found


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize(("place", "code", "facts"), raised())
def test_an_error_carries_what_its_sentence_says(place: str, code: ErrorCode, facts: frozenset[str]) -> None:
    assert fields(SENTENCES[code]) <= facts, place


def test_every_code_is_raised_somewhere() -> None:
    catalog = {ErrorCode.CATALOG_BUSY, ErrorCode.CATALOG_DISK_FULL, ErrorCode.CATALOG_BROKEN}
    by_kind = {*catalog, ErrorCode.CATALOG_UNUSABLE}  # chosen by SQLite's own code, in one place
    assert {code for _, code, _ in raised()} | by_kind == set(ErrorCode)


@pytest.mark.parametrize(
    ("code", "way_out"),
    [
        (ErrorCode.CATALOG_TOO_NEW, "Update memesweep"),
        (ErrorCode.CATALOG_BUSY, "try again later"),
        (ErrorCode.CATALOG_DISK_FULL, "make room"),
        (ErrorCode.CATALOG_BROKEN, "the keep-list"),
        (ErrorCode.GALLERY_NOT_THE_DISK, "put any file into it"),
        (ErrorCode.GALLERY_MISSING, "mounted"),
        (ErrorCode.GALLERY_EMPTY, "mounted"),
        (ErrorCode.GALLERY_BUSY, "process 17"),
        (ErrorCode.MANIFEST_TOO_NEW, "newer"),
        (ErrorCode.HOLDING_IS_A_FILE, "--move-to"),
    ],
)
def test_the_way_out_is_said(code: ErrorCode, way_out: str) -> None:
    said = sentence_of(MemesweepError(code, path=Path("/x"), reason="why", process="17"))
    assert way_out in said


def test_a_named_model_is_not_mended_by_another_memesweep() -> None:
    error = ModelError(ErrorCode.MODEL_NOT_TESTED_FILE, path=Path("/x/model.tflite"))
    assert "Reinstall memesweep." in sentence_of(error)
    error.facts["named"] = Path("/x")
    assert "Reinstall" not in sentence_of(error)
    assert "/x (--model)" in sentence_of(error)


def test_a_name_with_braces_is_no_template() -> None:
    error = UnfitEnvironmentError(ErrorCode.GALLERY_EMPTY, path=Path("/{0}{path}{"))
    assert sentence_of(error).startswith("'/{0}{path}{' is empty")


def test_a_refusal_names_every_objection_and_each_remedy_once() -> None:
    said = refusal_of(
        [
            Objection(
                code=ObjectionCode.TOO_MANY_FILES, facts={"files": 9, "limit": 1}, can_be_approved=False
            ),
            Objection(
                code=ObjectionCode.TOO_LARGE_SHARE, facts={"share": 0.9, "limit": 0.5}, can_be_approved=False
            ),
        ]
    )
    assert "--max-files" in said
    assert "--max-share" in said
    assert said.count("--dry-run") == 1


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ModelError(ErrorCode.MODEL_NOT_INSTALLED), ExitCode.ENVIRONMENT),
        (GalleryBusyError(ErrorCode.GALLERY_BUSY), ExitCode.LOCKED),
        (RefusedError(ErrorCode.OBJECTIONS), ExitCode.REFUSED),
        (StoppedError(ErrorCode.STOPPED), ExitCode.INTERRUPTED),
        (MemesweepError(ErrorCode.STOPPED), ExitCode.FAULT),
    ],
)
def test_an_error_ends_as_its_nearest_ancestor_with_a_code(error: MemesweepError, code: ExitCode) -> None:
    assert exit_code_of(error) is code


def test_errors_travel_between_processes() -> None:
    objection = Objection(code=ObjectionCode.SYNCED, can_be_approved=True)
    error = RefusedError(ErrorCode.OBJECTIONS, objections=(objection,), path=Path("/x"))
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (type(again), again.code, again.facts) == (RefusedError, error.code, error.facts)
    assert again.objections == error.objections

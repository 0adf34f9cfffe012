"""docs/safety.md names tests that exist, at least one for each promise."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/safety.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_named_tests_exist(file: str, name: str) -> None:
    defined = {
        target
        for node in ast.parse((ROOT / file).read_text()).body
        for target in (
            [node.name]
            if isinstance(node, ast.FunctionDef)
            else [one.id for one in node.targets if isinstance(one, ast.Name)]
            if isinstance(node, ast.Assign)
            else []
        )
    }
    assert name in defined


def test_every_promise_has_one() -> None:
    promises = re.split(r"^\d+\. \*\*", PAGE.split("## Runs that nobody watches")[0], flags=re.MULTILINE)[1:]
    assert len(promises) == 18
    assert all("::test_" in promise for promise in promises)

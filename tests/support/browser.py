"""A real browser, where the system has one: Debian's Chromium, driven through Playwright."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

from tests.support.npm import npm_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)")

_FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update"),
    *("--disable-background-networking", "--disable-sync", "--disable-dev-shm-usage"),
)


@contextmanager
def open_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@cache
def axe_core() -> str:
    """The source of axe-core from npm; skips where that cannot be had."""
    return npm_file("AXE_CORE", "axe-core@4", "axe-core/axe.min.js").read_text()


def findings(page: Page) -> list[str]:
    """What axe-core finds serious or critical on a page as it is now."""
    page.evaluate(axe_core())
    result: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {violation['help']} ({violation['nodes'][0]['html'][:200]})"
        for violation in result["violations"]
        if violation["impact"] in {"serious", "critical"}
    ]

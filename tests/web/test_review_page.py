"""A person at the review page: a real browser, the real program, a real folder."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.faults.strace import greedy_bundle
from tests.support.browser import findings, needs_browser, open_browser
from tests.support.review import Review, reviewing, varied_gallery
from tests.support.trees import snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.support.program import Program

pytestmark = needs_browser

TO_SWEEP, TO_REVIEW, KEPT = 100, 100, 12


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def greedy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return greedy_bundle(tmp_path_factory.mktemp("greedy") / "model")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return varied_gallery(tmp_path_factory.mktemp("original") / "Pictures", TO_SWEEP, TO_REVIEW)


@pytest.fixture
def pictures(original: Path, tmp_path: Path) -> Path:
    return shutil.copytree(original, tmp_path / "Pictures")


@pytest.fixture
def review(program: Program, pictures: Path, greedy: Path, tmp_path: Path) -> Iterator[Review]:
    with reviewing(program, pictures, "--model", greedy, "--move-to", tmp_path / "swept") as review:
        yield review


def opened(browser: Browser, review: Review, *, phone: bool = False) -> Page:
    """The page, with every complaint of the browser's an error."""
    if phone:
        context = browser.new_context(
            viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, device_scale_factor=2
        )
    else:
        context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.on("pageerror", lambda error: pytest.fail(f"the page fails: {error}"))
    page.goto(review.address)
    page.wait_for_selector(".cell")
    return page


def wait_for_total(page: Page, count: int) -> None:
    shown = "count => document.querySelector('#total-count').textContent.startsWith(`${count} `)"
    page.wait_for_function(shown, arg=count)


def wait_for_title(page: Page, title: str) -> None:
    page.wait_for_selector(f"#finale-title:has-text('{title}')")


def count_files(folder: Path) -> int:
    return sum(path.suffix == ".jpg" for path in folder.rglob("*"))


@pytest.fixture
def swept(pictures: Path, tmp_path: Path) -> Callable[[], None]:
    """Look at the disk after a sweep: what was kept is there, everything else in the holding folder."""

    def look() -> None:
        assert count_files(pictures) == KEPT
        assert count_files(tmp_path / "swept") == TO_SWEEP + TO_REVIEW - KEPT

    return look


def test_by_keyboard_alone(
    browser: Browser, review: Review, pictures: Path, swept: Callable[[], None]
) -> None:
    before = snapshot(pictures)
    page = opened(browser, review)
    press = page.keyboard.press
    wait_for_total(page, TO_SWEEP)
    press("t")  # copies one by one
    for _ in range(KEPT):
        press("k")
    wait_for_total(page, TO_SWEEP - KEPT)
    press("u")
    wait_for_total(page, TO_SWEEP - KEPT + 1)
    press("Space")
    page.wait_for_selector("#viewer[open]")
    press("k")
    wait_for_total(page, TO_SWEEP - KEPT)
    press("Space")
    page.wait_for_selector("#viewer", state="hidden")
    press("2")
    press("Shift+End")
    press("s")
    wait_for_total(page, TO_SWEEP - KEPT + TO_REVIEW)
    press("Enter")
    wait_for_title(page, f"Move {TO_SWEEP - KEPT + TO_REVIEW} pictures")
    focus_on(page, "Move")
    press("Enter")
    wait_for_title(page, f"{TO_SWEEP - KEPT + TO_REVIEW} pictures moved")
    swept()
    focus_on(page, "Bring everything back")
    press("Enter")
    wait_for_title(page, "back where they were")
    assert snapshot(pictures) == before
    focus_on(page, "Finish")
    press("Enter")
    page.wait_for_selector("text=memesweep has ended")
    assert review.process.wait(30) == 0


def focus_on(page: Page, label: str) -> None:
    """Tab to a button."""
    for _ in range(12):
        if page.evaluate("document.activeElement.textContent").startswith(label):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{label} cannot be reached by Tab")


def test_by_mouse_alone(browser: Browser, review: Review, pictures: Path, swept: Callable[[], None]) -> None:
    before = snapshot(pictures)
    page = opened(browser, review)
    page.click("#stacks")
    tile = page.locator(".cell:visible")
    for number in range(6):
        tile.nth(number).hover()
        tile.nth(number).get_by_text("Keep").click()
    wait_for_total(page, TO_SWEEP - 6)
    page.click("#undo")
    wait_for_total(page, TO_SWEEP - 5)
    tile.nth(5).click()
    for _ in range(7):
        page.click("#viewer-keep")
    page.click("#viewer-close")
    wait_for_total(page, TO_SWEEP - KEPT)
    page.click("#tab-review")
    tile.first.hover()
    tile.first.locator(".tick").click()
    page.mouse.wheel(0, 100_000)
    page.wait_for_selector(f".cell[data-index='{TO_REVIEW - 1}']")
    page.click(f".cell[data-index='{TO_REVIEW - 1}']", modifiers=["Shift"])
    page.click("#sweep-selected")
    wait_for_total(page, TO_SWEEP - KEPT + TO_REVIEW)
    page.click("#go")
    page.click("text=Go back")
    page.click("#go")
    page.click(f"text=Move {TO_SWEEP - KEPT + TO_REVIEW} pictures >> nth=-1")
    wait_for_title(page, "moved")
    swept()
    page.click("text=Bring everything back")
    wait_for_title(page, "back where they were")
    assert snapshot(pictures) == before
    page.click("text=Back to the pictures")
    wait_for_total(page, 0)  # what was brought back stays, and is what there is to see
    page.wait_for_selector("#tab-keep[aria-selected=true]")
    assert page.locator("[data-count=keep]").inner_text() == str(TO_SWEEP + TO_REVIEW)


def test_by_touch_on_a_phone(
    browser: Browser, review: Review, pictures: Path, swept: Callable[[], None]
) -> None:
    before = snapshot(pictures)
    page = opened(browser, review, phone=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.tap("#filters-toggle")
    page.tap("#stacks")
    page.tap("#filters-toggle")
    page.locator(".cell:visible").first.tap()
    for _ in range(KEPT):
        page.tap("#viewer-keep")
    page.tap("#viewer-undo")
    page.tap("#viewer-keep")
    page.tap("#viewer-close")
    wait_for_total(page, TO_SWEEP - KEPT)
    page.tap("#tab-review")
    page.tap("#filters-toggle")
    page.tap("#select-shown")
    page.tap("#sweep-selected")
    wait_for_total(page, TO_SWEEP - KEPT + TO_REVIEW)
    page.tap("#go")
    page.locator("#finale .primary").tap()
    wait_for_title(page, "moved")
    swept()
    page.tap("text=Bring everything back")
    wait_for_title(page, "back where they were")
    assert snapshot(pictures) == before


def test_everybody_can_use_it(browser: Browser, review: Review) -> None:
    """axe-core finds nothing serious, on each page and in both themes."""
    page = opened(browser, review)
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.keyboard.press("k")
        page.keyboard.press("x")
        assert findings(page) == []
        page.keyboard.press("Escape")
        page.keyboard.press("Space")
        assert findings(page) == []
        page.keyboard.press("Space")
        page.keyboard.press("?")
        assert findings(page) == []
        page.keyboard.press("Escape")
        page.keyboard.press("Enter")
        page.wait_for_selector("text=Go back")
        assert findings(page) == []
        page.keyboard.press("Escape")
        page.wait_for_selector("#finale", state="hidden")

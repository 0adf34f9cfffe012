"""The service's page in a real browser: choosing, pasting, dropping, many at once, errors, axe-core."""

from __future__ import annotations

import base64
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import CHROMIUM, findings, needs_browser, open_browser
from tests.support.pictures import meme_bytes, photo_bytes
from tests.support.service import RunningService, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = needs_browser
TOKEN = "correct-horse-battery"  # noqa: S105 - of the tests alone


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM is not None
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    with serving(home=tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pictures")
    contents = {
        "photo": photo_bytes(),
        "meme": meme_bytes(),
        "<b>odd & name": photo_bytes("coffee.png"),
        "broken": photo_bytes()[:4000],
    }
    made = {}
    for name, data in contents.items():
        made[name] = folder / f"{name}.jpg"
        made[name].write_bytes(data)
    return made


@pytest.fixture
def page(browser: Browser, service: RunningService) -> Iterator[Page]:
    opened = browser.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    opened.goto(service.address)
    yield opened
    opened.close()
    assert not faults


def until(page: Page, condition: str) -> None:
    """Wait for a condition without the page's own `eval`, which its policy forbids."""
    deadline = time.monotonic() + 30
    while not page.evaluate(condition):
        assert time.monotonic() < deadline, condition
        time.sleep(0.05)


def answers(page: Page, count: int) -> list[str]:
    page.locator("#results li").nth(count - 1).wait_for(timeout=60_000)
    return [item.inner_text() for item in page.query_selector_all("#results li")]


def test_chosen_pictures_are_answered_with_thumbnails_and_the_models_name(
    page: Page, files: dict[str, Path], tmp_path: Path
) -> None:
    page.set_input_files("#choose", [str(path) for path in files.values()])
    photo, joke, odd, broken = answers(page, 4)
    assert photo.startswith("No meme\n\nscore 0.")
    assert joke.startswith("A meme\n\nscore ")
    assert "<b>odd & name.jpg" in odd
    assert "damaged or incomplete" in broken
    assert all("says mobilenet-v2-224 " in words for words in (photo, joke, odd))
    until(page, "document.querySelector('#results canvas').width > 100")
    assert not page.is_visible("#none")
    assert page.inner_text("#message") == ""
    page.screenshot(path=str(tmp_path / "page.png"), full_page=True)


def test_a_picture_taken_with_the_camera(page: Page, files: dict[str, Path]) -> None:
    assert page.get_attribute("#camera", "capture") == "environment"
    page.set_input_files("#camera", str(files["photo"]))
    assert "No meme" in answers(page, 1)[0]


PUT = """
([kind, name, data]) => {
  const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
  const moved = new DataTransfer();
  moved.items.add(new File([bytes], name, { type: "image/jpeg" }));
  const event = kind === "paste"
    ? new ClipboardEvent("paste", { clipboardData: moved, bubbles: true })
    : new DragEvent("drop", { dataTransfer: moved, bubbles: true, cancelable: true });
  document.body.dispatchEvent(event);
}
"""


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_pasted_and_dropped_pictures(page: Page, files: dict[str, Path], kind: str) -> None:
    page.evaluate(PUT, [kind, "pasted.jpg", base64.b64encode(files["meme"].read_bytes()).decode()])
    (words,) = answers(page, 1)
    assert words.startswith("A meme")
    assert "pasted.jpg" in words


def test_many_at_once_come_in_their_order(page: Page, files: dict[str, Path]) -> None:
    page.set_input_files("#choose", [str(files[name]) for name in ("photo", "meme") for _ in range(23)])
    words = answers(page, 46)
    assert [text.split("\n")[0] for text in words] == ["No meme"] * 23 + ["A meme"] * 23
    until(page, "document.querySelector('#progress').textContent === ''")


def test_a_server_that_is_gone_is_said(browser: Browser, files: dict[str, Path], tmp_path: Path) -> None:
    with serving(home=tmp_path) as service:
        page = browser.new_page()
        page.goto(service.address)
        until(page, "document.querySelector('#model').options.length > 0")
    page.set_input_files("#choose", str(files["photo"]))
    until(page, "document.querySelector('#message').textContent !== ''")
    assert "cannot be reached" in page.inner_text("#message")
    page.close()


def test_a_token_is_asked_for_where_there_is_one(
    browser: Browser, files: dict[str, Path], tmp_path: Path
) -> None:
    (tmp_path / "token").write_text(TOKEN)
    with serving("--token-file", str(tmp_path / "token"), home=tmp_path) as service:
        page = browser.new_page()
        page.goto(service.address)
        page.wait_for_selector("#token", state="visible")
        page.set_input_files("#choose", str(files["photo"]))
        until(page, "document.querySelector('#message').textContent !== ''")
        page.fill("#token", TOKEN)
        page.set_input_files("#choose", str(files["photo"]))
        assert "No meme" in answers(page, 1)[0]
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/api"])
def test_nothing_keeps_anybody_out(
    browser: Browser, service: RunningService, files: dict[str, Path], path: str, scheme: str
) -> None:
    # axe-core is put into the page from outside, which the page's own policy forbids.
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(service.address + path)
    if path == "/":
        page.set_input_files("#choose", [str(path) for path in files.values()])
        answers(page, 4)
    assert findings(page) == []
    context.close()

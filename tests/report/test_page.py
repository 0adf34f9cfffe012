"""A report's page: complete, safe to open, and valid."""

from __future__ import annotations

import base64
import io
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image

from memesweep.gallery.skip import SkipReason
from memesweep.report.gallery_report import GalleryReport
from memesweep.report.words import REASON_WORDS, SKIP_WORDS
from memesweep.verdict.verdict import Reason, Verdict
from tests.report.galleries import written_page
from tests.support.browser import findings, needs_browser, open_browser
from tests.support.nu_checker import complaints


class Page(HTMLParser):
    """Every element and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.source = text
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, attribute: str) -> list[str]:
        return [found for _, attrs in self.elements if (found := attrs.get(attribute)) is not None]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[GalleryReport, Path]:
    return written_page(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def page(written: tuple[GalleryReport, Path]) -> Page:
    return Page(written[1].read_text(encoding="utf-8"))


def test_every_picture_of_a_section_is_on_the_page(written: tuple[GalleryReport, Path], page: Page) -> None:
    report, _ = written
    listed = [
        picture for section in report.sections for group in section.groups for picture in group.pictures
    ]
    assert {picture.file.relative for picture in listed} >= {"DSC0001.jpg", "half.jpg"}
    assert "photo.jpg" not in page.text
    for picture in listed:
        if picture.file.name.isprintable():
            assert picture.file.name in page.text
    assert "\\xff\\xfe.jpg" in page.text
    assert page.text.count("Nothing was moved.") == 1


def test_copies_are_one_tile_that_says_so(written: tuple[GalleryReport, Path], page: Page) -> None:
    (group,) = (
        group for section in written[0].sections for group in section.groups if len(group.pictures) > 1
    )
    # The newest stands for its copies.
    assert [picture.file.relative for picture in group.pictures] == [
        "again/IMG-20240204-WA0002.jpg",
        "again/IMG-20240203-WA0007.jpg",
        "IMG-20240201-WA0001.jpg",
    ]
    assert "3 copies" in page.text
    pictures = [tag for tag, _ in page.elements if tag == "img"]
    groups = sum(len(section.groups) for section in written[0].sections)
    assert len(pictures) == groups - 1  # the damaged one has no preview


def test_the_least_sure_come_first(written: tuple[GalleryReport, Path]) -> None:
    for section in written[0].sections:
        if section.verdict is not Verdict.KEEP:
            doubts = [group.doubt for group in section.groups]
            assert doubts == sorted(doubts)


def test_no_name_is_taken_for_markup_or_turns_the_text(page: Page) -> None:
    assert "\u202e" not in page.text
    assert "\\u202egpj.<img src=x onerror=alert(1)>\\u2067.jpg" in page.text
    assert not [attrs for _, attrs in page.elements if any(name.startswith("on") for name in attrs)]
    names = re.findall(r"<p class=.name.>(.*?)</p>", page.source)
    assert names
    assert all(name.startswith("<bdi") for name in names)


def test_the_page_asks_for_nothing_from_anywhere(page: Page) -> None:
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "link", "iframe", "object", "embed", "form", "base", "video", "audio"}
    assert all(source.startswith("data:image/webp;base64,") for source in page.values("src"))
    # Links lead to pictures on the reader's own disk, and only where a browser shows them as pictures.
    assert all(re.fullmatch(r"file://[^\"<>]+\.(jpg|png|webp)", link) for link in page.values("href"))
    assert not [link for link in page.values("href") if "html" in link]
    (policy,) = (attrs["content"] for _, attrs in page.elements if attrs.get("http-equiv"))
    assert (policy or "").startswith("default-src 'none'; img-src data:;")


def test_pictures_are_made_anew_and_small(page: Page) -> None:
    for source in page.values("src"):
        with Image.open(io.BytesIO(base64.b64decode(source.partition(",")[2]))) as image:
            assert image.format == "WEBP"
            assert max(image.size) <= 360
            assert not image.getexif()


def test_the_checker_of_the_w3c_finds_nothing_wrong(written: tuple[GalleryReport, Path]) -> None:
    assert complaints(written[1]) == []


@needs_browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_in_a_browser_it_asks_for_nothing_and_can_be_read_by_all(
    written: tuple[GalleryReport, Path], theme: Literal["light", "dark"]
) -> None:
    with open_browser() as browser:
        page = browser.new_page(viewport={"width": 390, "height": 800}, color_scheme=theme)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: asked.append(dialog.message))
        page.goto(written[1].as_uri())
        assert page.locator("img").evaluate_all(
            "pictures => Promise.all(pictures.map(one => { one.loading = 'eager'; return one.decode() }))"
            ".then(() => pictures.every(one => one.naturalWidth > 0))"
        )
        assert [url for url in asked if not url.startswith("data:")] == [written[1].as_uri()]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.locator("summary").first.click()
        assert page.locator("details[open] li").first.is_visible()
        # The policy of the page allows no script, axe's neither: it is told by the debugger.
        assert findings(page) == []


def test_there_are_words_for_everything() -> None:
    assert set(REASON_WORDS) == set(Reason)
    assert set(SKIP_WORDS) == set(SkipReason)

"""The review page with twenty thousand candidates: first paint, scrolling, deciding, the server's memory."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from memesweep.catalog.database import open_catalog
from memesweep.catalog.galleries import enter_gallery
from memesweep.catalog.pictures import CataloguedScore, PictureTable
from memesweep.classifier.bundle import find_bundle, load_bundle
from memesweep.gallery.formats import ImageKind
from memesweep.gallery.picture import ImageInfo
from memesweep.gallery.walk import walk
from tests.benchmarks.measure import Figure
from tests.support.browser import CHROMIUM, open_browser
from tests.support.program import Program
from tests.support.review import reviewing, varied_gallery

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

CANDIDATES: Final = 20_000
_UNSURE: Final = 0.9
_INFO: Final = ImageInfo(ImageKind.JPEG, 400, 300)
_PATIENCE_MS: Final = 300_000

_WATCH: Final = """
window.longTasks = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.longTasks.push(entry.duration);
}).observe({ entryTypes: ["longtask"] });
window.painted = null;
new MutationObserver(() => {
  if (window.painted === null && document.querySelector(".cell .meter:not(:empty)")) {
    window.painted = 0;
    requestAnimationFrame(() => setTimeout(() => (window.painted = performance.now())));
  }
}).observe(document, { childList: true, subtree: true });
"""

_SCROLL: Final = """
async () => {
  const scroller = document.querySelector("#scroller");
  window.longTasks.length = 0;
  const frames = [];
  let last = performance.now();
  // Slowly, fast, and in leaps to the end.
  for (let step = 0; step < 400; step += 1) {
    scroller.scrollTop += step < 150 ? 40 : step < 300 ? 900 : scroller.scrollHeight / 100;
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    frames.push(now - last);
    last = now;
  }
  return { longest: Math.max(0, ...window.longTasks), frames: frames.sort((a, b) => a - b) };
}
"""


def _one_net(folder: Path) -> Path:
    """The shipped model without its second opinion, which a known score would not spare."""
    shutil.copytree(find_bundle(), folder)
    described = json.loads((folder / "model.json").read_text())
    del described["second_opinion"]
    (folder / "model.json").write_text(json.dumps(described))
    return folder


def _candidates(folder: Path, model: Path) -> tuple[Program, Path]:
    """Make a gallery that the catalog knows as unsure: the net would take minutes."""
    home = folder / "home"
    home.mkdir()
    samples = [
        path.read_bytes() for path in sorted(varied_gallery(folder / "samples", 10, 30).rglob("*.jpg"))
    ]
    gallery = (folder / "gallery").resolve()
    gallery.mkdir()
    for number in range(CANDIDATES):
        data = samples[number % len(samples)]
        # A comment after the first marker makes each another content.
        comment = b"\xff\xfe\x00\x06" + number.to_bytes(4, "big")
        (gallery / f"IMG-20240312-WA{number:06}.jpg").write_bytes(data[:2] + comment + data[2:])
    bundle = load_bundle(model)
    program = Program(home)
    with open_catalog(home / "memesweep/catalog.sqlite3") as connection:
        table = PictureTable(connection, enter_gallery(connection, gallery), bundle.identity)
        for listing in walk(gallery):
            table.record((file, CataloguedScore(file.stamp, _UNSURE, None, _INFO)) for file in listing.files)
    return program, gallery


def review(folder: Path) -> Iterator[Figure]:
    """Open the page, scroll through all of it, decide about all of it."""
    if CHROMIUM is None:
        return
    model = _one_net(folder / "model")
    program, gallery = _candidates(folder, model)
    with reviewing(program, gallery, "--model", model) as served, open_browser() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(_PATIENCE_MS)
        page.add_init_script(_WATCH)
        page.goto(served.address)
        page.wait_for_selector("#decided-text:has-text('of 20,000')")
        page.wait_for_function("() => window.painted > 0")
        data = "performance.getEntriesByType('resource').find((e) => e.name.endsWith('api/pictures'))"
        waited = page.evaluate(f"window.painted - {data}.responseEnd")
        yield Figure("first paint after the pictures' data arrived, s", waited / 1000, "under 1")
        yield from _use(page)
        status = Path(f"/proc/{served.process.pid}/status").read_text()
        peak = re.search(r"VmHWM:\s+(\d+)", status)
        assert peak is not None
        yield Figure("peak memory of the server, MB", int(peak[1]) / 1024, "under 250")


def _use(page: Page) -> Iterator[Figure]:
    page.click("#tab-review")
    page.wait_for_selector(".cell img[src]")
    scrolled: dict[str, Any] = page.evaluate(_SCROLL)
    yield Figure("longest task while scrolling through all, ms", scrolled["longest"], "under 100")
    frames = scrolled["frames"]
    yield Figure(
        "median frame while scrolling, ms", frames[len(frames) // 2], detail=f"slowest {frames[-1]:.0f} ms"
    )
    began = page.evaluate("performance.now()")
    page.keyboard.press("a")
    page.keyboard.press("k")
    shown = page.evaluate("performance.now()")
    yield Figure("all of them decided, as the page shows it, s", (shown - began) / 1000)
    page.wait_for_function("() => document.querySelector('[data-count=keep]').textContent === '20,000'")
    page.keyboard.press("u")
    page.wait_for_function("() => document.querySelector('[data-count=review]').textContent === '20,000'")
    yield Figure("decided, saved and undone, s", (page.evaluate("performance.now()") - began) / 1000)

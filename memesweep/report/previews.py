"""Previews for a page, made as it is written: a few ahead, so that no core waits and no memory fills."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

    from memesweep.workspace import GalleryFile, Preview

_AHEAD: Final = 16
MAX_EMBEDDED_BYTES: Final = 40_000_000
"""Of all previews of a page: in base64 and with the text around them, the page stays below 60 MB."""

Shown = TypeVar("Shown")


def side_for(count: int) -> int:
    """Return the longer side in pixels of previews of which a page has so many."""
    return 360 if count <= 600 else 256 if count <= 2000 else 192  # noqa: PLR2004 - a table of three rows


@dataclass(slots=True, kw_only=True)
class Previews:
    """Makes the previews of one page, until it has enough of them."""

    make: Callable[[GalleryFile], Preview | None]
    """Any thread may call it."""
    workers: int
    on_progress: Callable[[int], None] = lambda _done: None
    """Called with 1 for each preview, from the thread that writes the page."""
    _embedded: int = 0

    def ahead(
        self, items: Iterable[Shown], file_of: Callable[[Shown], GalleryFile]
    ) -> Iterator[tuple[Shown, Callable[[], Preview | None]]]:
        """Give items in order, each with what returns its preview; None once the page has enough."""
        source = iter(items)
        waiting: deque[tuple[Shown, Future[Preview | None]]] = deque()
        with ThreadPoolExecutor(self.workers, thread_name_prefix="preview") as pool:
            while True:
                for item in islice(source, _AHEAD - len(waiting)):
                    waiting.append((item, pool.submit(self._make, file_of(item))))
                if not waiting:
                    return
                item, future = waiting.popleft()
                preview = future.result()
                self._embedded += len(preview.webp or b"") if preview is not None else 0
                self.on_progress(1)
                yield item, partial(_given, preview)

    def _make(self, file: GalleryFile) -> Preview | None:
        return self.make(file) if self._embedded < MAX_EMBEDDED_BYTES else None


def _given(preview: Preview | None) -> Preview | None:
    return preview

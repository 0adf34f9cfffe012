"""Previews for a page, made as it is written: a few ahead, so that no core waits and no memory fills."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from memesweep.errors import ErrorCode, StoppedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from threading import Event

    from memesweep.workspace import Preview

_AHEAD: Final = 16
MAX_EMBEDDED_BYTES: Final = 40_000_000
"""Of all previews of a page: in base64 and with the text around them, the page stays below 60 MB."""
_SIDES: Final = ((600, 360), (2000, 256))
"""How many pictures a page may have for its previews to be so large, in pixels of the longer side."""
_SMALLEST_SIDE: Final = 192

Shown = TypeVar("Shown")


def side_for(count: int) -> int:
    """Return the longer side in pixels of the previews of a page that has so many."""
    return next((side for most, side in _SIDES if count <= most), _SMALLEST_SIDE)


@dataclass(slots=True, kw_only=True)
class Previews(Generic[Shown]):
    """Makes the previews of one page, until it has enough of them."""

    make: Callable[[Shown], Preview | None]
    """Any thread may call it."""
    workers: int
    stop: Event
    """When set, the page is not finished."""
    on_progress: Callable[[int], None] = lambda _done: None
    """Called with 1 for each preview, from the thread that writes the page."""
    _embedded: int = 0

    def ahead(self, items: Iterable[Shown]) -> Iterator[tuple[Shown, Preview | None]]:
        """Give items in order, each with its preview; without, once the page has enough.

        Raises:
            StoppedError: `stop` was set.

        """
        source = iter(items)
        waiting: deque[tuple[Shown, Future[Preview | None]]] = deque()
        with ThreadPoolExecutor(self.workers, thread_name_prefix="preview") as pool:
            while True:
                for item in islice(source, _AHEAD - len(waiting)):
                    waiting.append((item, pool.submit(self._make, item)))
                if not waiting:
                    return
                item, future = waiting.popleft()
                preview = future.result()
                if self.stop.is_set():
                    raise StoppedError(ErrorCode.STOPPED)
                self._embedded += len(preview.webp or b"") if preview is not None else 0
                self.on_progress(1)
                yield item, preview

    def _make(self, item: Shown) -> Preview | None:
        full = self._embedded >= MAX_EMBEDDED_BYTES
        return None if full or self.stop.is_set() else self.make(item)

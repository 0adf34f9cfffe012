"""`python -m tests.benchmarks [NAME...]`: ratios measured side by side, each with its command."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.benchmarks.agreement import agreement
from tests.benchmarks.commands import giants, memory, rescan, start
from tests.benchmarks.copies import copies
from tests.benchmarks.overhead import overhead
from tests.benchmarks.pages import pages
from tests.benchmarks.review import review
from tests.benchmarks.service import service
from tests.benchmarks.stages import quicklook, stages
from tests.benchmarks.throughput import throughput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.benchmarks.measure import Figure

BENCHMARKS: Final[dict[str, Callable[[Path], Iterator[Figure]]]] = {
    "throughput": throughput,
    "stages": stages,
    "quicklook": quicklook,
    "overhead": overhead,
    "agreement": agreement,
    "copies": copies,
    "pages": pages,
    "rescan": rescan,
    "start": start,
    "memory": memory,
    "giants": giants,
    "review": review,
    "service": service,
}


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all."""
    unknown = set(names) - BENCHMARKS.keys()
    if unknown:
        sys.stderr.write(
            f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}\n"
        )
        return 2
    for name in names or BENCHMARKS:
        sys.stdout.write(f"\n$ python -m tests.benchmarks {name}\n")
        with tempfile.TemporaryDirectory(prefix="memesweep-benchmark-") as folder:
            figure = None
            for figure in BENCHMARKS[name](Path(folder)):
                sys.stdout.write(f"{figure}\n")
                sys.stdout.flush()
            if figure is None:
                sys.stdout.write("left out: needs ../shared, which is no part of the repository\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

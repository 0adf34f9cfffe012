"""`python -m tests.benchmarks [--avx2] [NAME...]`: ratios measured side by side, each with its command.

`--avx2` hides AVX-512 and AMX from this process, so that the nets run as on a smaller core. Whole commands,
which are processes of their own, still see all.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.benchmarks.processor import hide_avx512, processor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.benchmarks.measure import Figure

BENCHMARKS: Final = {
    "throughput": "throughput",
    "stages": "stages",
    "opinions": "stages",
    "quicklook": "stages",
    "overhead": "overhead",
    "agreement": "agreement",
    "copies": "copies",
    "pages": "pages",
    "rescan": "commands",
    "start": "commands",
    "memory": "commands",
    "giants": "commands",
    "review": "review",
    "service": "service",
    "engines": "engines",
}
"""Each by the module that it is in, which is loaded when it runs: what it imports looks at the processor."""


def main(arguments: list[str]) -> int:
    """Run the named benchmarks, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("names", metavar="NAME", nargs="*", help=", ".join(BENCHMARKS))
    parser.add_argument("--avx2", action="store_true", help="hide AVX-512 and AMX from this process")
    parser.add_argument("--pictures", type=int, default=100_000, help="how many the engines classify")
    options = parser.parse_args(arguments)
    unknown = set(options.names) - BENCHMARKS.keys()
    if unknown:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
    if options.avx2:
        hide_avx512()
    for name in options.names or BENCHMARKS:
        run: Callable[..., Iterator[Figure]] = getattr(
            import_module(f"tests.benchmarks.{BENCHMARKS[name]}"), name
        )
        more = {"pictures": options.pictures} if name == "engines" else {}
        sys.stdout.write(f"\n$ python -m tests.benchmarks {name}\n")
        with tempfile.TemporaryDirectory(prefix="memesweep-benchmark-") as folder:
            figure = None
            for figure in run(Path(folder), **more):
                sys.stdout.write(f"{figure}\n")
                sys.stdout.flush()
            if figure is None:
                sys.stdout.write("left out: needs ../shared, which is no part of the repository\n")
            else:
                sys.stdout.write(f"on {processor()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

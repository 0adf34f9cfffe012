"""What the drivers of all engines have in common: two addresses, a model, a sentence at the end."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Final, Protocol

from memesweep.batch.manifest import ManifestError, count_answers
from memesweep.errors import MemesweepError

if TYPE_CHECKING:
    from collections.abc import Sequence

_DONE: Final = 0
_USAGE: Final = 2
_SOME_FAILED: Final = 3
_ENVIRONMENT: Final = 5


class ClassifyManifest(Protocol):
    """Classifies the pictures of a list that have no answer yet."""

    def __call__(self, manifest: str, out: str, *, model: str | None, second_opinion: bool) -> None:
        """See an engine's `classify_manifest`."""


def run_driver(program: str, classify: ClassifyManifest, arguments: Sequence[str] | None = None) -> int:
    """Parse the command line of `python -m PROGRAM`, work, and return an exit code of docs/exit-codes.md."""
    parser = argparse.ArgumentParser(
        prog=f"python -m {program}",
        description="Classify a list of pictures. Run it again after a failure: it skips what has an answer.",
    )
    parser.add_argument("manifest", metavar="MANIFEST", help="Parquet or CSV with a column path")
    parser.add_argument("out", metavar="OUT", help="folder that takes the answers as Parquet")
    parser.add_argument("--model", help="name of a model, or a bundle's folder that every machine has")
    parser.add_argument(
        "--second-opinion", action="store_true", help="look as `clean` does: whole pictures, and a second net"
    )
    options = parser.parse_args(arguments)
    try:
        classify(options.manifest, options.out, model=options.model, second_opinion=options.second_opinion)
    except ManifestError as error:
        sys.stderr.write(f"{program}: {error}\n")
        return _USAGE
    except MemesweepError as error:
        sys.stderr.write(f"{program}: the model cannot be used: {error}\n")
        return _ENVIRONMENT
    except OSError as error:
        sys.stderr.write(f"{program}: {error.filename or options.manifest}: {error.strerror or error}\n")
        return _ENVIRONMENT
    rows, errors = count_answers(options.out)
    sys.stdout.write(f"{options.out} has {rows} answers, {errors} of them errors.\n")
    return _SOME_FAILED if errors else _DONE

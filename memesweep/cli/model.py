"""The model that a command works with: the shipped one, or one that the user named."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from memesweep.errors import UnfitEnvironmentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from memesweep.classifier.bundle import ModelBundle

_SHIPPED: Final = re.compile(r"Reinstall memesweep( in a fresh environment)?\.")
"""The way out where the shipped model is damaged, and no other."""


def open_model(named: Path | None) -> ModelBundle:
    """Read and verify the named model, or the shipped one.

    Raises:
        UnfitEnvironmentError: it is missing, damaged, or made for another memesweep.

    """
    from memesweep.classifier.bundle import find_bundle, load_bundle

    with blaming(named):
        return load_bundle(named or find_bundle())


@contextmanager
def blaming(named: Path | None) -> Iterator[None]:
    """Say of trouble with a named model that it is the named one: a new memesweep would not mend it.

    Raises:
        UnfitEnvironmentError: what the block raised, in these words.

    """
    try:
        yield
    except UnfitEnvironmentError as error:
        way_out = f"The model was named: {named} (--model). Name another, or none for the shipped one."
        if named is None:
            raise
        raise UnfitEnvironmentError(_SHIPPED.sub(lambda _: way_out, str(error))) from error

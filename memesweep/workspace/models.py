"""Open the model of a session, and say of trouble with it whether the user named it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from memesweep.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from memesweep.classifier.bundle import ModelBundle


def open_model(named: str | Path | None) -> ModelBundle:
    """Read the named model, or the shipped one; each net is verified before it is opened.

    Raises:
        ModelError: it is missing, damaged, or made for another memesweep.

    """
    from memesweep.classifier.bundle import find_bundle, load_bundle  # noqa: PLC0415 - `--help` does without

    with naming_model(named):
        return load_bundle(find_bundle(named), verify=False)


@contextmanager
def naming_model(named: str | Path | None) -> Iterator[None]:
    """Add the fact `named` to trouble with a model that the user named: a new memesweep would not mend it.

    Raises:
        ModelError: what the block raised.

    """
    try:
        yield
    except ModelError as error:
        if named is not None:
            error.facts["named"] = named
        raise

"""Fetch pictures from wherever a path leads: this machine, or any address that fsspec knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memesweep.classifier.classification import Classification
from memesweep.gallery.limits import MAX_BYTES
from memesweep.gallery.picture import ImageInfo, Problem
from memesweep.verdict.verdict import Reason, Verdict

if TYPE_CHECKING:
    from memesweep.classifier.classifier import Classifier

_SCHEME: Final = "://"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What is to be classified: a file here, content, or the problem of getting it."""

    content: str | bytes | Problem

    def classify(self, classifier: Classifier) -> Classification:
        """Classify it; a problem needs no net."""
        if isinstance(self.content, bytes):
            return classifier.classify_bytes(self.content)
        if isinstance(self.content, Problem):
            return Classification(
                score=None,
                verdict=Verdict.KEEP,
                reason=Reason(self.content.value),
                info=ImageInfo(),
                problem=self.content,
            )
        return classifier.classify_path(self.content)


def is_at_hand(path: str | None, data: bytes | None) -> bool:
    """Tell whether nothing has to be waited for: the content is here, or the file is on this machine."""
    return data is not None or not path or _SCHEME not in path


def fetch(path: str | None, data: bytes | None) -> Fetched:
    """Get a picture. Never raises for anything that an address can lead to.

    Args:
        path: a local path or an address; None where there are bytes.
        data: the content, where it is at hand.

    Raises:
        ImportError: an address needs fsspec, or a package of its own that fsspec asks for.

    """
    if data is not None:
        return Fetched(data)
    if not path:
        return Fetched(Problem.MISSING)
    return Fetched(path if is_at_hand(path, data) else _download(path))


def _download(address: str) -> bytes | Problem:
    from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra

    try:
        system, name = url_to_fs(address)
        # One byte more than is decoded at most: what is larger need not come over the network as a whole.
        content: bytes = system.cat_file(name, start=0, end=MAX_BYTES + 1)
    except ImportError:
        raise
    except FileNotFoundError:
        return Problem.MISSING
    except PermissionError:
        return Problem.NO_PERMISSION
    except Exception:  # noqa: BLE001 - every store has errors of its own
        return Problem.READ_ERROR
    return content

"""What native libraries write to file descriptor 2, behind Python's back."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def silence_native_stderr() -> Iterator[None]:
    """Send file descriptor 2 nowhere: the runtime's INFO line would be a mail from every cron run."""
    saved = os.dup(2)
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 2)
        finally:
            os.close(nowhere)
        try:
            yield
        finally:
            os.dup2(saved, 2)
    finally:
        os.close(saved)

"""The TFLite runtime: tflite-runtime where it exists, its successor ai-edge-litert elsewhere."""

from __future__ import annotations

import importlib
import os
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from memesweep.errors import ErrorCode, ModelError

if TYPE_CHECKING:
    from collections.abc import Iterator

RUNTIMES: Final = ("tflite_runtime.interpreter", "ai_edge_litert.interpreter")


def open_interpreters(model: bytes, count: int) -> list[Any]:
    """Open `count` single-thread interpreters of one model, tensors allocated.

    Which runtime is fit is decided by opening an interpreter: tflite-runtime beside numpy 2 imports well and
    fails only here, with a SystemError.

    Raises:
        ModelError: no runtime opens the model.

    """
    complaints = []
    for name in RUNTIMES:
        try:
            factory = importlib.import_module(name).Interpreter
            with _quiet_native_stderr():
                return [_allocate(factory, model) for _ in range(count)]
        except ImportError as error:
            complaints.append(f"{name}: {error}")
        except (SystemError, ValueError, RuntimeError, AttributeError) as error:
            complaints.append(
                f"{name}: {str(error).strip().splitlines()[0] if str(error).strip() else error!r}"
            )
    raise ModelError(ErrorCode.MODEL_RUNTIME_MISSING, reason="; ".join(complaints))


def _allocate(factory: Any, model: bytes) -> Any:
    interpreter = factory(model_content=model, num_threads=1)
    interpreter.allocate_tensors()
    return interpreter


@contextmanager
def _quiet_native_stderr() -> Iterator[None]:
    """Send file descriptor 2 elsewhere: the delegate's INFO line would be a mail from every cron run."""
    saved = os.dup(2)
    try:
        with tempfile.TemporaryFile() as aside:
            os.dup2(aside.fileno(), 2)
            try:
                yield
            finally:
                os.dup2(saved, 2)
    finally:
        os.close(saved)

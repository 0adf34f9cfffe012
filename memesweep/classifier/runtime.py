"""The TFLite runtime: tflite-runtime where it exists, its successor ai-edge-litert elsewhere."""

from __future__ import annotations

import importlib
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, Final

from memesweep.errors import ErrorCode, ModelError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

RUNTIMES: Final = ("tflite_runtime.interpreter", "ai_edge_litert.interpreter")

while_opening: Callable[[], AbstractContextManager[None]] = nullcontext
"""Entered while a runtime opens a model. Its delegate then writes an INFO line to file descriptor 2 that no
variable silences; a program may put its own way of keeping it from its users here, a library must not."""


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
            with while_opening():
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

"""Which processor a benchmark runs on, and how to have it run as on a smaller one."""

from __future__ import annotations

import ctypes
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

_SOURCE: Final = Path(__file__).with_name("avx2only.c")
_TOO_LATE: Final = ("numpy", "PIL", "tflite_runtime", "ai_edge_litert")
"""They look at the processor when they are loaded."""

_hidden: Any = None


def hide_avx512() -> None:
    """Let this process and its forks see no AVX-512 and no AMX; before anything of theirs is loaded.

    Raises:
        SystemExit: there is no compiler, or the system cannot have `cpuid` fault.

    """
    global _hidden  # noqa: PLW0603 - it is about the process
    loaded = [name for name in _TOO_LATE if name in sys.modules]
    if loaded:
        raise SystemExit(f"too late: {', '.join(loaded)} is loaded")
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder, "avx2only.so")
        try:
            subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", library, _SOURCE], check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise SystemExit(f"--avx2 needs a C compiler: {error}") from error
        _hidden = ctypes.CDLL(str(library))
    code = _hidden.hide_avx512()
    if code:
        raise SystemExit(f"--avx2: this processor or system cannot have cpuid fault: {os.strerror(code)}")


def is_narrow() -> bool:
    """Tell whether the nets have to do without AVX-512."""
    return _hidden is not None or "avx512f" not in _facts().get("flags", "").split()


def _facts() -> dict[str, str]:
    """Return what the system says of the first processor; nothing where it does not."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return {}
    facts = (line.split(":", 1) for line in lines if ":" in line)
    return {name.strip(): value.strip() for name, value in facts}


def processor() -> str:
    """Name the processor and the vector instructions that the net may use."""
    facts = _facts()
    flags = facts.get("flags", "").split()
    kinds = ("avx512f", "avx2", "sse4_1") if _hidden is None else ("avx2", "sse4_1")
    widest = next((flag for flag in kinds if flag in flags), platform.machine())
    hidden = ""
    if _hidden is not None and "avx512f" in flags:
        hidden = f" (AVX-512 and AMX hidden; asked {_hidden.times_asked()} times)"
    return f"{facts.get('model name', platform.machine())}, {widest}{hidden}, {os.cpu_count()} cores"

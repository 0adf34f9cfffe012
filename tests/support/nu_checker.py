"""The W3C's checker of HTML: `VNU_JAR`, or vnu-jar from npm; tests skip where there is neither."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest


@cache
def _jar() -> Path:
    if "VNU_JAR" in os.environ:
        return Path(os.environ["VNU_JAR"])
    if shutil.which("npm") is None:
        pytest.skip("needs npm, or VNU_JAR naming vnu.jar")
    folder = tempfile.mkdtemp(prefix="vnu-")
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, "vnu-jar@26"]
    if subprocess.run(command, capture_output=True, timeout=120, check=False).returncode:
        pytest.skip("vnu-jar could not be installed from npm")
    return Path(folder, "node_modules/vnu-jar/build/dist/vnu.jar")


def complaints(page: Path) -> list[str]:
    """What is wrong with a page; warnings aside, of which one misreads every `data:` picture."""
    if shutil.which("java") is None:
        pytest.skip("needs Java (apt-get install default-jre-headless)")
    checked = subprocess.run(
        ["java", "-Xss4m", "-jar", _jar(), "--format", "json", "--exit-zero-always", page],
        capture_output=True,
        timeout=300,
        check=True,
    )
    messages: list[dict[str, Any]] = json.loads(checked.stderr)["messages"]
    return [f"{one.get('lastLine')}: {one['message']}" for one in messages if one["type"] == "error"]

"""The W3C's checker of HTML: `VNU_JAR`, or vnu-jar from npm; tests skip where there is neither."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.support.npm import npm_file


def complaints(page: Path) -> list[str]:
    """What is wrong with a page; warnings aside, of which one misreads every `data:` picture."""
    if shutil.which("java") is None:
        pytest.skip("needs Java (apt-get install default-jre-headless)")
    jar = npm_file("VNU_JAR", "vnu-jar@26", "vnu-jar/build/dist/vnu.jar")
    checked = subprocess.run(
        ["java", "-Xss4m", "-jar", jar, "--format", "json", "--exit-zero-always", page],
        capture_output=True,
        timeout=300,
        check=True,
    )
    messages: list[dict[str, Any]] = json.loads(checked.stderr)["messages"]
    return [f"{one.get('lastLine')}: {one['message']}" for one in messages if one["type"] == "error"]

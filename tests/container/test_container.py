"""The container's steps, carried out in a fresh folder by their own commands: no engine runs here."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTAINERFILE = ROOT / "container" / "Containerfile"
IGNORED = shutil.ignore_patterns("__pycache__", "training", "plots")
COMPOSE = ROOT / "container" / "compose.yaml"


def instructions() -> list[tuple[str, str]]:
    """The Containerfile as instructions and their arguments."""
    text = re.sub(r"\\\n\s*", "", CONTAINERFILE.read_text())
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in lines]


def stages() -> list[list[tuple[str, str]]]:
    found: list[list[tuple[str, str]]] = []
    for name, arguments in instructions():
        if name == "FROM":
            found.append([])
        found[-1].append((name, arguments))
    return found


def value(name: str) -> str:
    (found,) = [arguments for own, arguments in stages()[-1] if own == name]
    return found


def test_it_is_built_in_stages_and_runs_as_nobody_of_importance() -> None:
    build, final = stages()
    assert any("AS build" in arguments for _, arguments in build)
    assert int(value("USER")) > 0
    assert "--no-cache-dir" in next(arguments for name, arguments in build if name == "RUN")
    assert not any("pip" in arguments for name, arguments in final if name == "RUN")
    names = [name for name, _ in final]
    assert names.index("USER") > max(index for index, name in enumerate(names) if name in {"RUN", "COPY"})


def test_hadolint_has_nothing_to_say() -> None:
    hadolint = shutil.which("hadolint", path=str(Path(sys.executable).parent)) or shutil.which("hadolint")
    if hadolint is None:
        pytest.skip("needs hadolint (pip install --group lint)")
    ended = subprocess.run([hadolint, str(CONTAINERFILE)], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "")


def test_what_is_copied_is_not_ignored() -> None:
    kept = [line[1:] for line in (ROOT / ".containerignore").read_text().splitlines() if line.startswith("!")]
    copied = [
        source for name, arguments in stages()[0] if name == "COPY" for source in arguments.split()[:-1]
    ]
    assert sorted(copied) == sorted(kept)


def test_the_compose_file_gives_no_more_than_is_needed() -> None:
    yaml = pytest.importorskip("yaml", reason="needs PyYAML")
    services = yaml.safe_load(COMPOSE.read_text())["services"]
    assert set(services) == {"service", "sweep"}
    for service in services.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["build"]["dockerfile"] == "container/Containerfile"
    volumes = services["sweep"]["volumes"]
    targets = [part.split(":")[1] if isinstance(part, str) else part["target"] for part in volumes]
    assert targets == ["/gallery", "/swept", "/state"]
    assert "volumes" not in services["service"]


@pytest.mark.long
def test_its_steps_make_a_service_that_is_healthy(tmp_path: Path) -> None:
    """Copy and run as the build stage does, then start what the image starts, and ask as its check asks."""
    source, installed, state = tmp_path / "src", tmp_path / "memesweep", tmp_path / "state"
    source.mkdir()
    for name, arguments in stages()[0]:
        if name == "COPY":
            *sources, target = arguments.split()
            for entry in sources:
                there = source / target / (entry if (ROOT / entry).is_file() else "")
                if (ROOT / entry).is_dir():
                    shutil.copytree(ROOT / entry, there, ignore=IGNORED)
                else:
                    shutil.copy(ROOT / entry, there)
        elif name == "RUN":
            command = arguments.replace("/opt/memesweep", str(installed))
            command = command.replace("python -m", f"{sys.executable} -m", 1)
            subprocess.run(command, shell=True, cwd=source, check=True, timeout=600)  # noqa: S602 - the file's own
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = tmp_path / "token"
    token.write_text("correct-horse-battery")
    start = [part.replace("/run/secrets/memesweep-token", str(token)) for part in json.loads(value("CMD"))]
    environment = {**os.environ, "MEMESWEEP_HOME": str(state), "PYTHONDONTWRITEBYTECODE": "1"}
    serve = [str(installed / "bin" / "memesweep"), *start, "--port", str(port)]
    running = subprocess.Popen(serve, env=environment, cwd=tmp_path, stderr=subprocess.DEVNULL)
    check = json.loads(value("HEALTHCHECK").partition("CMD ")[2])
    check = [part.replace("8765", str(port)) for part in check]
    check[0] = str(installed / "bin" / "python")
    try:
        deadline = time.monotonic() + 90
        while subprocess.run(check, check=False, capture_output=True).returncode:
            assert time.monotonic() < deadline
            time.sleep(0.5)
    finally:
        running.terminate()
        assert running.wait(60) == 0
    files = [path for path in installed.rglob("*") if path.is_file()]
    print(f"the image's own layer has {sum(path.stat().st_size for path in files) / 1e6:.0f} MB")  # noqa: T201
    assert shlex.split(value("ENTRYPOINT").strip("[]")) == ["memesweep"]

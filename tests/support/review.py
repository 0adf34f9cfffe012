"""The real review page: the program in a process of its own, and a client that has been let in."""

from __future__ import annotations

import json
import random
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from memesweep.training.memegen import caption
from tests.support.pictures import PHOTOGRAPHS, encoded, photograph
from tests.support.rawhttp import Answer, RawClient
from tests.support.trees import build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL import Image

    from tests.support.program import Program

PATIENCE_S = 120.0
COLUMNS = (
    *("id", "name", "folder", "score", "verdict", "reason", "bytes"),
    *("seconds", "width", "height", "group", "choice", "flags"),
)
"""Of a row in the answer to `api/pictures`."""


@dataclass
class Review:
    """A running review page."""

    process: subprocess.Popen[str]
    address: str

    @property
    def port(self) -> int:
        port = urlsplit(self.address).port
        assert port is not None
        return port

    @property
    def entrance(self) -> str:
        parts = urlsplit(self.address)
        return f"{parts.path}?{parts.query}"

    @cached_property
    def client(self) -> RawClient:
        """Has exchanged the token; after this, no browser can."""
        answer = RawClient(self.port).request("GET", self.entrance)
        assert answer.status == 200, answer
        self.root = answer.headers["set-cookie"].split("Path=")[1].split(";")[0]
        return RawClient(self.port, answer.headers["set-cookie"].split(";")[0])

    def get(self, path: str) -> Answer:
        client = self.client
        return client.request("GET", f"{self.root}{path}")

    def post(self, path: str, body: object) -> Answer:
        client = self.client
        return client.request("POST", f"{self.root}{path}", json.dumps(body).encode())

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = json.loads(self.get("api/state").text)
        return state

    def wait_for(self, *stages: str) -> dict[str, Any]:
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            state = self.state()
            if state["stage"] in stages:
                return state
            assert state["stage"] != "failed", state
            time.sleep(0.05)
        raise AssertionError(f"still {state}")

    def pictures(self) -> dict[str, dict[str, Any]]:
        """What the page is told of each candidate, by its name."""
        data = json.loads(self.get("api/pictures").text)
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in data["rows"]]
        for row in rows:
            row["reason"] = data["reasons"][row["reason"]]["code"]
        return {row["name"]: row for row in rows}

    def decide(self, names: list[str], choice: str | None, step: str = "1") -> dict[str, Any]:
        pictures = self.pictures()
        order = {"ids": [pictures[name]["id"] for name in names], "choice": choice, "step": step}
        answer = self.post("api/decisions", order)
        assert answer.status == 200, answer
        decided: dict[str, Any] = json.loads(answer.text)
        return decided

    def ask(self) -> dict[str, Any]:
        """Go to the last page; return what it says."""
        assert self.post("api/prepare", {}).status == 200
        proposal: dict[str, Any] = self.wait_for("asking")["proposal"]
        return proposal

    def sweep(self) -> dict[str, Any]:
        """Go to the last page and say yes to whatever it says; return what came of it."""
        proposal = self.ask()
        codes = [objection["code"] for objection in proposal["objections"]]
        assert self.post("api/sweep", {"proposal": proposal["id"], "objections": codes}).status == 200
        result: dict[str, Any] = self.wait_for("swept")["result"]
        return result


@contextmanager
def reviewing(program: Program, gallery: Path, *arguments: str | Path) -> Iterator[Review]:
    """Serve the page of a gallery as long as the block lasts."""
    command = program.command("review", gallery, "--no-browser", *arguments)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, env=program.environment, cwd=program.home, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield Review(process, process.stdout.readline().strip())
        finally:
            process.kill()


CAPTIONED = 10
"""One picture in so many has a caption drawn on it."""


def varied_gallery(folder: Path, small: int, camera_shaped: int) -> Path:
    """Write parts of photographs of which no two are copies.

    What a net makes of them is not told: a greedy model sweeps the small ones, and leaves to a person those
    in the shape of a phone's camera.
    """
    chance = random.Random(7)  # noqa: S311 - pictures, not secrets
    files = {}
    for number in range(small + camera_shaped):
        picture = _part(photograph(PHOTOGRAPHS[number % len(PHOTOGRAPHS)]), chance)
        picture = picture.resize((400, 280) if number < small else (900, 675))
        if number % CAPTIONED == 0:
            picture = caption(picture, top=f"joke number {number}", bottom="forwarded many times")
        name = f"{('', 'Family/')[number % 2]}IMG-2024{number % 12 + 1:02}01-WA{number:04}.jpg"
        files[name] = encoded(picture, quality=75)
    return build(folder, files)


def _part(image: Image.Image, chance: random.Random) -> Image.Image:
    share = chance.uniform(0.55, 0.95)
    width, height = round(image.width * share), round(image.height * share)
    left, top = chance.randint(0, image.width - width), chance.randint(0, image.height - height)
    return image.crop((left, top, left + width, top + height))

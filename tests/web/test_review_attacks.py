"""What strangers send to the real review page: refused, nothing changed, nothing shown."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

from tests.support.pictures import meme_bytes, photo_bytes
from tests.support.program import Program
from tests.support.rawhttp import Answer, RawClient
from tests.support.review import Review, reviewing
from tests.support.trees import build, snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

READS = (
    *("", "api/state", "api/pictures", "static/js/main.js"),
    *("pictures/{id}/thumbnail", "pictures/{id}/large"),
)
ORDERS = ("decisions", "decisions/undo", "scan", "prepare", "cancel", "stop", "undo", "finish", "sweep")
FOREIGN: tuple[dict[str, str | None], ...] = (
    {"host": "evil.example"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "http://evil.example"},
)
FORGED: tuple[dict[str, str | None], ...] = (
    *FOREIGN,
    {"origin": "http://127.0.0.1:1", "sec-fetch-site": "same-site"},
    {"origin": None},
)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Review, Path]]:
    """One page for all attacks: none may change it."""
    folder = tmp_path_factory.mktemp("attacked")
    (folder / "home").mkdir()
    files = {f"IMG-{n}.jpg": meme_bytes("coffee.png", f"joke number {n}") for n in range(3)}
    gallery = build(folder / "WhatsApp Images", {**files, "photo.jpg": photo_bytes()})
    with reviewing(Program(folder / "home"), gallery) as review:
        review.wait_for("ready")
        yield review, gallery


@pytest.fixture
def review(attacked: tuple[Review, Path]) -> Iterator[Review]:
    review, gallery = attacked
    before = snapshot(gallery)
    yield review
    assert snapshot(gallery) == before
    assert {row["choice"] for row in review.pictures().values()} == {None}
    assert review.state()["stage"] == "ready"


def reads(review: Review) -> list[str]:
    identity = next(iter(review.pictures().values()))["id"]
    return [f"{review.root}{path.format(id=identity)}" for path in READS]


def orders(review: Review) -> list[tuple[str, bytes]]:
    """Every order, as the page itself would give it."""
    identities = [row["id"] for row in review.pictures().values()]
    bodies = {
        "decisions": {"ids": identities, "choice": "sweep", "step": "1"},
        "sweep": {"proposal": "1", "objections": []},
    }
    return [(f"{review.root}api/{name}", json.dumps(bodies.get(name, {})).encode()) for name in ORDERS]


def shows_nothing(answer: Answer) -> bool:
    return b"IMG-" not in answer.body and b"WEBP" not in answer.body and b"WhatsApp" not in answer.body


def test_strangers(review: Review) -> None:
    """Without the cookie, by another name, from another page, with a token that was used."""
    stranger, client = RawClient(review.port), review.client
    assert stranger.request("GET", review.entrance).status == 403
    for path in (*reads(review), "/", "/enter", "/static/js/main.js", "/api/state"):
        assert stranger.request("GET", path).status == 403
        for headers in FOREIGN:
            answer = client.request("GET", path, headers=headers)
            assert answer.status in {403, 421}
            assert shows_nothing(answer)
    for path, body in orders(review):
        assert stranger.request("POST", path, body).status == 403
        for headers in FORGED:
            assert client.request("POST", path, body, headers).status in {403, 421}


def test_a_form_and_a_link_change_nothing(review: Review) -> None:
    for path, body in orders(review):
        for method in ("GET", "HEAD"):
            assert review.client.request(method, path).status in {404, 405}
        for kind in ("text/plain", "application/x-www-form-urlencoded"):
            assert review.client.request("POST", path, body, {"content-type": kind}).status in {415, 422}
        assert review.client.request("POST", path, b"").status == 422


@pytest.mark.parametrize(
    "path",
    [
        "static/../app.py",
        "static/%2e%2e/app.py",
        "static/..%2fapp.py",
        "static//etc/passwd",
        "static/js",
        "static/index.html",
        "pictures/../../etc/passwd/thumbnail",
        "pictures/%2e%2e%2f%2e%2e%2fetc%2fpasswd/large",
        "pictures/IMG-20240201-WA0001.jpg/large",
        "pictures/0/thumbnail",
        "pictures/" + "x" * 10_000 + "/thumbnail",
        "pictures/%00/thumbnail",
        "pictures/%ff%fe/thumbnail",
        "docs",
        "openapi.json",
    ],
)
def test_no_path_comes_from_a_request(review: Review, path: str) -> None:
    answer = review.get(path)
    assert answer.status in {404, 405, 431}
    assert b"root:" not in answer.body
    assert shows_nothing(answer)


def test_orders_that_nobody_gives(review: Review) -> None:
    identity = next(iter(review.pictures().values()))["id"]
    for body in (
        {"ids": [identity], "choice": "delete", "step": "1"},
        {"ids": [identity] * 501, "choice": "sweep", "step": "1"},
        {"ids": ["\ud800"], "choice": "sweep", "step": "1"},
        {"ids": ["x" * 33], "choice": "sweep", "step": "1"},
        {"ids": "../../etc/passwd", "choice": "sweep", "step": "1"},
        {"ids": [identity], "choice": "sweep"},
        {"ids": [identity], "choice": "sweep", "step": "1", "path": "/etc/passwd"},
        ["ids"],
        None,
    ):
        assert review.post("api/decisions", body).status == 422
    unknown = {"ids": ["AAAAAAAAAAAA", "../../etc"], "choice": "sweep", "step": "1"}
    assert json.loads(review.post("api/decisions", unknown).text) == {"choices": {}, "failed": {}}
    assert review.post("api/decisions", {"ids": ["x" * 30] * 3000, "choice": None, "step": "1"}).status == 413
    assert review.post("api/sweep", {"proposal": "x", "objections": []}).status == 409
    assert review.post("api/undo", {}).status == 409
    assert review.post("api/cancel", {}).status == 409


def test_a_yes_to_another_proposal_is_none(review: Review) -> None:
    stale = review.ask()["id"]
    review.post("api/cancel", {})
    review.wait_for("ready")
    review.ask()
    assert review.post("api/sweep", {"proposal": stale, "objections": []}).status == 409
    assert review.post("api/sweep", {"proposal": "x", "objections": ["synced"]}).status == 409
    review.post("api/cancel", {})
    review.wait_for("ready")


def test_a_crowd_of_slow_clients_keeps_nobody_out(review: Review) -> None:
    client = review.client
    crowd = [client.connect() for _ in range(200)]
    try:
        for connection in crowd[:100]:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: local")
        time.sleep(11)
        assert review.get("api/state").status == 200
    finally:
        for connection in crowd:
            connection.close()

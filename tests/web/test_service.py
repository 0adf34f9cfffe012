"""`memesweep serve` as a process: answers, limits, doors, and a polite end."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from memesweep import Classifier, __version__
from tests.support.pictures import encoded, meme_bytes, photo_bytes
from tests.support.program import Program
from tests.support.service import RunningService, multipart, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = "correct-horse-battery"  # noqa: S105 - of the tests alone
EVERYWHERE = "0.0.0.0"  # noqa: S104 - what is tested is that nobody else comes in


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    with serving(home=tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier()


def test_one_picture_raw_gets_the_classifiers_answer(service: RunningService, classifier: Classifier) -> None:
    for data in (photo_bytes(), meme_bytes()):
        answer = service.classify(data)
        found = classifier.classify_bytes(data)
        assert found.score is not None
        assert answer.json == {
            "model": classifier.model,
            "version": classifier.version,
            "pictures": [
                {
                    "index": 0,
                    "score": round(found.score, 5),
                    "verdict": found.verdict.value,
                    "reason": found.reason.value,
                    "kind": "jpeg",
                    "width": found.info.width,
                    "height": found.info.height,
                    "stage": found.stage,
                    "depth": found.depth,
                    "problem": None,
                }
            ],
        }


def test_many_pictures_keep_their_order_and_a_bad_one_spoils_none(service: RunningService) -> None:
    pictures = [
        photo_bytes(),
        b"no picture",
        meme_bytes(),
        photo_bytes()[:5000],
        photo_bytes("coffee.png"),
    ] * 3
    found = service.classify(*pictures).pictures
    assert [picture["index"] for picture in found] == list(range(15))
    assert [picture["verdict"] for picture in found] == ["keep", "keep", "sweep", "keep", "keep"] * 3
    problems = [picture["problem"] and picture["problem"]["type"].rpartition(":")[2] for picture in found]
    assert problems == [None, "not-a-picture", None, "unreadable", None] * 3
    assert found[1]["problem"]["status"] == 415
    assert found[1]["problem"]["detail"]


def test_a_model_by_its_name(service: RunningService, classifier: Classifier) -> None:
    data = photo_bytes()
    assert service.classify(data, model=classifier.model).json == service.classify(data).json
    unknown = service.classify(data, model="nobody")
    assert (unknown.status, unknown.headers["content-type"]) == (404, "application/problem+json")
    assert {"name": classifier.model, "version": classifier.version, "default": True} in service.ask(
        "/v1/models"
    ).json


def test_a_second_opinion_is_a_model_to_ask_for(service: RunningService, classifier: Classifier) -> None:
    careful = classifier.with_second_opinion()
    name = f"{classifier.model}:second-opinion"
    assert name in [model["name"] for model in service.ask("/v1/models").json]
    for data in (photo_bytes(), meme_bytes()):
        found = careful.classify_bytes(data)
        assert found.score is not None
        for asked in (name, ":second-opinion"):
            answer = service.classify(data, model=asked)
            assert answer.json["model"] == name
            (picture,) = answer.pictures
            assert picture["score"] == round(found.score, 5)
            assert (picture["stage"], picture["depth"]) == (found.stage, found.depth)


def test_signs_of_life_and_the_description(service: RunningService) -> None:
    assert service.ask("/ping").json == {"status": "ok", "version": __version__}
    described = service.ask("/openapi.json").json
    assert set(described["paths"]) == {"/ping", "/v1/models", "/v1/classify"}
    for path in ("/", "/api", "/page.css", "/page.js"):
        page = service.ask(path)
        assert page.status == 200
        assert "script-src 'self'" in page.headers["content-security-policy"]
        assert b"http" not in page.body.replace(b"ADDRESS", b"").replace(b"https", b"") or path == "/api"


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "image/jpeg", 422),
        (b"--x--\r\n", "multipart/form-data; boundary=x", 422),
        (b"garbage", "multipart/form-data; boundary=x", 400),
        (b"garbage", "multipart/form-data", 400),
        (
            b'--x\r\nContent-Disposition: form-data; name="files"\r\n\r\n',
            "multipart/form-data; boundary=x",
            422,
        ),
        (*multipart([b"x"], name="other"), 422),
        (*multipart([b"x"] * 101), 413),
        (*multipart([b"x"] * 300), 413),
        (b"x" * (33 * 1024 * 1024), "image/jpeg", 413),
    ],
    ids=[
        "nothing",
        "no part",
        "no multipart",
        "no boundary",
        "half a part",
        "another field",
        "many",
        "many more",
        "large",
    ],
)
def test_a_request_that_is_none_is_refused_in_words(
    service: RunningService, body: bytes, kind: str, status: int
) -> None:
    answer = service.ask("/v1/classify", body, content_type=kind)
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json["detail"]
    assert answer.json["status"] == status


def raw(service: RunningService, request: bytes, patience_s: float = 5) -> bytes:
    with socket.create_connection(("127.0.0.1", service.port), timeout=patience_s) as client:
        client.sendall(request)
        answer = b""
        while part := client.recv(65536):
            answer += part
        return answer


def test_a_body_without_an_end_is_not_waited_for(service: RunningService) -> None:
    head = b"POST /v1/classify HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\n"
    assert raw(service, head + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n").startswith(
        b"HTTP/1.1 411"
    )
    assert raw(service, head + b"Content-Length: 99999999999\r\n\r\n").startswith(b"HTTP/1.1 413")


def test_ten_thousand_headers_are_too_many(service: RunningService) -> None:
    headers = b"".join(b"X-%d: y\r\n" % number for number in range(10_000))
    answer = raw(service, b"GET /ping HTTP/1.1\r\nHost: localhost\r\n" + headers + b"\r\n")
    assert answer.partition(b" ")[2][:3] in {b"431", b"400"}
    assert service.ask("/ping").status == 200


def test_a_bomb_is_a_picture_that_is_too_large(service: RunningService) -> None:
    bomb = encoded(Image.new("L", (8000, 8000)), "PNG")
    assert len(bomb) < 1024 * 1024
    (picture,) = service.classify(bomb).pictures
    assert picture["reason"] == "too-large"
    assert picture["score"] is None


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://evil.example"}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"host": "evil.example"}, 421),
    ],
)
def test_other_pages_have_no_say(service: RunningService, headers: dict[str, str], status: int) -> None:
    assert service.ask("/v1/classify", photo_bytes(), content_type="image/jpeg", **headers).status == status
    assert service.ask("/v1/models", **headers).status == status


def test_figures_and_log_tell_no_contents_and_no_names(service: RunningService) -> None:
    service.ask("/secret-name?token=hidden")
    service.classify(meme_bytes())
    figures = service.ask("/metrics").body.decode()
    assert 'memesweep_pictures_total{reason="meme",verdict="sweep"}' in figures
    assert "secret" not in figures
    deadline = time.monotonic() + 10
    while not any('"path": "/metrics"' in line for line in service.log) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any("secret" in line or "hidden" in line for line in service.log)
    classified = [json.loads(line) for line in service.log if '"/v1/classify"' in line]
    assert classified[-1]["pictures"] == 1
    assert set(classified[-1]) >= {"time", "method", "status", "ms", "received_bytes", "sent_bytes"}


def test_pressure_is_answered_with_a_time_to_come_again(service: RunningService) -> None:
    """Five requests of a hundred pictures at once are more than may wait."""
    body, kind = multipart([photo_bytes()] * 100)
    with ThreadPoolExecutor(5) as threads:
        answers = list(threads.map(lambda _: service.ask("/v1/classify", body, content_type=kind), range(5)))
    refused = [answer for answer in answers if answer.status != 200]
    assert {answer.status for answer in refused} == {429}
    assert all(answer.headers["retry-after"] == "1" for answer in refused)
    assert 1 <= len(refused) < 5
    assert all(len(answer.pictures) == 100 for answer in answers if answer.status == 200)
    assert len(service.classify(photo_bytes()).pictures) == 1


@pytest.mark.long
def test_schemathesis_finds_no_fault(service: RunningService, tmp_path: Path) -> None:
    """Requests made from the description, right and wrong: no server error, and answers as described."""
    program = shutil.which("schemathesis", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("needs schemathesis (pip install --group test)")
    checks = "not_a_server_error,response_schema_conformance,content_type_conformance,status_code_conformance"
    options = ("--max-examples", "30", "--checks", checks, "--no-color", "--generation-deterministic")
    command = [program, "run", f"{service.address}/openapi.json", *options]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, cwd=tmp_path)
    assert ended.returncode == 0, ended.stdout


def test_without_a_token_only_this_machine_is_listened_to(program: Program, tmp_path: Path) -> None:
    refused = program("serve", "--host", EVERYWHERE, "--port", "0")
    assert refused.code == 4
    assert "--token-file" in refused.err
    for text in ("short", "", "two words of enough length"):
        (tmp_path / "token").write_text(text)
        assert program("serve", "--port", "0", "--token-file", tmp_path / "token").code == 2
    assert program("serve", "--port", "0", "--token-file", tmp_path / "missing").code == 5


def test_with_a_token_everything_that_tells_something_asks_for_it(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN + "\n")
    with serving("--host", EVERYWHERE, "--token-file", str(tmp_path / "token"), home=tmp_path) as service:
        for path in ("/v1/models", "/metrics", "/openapi.json", "/nothing"):
            assert service.ask(path).status == 401
            assert service.ask(path, authorization=f"Bearer {TOKEN}x").status == 401
            assert service.ask(path, authorization=TOKEN).status == 401
        assert service.classify(photo_bytes()).status == 401
        assert service.classify(photo_bytes(), authorization=f"Bearer {TOKEN}").status == 200
        assert (
            service.classify(photo_bytes(), authorization=f"bearer {TOKEN}", host="nas.local").status == 200
        )
        for path in ("/ping", "/"):
            assert service.ask(path).status == 200


def test_a_busy_port_is_said(service: RunningService, program: Program) -> None:
    ended = program("serve", "--port", str(service.port))
    assert ended.code == 5
    assert str(service.port) in ended.err


def test_what_was_accepted_is_answered_before_the_end(tmp_path: Path) -> None:
    body, kind = multipart([photo_bytes()] * 60)
    with serving(home=tmp_path) as service, ThreadPoolExecutor(3) as threads:
        asked = [threads.submit(service.ask, "/v1/classify", body, content_type=kind) for _ in range(3)]
        deadline = time.monotonic() + 20
        while b"waiting_pictures 180.0" not in service.ask("/metrics").body and time.monotonic() < deadline:
            time.sleep(0.01)
        os.kill(service.process.pid, signal.SIGTERM)
        assert [len(answer.result().pictures) for answer in asked] == [60, 60, 60]
        assert service.process.wait(60) == 0
        with pytest.raises(OSError, match="refused"):
            service.ask("/ping")

"""`check --server`: the same output as here, and what the server cannot answer is said."""

from __future__ import annotations

import socket
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tests.support.pictures import meme_bytes, photo_bytes
from tests.support.program import Program
from tests.support.service import RunningService, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    with serving(home=tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture
def images(tmp_path: Path) -> list[Path]:
    contents = {
        "photo.jpg": photo_bytes(),
        "meme.jpg": meme_bytes(),
        "broken.jpg": photo_bytes()[:4000],
        "text.jpg": b"no picture",
        "large.jpg": photo_bytes() + bytes(40 * 1024 * 1024),
    }
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    return [*(tmp_path / name for name in contents), tmp_path / "missing.jpg"]


def test_the_answers_are_those_of_this_machine(
    program: Program, service: RunningService, images: list[Path]
) -> None:
    small = [image for image in images if image.name != "large.jpg"]
    program("keep", images[1])
    for form in ((), ("--second-opinion",), ("--json",)):
        here = program("check", *small, *form)
        there = program("check", *small, *form, "--server", service.address)
        assert (there.code, there.out, there.err) == (here.code, here.out, here.err)
    assert [picture["reason"] for picture in here.document["images"]][:2] == ["no-meme", "kept"]


def test_what_the_server_will_not_take_is_said(
    program: Program, service: RunningService, images: list[Path]
) -> None:
    ended = program("check", images[4], images[0], "--json", "--server", service.address)
    assert ended.code == 3
    assert [picture["path"] for picture in ended.document["images"]] == [str(images[0])]
    assert "bytes at most" in ended.document["errors"][0]["message"]


def test_a_server_that_is_not_there_guesses_nothing(program: Program, images: list[Path]) -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        ended = program("check", images[0], "--server", f"http://127.0.0.1:{unheard.getsockname()[1]}")
    assert ended.code == 5
    assert "cannot be reached" in ended.err
    assert ended.out == ""
    assert program("check", images[0], "--server", "nas:8765").code == 2


def test_a_server_of_something_else_is_no_answer(program: Program, images: list[Path]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            client, _ = listener.accept()
            with client:
                client.recv(65536)
                client.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n{"hello": [1,2]}')
                while client.recv(65536):
                    pass

        Thread(target=answer, daemon=True).start()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        ended = program("check", images[0], "--json", "--server", address)
    assert ended.code == 3
    assert ended.document["images"] == []
    assert "not one that this memesweep knows" in ended.document["errors"][0]["message"]


def test_models_and_tokens_reach_the_server(program: Program, images: list[Path], tmp_path: Path) -> None:
    (tmp_path / "token").write_text("correct-horse-battery")
    with serving("--token-file", str(tmp_path / "token"), home=tmp_path / "home") as service:
        refused = program("check", images[0], "--server", service.address)
        assert refused.code == 5
        assert "token" in refused.err
        options = ("--server", service.address, "--token-file", tmp_path / "token")
        assert program("check", images[0], *options).code == 0
        unknown = program("check", images[0], *options, "--model", "no such")
        assert unknown.code == 5
        assert "no such model" in unknown.err
    assert program("check", images[0], "--server", "http://x", "--sweep-camera").code == 2

"""Raw requests against the walls that every page of ours stands behind."""

from __future__ import annotations

import json
import socket
import time
from typing import TYPE_CHECKING

import pytest

from memesweep.web.security.headers import HEADERS
from tests.support.rawhttp import RawClient, read_answer

if TYPE_CHECKING:
    from tests.web.conftest import Notebook

LINE = json.dumps({"text": "hello"}).encode()


@pytest.fixture
def client(notebook: Notebook) -> RawClient:
    """A client that has been let in."""
    return notebook.client.enter(notebook.access.first_path)


def get(notebook: Notebook, client: RawClient, path: str = "") -> bytes:
    lines = [f"GET {notebook.address(path)} HTTP/1.1", "Host: localhost", f"Cookie: {client.cookie}"]
    return "\r\n".join([*lines, "", ""]).encode()


def test_the_token_opens_once_and_the_cookie_from_then_on(notebook: Notebook) -> None:
    welcome = notebook.client.request("GET", notebook.access.first_path)
    assert welcome.status == 200
    assert "httponly" in welcome.headers["set-cookie"].lower()
    assert "samesite=strict" in welcome.headers["set-cookie"].lower()
    assert f"Path={notebook.access.root}/" in welcome.headers["set-cookie"]
    client = RawClient(notebook.port, welcome.headers["set-cookie"].split(";")[0])
    assert client.request("GET", notebook.address("")).text == '"secret"'
    assert client.request("POST", notebook.address("lines"), LINE).text == "1"
    again = notebook.client.request("GET", notebook.access.first_path)
    assert again.status == 403
    assert "set-cookie" not in again.headers


@pytest.mark.parametrize(
    "query", ["", "?token=", "?token=wrong", "?token=ä", "?token=%00", "?token=a&token=b"]
)
def test_another_token_opens_nothing_and_spends_nothing(notebook: Notebook, query: str) -> None:
    answer = notebook.client.request("GET", f"/enter{query}")
    assert answer.status in {400, 403}
    assert "set-cookie" not in answer.headers
    notebook.client.enter(notebook.access.first_path)


@pytest.mark.parametrize(
    ("method", "headers"),
    [("HEAD", {}), ("GET", {"sec-purpose": "prefetch;prerender"}), ("GET", {"purpose": "prefetch"})],
)
def test_looking_ahead_does_not_spend_the_token(
    notebook: Notebook, method: str, headers: dict[str, str | None]
) -> None:
    assert notebook.client.request(method, notebook.access.first_path, headers=headers).status == 403
    notebook.client.enter(notebook.access.first_path)


def test_without_the_cookie_nothing_is_shown_or_changed(notebook: Notebook, client: RawClient) -> None:
    for cookie in (None, "", client.cookie + "x", client.cookie.replace("=", "x="), "x=\xff; \xff", ";;;=;"):
        for method, path in (("GET", ""), ("POST", "lines"), ("GET", "nowhere")):
            answer = client.request(method, notebook.address(path), LINE, {"cookie": cookie})
            assert answer.status == 403
            assert b"secret" not in answer.body
    assert client.request("GET", "/").status == 403
    assert client.request("GET", "/lines").status == 403
    assert notebook.lines == []


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:80",
        "127.0.0.1.evil.example",
        "localhost.",
        "localhost@evil.example",
        "127.0.0.1:80:80",
        "[::1",
        "127.1",
        "0.0.0.0",  # noqa: S104 - nothing is bound
        "",
        None,
    ],
)
def test_a_foreign_host_is_refused(notebook: Notebook, client: RawClient, host: str | None) -> None:
    for method, path in (("GET", ""), ("POST", "lines")):
        assert client.request(method, notebook.address(path), LINE, {"host": host}).status in {400, 421}
    assert notebook.lines == []


def test_two_hosts_are_refused(notebook: Notebook, client: RawClient) -> None:
    twice = get(notebook, client).replace(b"Host: localhost", b"Host: localhost\r\nHost: evil")
    assert client.send(twice).status == 400


@pytest.mark.parametrize("host", ["localhost:9999", "LOCALHOST", "127.0.0.1", "[::1]:1"])
def test_a_forwarded_port_has_another_number(notebook: Notebook, client: RawClient, host: str) -> None:
    assert client.request("GET", notebook.address(""), headers={"host": host}).status == 200
    headers = {"host": host, "origin": f"http://{host}"}
    assert client.request("POST", notebook.address("lines"), LINE, headers).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": None},
        {"origin": "null"},
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:1"},
        {"origin": "http://localhost"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": ""},
    ],
)
def test_another_page_changes_nothing(
    notebook: Notebook, client: RawClient, headers: dict[str, str | None]
) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "BREW"):
        assert client.request(method, notebook.address("lines"), LINE, headers).status == 403
    assert notebook.lines == []


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_shows_nothing(notebook: Notebook, client: RawClient, site: str) -> None:
    headers = {"sec-fetch-site": site, "sec-fetch-mode": "no-cors"}
    answer = client.request("GET", notebook.address(""), headers=headers)
    assert answer.status == 403
    assert b"secret" not in answer.body


def test_a_link_elsewhere_may_lead_to_the_entrance_only(notebook: Notebook) -> None:
    path = notebook.access.first_path
    foreign = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    framed, followed = {**foreign, "sec-fetch-dest": "iframe"}, {**foreign, "sec-fetch-dest": "document"}
    assert notebook.client.request("GET", path, headers=framed).status == 403
    assert notebook.client.request("GET", path, headers=followed).status == 200


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", None]
)
def test_what_a_form_could_send_changes_nothing(
    notebook: Notebook, client: RawClient, kind: str | None
) -> None:
    assert client.request("POST", notebook.address("lines"), LINE, {"content-type": kind}).status in {
        415,
        422,
    }
    assert notebook.lines == []


def test_reading_changes_nothing(notebook: Notebook, client: RawClient) -> None:
    for method in ("GET", "HEAD"):
        assert client.request(method, notebook.address("lines?text=hello")).status == 405
    assert notebook.lines == []


@pytest.mark.parametrize(
    "path", ["", "broken", "nowhere", "lines", "../../enter", "%2e%2e/%2e%2e/etc/passwd"]
)
def test_every_answer_carries_the_headers(notebook: Notebook, client: RawClient, path: str) -> None:
    for answer in (
        client.request("GET", notebook.address(path)),
        client.request("GET", notebook.address(path), headers={"cookie": None}),
        client.request("GET", notebook.address(path), headers={"host": "evil.example"}),
        client.request("POST", notebook.address(path), headers={"origin": "http://evil.example"}),
    ):
        assert answer.headers.items() >= {name.lower(): value for name, value in HEADERS.items()}.items()
        assert "server" not in answer.headers


def test_a_fault_tells_the_browser_nothing(notebook: Notebook, client: RawClient) -> None:
    answer = client.request("GET", notebook.address("broken"))
    assert answer.status == 500
    assert "/path/of/ours" not in answer.text
    # The answer is out before the fault is written down.
    deadline = time.monotonic() + 10
    while not notebook.faults and time.monotonic() < deadline:
        time.sleep(0.01)
    assert "/path/of/ours" in str(notebook.faults)


def test_a_body_that_is_too_long_is_refused(notebook: Notebook, client: RawClient) -> None:
    long = json.dumps({"text": "x" * 2000}).encode()
    assert client.request("POST", notebook.address("lines"), long).status == 413
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(long), long)
    headers = {"transfer-encoding": "chunked", "content-length": None}
    assert client.request("POST", notebook.address("lines"), chunked, headers).status == 413
    headers = {"content-length": "9" * 19}
    assert client.request("POST", notebook.address("lines"), b"", headers).status == 413
    assert notebook.lines == []


def test_headers_that_are_too_long_are_refused(notebook: Notebook, client: RawClient) -> None:
    assert client.request("GET", notebook.address(""), headers={"x": "x" * 5000}).status == 431
    assert client.request("GET", notebook.address("x" * 5000)).status == 431
    assert client.request("GET", notebook.address(""), headers={"x": "x" * 5_000_000}).status in {0, 400}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 100,
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
    ],
)
def test_what_is_no_request_is_no_trouble(notebook: Notebook, data: bytes) -> None:
    assert notebook.client.send(data).status in {0, 400, 403, 421}
    assert notebook.faults == []
    notebook.client.enter(notebook.access.first_path)


def ended_after(connection: socket.socket, drip: bytes = b"") -> float:
    """Seconds until the server hangs up on a client that sends a byte now and then."""
    began = time.monotonic()
    connection.settimeout(0.05)
    while time.monotonic() - began < 15:
        try:
            connection.sendall(drip)
            if not connection.recv(10):
                break
        except TimeoutError:
            continue
        except OSError:
            break
    return time.monotonic() - began


def test_slow_clients_are_hung_up_on(notebook: Notebook, client: RawClient) -> None:
    head = f"POST {notebook.address('lines')} HTTP/1.1\r\nHost: localhost\r\nCookie: {client.cookie}\r\n"
    whole = f"{head}Origin: http://localhost\r\nContent-Length: 900\r\nContent-Type: application/json\r\n\r\n"
    for sent in ("", head, whole):
        with client.connect() as connection:
            connection.sendall(sent.encode())
            assert ended_after(connection, b"x") < 10
    assert notebook.lines == []


def test_a_client_that_does_not_read_is_hung_up_on(notebook: Notebook, client: RawClient) -> None:
    with client.connect() as connection:
        connection.sendall(get(notebook, client, "large"))
        time.sleep(4)
        received = 0
        try:
            while part := connection.recv(1 << 20):
                received += len(part)
        except ConnectionResetError:
            pass
    assert received < 20_000_000


def test_too_many_connections_are_hung_up_on(notebook: Notebook, client: RawClient) -> None:
    crowd = [client.connect() for _ in range(30)]
    try:
        time.sleep(0.2)
        open_ones = 0
        for connection in crowd:
            connection.settimeout(0)
            try:
                open_ones += connection.recv(1) != b""
            except BlockingIOError:
                open_ones += 1
            except OSError:
                pass
        assert open_ones <= 8
    finally:
        for connection in crowd:
            connection.close()
    time.sleep(0.2)
    assert client.request("GET", notebook.address("")).status == 200


def test_requests_on_one_connection(notebook: Notebook, client: RawClient) -> None:
    get = (
        f"GET {notebook.address('')} HTTP/1.1\r\nHost: localhost\r\nCookie: {client.cookie}\r\n\r\n".encode()
    )
    with client.connect() as connection:
        for _ in range(3):
            connection.sendall(get)
            assert read_answer(connection).status == 200
            time.sleep(0.3)  # together longer than any one request may take
        assert ended_after(connection) < 10


def test_only_who_is_let_in_keeps_the_server_awake(notebook: Notebook) -> None:
    before = notebook.clock.idle_s
    time.sleep(0.05)
    notebook.client.request("GET", notebook.address(""))
    assert notebook.clock.idle_s > before + 0.04
    client = notebook.client.enter(notebook.access.first_path)
    time.sleep(0.05)
    asked = time.monotonic()
    client.request("GET", notebook.address(""))
    assert notebook.clock.idle_s <= time.monotonic() - asked

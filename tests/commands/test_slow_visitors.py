"""A real server, and visitors who open a request and take their time: all others are answered meanwhile."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from fivefold.config.rsgi import BodyFirst

FORM = "POST /language/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
MANY = 200


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder: Path = tmp_path_factory.mktemp("slow")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("FIVEFOLD_", "DATABASE_URL"))}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    server = subprocess.Popen(
        [sys.executable, "-m", "fivefold", "serve", "--port", str(port)],
        env={**environment, "FIVEFOLD_DATA": str(folder), "FIVEFOLD_URL": f"http://localhost:{port}"},
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        yield port
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(timeout=20)
        finally:
            server.kill()


def wait_for(port: int) -> None:
    for _ in range(600):
        try:
            answer(port)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not start")


def answer(port: int, timeout: float = 2) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=timeout) as response:
        return bytes(response.read())


def send(port: int, text: str) -> socket.socket:
    visitor = socket.create_connection(("127.0.0.1", port), timeout=10)
    visitor.sendall(text.encode())
    return visitor


def cookie_of(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/", timeout=10) as page:
        return str(page.headers["Set-Cookie"]).partition(";")[0]


@pytest.mark.parametrize(
    "begun",
    [
        "Content-Length: 500\r\n\r\nlanguage=e",
        "Content-Length: 500\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nlangu\r\n",
    ],
    ids=["ten bytes of 500", "nothing of 500", "a chunk and no end"],
)
def test_bodies_that_do_not_come_hold_up_nobody(port: int, begun: str) -> None:
    cookie = cookie_of(port)
    waiting = [send(port, f"{FORM}Cookie: {cookie}\r\n{begun}") for _ in range(MANY)]
    try:
        time.sleep(0.5)
        began = time.monotonic()
        assert answer(port) == b"ok"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/", timeout=2) as page:
            assert page.status == 200
        assert time.monotonic() - began < 2
    finally:
        for visitor in waiting:
            visitor.close()


def test_a_body_that_comes_in_pieces_arrives_whole(port: int) -> None:
    cookie = cookie_of(port)
    body = f"language=es&csrfmiddlewaretoken={cookie.partition('=')[2]}&next=/sign-in/"
    with send(
        port, f"{FORM}Cookie: {cookie}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    ) as it:
        for start in range(0, len(body), 20):
            it.sendall(body[start : start + 20].encode())
            time.sleep(0.02)
        reply = it.recv(65536).decode()
    assert reply.startswith("HTTP/1.1 302")
    assert "django_language=es" in reply


def test_too_large_a_body_is_refused_unread(port: int) -> None:
    with send(port, f"{FORM}Content-Length: 99999999999\r\nConnection: close\r\n\r\n") as visitor:
        assert visitor.recv(65536).startswith(b"HTTP/1.1 413")
    with send(port, f"{FORM}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n") as visitor:
        piece = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
        try:
            for _ in range(64):
                visitor.sendall(piece)
        except OSError:
            return  # it hung up on us, which is as good an answer
        assert visitor.recv(65536).startswith(b"HTTP/1.1 413")


class Connection:
    """What granian hands over, of a body that comes in these pieces and then does, or does not, end."""

    def __init__(self, *pieces: bytes, ends: bool = True) -> None:
        self.pieces, self.ends = pieces, ends
        self.status = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self.pieces:
            yield piece
        if not self.ends:
            await asyncio.sleep(60)

    def response_bytes(self, status: int, _headers: object, _body: bytes) -> None:
        self.status = status

    response_str = response_bytes


def ask(connection: Connection, **headers: str) -> tuple[int, list[bytes]]:
    seen: list[bytes] = []

    def application(environ: dict, start_response) -> list[bytes]:
        seen.append(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        assert "HTTP_X_FORWARDED_FOR" not in environ
        start_response("200 OK", [])
        return [b"done"]

    scope = SimpleNamespace(
        method="POST",
        path="/",
        query_string="",
        server="127.0.0.1:8000",
        client="127.0.0.1:999",
        scheme="http",
        http_version="1.1",
        headers={
            **{name.replace("_", "-"): value for name, value in headers.items()},
            "x_forwarded_for": "1",
        },
    )
    served = BodyFirst(application, threads=1, largest=100, patience=0.2)
    asyncio.run(served.__rsgi__(scope, connection))  # type: ignore[arg-type]
    return connection.status, seen


def test_a_body_has_a_time_in_which_to_come() -> None:
    assert ask(Connection(b"ab", ends=False), content_length="9") == (408, [])
    assert ask(Connection(b"ab", ends=False), transfer_encoding="chunked") == (408, [])


def test_a_body_that_broke_off_reaches_nobody() -> None:
    assert ask(Connection(b"ab"), content_length="9") == (400, [])


def test_a_whole_body_is_read_as_it_was_sent() -> None:
    assert ask(Connection(b"ab", b"cd"), content_length="4") == (200, [b"abcd"])
    assert ask(Connection(b"ab", b"cd"), transfer_encoding="chunked") == (200, [b"abcd"])
    assert ask(Connection()) == (200, [b""])

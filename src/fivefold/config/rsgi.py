"""Django under granian: a request takes a thread only when all of it has arrived.

A thread that waited for the body would be held by whoever sends one slowly, and on SQLite there is one.
So bodies are gathered beside the threads, each within a time and a size.
"""

import asyncio
import os
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import IO, Any, NamedTuple

from granian.rsgi import HTTPProtocol, Scope  # type: ignore[attr-defined]

Headers = list[tuple[str, str]]
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

PATIENCE = 20
"""Seconds for a body, and one more for each `SLOWEST` bytes that have come."""
SLOWEST = 16 * 1024
IN_MEMORY = 512 * 1024
PLAIN = [("Content-Type", "text/plain; charset=utf-8")]


class Refusal(NamedTuple):
    status: int
    sentence: str


TOO_SLOW = Refusal(408, "The request came too slowly. Nothing was changed.")
CUT_OFF = Refusal(400, "The request broke off. Nothing was changed.")
FAULT = Refusal(500, "Something went wrong on our side.")


class BodyFirst:
    """A WSGI application in a few threads; `largest` is the size from which it refuses a body unread."""

    def __init__(self, application: Wsgi, *, threads: int, largest: int, patience: float = PATIENCE) -> None:
        self.application = application
        self.threads = ThreadPoolExecutor(threads)
        self.largest = largest
        self.patience = patience

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        with SpooledTemporaryFile(IN_MEMORY) as body:
            refusal = await self._gather(scope, protocol, body)
            if refusal is None:
                environ = environ_of(scope, body)
                loop = asyncio.get_running_loop()
                protocol.response_bytes(*await loop.run_in_executor(self.threads, self._answer, environ))
            else:
                protocol.response_str(refusal.status, [*PLAIN, ("Connection", "close")], refusal.sentence)

    async def _gather(self, scope: Scope, protocol: HTTPProtocol, body: IO[bytes]) -> Refusal | None:
        """Write the body down. One that is too large is left unread: the application says so."""
        declared = _declared(scope)
        if declared == 0 or (declared is not None and declared > self.largest):
            return None
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            async with asyncio.timeout(self.patience) as patience:
                async for chunk in protocol:
                    body.write(chunk)
                    if body.tell() > self.largest:
                        break
                    patience.reschedule(began + self.patience + body.tell() / SLOWEST)
        except TimeoutError:
            return TOO_SLOW
        return CUT_OFF if declared is not None and body.tell() != declared else None

    def _answer(self, environ: dict[str, Any]) -> tuple[int, Headers, bytes]:
        started: list[tuple[int, Headers]] = []

        def start_response(status: str, headers: Headers, exc_info: object = None) -> None:  # noqa: ARG001
            started[:] = [(int(status.partition(" ")[0]), headers)]

        parts = self.application(environ, start_response)
        try:
            content = b"".join(parts)
        finally:
            close = getattr(parts, "close", None)
            if close is not None:
                close()
        return *started[0], content


def _declared(scope: Scope) -> int | None:
    """The size of the body as its header has it; None where it is sent in chunks of which none tells."""
    if "transfer-encoding" in scope.headers:
        return None
    length = scope.headers.get("content-length", "0")
    return int(length) if length.isdecimal() else 0


def environ_of(scope: Scope, body: IO[bytes]) -> dict[str, Any]:
    """What a WSGI application is told of a request, by PEP 3333."""
    address, _, port = scope.server.rpartition(":")
    length = body.tell() or _declared(scope) or 0
    body.seek(0)
    told: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": _as_latin(scope.path),
        "QUERY_STRING": _as_latin(scope.query_string),
        "SERVER_NAME": address.strip("[]"),
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        # With an underscore it would pass for the header that a proxy sets with a hyphen.
        if "_" not in name:
            key = f"HTTP_{name.upper().replace('-', '_')}"
            separator = ";" if name == "cookie" else ","
            told[key] = f"{told[key]}{separator}{value}" if key in told else value
    told["CONTENT_TYPE"] = told.pop("HTTP_CONTENT_TYPE", "")
    told.pop("HTTP_CONTENT_LENGTH", None)
    told["CONTENT_LENGTH"] = str(length)
    return told


def _as_latin(text: str) -> str:
    return text.encode().decode("latin-1")


def make_application() -> BodyFirst:
    """On SQLite one thread: that was measured to give the most writes and the shortest wait."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fivefold.config.settings")
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.db import connection

    return BodyFirst(
        get_wsgi_application(),
        threads=1 if connection.vendor == "sqlite" else 4,
        largest=settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
    )

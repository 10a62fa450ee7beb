"""Two processes, each with a database of its own, answer in turns: the machine's moods fall on both alike."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TURNS = 12
REQUESTS_A_TURN = 25
Page = Callable[[], None]


class Server:
    """A process that holds one database and answers when asked."""

    def __init__(self, script: str, folder: Path, size: int) -> None:
        environment = {**os.environ, "FIVEFOLD_DATA": str(folder), "DATABASE_URL": ""}
        self.process = subprocess.Popen(
            [sys.executable, script, str(size)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.found: list[dict[str, Any]] = []
        self._read()

    def turn(self) -> None:
        assert self.process.stdin
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        self.found.append(json.loads(self._read()))

    def _read(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline()

    def end(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()

    def p95(self, page: str) -> float:
        every = [one for turn in self.found for one in turn[page]["milliseconds"]]
        return statistics.quantiles(every, n=20)[-1]

    def queries(self, page: str) -> int:
        counts = {turn[page]["queries"] for turn in self.found}
        assert len(counts) == 1, "the number of queries varies from request to request"
        return int(counts.pop())


def in_turns(script: str, folder: Path, small: int, large: int) -> tuple[Server, Server]:
    servers = Server(script, folder / "small", small), Server(script, folder / "large", large)
    for _ in range(TURNS):
        for one in servers:
            one.turn()
    for one in servers:
        one.end()
    return servers


def answer(pages: dict[str, Page]) -> None:
    """In a server's process: each page once before it counts, then a turn for each line."""
    for page in pages.values():
        page()
    print("ready", flush=True)
    for _ in sys.stdin:
        print(json.dumps({name: _ask(page) for name, page in pages.items()}), flush=True)


def _ask(page: Page) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    milliseconds = []
    for _ in range(REQUESTS_A_TURN):
        began = time.perf_counter()
        page()
        milliseconds.append((time.perf_counter() - began) * 1000)
    with CaptureQueriesContext(connection) as counted:
        page()
    return {"milliseconds": milliseconds, "queries": len(counted)}


def page_of(address: str, *, name: str) -> Page:
    """A page as somebody of the demonstration opens it."""
    from django.test import Client

    from fivefold.accounts.models import Person

    client = Client(headers={"host": "localhost"})
    client.force_login(Person.objects.get(name=name))

    def page() -> None:
        response = client.get(address)
        assert response.status_code == 200, response.status_code

    return page


def start_demonstration() -> None:
    from fivefold.config.installation import prepare, start_django

    start_django()
    prepare(lambda _: None)
    from fivefold.demonstration.loading import load

    load(lambda _: None)

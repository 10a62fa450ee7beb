"""A whole installation as people run it: `fivefold serve`, `fivefold worker`, commands, and killing them."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Self
from urllib.parse import quote

from django.db import connection

Process = subprocess.Popen[bytes]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Installation:
    """In a folder of its own; on SQLite in it, or on the PostgreSQL whose address is given."""

    def __init__(self, folder: Path, mail_port: int, *, database: str = "", workers: int = 2) -> None:
        self.port = free_port()
        self.folder = folder
        # What a killed process leaves in the folder for passing files is to be seen.
        self.passing = folder / "tmp"
        self.passing.mkdir()
        self.environment = {
            **{key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"},
            "FIVEFOLD_DATA": str(folder),
            "FIVEFOLD_URL": self.url,
            "FIVEFOLD_MAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "DATABASE_URL": database,
            "TMPDIR": str(self.passing),
        }
        self.started: list[Process] = []
        self.server = self._start("serve", "--port", str(self.port))
        self.workers: list[Process] = []
        self._count = workers

    def __enter__(self) -> Self:
        try:
            # It sets the database up, and a worker will not begin without.
            self.wait_for_the_server()
            self.workers = [self._start("worker") for _ in range(self._count)]
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def fivefold(self, *command: str) -> str:
        """What a command of this installation prints."""
        program = [sys.executable, "-m", "fivefold", *command]
        return subprocess.run(
            program, env=self.environment, check=True, capture_output=True, text=True
        ).stdout

    def kill_a_worker(self, place: int) -> None:
        self.workers[place].send_signal(signal.SIGKILL)
        self.workers[place].wait()

    def start_a_worker(self, place: int) -> None:
        self.workers[place] = self._start("worker")

    def kill_the_server(self) -> None:
        """All of it: the process that answers has a parent, which would start another."""
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def start_the_server(self) -> None:
        self.server = self._start("serve", "--port", str(self.port))
        self.wait_for_the_server()

    def wait_for_the_server(self, seconds: float = 60) -> None:
        limit = time.monotonic() + seconds
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5):
                    return
            except OSError:
                assert time.monotonic() < limit, "the server did not start"
                time.sleep(0.05)

    def close(self) -> None:
        for process in self.started:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _start(self, *command: str) -> Process:
        process = subprocess.Popen(
            [sys.executable, "-m", "fivefold", *command],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.started.append(process)
        return process


def the_tests_database(folder: Path) -> str:
    """The address of the database of this test; of an SQLite database none, it is put into the folder."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        (folder / "fivefold.sqlite3").symlink_to(name)
        return ""
    return _address(name)


def an_empty_database(name: str) -> str:
    """The address of one made on the PostgreSQL of the tests; without it none, SQLite makes its own."""
    if os.environ.get("FIVEFOLD_TEST_DB") != "postgres":
        return ""
    import psycopg

    server = {"host": os.environ["PGHOST"], "user": "postgres", "dbname": "postgres"}
    with psycopg.connect(**server, autocommit=True) as opened:
        opened.execute(f'CREATE DATABASE "{name}"'.encode())
    return _address(name)


def _address(name: str) -> str:
    return f"postgres://postgres@{quote(os.environ['PGHOST'], safe='')}/{name}"

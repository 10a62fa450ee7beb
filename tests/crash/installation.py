"""A whole installation as people run it: `fivefold serve`, two of `fivefold worker`, and killing them."""

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


class Installation:
    """On the database of this test, in a folder of its own."""

    def __init__(self, folder: Path, mail_port: int, workers: int = 2) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.folder = folder
        # What a killed process leaves in the folder for passing files is to be seen.
        self.passing = folder / "tmp"
        self.passing.mkdir()
        self.environment = {
            **{key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"},
            "FIVEFOLD_DATA": str(folder),
            "FIVEFOLD_URL": f"http://localhost:{self.port}",
            "FIVEFOLD_MAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "DATABASE_URL": _take_over_the_tests_database(folder),
            "TMPDIR": str(self.passing),
        }
        self.started: list[Process] = []
        self.server = self._start("serve", "--port", str(self.port))
        self.workers = [self._start("worker") for _ in range(workers)]

    def __enter__(self) -> Self:
        try:
            self.wait_for_the_server()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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


def _take_over_the_tests_database(folder: Path) -> str:
    """The address of a PostgreSQL; of an SQLite database none, it lies in the folder."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        (folder / "fivefold.sqlite3").symlink_to(name)
        return ""
    return f"postgres://postgres@{quote(os.environ['PGHOST'], safe='')}/{name}"

"""A real `fivefold demo`, started as a newcomer would start it, for the browser to visit."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.installation import an_empty_database, free_port

PATIENCE = 120


@dataclass(frozen=True)
class Demonstration:
    url: str
    folder: Path


@contextmanager
def demonstration(folder: Path, **settings: str) -> Iterator[Demonstration]:
    """Serve the demonstration from `folder` until the block ends.

    With FIVEFOLD_TEST_DB=postgres it lives in a database of its own on the embedded PostgreSQL. On SQLite it
    is made up once in a process and copied: years, staff time and meetings take a while to be told.
    """
    if os.environ.get("FIVEFOLD_TEST_DB") != "postgres":
        shutil.copytree(_made_up(), folder, dirs_exist_ok=True)
    with _served(folder, **settings) as running:
        yield running


@cache
def _made_up() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="made-up-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with _served(folder):
        return folder


@contextmanager
def _served(folder: Path, **settings: str) -> Iterator[Demonstration]:
    port = free_port()
    command = [sys.executable, "-m", "fivefold", "demo", "--port", str(port)]
    if os.environ.get("FIVEFOLD_TEST_DB") == "postgres":
        command += ["--database", an_empty_database(f"demo_{port}")]
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith("FIVEFOLD_") and k != "DJANGO_SETTINGS_MODULE"
    }
    environment |= {"FIVEFOLD_DATA": str(folder), **settings}
    log = (folder / "server.log").open("w")
    server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait_until_it_answers(server, f"http://localhost:{port}/healthz", folder / "server.log")
        yield Demonstration(f"http://localhost:{port}", folder)
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        log.close()


def _wait_until_it_answers(server: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"fivefold demo ended by itself:\n{log.read_text()}")
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError(f"fivefold demo did not answer within {PATIENCE} s:\n{log.read_text()}")

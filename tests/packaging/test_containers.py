"""The container files, without Docker: they are read, and what they would run is run here in the same way.

What is not tried: that the image builds, and that Docker starts what compose.yaml describes.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from fivefold.config.environment import VARIABLES
from tests.backups.place import Place, new_place
from tests.installation import free_port

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
OURS = ("web", "worker")


def dockerfile() -> list[tuple[str, str]]:
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    lines = (line.partition(" ") for line in text.splitlines() if line and not line.startswith("#"))
    return [(word, rest.strip()) for word, _, rest in lines]


def last(word: str) -> str:
    return [rest for one, rest in dockerfile() if one == word][-1]


def command_of(service: str) -> list[str]:
    words: list[str] = [*json.loads(last("ENTRYPOINT")), *COMPOSE["services"][service]["command"]]
    return words


def probe() -> list[str]:
    words: list[str] = json.loads(last("HEALTHCHECK").partition("CMD ")[2])
    return words


def test_there_are_a_web_server_a_worker_and_a_database() -> None:
    assert set(COMPOSE["services"]) == {*OURS, "database"}
    assert command_of("web")[:2] == ["fivefold", "serve"]
    assert command_of("worker") == ["fivefold", "worker"]


def test_nothing_of_ours_runs_as_root_or_can_become_it() -> None:
    user, _, group = last("USER").partition(":")
    assert int(user) > 0
    assert int(group) > 0
    # The user's number stands after the last stage began, so it holds for what runs.
    words = [word for word, _ in dockerfile()]
    assert len(words) - words[::-1].index("FROM") <= words.index("USER")
    for name in OURS:
        service = COMPOSE["services"][name]
        assert "user" not in service
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert "no-new-privileges:true" in service["security_opt"]


def test_there_is_one_volume_of_ours_and_it_is_the_data_folder() -> None:
    assert last("VOLUME") == "/data"
    assert "FIVEFOLD_DATA=/data" in shlex.split(last("ENV"))
    for name in OURS:
        assert COMPOSE["services"][name]["volumes"] == ["data:/data"]
    assert set(COMPOSE["volumes"]) == {"data", "database"}


def test_only_this_machine_reaches_the_ports() -> None:
    published = [port for one in COMPOSE["services"].values() for port in one.get("ports", [])]
    assert published == ["127.0.0.1:8000:8000"]
    assert last("EXPOSE") == "8000"


def test_every_setting_is_one_that_is_read_and_no_key_is_written_down() -> None:
    known = {one.name for one in VARIABLES}
    for name in OURS:
        assert set(COMPOSE["services"][name]["environment"]) <= known
        assert "${POSTGRES_PASSWORD:?" in COMPOSE["services"][name]["environment"]["DATABASE_URL"]
    assert "${POSTGRES_PASSWORD:?" in COMPOSE["services"]["database"]["environment"]["POSTGRES_PASSWORD"]


def test_what_the_image_is_built_of_is_let_into_it() -> None:
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] == "!"}
    copied = {
        source
        for word, rest in dockerfile()
        if word == "COPY" and not rest.startswith("--from")
        for source in rest.split()[:-1]
    }
    assert copied == let_in
    assert all((ROOT / name).exists() for name in copied)
    build = next(rest for word, rest in dockerfile() if word == "RUN")
    assert "--require-hashes --requirement requirements-server.lock" in build


def test_a_server_is_locked_to_the_versions_that_the_tests_run_with() -> None:
    everything, server = (
        set(re.findall(r"^[A-Za-z0-9].*?==\S+", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.lock", "requirements-server.lock")
    )
    assert server < everything
    named = {one.partition("==")[0] for one in server}
    assert named >= {"django", "numpy", "weasyprint"}
    assert not named & {"pytest", "mypy", "playwright"}


@contextmanager
def running(place: Place, service: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The command of a service, with our interpreter in the place of the image's and a free port."""
    words = [str(port) if word == "8000" else word for word in command_of(service)[1:]]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("FIVEFOLD_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "fivefold", *words],
        env={**environment, **place.environment, "FIVEFOLD_URL": "https://fivefold.example.org",
             "FIVEFOLD_BEHIND_PROXY": "1"},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


def until(holds: Any, seconds: float = 60) -> None:
    limit = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < limit, "it did not happen in time"
        time.sleep(0.2)


def status(port: int) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.django_db
def test_its_commands_run_its_probe_answers_and_it_becomes_ready(tmp_path: Path) -> None:
    place, port = new_place(tmp_path / "data"), free_port()
    asked = [sys.executable, *(word.replace("8000", str(port)) for word in probe()[1:])]
    with running(place, "web", port) as web:
        until(lambda: subprocess.run(asked, capture_output=True, check=False).returncode == 0)
        assert status(port) == 503
        with running(place, "worker", port):
            until(lambda: status(port) == 200)
        # It took its leave: nobody has to wait a minute to know.
        assert status(port) == 503
        assert web.poll() is None
    assert subprocess.run(asked, capture_output=True, check=False).returncode != 0

"""docs/researchers/api.md: what it shows runs against a server, and what it lists is what there is."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from fivefold.api.bearer import LIMIT
from fivefold.api.problems import KINDS
from fivefold.api.states import Scope
from tests.api.holding import token_of
from tests.cast import make_cast
from tests.docs.pages import DOCS, frames, rows
from tests.health.rounds import make_card

PAGE = DOCS / "researchers" / "api.md"
PYTHON = [frame.text for frame in frames(PAGE) if frame.language == "python"]
CURL = [frame.text for frame in frames(PAGE) if frame.text.startswith("curl ")]


@pytest.fixture
def environment(transactional_db, live_server) -> dict[str, str]:
    cast = make_cast()
    make_card(cast.cedar, by=cast.marcus, title="Fall 2025", ended_on=date(2025, 10, 24))
    make_card(cast.cedar, by=cast.marcus)
    secret = token_of(cast.hannah)[1]
    return {**os.environ, "FIVEFOLD_URL": live_server.url, "FIVEFOLD_TOKEN": secret}


def run(command: list[str], environment: dict[str, str], folder: Path) -> str:
    done = subprocess.run(
        command, env=environment, cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


@pytest.mark.parametrize("number", range(len(PYTHON)))
def test_what_is_shown_in_python_runs(number: int, environment: dict[str, str], tmp_path: Path) -> None:
    said = run([sys.executable, "-W", "error", "-c", PYTHON[number]], environment, tmp_path)
    assert "interval" in said or "answers’ numbers" in said
    assert "rigor" in said


def test_what_is_shown_with_curl_runs(environment: dict[str, str], tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("this machine has no curl")
    (command,) = CURL
    assert "Middle-grades mathematics" in run(["sh", "-c", command], environment, tmp_path)


def test_the_tables_list_what_there_is() -> None:
    assert [row[0] for row in rows(PAGE, "A token")] == list(Scope)
    assert [(row[0], int(row[1])) for row in rows(PAGE, "Refusals")] == [
        (kind.code, kind.status) for kind in KINDS
    ]
    assert LIMIT == {"token": "30/5m/ip"}
    assert "more than 30 requests in five minutes" in PAGE.read_text(encoding="utf-8")

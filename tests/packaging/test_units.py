"""The units for systemd and the files for a reverse proxy say what the programs understand."""

import configparser
import shutil
import subprocess
from pathlib import Path

import pytest

from fivefold.config.cli import COMMANDS
from fivefold.config.environment import VARIABLES

DEPLOY = Path(__file__).parents[2] / "deploy"
SERVICES = sorted((DEPLOY / "systemd").glob("*.service"))


def unit(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(path.read_text())
    return parser


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_service_runs_a_command_that_there_is_and_not_as_root(path: Path) -> None:
    service = unit(path)["Service"]
    program, command, *_ = service["ExecStart"].split()
    assert program == "/opt/fivefold/bin/fivefold"
    assert command in COMMANDS
    assert service["User"] == "fivefold"
    assert service["UMask"] == "0077"
    assert service["NoNewPrivileges"] == "true"
    assert service["Environment"].partition("=")[0] in {one.name for one in VARIABLES}


def test_there_are_the_web_server_the_worker_and_a_nightly_copy() -> None:
    assert {path.stem for path in SERVICES} == {"fivefold-web", "fivefold-worker", "fivefold-backup"}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this machine")
def test_systemd_understands_them() -> None:
    done = subprocess.run(
        ["systemd-analyze", "verify", *(DEPLOY / "systemd").iterdir()],
        capture_output=True,
        text=True,
        check=False,
    )
    told = [line for line in done.stderr.splitlines() if "fivefold-" in line]
    # That the program is not on this machine is all it may find.
    assert [line for line in told if "is not executable" not in line] == []


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_a_proxy_passes_on_what_the_server_relies_on(name: str) -> None:
    text = (DEPLOY / name).read_text()
    assert "127.0.0.1:8000" in text
    assert "/readyz" in text
    if name == "nginx.conf":
        for header in ("Host $host", "X-Forwarded-Proto https", "X-Forwarded-For $proxy_add_x_forwarded_for"):
            assert f"proxy_set_header {header};" in text

"""The base install runs alone: from the built wheel, in an empty environment, without Django."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SURVEY = """side,trust_1,trust_2,trust_3,trust_4,trust_5,trust_6
practice,5,4,4,5,4,3
practice,4,4,5,5,4,4
practice,3,4,4,4,4,3
practice,5,5,5,5,5,5
practice,2,3,3,4,3,2
practice,4,3,4,4,4,4
research,4,4,4,5,4,4
research,5,5,4,5,4,5
research,4,4,4,4,4,4
research,3,4,4,3,4,4
research,5,4,5,5,4,4
"""


def run(*command: str | Path, cwd: Path | None = None) -> "subprocess.CompletedProcess[str]":
    clean = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("PYTHON", "DJANGO", "FIVEFOLD", "VIRTUAL_ENV"))
    }
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=clean, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    assert built.returncode == 0, built.stderr
    return next(folder.glob("fivefold-*.whl"))


@pytest.fixture(scope="module")
def empty_environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty") / "venv"
    made = run(sys.executable, "-m", "venv", folder)
    assert made.returncode == 0, made.stderr
    python = folder / "bin" / "python"
    uv = Path(sys.executable).with_name("uv")
    install = [uv, "pip", "install", "--python", python] if uv.exists() else [python, "-m", "pip", "install"]
    installed = run(*install, "--constraint", _versions(folder.parent), wheel)
    assert installed.returncode == 0, installed.stderr
    return folder / "bin"


def _versions(folder: Path) -> Path:
    """The locked versions without their hashes: what a constraints file may hold."""
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    path = folder / "versions.txt"
    path.write_text("\n".join(line.rstrip(" \\") for line in lines if line[:1].isalnum()))
    return path


def test_the_wheel_holds_what_the_pages_and_commands_need(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in (
        "fivefold/py.typed",
        "fivefold/assess/frameworks/rpp-2017.toml",
        "fivefold/locale/es/LC_MESSAGES/django.mo",
        "fivefold/core/static/core/fivefold.css",
    ):
        assert needed in names
    assert not [name for name in names if name.startswith("tests/")]


def test_the_base_install_brings_no_django(empty_environment: Path) -> None:
    looked = run(empty_environment / "python", "-c", "import django")
    assert looked.returncode == 1
    assert "ModuleNotFoundError" in looked.stderr


def test_map_and_assess_run_from_the_wheel(empty_environment: Path, tmp_path: Path) -> None:
    survey = tmp_path / "survey.csv"
    survey.write_text(SURVEY)
    mapped = run(empty_environment / "fivefold", "map", survey)
    assert mapped.returncode == 0, mapped.stdout + mapped.stderr
    (tmp_path / "map.toml").write_text(mapped.stdout)
    assessed = run(
        empty_environment / "fivefold", "assess", survey, "--map", tmp_path / "map.toml",
        "--members", "practice=7,research=5", "--json",
    )  # fmt: skip
    assert assessed.returncode == 0, assessed.stdout + assessed.stderr
    report = json.loads(assessed.stdout)
    trust = next(d for d in report["dimensions"] if d["key"] == "trust")["scales"][0]
    by_hand = [sum((int(a) - 1) / 4 * 100 for a in row.split(",")[1:]) / 6 for row in SURVEY.split()[1:]]
    assert trust["n"] == 11
    assert trust["mean"] == pytest.approx(sum(by_hand) / 11)
    assert report["response_rate"] == pytest.approx(11 / 12)


def test_a_report_from_the_command_line_says_what_it_lacks(empty_environment: Path, tmp_path: Path) -> None:
    (tmp_path / "survey.csv").write_text(SURVEY)
    for option in ("--html", "--pdf", "--docx"):
        asked = (empty_environment / "fivefold", "assess", tmp_path / "survey.csv", option, tmp_path / "out")
        refused = run(*asked)
        assert refused.returncode == 2
        assert 'A report needs the server\'s parts: pip install "fivefold[server]"' in " ".join(
            refused.stderr.split()
        )
        assert not (tmp_path / "out").exists()


def test_a_command_that_needs_the_server_says_so(empty_environment: Path) -> None:
    for command in ("serve", "demo", "worker", "check", "backup", "upgrade"):
        refused = run(empty_environment / "fivefold", command)
        assert refused.returncode == 2, command
        assert 'pip install "fivefold[server]"' in " ".join(refused.stderr.split())
        assert "Traceback" not in refused.stderr

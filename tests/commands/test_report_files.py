"""`fivefold assess --html --pdf --docx`, in a process of its own and without an installation."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ANSWERS = ("practice,5,4,4,5,4,3", "practice,4,4,5,5,3,4", "research,4,3,4,5,4,2", "research,5,4,4,5,4,5")
SURVEY = "\n".join(["side,trust_1,trust_2,trust_3,trust_4,trust_5,trust_6", *ANSWERS * 5, ""])


def fivefold(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "FIVEFOLD"))}
    return subprocess.run(
        [sys.executable, "-m", "fivefold", *map(str, arguments)],
        cwd=cwd,
        env={**clean, "HOME": str(cwd)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    path = tmp_path / "survey.csv"
    path.write_text(SURVEY)
    return path


@pytest.mark.pango
def test_each_report_is_written_and_nothing_else(survey: Path, tmp_path: Path) -> None:
    done = fivefold(
        "assess", survey, "--members", "practice=12,research=12", "--html", "a.html", "--docx", "a.docx",
        "--pdf", "a.pdf", "--language", "es", cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"survey.csv", "a.html", "a.docx", "a.pdf"}
    page = (tmp_path / "a.html").read_text()
    assert '<html lang="es">' in page
    assert "Lo que dicen los miembros" in page
    assert "20 de 24" in page
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "a.docx").read_bytes().startswith(b"PK")


def test_a_place_that_cannot_be_written_is_said_before_the_work(survey: Path, tmp_path: Path) -> None:
    for out in (tmp_path, tmp_path / "nowhere" / "a.html"):
        refused = fivefold("assess", survey, "--html", out, cwd=tmp_path)
        assert refused.returncode == 2
        assert "Name a file in a folder that is there." in " ".join(refused.stderr.split())
        assert "Traceback" not in refused.stderr


LOADED = """import sys
from fivefold.config.cli import main
main(sys.argv[1:])
print(*sorted({"django", "weasyprint", "docx", "xlsxwriter"} & set(sys.modules)), file=sys.stderr)
"""


def test_django_is_imported_for_a_report_alone(survey: Path, tmp_path: Path) -> None:
    for arguments in (["--help"], ["assess", "survey.csv"], ["assess", "survey.csv", "--json"]):
        seen = subprocess.run(
            [sys.executable, "-c", LOADED, *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert seen.returncode == 0
        assert seen.stderr.strip() == ""
        assert seen.stdout

"""The command line as people and programs meet it: whole processes, exit codes, where words go."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest

from fivefold import __version__
from fivefold.assess import schema
from fivefold.config import cli

ANSWERS = ["Never", "Seldom", "Sometimes", "Often", "Always"]
MAP = """
[scales.trust]
dimension = "trust"
items = ["q1", "q2"]
answers = { "Never" = 1, "Seldom" = 2, "Sometimes" = 3, "Often" = 4, "Always" = 5 }
[groups]
side = { column = "side", practice = ["district"], research = ["university"] }
"""


# The names by which the suite itself is steered would be settings that nothing reads.
_OURS = {
    name: value for name, value in os.environ.items() if name not in {"FIVEFOLD_SAMPLES", "FIVEFOLD_TEST_DB"}
}


def fivefold(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "fivefold", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env={**_OURS, **environment},
    )


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    lines = ["side,q1,q2"]
    for person in range(24):
        side = "district" if person % 2 else "university"
        lines.append(f"{side},{ANSWERS[person % 5]},{ANSWERS[(person * 2) % 5]}")
    path = tmp_path / "survey.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "map.toml").write_text(MAP, encoding="utf-8")
    return path


def error_of(result: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert result.stderr == ""
    found = json.loads(result.stdout)
    jsonschema.validate(found, schema.load(schema.ERROR))
    error: dict[str, Any] = found["error"]
    return error


def test_help_is_light() -> None:
    code = (
        "import sys\nfrom fivefold.config.cli import main\ncode = main(['--help'])\n"
        "heavy = {'numpy', 'scipy', 'django', 'pyreadstat', 'python_calamine', 'typing', 'dataclasses'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\nsys.exit(code)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    for name in cli.COMMANDS:
        assert f"    {name}" in result.stdout


@pytest.mark.parametrize("name", ["map", "assess", "members"])
def test_help_on_a_command_is_light_too(name: str) -> None:
    code = (
        f"import sys\nfrom fivefold.config.cli import main\ncode = main(['{name}', '--help'])\n"
        "assert not {'numpy', 'django'} & set(sys.modules)\nsys.exit(code)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert "FILE" in result.stdout


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_each_command_has_its_help(name: str) -> None:
    result = fivefold(name, "--help")
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith(f"usage: fivefold {name}")


def test_version() -> None:
    result = fivefold("--version")
    assert (result.returncode, result.stdout) == (0, f"fivefold {__version__}\n")


def test_no_command_is_wrong_usage() -> None:
    result = fivefold()
    assert result.returncode == 2
    assert "assess" in result.stdout


def test_a_survey_becomes_one_object(survey: Path) -> None:
    result = fivefold(
        "assess",
        survey,
        "--map",
        survey.parent / "map.toml",
        "--members",
        "practice=14,research=15",
        "--json",
    )
    assert (result.returncode, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    jsonschema.validate(found, schema.load(schema.ASSESSMENT))
    assert found["members"] == 29
    assert found["response_rate"] == pytest.approx(24 / 29)
    (scale,) = found["dimensions"][0]["scales"]
    assert scale["n"] == 24
    assert [group["n"] for group in scale["groups"]] == [12, 12]
    assert scale["difference"]["between"] == ["practice", "research"]


def test_a_survey_becomes_a_table_for_people(survey: Path) -> None:
    result = fivefold("assess", survey, "--map", survey.parent / "map.toml", "--members", 29)
    assert (result.returncode, result.stderr) == (0, "")
    assert "24 of 29 members answered (83%)." in result.stdout


def test_what_map_prints_is_a_mapping_that_assess_takes(survey: Path) -> None:
    proposed = fivefold("map", survey)
    assert proposed.returncode == 0, proposed.stderr
    path = survey.parent / "proposed.toml"
    path.write_text(proposed.stdout, encoding="utf-8")
    with_map = json.loads(fivefold("assess", survey, "--map", path, "--json").stdout)
    without = json.loads(fivefold("assess", survey, "--json").stdout)
    assert without["warnings"][0]["code"] == "proposed_mapping"
    assert with_map["other_scales"] == without["other_scales"]
    assert with_map["other_scales"][0]["n"] == 24


def test_the_names_of_a_file_may_be_in_any_script(tmp_path: Path) -> None:
    path = tmp_path / "encuesta.csv"
    path.write_text(
        "Pregunta ñ [á],Pregunta ñ [é]\n" + "Nunca,Siempre\nA veces,Nunca\n" * 4, encoding="utf-8"
    )
    result = fivefold("map", path, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert result.returncode == 0, result.stderr
    assert '"Pregunta ñ [á]"' in result.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["assess"], "wrong_usage"),
        (["assess", "{survey}", "--bogus"], "wrong_usage"),
        (["assess", "{survey}", "--threshold", "few"], "wrong_usage"),
        (["assess", "{survey}", "--threshold", "0"], "bad_threshold"),
        (["assess", "{survey}", "--members", "many"], "bad_members"),
        (["assess", "{survey}", "--members", "0"], "bad_members"),
        (["assess", "{survey}", "--members", "practice=9,practice=9"], "bad_members"),
        (["assess", "{survey}", "--members", "practice=9=9"], "bad_members"),
        (["assess", "{survey}", "--map", "{map}", "--members", "practice=14"], "side_without_members"),
        (["assess", "{survey}", "--map", "{map}", "--members", "practise=14"], "unknown_side"),
        (["assess", "{survey}", "--framework", "rpp-1917"], "unknown_framework"),
        (["assess", "{survey}", "--map", "absent.toml"], "no_such_file"),
        (["assess", "absent.csv"], "no_such_file"),
        (["asses", "{survey}"], "wrong_usage"),
    ],
)
def test_wrong_usage_exits_2_and_says_how(
    survey: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: str
) -> None:
    filled = [one.format(survey=survey, map=survey.parent / "map.toml") for one in arguments]
    assert cli.main([*filled, "--json"]) == 2
    captured = capsys.readouterr()
    error = json.loads(captured.out)["error"]
    jsonschema.validate({"error": error}, schema.load(schema.ERROR))
    assert (error["code"], captured.err) == (code, "")
    assert cli.main(filled) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.rstrip().endswith(".")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", {"code": "empty_file", "row": None}),
        ("side,q1,q2\n" + "district,Never,Often\n" * 5 + "district,Never,Ofen\n", {"row": 7, "column": "q2"}),
        (
            "side,q1\ndistrict,Never\n",
            {"code": "missing_column", "file": "map.toml", "column": "scales.trust.items"},
        ),
        ("student_id,q1,q2\n1,Never,Often\n", {"code": "pupil_records"}),
    ],
)
def test_a_fault_in_the_data_exits_1_with_its_place(
    survey: Path, text: str, place: dict[str, object]
) -> None:
    survey.write_text(text, encoding="utf-8")
    result = fivefold("assess", survey, "--map", survey.parent / "map.toml", "--json")
    assert result.returncode == 1
    error = error_of(result)
    assert error.items() >= place.items()
    plain = fivefold("assess", survey, "--map", survey.parent / "map.toml")
    assert (plain.returncode, plain.stdout) == (1, "")
    assert plain.stderr.startswith("fivefold assess: ")
    assert "Traceback" not in plain.stderr


def test_a_fault_in_the_mapping_names_its_key(survey: Path) -> None:
    (survey.parent / "map.toml").write_text(MAP.replace('"Seldom" = 2', '"Seldom" = "2"'), encoding="utf-8")
    error = error_of(fivefold("assess", survey, "--map", survey.parent / "map.toml", "--json"))
    assert (error["code"], error["file"], error["column"]) == (
        "not_a_number",
        "map.toml",
        "scales.trust.answers.Seldom",
    )


def test_a_format_that_the_file_is_not_says_so(survey: Path) -> None:
    (survey.parent / "map.toml").write_text('[file]\nformat = "stata"\n' + MAP, encoding="utf-8")
    result = fivefold("assess", survey, "--map", survey.parent / "map.toml", "--json")
    assert result.returncode == 1
    assert error_of(result)["code"] == "format_mismatch"


def test_nothing_is_written_beside_the_file(survey: Path) -> None:
    before = sorted(path.name for path in survey.parent.iterdir())
    fivefold("assess", survey)
    fivefold("map", survey)
    assert sorted(path.name for path in survey.parent.iterdir()) == before


def module(run: Any) -> ModuleType:
    made = ModuleType("fivefold.config.commands.made")
    made.add_arguments = lambda parser: parser.add_argument("--json", action="store_true")  # type: ignore[attr-defined]
    made.run = run  # type: ignore[attr-defined]
    return made


def use(monkeypatch: pytest.MonkeyPatch, name: str, fault: BaseException) -> None:
    def run(args: object) -> int:
        raise fault

    monkeypatch.setitem(sys.modules, f"fivefold.config.commands.{name}", module(run))


def test_what_nobody_foresaw_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use(monkeypatch, "map", RuntimeError("the sky fell"))
    assert cli.main(["map"]) == 1
    assert "the sky fell" in capsys.readouterr().err
    assert cli.main(["map", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "internal_error"
    monkeypatch.setenv("FIVEFOLD_DEBUG", "1")
    with pytest.raises(RuntimeError):
        cli.main(["map"])


def test_a_server_command_without_the_servers_parts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use(monkeypatch, "serve", ModuleNotFoundError("No module named 'django'", name="django.core"))
    assert cli.main(["serve"]) == 2
    words = " ".join(capsys.readouterr().err.split())
    assert words == 'fivefold serve: This command needs the server\'s parts: pip install "fivefold[server]"'


def test_a_broken_installation_is_not_mistaken_for_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, "assess", ModuleNotFoundError("No module named 'numpy'", name="numpy"))
    assert cli.main(["assess"]) == 1


def test_ctrl_c_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    use(monkeypatch, "map", KeyboardInterrupt())
    assert cli.main(["map"]) == 130
    assert capsys.readouterr().err == "\n"


def wait_for_reader(parent: int) -> None:
    """Until the process has its child, in which files are read."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                if f"PPid:\t{parent}\n" in status.read_text():
                    return
            except OSError:
                continue  # it ended meanwhile
        time.sleep(0.02)
    raise AssertionError("no file was being read")


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="looks for a child process as Linux tells it"
)
def test_ctrl_c_while_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_text("a,b,c\n" + "Never,Often,Always\n" * 2_000_000, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "fivefold", "assess", str(path)],
        stderr=subprocess.PIPE,
        start_new_session=True,
        # Where the tests run in the background of a shell, Ctrl-C is ignored from the beginning.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    wait_for_reader(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (130, b"\n")


def test_a_reader_that_leaves_is_no_fault(survey: Path) -> None:
    wide = survey.parent / "wide.csv"
    names = ",".join(f"a rather long name for a question_{number}" for number in range(4000))
    wide.write_text(names + "\n" + ",".join(["Never", "Often"] * 2000) + "\n", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "fivefold", "map", str(wide)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 141
    assert said == b""

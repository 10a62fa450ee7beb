"""`fivefold init`: one file that every reader understands alike, with keys of its own, never overwritten."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fivefold.config.commands.init import setting
from fivefold.config.environment import SETTING, VARIABLES
from tests.commands.test_cli import fivefold
from tests.commands.test_settings_faults import sentence_of

# A line of text as somebody may type it: nothing that moves a terminal, no half of a character.
LINES = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Zl", "Zp"]))


def init(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return fivefold("init", *arguments, FIVEFOLD_DATA=str(folder), FIVEFOLD_SETTINGS="")


def read(line: str) -> str:
    found = SETTING.fullmatch(line)
    assert found
    import re

    return found["quoted"] or re.sub(r"\\(.)", r"\1", found["doubled"] or "") or found["bare"] or ""


@given(LINES)
@example('St. John\'s $HOME `id` "quoted" \\ district # 5')
def test_what_is_written_is_what_fivefold_reads(value: str) -> None:
    assert read(setting("FIVEFOLD_OPERATOR", value)) == value


@pytest.mark.parametrize("value", ["Lakeshore", 'St. John\'s $HOME `id` "x" \\ # 5', "", "Niños — año"])
def test_a_shell_reads_the_same(value: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text(setting("X", value) + "\n")
    done = subprocess.run(
        ["sh", "-c", f'. {tmp_path}/file; printf %s "$X"'], capture_output=True, text=True, check=True
    )
    assert done.stdout == value


def test_it_names_settings_that_there_are_and_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    done = init(tmp_path, "--operator", "Lakeshore", "--compose")
    assert (done.returncode, done.stderr) == (0, "")
    path = tmp_path / "settings.env"
    assert path.stat().st_mode & 0o077 == 0
    names = {found["name"] for line in path.read_text().splitlines() if (found := SETTING.fullmatch(line))}
    assert names - {None} <= {one.name for one in VARIABLES} | {"POSTGRES_PASSWORD"}
    assert [one.name for one in tmp_path.iterdir()] == ["settings.env"]


def test_keys_are_fresh(tmp_path: Path) -> None:
    keys = set()
    for name in ("one", "two"):
        printed = init(tmp_path / name, "--compose", "--to", "-").stdout
        keys |= {line for line in printed.splitlines() if line.startswith(("FIVEFOLD_SECRET", "POSTGRES"))}
    assert len(keys) == 4
    assert all(len(key) > 50 for key in keys)
    assert not (tmp_path / "one").exists()


def test_it_never_writes_over_a_file(tmp_path: Path) -> None:
    init(tmp_path)
    before = (tmp_path / "settings.env").read_bytes()
    refused = init(tmp_path, "--operator", "Another")
    assert refused.returncode == 2
    assert "is there already" in sentence_of(refused)
    assert (tmp_path / "settings.env").read_bytes() == before


def test_a_value_of_two_lines_is_refused(tmp_path: Path) -> None:
    refused = init(tmp_path, "--operator", "Lakeshore\nFIVEFOLD_DEBUG=1")
    assert refused.returncode == 2
    assert not (tmp_path / "settings.env").exists()


def test_the_other_commands_read_it_and_what_is_set_outside_comes_first(tmp_path: Path) -> None:
    init(tmp_path, "--url", "http://localhost:8123")
    place = {"FIVEFOLD_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "fivefold.config.settings"}
    assert "http://localhost:8123" in fivefold("check", **place).stdout
    outside = fivefold("check", **place, FIVEFOLD_URL="http://localhost:8124")
    assert "http://localhost:8124" in outside.stdout


@pytest.mark.parametrize("line", ["a shopping list", "X='unclosed", "X=two words", "1X=1"])
def test_a_line_that_is_no_setting_is_named(line: str, tmp_path: Path) -> None:
    (tmp_path / "settings.env").write_text(f"# A remark\n\n{line}\n")
    refused = fivefold("serve", "--port", "0", FIVEFOLD_DATA=str(tmp_path), FIVEFOLD_SETTINGS="")
    assert refused.returncode == 2
    assert "Line 3 of" in sentence_of(refused)


def test_keys_that_others_can_read_are_a_fault(tmp_path: Path) -> None:
    init(tmp_path)
    (tmp_path / "settings.env").chmod(0o644)
    checked = fivefold("check", FIVEFOLD_DATA=str(tmp_path), FIVEFOLD_SETTINGS="")
    assert checked.returncode == 1
    assert "can read the keys" in " ".join(checked.stdout.split())

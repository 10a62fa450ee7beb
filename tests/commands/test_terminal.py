"""Words from a file are shown in a terminal and never obeyed by it."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.assess.proposal.rendering import _quoted
from fivefold.assess.terminal import harmless, harmless_json, is_seen
from tests.commands.test_cli import fivefold

# Red letters, the window's title, the same by a single sign of the second block, and letters turned around.
EVIL = "\x1b[31m\x1b]0;taken\x07\x9b31m\x90\u202egnihton\u2066\u2028\u200b"
ANSWERS = ("Never", "Rarely", "Sometimes", "Often", "Always")
texts = st.text(st.characters(exclude_categories=("Cs",)))


def survey(folder: Path, *, name: str = "survey.csv", column: str = "q2", cell: str = "Often") -> Path:
    rows = [f'side,"How often do we meet?","{column}"']
    rows += [f"district,{ANSWERS[at % 5]},{ANSWERS[at * 2 % 5]}" for at in range(20)]
    rows.append(f'district,Often,"{cell}"')
    (folder / name).write_text("\n".join(rows), encoding="utf-8")
    return folder / name


def mapping(folder: Path, **changed: str) -> Path:
    said = {"key": "trust", "title": "Trust", "column": "q2", **changed}
    quoted = {name: json.dumps(text) for name, text in said.items()}  # JSON escapes all but ASCII
    answers = ", ".join(f"{answer} = {at}" for at, answer in enumerate(ANSWERS))
    (folder / "map.toml").write_text(
        f"[scales.{quoted['key']}]\ntitle = {quoted['title']}\nitems = [{quoted['column']}]\n"
        f"answers = {{ {answers} }}\n",
        encoding="utf-8",
    )
    return folder / "map.toml"


def printed(*arguments: object) -> str:
    run = fivefold(*arguments)
    return run.stdout + run.stderr


def test_words_of_files_are_harmless_wherever_they_are_printed(tmp_path: Path) -> None:
    good = survey(tmp_path)
    said = [
        printed("assess", survey(tmp_path, name="a.csv", cell=EVIL), "--map", mapping(tmp_path)),
        printed("assess", survey(tmp_path, name=f"b{EVIL}.csv".replace("\u2028", "")), "--map", tmp_path),
        printed("map", survey(tmp_path, name="c.csv", column=EVIL)),
        printed("assess", good, "--map", mapping(tmp_path, title=f"Trust {EVIL}")),
        printed("assess", good, "--map", mapping(tmp_path, key=f"a{EVIL}")),
        printed("assess", good, "--map", mapping(tmp_path, column=f"a{EVIL}")),
        printed("assess", good, "--map", mapping(tmp_path, title=f"Trust {EVIL}"), "--json"),
        printed("assess", good, "--map", mapping(tmp_path, column=f"a{EVIL}"), "--json"),
        printed("map", good, "--framework", f"no{EVIL}"),
        printed(f"no{EVIL}"),
    ]
    for one in said:
        assert one.strip()
        assert [sign for sign in one if sign != "\n" and not is_seen(sign)] == []


def test_the_object_still_says_what_the_file_says(tmp_path: Path) -> None:
    run = fivefold("assess", survey(tmp_path), "--map", mapping(tmp_path, title=f"Trust {EVIL}"), "--json")
    assert json.loads(run.stdout)["other_scales"][0]["title"] == f"Trust {EVIL}"


@given(texts)
def test_a_mapping_quotes_any_text_and_gives_it_back(text: str) -> None:
    quoted = _quoted(text)
    assert tomllib.loads(f"text = {quoted}")["text"] == text
    assert all(is_seen(sign) for sign in quoted)


@given(texts)
def test_json_stays_the_same_and_lines_stay_lines(text: str) -> None:
    assert json.loads(harmless_json(json.dumps(text, ensure_ascii=False))) == text
    assert len(harmless(text)) == len(text)
    assert harmless(text).count("\n") == text.count("\n")


@pytest.mark.parametrize("text", ["Ñandú 5–7 %", "a\u00a0b", "李小龍", "e\u0301", "👩🏽"])
def test_words_of_any_language_are_left_alone(text: str) -> None:
    assert harmless(text) == text

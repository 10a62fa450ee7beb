"""Data dictionaries: choices as they are written by hand, boxes, matrices, and headers of all ages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.files.codebooks.codebook import Codebook, Kind
from fivefold.files.codebooks.redcap_dictionary import choices, is_header, parse
from fivefold.files.errors import FileError
from tests.files.codebooks.questionnaires import DICTIONARY_HEADER


def dictionary(*rows: dict[str, str]) -> Codebook:
    names = {
        "name": 0,
        "form": 1,
        "section": 2,
        "type": 3,
        "label": 4,
        "choices": 5,
        "matrix": 15,
    }
    records = [DICTIONARY_HEADER]
    for row in rows:
        record = [""] * len(DICTIONARY_HEADER)
        for name, cell in row.items():
            record[names[name]] = cell
        records.append(record)
    return parse(records)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("1, Never | 2, Seldom", {"1": "Never", "2": "Seldom"}),
        ("0,No|1,Yes", {"0": "No", "1": "Yes"}),
        ("1, Yes, always | 2, No, never", {"1": "Yes, always", "2": "No, never"}),
        ("a, A\nb, B\r\nc, C", {"a": "A", "b": "B", "c": "C"}),
        (r"1, Never \n 2, Seldom", {"1": "Never", "2": "Seldom"}),
        ("-1, <b>Not</b> applicable | 9, Don&#39;t know", {"-1": "Not applicable", "9": "Don't know"}),
        ("1, one line\nand another | 2, two", {"1": "one line and another", "2": "two"}),
        ("Yes | No", {"Yes": "Yes", "No": "No"}),
        ("1, A || 2, B |", {"1": "A", "2": "B"}),
        ("1, A | 1, A", {"1": "A"}),
        ("1, A | 1, B", {}),
        ("", {}),
    ],
)
def test_choices(cell: str, read: dict[str, str]) -> None:
    assert choices(cell) == read


@given(
    st.dictionaries(
        st.from_regex(r"[A-Za-z0-9_.-]{1,6}", fullmatch=True),
        st.from_regex(r"[A-Za-z(][A-Za-z ,;:()/-]{0,20}[a-z)]", fullmatch=True).map(
            lambda label: " ".join(label.split())
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_choices_are_read_back(offered: dict[str, str]) -> None:
    for between in (" | ", "|", "\n", " \\n "):
        assert choices(between.join(f"{code}, {label}" for code, label in offered.items())) == offered


def test_kinds_of_fields() -> None:
    book = dictionary(
        {"name": "met", "type": "radio", "label": "<p>We met</p>", "choices": "1, Never | 2, Always"},
        {"name": "Where", "type": "dropdown", "label": "Where?", "choices": "1, School | 2, District"},
        {"name": "yes", "type": "yesno", "label": "Yes?"},
        {"name": "true", "type": "truefalse", "label": "True?"},
        {"name": "much", "type": "slider", "label": "How much?", "choices": "None | Some | All"},
        {"name": "why", "type": "notes", "label": "Why?"},
        {"name": "note", "type": "descriptive", "label": "Please read"},
        {"name": "sum", "type": "calc", "label": "Sum", "choices": "[met]+1"},
        {"name": "unlabelled", "type": "text"},
    )
    assert {name: (one.kind, one.text, dict(one.answers)) for name, one in book.questions.items()} == {
        **dict.fromkeys(("met", "We met"), (Kind.ONE, "We met", {"1": "Never", "2": "Always"})),
        **dict.fromkeys(("where", "Where?"), (Kind.ONE, "Where?", {"1": "School", "2": "District"})),
        **dict.fromkeys(("yes", "Yes?"), (Kind.ONE, "Yes?", {"1": "Yes", "0": "No"})),
        **dict.fromkeys(("true", "True?"), (Kind.ONE, "True?", {"1": "True", "0": "False"})),
        **dict.fromkeys(("much", "How much?"), (Kind.NUMBER, "How much?", {})),
        **dict.fromkeys(("why", "Why?"), (Kind.TEXT, "Why?", {})),
        **dict.fromkeys(("sum", "Sum"), (Kind.NUMBER, "Sum", {})),
        "unlabelled": (Kind.TEXT, "unlabelled", {}),
    }


def test_boxes_are_called_by_field_and_code() -> None:
    book = dictionary(
        {"name": "gym", "type": "checkbox", "label": "Days", "choices": "0, Monday | -1, None | AB, Other"}
    )
    boxes = {"gym___0": "Monday", "gym____1": "None", "gym___ab": "Other"}
    for name, label in boxes.items():
        assert book.questions[name].text == f"Days [{label}]"
        assert book.questions[name] == book.questions[f"Days (choice={label})"]
        assert dict(book.questions[name].answers) == {"0": "Unchecked", "1": "Checked"}


def test_a_matrix_carries_the_header_above_it() -> None:
    row = {"type": "radio", "choices": "1, Never | 2, Always", "matrix": "m"}
    book = dictionary(
        {"name": "met", "section": "How often?", "label": "We met", **row},
        {"name": "asked", "label": "I was asked", **row},
        {"name": "alone", "type": "text", "section": "Elsewhere", "label": "Alone"},
    )
    assert [book.questions[name].text for name in ("met", "asked", "alone")] == [
        "How often? [We met]",
        "How often? [I was asked]",
        "Alone",
    ]


def test_a_label_that_two_fields_share_finds_neither() -> None:
    book = dictionary(
        {"name": "a", "type": "text", "label": "Comments"},
        {"name": "b", "type": "yesno", "label": "Comments"},
    )
    assert set(book.questions) == {"a", "b"}


@pytest.mark.parametrize(
    "header",
    [
        DICTIONARY_HEADER,
        # Before matrices, and as the API gives it.
        [
            *("Variable / Field Name", "Form Name", "Field Units", "Section Header", "Field Type"),
            *("Field Label", "Choices OR Calculations", "Field Note"),
        ],
        [
            *("field_name", "form_name", "section_header", "field_type", "field_label"),
            *("select_choices_or_calculations", "matrix_group_name"),
        ],
    ],
)
def test_headers_of_all_ages(header: list[str]) -> None:
    assert is_header(header)
    cells = {"name": "met", "type": "radio", "label": "We met", "choices": "1, Never | 2, Always"}
    record = []
    for name in header:
        folded = name.casefold().replace("_", " ")
        key = {"field type": "type", "field label": "label"}.get(folded, "")
        if "field name" in folded:
            key = "name"
        if "choices" in folded:
            key = "choices"
        record.append(cells.get(key, ""))
    assert dict(parse([header, record]).questions["met"].answers) == {"1": "Never", "2": "Always"}


@pytest.mark.parametrize("header", [["field_name", "label"], ["record_id", "field_type"], []])
def test_other_headers_are_none(header: list[str]) -> None:
    assert not is_header(header)


def test_a_dictionary_without_a_field() -> None:
    with pytest.raises(FileError) as caught:
        dictionary()
    assert caught.value.code == "no_questions"

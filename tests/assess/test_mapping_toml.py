"""The mapping that people write: what it means, and where it is wrong."""

from pathlib import Path

import pytest

from fivefold.assess import mapping_toml
from fivefold.assess.errors import MappingError

HUGE = f"0x{'f' * 5000}"  # Python reads it and refuses to write it down

WHOLE = """
[file]
format = "qualtrics-csv"
header_rows = 3
missing = [-99, "skipped"]
[scales.trust]
title = "Trust"
dimension = "trust"
items = ["Q1_1", "Q1_2"]
reverse = ["Q1_2"]
answers = { "Never" = 1, "Always" = 5 }
cannot_tell = ["I cannot tell"]
not_applicable = ["Does not apply"]
[groups]
side = { column = "Q2", practice = ["District", 1], research = ["University"], broker = ["Network"] }
"""


def test_a_whole_mapping() -> None:
    mapping = mapping_toml.parse(WHOLE, "map.toml")
    (scale,) = mapping.scales
    assert mapping.options.missing == ("-99", "skipped")
    assert mapping.options.header_rows == 3
    assert (scale.key, scale.dimension, scale.reverse) == ("trust", "trust", ("Q1_2",))
    assert [(one.number, one.label.in_language("en")) for one in scale.answers or ()] == [
        (1, "Never"),
        (5, "Always"),
    ]
    assert mapping.sides == ("practice", "research", "broker")
    assert mapping.side is not None
    assert mapping.side.values["practice"] == ("District", "1")


def test_the_least_that_is_needed() -> None:
    mapping = mapping_toml.parse('[scales."a.b"]\nitems = ["Q1"]', "map.toml")
    assert mapping.scales[0].key == "a.b"
    assert mapping.scales[0].answers is None
    assert mapping.side is None


def test_everybody_on_one_side() -> None:
    mapping = mapping_toml.parse('[scales.a]\nitems = ["Q1"]\n[groups]\neveryone = "research"', "map.toml")
    assert (mapping.side, mapping.everyone, mapping.sides) == (None, "research", ("research",))
    assert mapping.columns == {"Q1"}


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("[file]", "[files]", "unknown_key", "files"),
        ("header_rows = 3", "header_row = 3", "unknown_key", "file.header_row"),
        ("header_rows = 3", "header_rows = 0", "not_a_number", "file.header_rows"),
        ("header_rows = 3", "header_rows = true", "not_a_number", "file.header_rows"),
        ("header_rows = 3", 'delimiter = "ab"', "not_text", "file.delimiter"),
        ("qualtrics-csv", "qualtrics", "unknown_format", "file.format"),
        ('missing = [-99, "skipped"]', 'missing = "-99"', "not_a_list", "file.missing"),
        ('items = ["Q1_1", "Q1_2"]', "", "missing_key", "scales.trust.items"),
        ('items = ["Q1_1", "Q1_2"]', "items = []", "no_items", "scales.trust.items"),
        ('"Q1_1", "Q1_2"', '"Q1_2", "Q1_2"', "item_twice", "scales.trust.items"),
        ('reverse = ["Q1_2"]', 'reverse = ["Q1_3"]', "reverse_not_an_item", "scales.trust.reverse"),
        ('"Always" = 5', '"Always" = "5"', "not_a_number", "scales.trust.answers.Always"),
        ('"Always" = 5', '"Always" = true', "not_a_number", "scales.trust.answers.Always"),
        ('"Always" = 5', '"Always" = inf', "not_a_number", "scales.trust.answers.Always"),
        ('"Always" = 5', '"Always" = nan', "not_a_number", "scales.trust.answers.Always"),
        ('"Always" = 5', '"Always" = 1', "too_few_answers", "scales.trust.answers"),
        ('"Always" = 5', '" never " = 5', "label_twice", "scales.trust.answers"),
        ('["I cannot tell"]', '["always"]', "label_twice", "scales.trust.cannot_tell"),
        ('["Does not apply"]', '["i cannot tell"]', "label_twice", "scales.trust.not_applicable"),
        ('column = "Q2", ', "", "missing_key", "groups.side.column"),
        ("broker =", "brokr =", "unknown_key", "groups.side.brokr"),
        ('["Network"]', '["district"]', "value_on_two_sides", "groups.side.broker"),
        ("side =", "sides =", "unknown_key", "groups.sides"),
        ("side =", 'everyone = "practice"\nside =', "sides_told_twice", "groups.everyone"),
        ("side =", 'everyone = "practise"\nside =', "unknown_side", "groups.everyone"),
        ('title = "Trust"', "title = ", "not_toml", None),
        ('title = "Trust"', f"title = {'[' * 5000}", "not_toml", None),
        ('title = "Trust"', f"title = {'{a=' * 5000}", "not_toml", None),
        ('title = "Trust"', f"title = {'9' * 5000}", "not_toml", None),
        ('title = "Trust"', f"title = {HUGE}", "not_text", "scales.trust.title"),
        ('"Always" = 5', f'"Always" = {HUGE}', "not_a_number", "scales.trust.answers.Always"),
        ('"Always" = 5', f'"Always" = {"[" * 200}{"]" * 200}', "not_a_number", "scales.trust.answers.Always"),
        ('"Q1_1", "Q1_2"', f'"Q1_2", {HUGE}', "not_a_list", "scales.trust.items"),
        ('"Q1_1", "Q1_2"', f"{'9' * 400}, 1e400", "reverse_not_an_item", "scales.trust.reverse"),
        ("header_rows = 3", f"header_rows = {HUGE}", "not_a_number", "file.header_rows"),
        ('[-99, "skipped"]', f"[{HUGE}]", "not_a_list", "file.missing"),
        ('column = "Q2"', f"column = {HUGE}", "not_text", "groups.side.column"),
    ],
)
def test_a_fault_is_located_and_comes_with_a_remedy(old: str, new: str, code: str, place: str | None) -> None:
    assert old in WHOLE
    with pytest.raises(MappingError) as caught:
        mapping_toml.parse(WHOLE.replace(old, new), "map.toml")
    assert (caught.value.code, caught.value.column, caught.value.file) == (code, place, "map.toml")
    assert caught.value.remedy.endswith(".")


def test_a_misspelled_key_is_told_the_right_one() -> None:
    with pytest.raises(MappingError, match='Did you mean "cannot_tell"'):
        mapping_toml.parse(WHOLE.replace("cannot_tell =", "canot_tell ="), "map.toml")


@pytest.mark.parametrize("dimension", ['dimension = "trust"', 'dimension = "rigor"', ""])
def test_one_item_in_two_scales_would_tie_their_figures_together(dimension: str) -> None:
    with pytest.raises(MappingError) as caught:
        mapping_toml.parse(f'{WHOLE}[scales.more]\n{dimension}\nitems = ["Q1_1"]', "map.toml")
    assert (caught.value.code, caught.value.column) == ("item_in_two_scales", "scales.more.items")


def test_a_mapping_without_scales_is_none() -> None:
    with pytest.raises(MappingError) as caught:
        mapping_toml.parse("[scales]", "map.toml")
    assert caught.value.code == "no_scales"


def test_a_mapping_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(MappingError) as caught:
        mapping_toml.load(path)
    assert caught.value.code == "not_toml"

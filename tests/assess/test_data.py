"""The frameworks and the instrument that ship."""

from pathlib import Path

import pytest

from fivefold.assess import frameworks, instruments
from fivefold.assess.errors import FrameworkError, UsageError
from fivefold.assess.text import Text


def texts_of(value: object) -> list[Text]:
    """Every text inside a framework or an instrument."""
    if isinstance(value, Text):
        return [value]
    if isinstance(value, tuple):
        return [text for one in value for text in texts_of(one)]
    fields = getattr(value, "__dataclass_fields__", {})
    return [text for name in fields for text in texts_of(getattr(value, name))]


@pytest.mark.parametrize("key", frameworks.keys())
def test_a_shipped_framework_is_whole_in_both_languages(key: str) -> None:
    framework = frameworks.load(key)
    assert framework.key == key
    assert len(framework.dimensions) == 5
    assert len(framework.steps) == 4
    texts = texts_of(framework)
    assert texts
    assert all(set(text) == {"en", "es"} for text in texts)
    assert "Fivefold" in framework.license_note.in_language("en")
    for dimension in framework.dimensions:
        assert dimension.indicators
        assert all(one.says and one.records and one.rubric for one in dimension.indicators)


def test_the_first_framework_has_the_keys_that_others_build_on() -> None:
    framework = frameworks.load()
    assert framework.key == "rpp-2017"
    assert framework.dimension_keys == ("trust", "rigor", "goals", "field", "capacity")
    assert [len(one.indicators) for one in framework.dimensions] == [5, 5, 3, 3, 5]
    assert [one.short.in_language("en") for one in framework.dimensions] == [
        "Trust",
        "Research for action",
        "District goals",
        "Wider field",
        "Capacity",
    ]


def test_the_revised_framework_says_that_its_indicators_are_ours() -> None:
    assert "our own themes" in frameworks.load("rpp-2023").license_note.in_language("en")


def test_the_pilot_asks_five_minutes_of_a_member() -> None:
    pilot = instruments.load()
    assert [len(one.items) for one in pilot.scales] == [6, 6, 4, 4, 6]
    assert [one.key for one in pilot.items[:2]] == ["trust_1", "trust_2"]
    assert [answer.number for answer in pilot.answers] == [1, 2, 3, 4, 5]
    assert pilot.minutes == 5
    assert pilot.pilot
    assert "pilot" in pilot.note.in_language("en")
    assert all(set(text) == {"en", "es"} for text in texts_of(pilot))
    assert all(not scale.reverse for scale in pilot.mapping().scales)


def test_each_indicator_has_an_item_in_its_own_dimension() -> None:
    pilot = instruments.load()
    asked = {(scale.dimension, item.indicator) for scale in pilot.scales for item in scale.items}
    expected = {
        (dimension.key, one.key)
        for dimension in frameworks.load(pilot.framework).dimensions
        for one in dimension.indicators
    }
    assert asked == expected


def test_statements_are_short_and_blame_nobody() -> None:
    for item in instruments.load().items:
        for language in ("en", "es"):
            statement = item.text.in_language(language)
            assert statement.endswith(".")
            assert len(statement.split()) <= 24
            assert not {"fail", "failed", "poor", "bad", "fracaso"} & set(statement.lower().split())


def test_a_text_is_always_found() -> None:
    text = Text({"en": "Trust", "es": "Confianza"})
    assert text.in_language("es-mx") == "Confianza"
    assert text.in_language("fr") == "Trust"
    assert Text("Vertrauen").in_language("es") == "Vertrauen"


def test_an_unknown_framework_is_wrong_usage_with_a_hint() -> None:
    with pytest.raises(UsageError, match="rpp-2017") as caught:
        frameworks.load("rpp2017")
    assert caught.value.code == "unknown_framework"


MINIMAL = """
key = "ours"
version = 3
year = 2026
title = "Ours"
citation = "Us"
license_note = "Free"
[[steps]]
key = "a"
label = "A"
[[dimensions]]
key = "voice"
name = "Voice"
short = "Voice"
question = "Whose?"
[[dimensions.indicators]]
key = "heard"
text = "Everyone is heard."
"""


def test_a_partnership_loads_its_own_framework(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(MINIMAL, encoding="utf-8")
    framework = frameworks.load(path)
    assert (framework.key, framework.version) == ("ours", 3)
    assert framework.dimension("voice").name.in_language("es") == "Voice"


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("version = 3", 'version = "3"', "not_a_number", "version"),
        ('question = "Whose?"', "", "missing_key", "dimensions[1].question"),
        ('question = "Whose?"', "question = 3", "not_text", "dimensions[1].question"),
        ('question = "Whose?"', 'question = { fr = "Qui ?" }', "unknown_key", "dimensions[1].question.fr"),
        ('citation = "Us"', 'citaton = "Us"', "unknown_key", "citaton"),
        ('citation = "Us"', "citation = ", "not_toml", None),
        ('key = "heard"', 'key = "heard"\nsays = 3', "not_text", "dimensions[1].indicators[1].says"),
        ("[[dimensions.indicators]]", "[dimensions.indicators]", "not_a_table", "dimensions[1].indicators"),
    ],
)
def test_a_fault_in_a_framework_file_is_located(old: str, new: str, code: str, place: str | None) -> None:
    with pytest.raises(FrameworkError) as caught:
        frameworks.parse(MINIMAL.replace(old, new), "ours.toml")
    assert (caught.value.code, caught.value.column, caught.value.file) == (code, place, "ours.toml")
    assert caught.value.remedy


def test_two_dimensions_of_one_key_are_refused() -> None:
    second = MINIMAL[MINIMAL.index("[[dimensions]]") :]
    with pytest.raises(FrameworkError) as caught:
        frameworks.parse(MINIMAL + second, "ours.toml")
    assert caught.value.code == "repeated_key"

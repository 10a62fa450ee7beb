import pytest
from django.utils import translation

from fivefold.assess.frameworks import load
from fivefold.health import numbers
from fivefold.health.prompts import Reason, prompts


def test_counts_follow_the_readers_locale():
    with translation.override("en"):
        assert numbers.whole(1482) == "1,482"
        assert numbers.of(93, 1121) == "93 of 1,121"


def test_names_are_listed_as_people_list_them():
    assert numbers.listed([]) == ""
    assert numbers.listed(["Trust"]) == "Trust"
    assert numbers.listed(["Trust", "Goals", "Field"]) == "Trust, Goals and Field"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Confianza", "Metas"], "Confianza y Metas"),
        (["Confianza", "Metas", "Investigación"], "Confianza, Metas e Investigación"),
        (["Confianza", "Ítems"], "Confianza e Ítems"),
        (["Confianza", "Historia"], "Confianza e Historia"),
        (["Nieve", "Hielo"], "Nieve y Hielo"),
    ],
)
def test_spanish_says_e_before_the_sound_of_i(names: list[str], expected: str) -> None:
    with translation.override("es"):
        assert numbers.listed(names) == expected


def test_every_shipped_framework_has_its_questions_in_both_languages():
    for key in ("rpp-2017", "rpp-2023"):
        asked = prompts(key)
        assert tuple(asked) == load(key).dimension_keys
        for one in asked.values():
            assert set(one.questions) == set(Reason)
            assert all(set(text) == {"en", "es"} for text in (one.routine, *one.questions.values()))
    assert prompts("somebody-elses") == {}

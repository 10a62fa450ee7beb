from django.utils import translation

from fivefold.assess.frameworks import load
from fivefold.health import numbers
from fivefold.health.prompts import Reason, prompts


def test_numbers_follow_the_readers_locale():
    with translation.override("en"):
        assert numbers.decimal(3.456) == "3.5"
        assert numbers.span(3.31, 3.74) == "3.3–3.7"
        assert numbers.whole(1482) == "1,482"
    with translation.override("es"):
        assert numbers.decimal(3.456) == "3,5"
        assert numbers.span(3.31, 3.74) == "3,3–3,7"


def test_a_minus_is_a_minus_and_nothing_has_no_sign():
    assert numbers.decimal(-0.21) == "−0.2"
    assert numbers.decimal(-0.04) == "0.0"
    assert numbers.span(-0.5, 0.1) == "−0.5 to 0.1"


def test_all_means_all_and_none_means_none():
    assert numbers.percent(1) == "100%"
    assert numbers.percent(0.999) == "99%"
    assert numbers.percent(0.001) == "under 1%"
    assert numbers.percent(0) == "0%"
    assert numbers.percent(104 / 142) == "73%"


def test_names_are_listed_as_people_list_them():
    assert numbers.listed([]) == ""
    assert numbers.listed(["Trust"]) == "Trust"
    assert numbers.listed(["Trust", "Goals", "Field"]) == "Trust, Goals and Field"


def test_every_shipped_framework_has_its_questions_in_both_languages():
    for key in ("rpp-2017", "rpp-2023"):
        asked = prompts(key)
        assert tuple(asked) == load(key).dimension_keys
        for one in asked.values():
            assert set(one.questions) == set(Reason)
            assert all(set(text) == {"en", "es"} for text in (one.routine, *one.questions.values()))
    assert prompts("somebody-elses") == {}

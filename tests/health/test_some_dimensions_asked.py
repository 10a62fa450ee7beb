"""A survey that asked about some of the dimensions only: of the others nothing is said but that."""

from dataclasses import replace
from datetime import date
from importlib import import_module

import pytest
from django.urls import reverse

from fivefold.assess.mapping import Mapping
from fivefold.files.table import Column
from fivefold.health.models import Assessment
from fivefold.partnerships.sharing import share
from fivefold.surveys.actions import record_round
from fivefold.surveys.actions.rounds import withdraw_round
from tests.health.pages import get, words
from tests.health.rounds import CANNOT_TELL, PILOT, make_card, make_table, means

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("language", ["en", "es"])
PERSONS = 40
NOT_ASKED = {
    "en": "Not asked in this round: Trust, Research for action and Wider field.",
    "es": "No se preguntó en esta ronda por: Confianza, Investigación para actuar y Campo más amplio.",
}


def card(cast, asked: dict[str, float], *, answered: int = PERSONS, of_dimensions: bool = True) -> Assessment:
    """A shared round of these scales alone, each answered around a mean.

    answered: how many of those asked could tell anything on the first of the scales.
    """
    table = make_table(
        {"practice": PERSONS}, means(4, 4, **{key: (mean, mean) for key, mean in asked.items()})
    )
    scales = [PILOT.mapped(scale) for scale in PILOT.scales if scale.key in asked]
    if not of_dimensions:
        scales = [replace(scale, dimension=None) for scale in scales]
    few = set(scales[0].items)
    table = replace(
        table, columns=tuple(_cannot_tell(one, answered) if one.name in few else one for one in table.columns)
    )
    recorded = record_round(
        partnership=cast.cedar,
        title="Staff survey",
        began_on=date(2026, 5, 4),
        ended_on=date(2026, 5, 15),
        table=table,
        mapping=Mapping(scales=tuple(scales)),
        members=50,
        by=cast.marcus,
    )
    return share(Assessment.objects.get(round=recorded), by=cast.marcus)


def _cannot_tell(column: Column, answered: int) -> Column:
    values = (*column.values, CANNOT_TELL)
    codes = column.codes.copy()
    codes[answered:] = len(values) - 1
    return replace(column, values=values, codes=codes)


def read(cast, language: str, path: str = "") -> str:
    client = cast.client(cast.hannah)
    client.cookies["django_language"] = language
    return words(client.get(path) if path.startswith("/") else get(client, cast.cedar, path))


@BOTH
def test_the_card_speaks_of_what_was_asked_and_says_what_was_not(cast, language):
    card(cast, {"goals": 4.0, "capacity": 3.4})
    text = read(cast, language, "health/")
    said = {
        "en": [
            "One of the two dimensions asked about holds up.",
            f"On Capacity the answers leave it open. {NOT_ASKED['en']}",
            "Capacity. Chosen by rule: the first dimension whose answers leave it open.",
        ],
        "es": [
            "Una de las dos dimensiones por las que se preguntó se sostiene.",
            f"En Capacidad las respuestas lo dejan abierto. {NOT_ASKED['es']}",
            "Capacidad. Elegida por regla: la primera dimensión que las respuestas dejan abierta.",
        ],
    }
    for one in said[language]:
        assert one in text, one


@BOTH
def test_where_all_that_was_asked_is_strong_the_question_says_so(cast, language):
    card(cast, {"goals": 4.2, "capacity": 4.2})
    text = read(cast, language, "health/")
    assert {
        "en": "District goals. Chosen by rule: the first dimension, since the answers on all of them are",
        "es": "Metas del distrito. Elegida por regla: la primera dimensión, porque en todas las respuestas",
    }[language] in text


@BOTH
@pytest.mark.parametrize(
    ("mean", "english", "spanish"),
    [
        (4.2, "asked about holds up.", "por la que se preguntó se sostiene."),
        (2.4, "asked about is not there yet.", "A la única dimensión por la que se preguntó aún le falta."),
        (3.4, "asked about does not clearly hold up.", "por la que se preguntó no se sostiene con claridad."),
    ],
)
def test_a_single_dimension_is_told_as_the_only_one(cast, language, mean, english, spanish):
    card(cast, {"goals": mean})
    assert {"en": f"The only dimension {english}", "es": spanish}[language] in read(cast, language, "health/")


@BOTH
def test_home_tells_what_was_not_asked_from_what_is_withheld(cast, language):
    card(cast, {"goals": 4.0, "capacity": 3.4})
    text = read(cast, language)
    unasked = {"en": "Not asked in this round.", "es": "No se preguntó en esta ronda."}[language]
    assert text.count(unasked) == 3
    assert {"en": "Not shown, to protect", "es": "No se muestra, para proteger"}[language] not in text
    assert NOT_ASKED[language] in text


@BOTH
def test_the_list_of_partnerships_says_what_was_not_asked(cast, language):
    card(cast, {"goals": 4.0, "capacity": 3.4})
    text = read(cast, language, "/partnerships/")
    assert {"en": "One of the two dimensions asked", "es": "Una de las dos dimensiones por"}[language] in text
    assert NOT_ASKED[language] in text


@BOTH
def test_what_is_withheld_is_never_said_not_to_have_been_asked(cast, language):
    card(cast, {"goals": 4.0, "capacity": 3.4}, answered=3)
    withheld = {"en": "Not shown, to protect", "es": "No se muestra, para proteger"}[language]
    unasked = {"en": "Not asked", "es": "No se preguntó"}[language]
    for path in ("", "health/"):
        text = read(cast, language, path)
        assert withheld in text
        assert unasked not in text


@BOTH
def test_where_no_dimension_was_asked_nothing_is_claimed_and_no_question_chosen(cast, language):
    card(cast, {"goals": 4.0, "capacity": 3.4}, of_dimensions=False)
    text = read(cast, language, "health/")
    nobody = {
        "en": "Nobody was asked about any of these dimensions in this round.",
        "es": "En esta ronda no se preguntó por ninguna de estas dimensiones.",
    }[language]
    assert text.count(nobody) >= 2
    assert NOT_ASKED[language].split(":")[0] + ":" not in text
    for never in ("Chosen by rule", "Elegida por regla", "A question for the next meeting", "did not answer"):
        assert never not in text
    assert nobody in read(cast, language, "/partnerships/")


@BOTH
def test_the_page_of_a_dimension_says_that_nobody_was_asked(cast, language):
    found = card(cast, {"goals": 4.0, "capacity": 3.4})
    text = read(cast, language, f"health/{found.public_id}/trust/")
    assert {"en": "Not asked in this round.", "es": "No se preguntó en esta ronda."}[language] in text
    assert {"en": "enough people", "es": "suficientes personas"}[language] not in text


WHOLE = "Five of five dimensions hold up."
BESIDE = "A newer, narrower round stands beside this card:"


def a_whole_round(cast) -> Assessment:
    return make_card(cast.cedar, by=cast.marcus, title="Spring 2026", of=means(4.4, 4.4))


def test_a_narrower_round_stands_beside_the_card_of_the_whole_not_in_its_place(cast):
    a_whole_round(cast)
    narrow = card(cast, {"goals": 2.4, "capacity": 2.4})
    home = read(cast, "en")
    assert WHOLE in home
    assert f"{BESIDE} Staff survey" in home
    assert f'href="{narrow.get_absolute_url()}"' in get(cast.client(cast.hannah), cast.cedar).content.decode()
    health = read(cast, "en", "health/")
    assert WHOLE in health
    assert "Staff survey" in health
    assert WHOLE in read(cast, "en", "/partnerships/")


def test_a_round_of_one_side_stands_beside_it_alike(cast):
    a_whole_round(cast)
    one_side = {"answered": {"practice": 60}, "of": means(2.4, 2.4), "ended_on": date(2026, 6, 5)}
    make_card(cast.cedar, by=cast.marcus, title="Teachers", **one_side)
    home = read(cast, "en")
    assert WHOLE in home
    assert f"{BESIDE} Teachers" in home


def test_an_older_narrow_round_is_not_called_newer(cast):
    card(cast, {"goals": 2.4})
    make_card(cast.cedar, by=cast.marcus, title="Fall 2026", of=means(4.4, 4.4), ended_on=date(2026, 10, 9))
    assert WHOLE in read(cast, "en")
    assert BESIDE not in read(cast, "en")


def test_three_dimensions_are_enough_to_take_the_place(cast):
    a_whole_round(cast)
    card(cast, {"goals": 2.4, "capacity": 2.4, "trust": 2.4})
    assert "None of the three dimensions asked about clearly holds up" in read(cast, "en")
    assert BESIDE not in read(cast, "en")


def test_without_a_round_of_the_whole_the_newest_opens_as_before(cast):
    card(cast, {"goals": 4.4})
    assert "The only dimension asked about holds up." in read(cast, "en")
    assert BESIDE not in read(cast, "en")


def test_a_withdrawn_whole_lets_the_narrow_one_open_and_the_link_of_each_card_is_its_own(cast):
    whole = a_whole_round(cast)
    narrow = card(cast, {"goals": 4.4})
    for one, said in ((whole, WHOLE), (narrow, "The only dimension asked about holds up.")):
        address = reverse("card_of_round", args=[cast.cedar.public_id, one.round.public_id])
        assert said in words(cast.client(cast.hannah).get(address, follow=True))
    withdraw_round(whole.round, because="Wrong file.", by=cast.marcus)
    assert "The only dimension asked about holds up." in read(cast, "en")


@pytest.mark.parametrize(
    ("asked", "answered", "about"),
    [
        ({"goals": 4.0}, PERSONS, 1),
        ({"goals": 4.0, "capacity": 3.4}, PERSONS, 2),
        # One of the two is withheld: it was asked all the same.
        ({"goals": 4.0, "capacity": 3.4}, 3, 2),
        (dict.fromkeys(("trust", "rigor", "goals", "field", "capacity"), 4.0), PERSONS, 5),
    ],
)
def test_how_many_dimensions_were_asked_about_is_kept_and_followed_from_older_records(
    cast, asked, answered, about
):
    found = card(cast, asked, answered=answered)
    assert found.dimensions_asked == about
    migration = import_module("fivefold.health.migrations.0002_dimensions_asked")
    assert migration.dimensions_asked(found.record) == about


def test_few_answers_to_the_whole_survey_are_no_narrow_round(cast):
    found = make_card(cast.cedar, by=cast.marcus, answered={"practice": 2, "research": 1})
    migration = import_module("fivefold.health.migrations.0002_dimensions_asked")
    assert found.dimensions_asked == migration.dimensions_asked(found.record) == 5

"""What a program reads: the same as the pages tell, and the same figures byte for byte."""

import json
from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from fivefold.api.states import Scope
from fivefold.core import ledger
from fivefold.core.models.publication import Publication
from fivefold.health.actions import assess_round
from fivefold.health.models import Assessment
from fivefold.surveys.actions.rounds import withdraw_round
from tests.api.holding import ask, read, token_of
from tests.cast import join, make_partnership
from tests.health.rounds import make_card

pytestmark = pytest.mark.django_db


def acts(space) -> list[str]:
    return [entry.act for entry in ledger.entries(space.key, None)]


@pytest.fixture
def card(cast):
    return make_card(cast.cedar, by=cast.marcus)


def by_page(client, card, language: str) -> bytes:
    """As somebody takes it on the page, and undone: the ledger has the same head afterwards."""
    with transaction.atomic():
        address = reverse("take_away", args=[card.partnership.public_id, card.public_id])
        answer = client.post(address, {"what": "figures-json", "language": language})
        transaction.set_rollback(True)
    return answer.content


@pytest.mark.parametrize("language", ["en", "es"])
def test_figures_are_those_of_the_page_byte_for_byte(cast, card, language):
    small = make_card(
        cast.cedar,
        by=cast.marcus,
        title="Fall 2025",
        ended_on=date(2025, 10, 24),
        answered={"practice": 12, "research": 4},
        shared=False,
    )
    for person in (cast.marcus, cast.denise):
        secret = token_of(person)[1]
        for each in (card, small):
            page = by_page(cast.client(person), each, language)
            answer = read(secret, "api_figures", cast.cedar.public_id, each.public_id, language=language)
            assert answer.status_code == 200
            assert answer.content == page
            assert answer["Content-Type"] == "application/json"
            assert answer["Content-Language"] == language
    assert b'"shown": "withheld"' in answer.content


def test_from_the_list_of_partnerships_everything_is_reached_by_its_addresses(cast, card):
    secret = token_of(cast.hannah)[1]
    (partnership,) = read(secret, "api_partnerships").json()["items"]
    assert partnership["id"] == cast.cedar.public_id
    assert (partnership["your_side"], partnership["your_role"]) == ("research", "research_lead")
    (of_round,) = read(secret, "api_rounds", partnership["id"]).json()["items"]
    (of_card,) = read(secret, "api_assessments", partnership["id"]).json()["items"]
    assert of_card["round"] == of_round["id"]
    assert (of_round["responses"], of_round["space"], of_round["status"]) == (80, "shared", "stands")
    figures = ask(secret, of_card["figures"]).json()
    assert {row["round"] for row in figures["figures"]} == {"Spring 2026"}
    assert read(secret, "api_partnership", partnership["id"]).json() == partnership


def test_a_private_round_is_told_to_its_own_side_alone(cast, card):
    own = make_card(cast.cedar, by=cast.marcus, title="Fall 2025", ended_on=date(2025, 10, 24), shared=False)
    for person, sees in ((cast.marcus, True), (cast.hannah, False), (cast.amara, False), (cast.tomas, False)):
        secret = token_of(person)[1]
        for route in ("api_rounds", "api_assessments"):
            titles = {one["title"] for one in read(secret, route, cast.cedar.public_id).json()["items"]}
            assert ("Fall 2025" in titles) is sees
        answer = read(secret, "api_figures", cast.cedar.public_id, own.public_id)
        assert answer.status_code == (200 if sees else 404)


def test_how_few_answered_is_not_told(cast):
    make_card(cast.cedar, by=cast.marcus, answered={"practice": 3, "research": 1}, members=9)
    secret = token_of(cast.marcus)[1]
    (of_round,) = read(secret, "api_rounds", cast.cedar.public_id).json()["items"]
    assert (of_round["responses"], of_round["members"]) == (None, None)


def test_what_was_withdrawn_is_said_and_not_given_out(cast, card):
    withdraw_round(card.round, because="The wrong file.", by=cast.marcus)
    secret = token_of(cast.hannah)[1]
    (of_round,) = read(secret, "api_rounds", cast.cedar.public_id).json()["items"]
    assert (of_round["status"], of_round["withdrawn_because"]) == ("withdrawn", "The wrong file.")
    (of_card,) = read(secret, "api_assessments", cast.cedar.public_id).json()["items"]
    answer = ask(secret, of_card["figures"])
    assert (answer.status_code, answer.json()["code"]) == (410, "withdrawn")
    assert answer["Content-Type"] == "application/problem+json"


def test_figures_worked_out_again_are_named_in_place_of_the_older(cast, card):
    record = card.record | {"responses": 0}
    Assessment.objects.filter(pk=card.pk).update(record=record)
    newer = assess_round(card.round, by=cast.marcus)
    assert newer.pk != card.pk
    secret = token_of(cast.hannah)[1]
    answer = read(secret, "api_figures", cast.cedar.public_id, card.public_id)
    assert (answer.status_code, answer.json()["code"]) == (410, "superseded")
    assert newer.public_id in answer.json()["instead"]
    assert ask(secret, answer.json()["instead"]).status_code == 200


def test_figures_that_left_are_noted_once_a_day_as_the_page_notes_them(cast, card, monkeypatch):
    secret = token_of(cast.hannah)[1]
    for _ in range(3):
        assert read(secret, "api_figures", cast.cedar.public_id, card.public_id).status_code == 200
    noted = Publication.objects.get(kind="file.json")
    assert (noted.about, noted.audience, noted.by) == (
        f"assessment:{card.public_id}",
        "Northfield University",
        cast.hannah,
    )
    assert noted.figures == json.loads(json.dumps(card.figures_shown()))
    assert acts(cast.shared).count("reports.taken_away") == 1
    assert ledger.verify(cast.shared.key).unbroken
    # Another token is another program, and another day another taking.
    other = token_of(cast.hannah, name="Another")[1]
    assert read(other, "api_figures", cast.cedar.public_id, card.public_id).status_code == 200
    assert acts(cast.shared).count("reports.taken_away") == 2
    tomorrow = timezone.localdate() + timezone.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *_: tomorrow)
    assert read(secret, "api_figures", cast.cedar.public_id, card.public_id).status_code == 200
    assert acts(cast.shared).count("reports.taken_away") == 3


def test_figures_that_changed_are_noted_the_same_day(cast, card):
    before = make_card(cast.cedar, by=cast.marcus, title="Fall 2025", ended_on=date(2025, 10, 24))
    secret = token_of(cast.hannah)[1]
    read(secret, "api_figures", cast.cedar.public_id, card.public_id)
    # With the earlier round the change since it goes from the card: other figures leave now.
    withdraw_round(before.round, because="The wrong file.", by=cast.marcus)
    read(secret, "api_figures", cast.cedar.public_id, card.public_id)
    first, second = Publication.objects.filter(kind="file.json").order_by("pk")
    assert first.figures != second.figures


def test_what_is_unchanged_is_not_sent_again_and_not_noted(cast, card):
    secret = token_of(cast.hannah)[1]
    read(secret, "api_figures", cast.cedar.public_id, card.public_id)
    again = read(secret, "api_figures", cast.cedar.public_id, card.public_id)
    known = {"if-none-match": again["ETag"]}
    answer = read(secret, "api_figures", cast.cedar.public_id, card.public_id, headers=known)
    assert (answer.status_code, answer.content) == (304, b"")
    assert acts(cast.shared).count("reports.taken_away") == 1
    stale = read(
        secret, "api_figures", cast.cedar.public_id, card.public_id, headers={"if-none-match": '"x"'}
    )
    assert stale.status_code == 200


@pytest.mark.parametrize(
    ("asked", "header", "language"),
    [
        ({}, "", "en"),
        ({}, "es-MX, en;q=0.5", "es"),
        ({}, "fr, es;q=0.4", "es"),
        ({"language": "es"}, "en", "es"),
        ({"language": "en"}, "es", "en"),
    ],
)
def test_the_language_is_the_one_asked_for(cast, asked, header, language):
    cast.hannah.language = "es" if language == "en" else "en"
    cast.hannah.save()
    answer = read(token_of(cast.hannah)[1], "api_partnerships", headers={"accept-language": header}, **asked)
    assert answer["Content-Language"] == language
    assert "Accept-Language" in answer["Vary"]


def test_what_is_not_understood_is_named(cast):
    secret = token_of(cast.hannah)[1]
    for wrong, where in (
        ({"limit": "0"}, "limit"),
        ({"limit": "all"}, "limit"),
        ({"after": "no identifier"}, "after"),
        ({"after": "\0"}, "after"),
        ({"language": "tlh"}, "language"),
    ):
        answer = read(secret, "api_partnerships", **wrong)
        told = answer.json()
        assert (answer.status_code, told["code"]) == (422, "not_understood")
        assert [one["where"] for one in told["errors"]] == [where]


def test_a_long_list_is_walked_whole_and_each_once_whatever_comes_meanwhile(cast):
    def another(number: int) -> None:
        practice, research = cast.cedar.practice_organization, cast.cedar.research_organization
        join(make_partnership(f"Number {number}", practice, research), cast.nobody, "research", "researcher")

    for number in range(7):
        another(number)
    secret = token_of(cast.nobody)[1]
    found: list[str] = []
    address = reverse("api_partnerships") + "?limit=2&language=es"
    throughout = {f"Number {number}" for number in range(7)}
    while address:
        page = ask(secret, address).json()
        assert len(page["items"]) <= 2
        found += [one["name"] for one in page["items"]]
        another(100 + len(found))
        address = page["next"]
        assert address is None or "language=es" in address
    assert throughout <= set(found)
    assert len(found) == len(set(found))


@pytest.mark.parametrize("route", ["api_rounds", "api_assessments"])
def test_a_list_costs_the_same_whatever_its_length(cast, card, route, assert_queries_do_not_grow):
    secret = token_of(cast.marcus)[1]

    def more() -> None:
        for year in (2021, 2022, 2023):
            make_card(cast.cedar, by=cast.marcus, title=f"Spring {year}", ended_on=date(year, 3, 27))

    assert_queries_do_not_grow(lambda: read(secret, route, cast.cedar.public_id), more)


def test_partnerships_cost_the_same_however_many(cast, assert_queries_do_not_grow):
    secret = token_of(cast.marcus)[1]

    def more() -> None:
        practice, research = cast.cedar.practice_organization, cast.cedar.research_organization
        for number in range(3):
            join(make_partnership(f"N {number}", practice, research), cast.marcus, "practice", "point_person")

    assert_queries_do_not_grow(lambda: read(secret, "api_partnerships"), more)


def test_figures_cost_the_same_however_many_rounds_there_are(cast, card, assert_queries_do_not_grow):
    secret = token_of(cast.marcus)[1]

    def show() -> None:
        # The first of a day and of changed figures is noted, which costs more: both times the one after.
        read(secret, "api_figures", cast.cedar.public_id, card.public_id)

    def more() -> None:
        for year in (2021, 2022, 2023):
            make_card(cast.cedar, by=cast.marcus, title=f"Spring {year}", ended_on=date(year, 3, 27))
        show()

    show()
    assert_queries_do_not_grow(show, more)


def test_a_fault_of_ours_is_said_in_the_same_shape(cast, monkeypatch):
    def broken(*_: object) -> None:
        raise RuntimeError("a private detail")

    secret = token_of(cast.marcus)[1]
    monkeypatch.setattr("fivefold.api.reading.partnership", broken)
    answer = read(secret, "api_partnerships")
    assert (answer.status_code, answer.json()["code"]) == (500, "our_fault")
    assert "private" not in answer.content.decode()


def test_scopes_open_only_what_they_name(cast, card):
    expected = {
        Scope.ROUNDS: {"api_rounds": 200, "api_assessments": 403, "api_figures": 403},
        Scope.FIGURES: {"api_rounds": 403, "api_assessments": 200, "api_figures": 200},
    }
    for scope, routes in expected.items():
        secret = token_of(cast.hannah, name=scope, scopes=[scope])[1]
        for route, status in routes.items():
            ids = [cast.cedar.public_id, *([card.public_id] if route == "api_figures" else [])]
            answer = read(secret, route, *ids)
            assert answer.status_code == status
            assert status == 200 or answer.json()["code"] == "not_in_scope"


def test_every_current_card_is_listed(cast, card):
    make_card(cast.cedar, by=cast.hannah, title="Fall 2024", ended_on=date(2024, 10, 25), shared=False)
    secret = token_of(cast.hannah)[1]
    items = read(secret, "api_assessments", cast.cedar.public_id).json()["items"]
    assert {one["id"] for one in items} == set(Assessment.objects.values_list("public_id", flat=True))

"""The record strand: where its counts stand, what they say, and who sees the rows behind them."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from fivefold.assess.frameworks import load
from fivefold.core.models.publication import Publication
from fivefold.cycles.models import Activity
from fivefold.cycles.queries import year_holding
from fivefold.health import record as strand
from fivefold.health.opening import DimensionFacts, Talk, opening
from fivefold.health.queries import card_page
from fivefold.health.reading import Accord, Verdict, count_verdict, record_verdict
from fivefold.health.record import place_of, record_of
from fivefold.partnerships.permissions import Permission
from fivefold.partnerships.record import LEAST_DUE, Counted, Row
from fivefold.partnerships.roles import ROLES, EmergencyReader
from tests.health.counting import make_year, plan
from tests.health.pages import get, words
from tests.health.rounds import make_card, means

pytestmark = pytest.mark.django_db
S, G, N = Verdict.STRENGTH, Verdict.GAP, Verdict.NOT_ENOUGH
LAST = date(2026, 3, 27)


def count(key="x", dimension="trust", done=4, due=5, **more) -> Counted:
    rows = [Row(f"Row {number}", f"/{number}/", number < done) for number in range(due)]
    text = f"{done} of {due} of {key}"
    return Counted(
        key, dimension, text, done, due, date(2025, 8, 1), LAST, rows, name=f"Name of {key}", **more
    )


def page_of(cast, person, path="health/") -> str:
    return words(get(cast.client(person), cast.cedar, path))


@pytest.mark.parametrize(
    ("done", "due", "found"),
    [(2, 2, N), (0, 2, N), (3, 3, S), (2, 3, G), (4, 5, S), (7, 9, G), (8, 10, S), (31, 40, G), (32, 40, S)],
)
def test_four_in_five_are_a_strength_and_under_three_it_is_too_early(done, due, found):
    assert count_verdict(done, due, least_due=LEAST_DUE) == found


@pytest.mark.parametrize(("asked", "agreed", "found"), [(0, 40, N), (12, 40, N), (40, 40, N), (41, 40, G)])
def test_hours_are_held_against_the_hours_agreed(asked, agreed, found):
    assert count_verdict(asked, agreed, least_due=LEAST_DUE, is_limit=True) == found


def test_a_large_count_hides_no_small_one_that_falls_short():
    assert record_verdict([S, S, G]) == G
    assert record_verdict([S, N]) == S
    assert record_verdict([N, N]) == record_verdict([]) == N


@pytest.mark.parametrize(
    ("framework", "key", "dimension", "place"),
    [
        ("rpp-2017", "activities_within_a_week_of_plan", "trust", "trust"),
        # Named under two dimensions: the room's own decides.
        ("rpp-2017", "staff_hours_against_budget", "capacity", "capacity"),
        ("rpp-2017", "not_named_anywhere", "goals", "goals"),
        ("rpp-2023", "staff_hours_against_budget", "capacity", "learning"),
        ("rpp-2023", "activities_within_a_week_of_plan", "trust", "trust"),
        ("rpp-2023", "commitments_done_by_their_date", "goals", None),
    ],
)
def test_a_framework_names_the_dimension_of_a_count(framework, key, dimension, place):
    assert place_of(count(key, dimension), load(framework)) == place


def test_the_window_is_the_year_up_to_the_last_day_of_the_round(cast):
    year = make_year(cast)
    make_year(cast, date(2026, 3, 1), date(2026, 5, 29), name="Ninety days")
    found = record_of(cast.cedar, LAST, load())
    assert (found.first, found.last) == (year.first_day, LAST)
    today = timezone.localdate()
    assert record_of(cast.cedar, today + timedelta(days=30), load()).last == today
    assert year_holding(cast.cedar, date(2024, 3, 1)) is None


def test_without_a_year_nothing_is_counted_and_the_card_says_so(cast):
    make_card(cast.cedar, by=cast.marcus)
    page = page_of(cast, cast.olivia)
    assert "No year is planned here that holds March 27, 2026, so the record is not counted." in page
    assert page.count("Nothing is counted here yet.") == 5
    assert "Two strands are still to come." in page


def test_the_card_counts_squares_and_says_over_which_days(cast):
    plan(cast, make_year(cast), 5, 6)
    make_card(cast.cedar, by=cast.marcus, of=means(4.4, 4.4))
    page = page_of(cast, cast.tomas)
    today = f"{timezone.localdate():%B} {timezone.localdate().day}, {timezone.localdate().year}"
    assert "5 of 6 dates were kept within a week of the plan" in page
    assert f"Counted from August 1, 2025 to March 27, 2026, as entered here by {today}." in page
    assert "The record holds up on Trust. " in page
    assert "The strands agree. Members’ answers are favorable, and the record bears them out." in page
    assert page.count("Nothing is counted here yet.") == 4
    assert "One strand is still to come." in page


def test_where_answers_and_record_point_apart_the_card_says_it_first(cast):
    plan(cast, make_year(cast), 2, 6)
    make_card(cast.cedar, by=cast.marcus, of=means(4.4, 4.4))
    page = page_of(cast, cast.marcus)
    assert "The record falls short on Trust." not in page
    talk = page[page.index("Talk about this") :]
    assert talk.startswith("Talk about this On Trust answers and record point apart.")
    assert "Members’ answers are favorable; the record falls short." in talk
    assert "Trust. Chosen by rule: answers and record point apart there." in talk
    card = card_page(cast.membership(cast.marcus)).card
    assert card.dimension("trust").agreement.accord == Accord.DIFFER


def test_the_record_speaks_where_the_answers_do_not(cast):
    plan(cast, make_year(cast), 2, 6)
    few = {"practice": 12, "research": 8}
    make_card(cast.cedar, by=cast.marcus, answered=few, members={"practice": 80, "research": 40})
    page = page_of(cast, cast.marcus)
    assert "Without more answers, none can be named. The record falls short on Trust." in page


def test_two_of_two_is_too_early_and_tells_no_number_done(cast):
    plan(cast, make_year(cast), 2, 2)
    card = make_card(cast.cedar, by=cast.marcus, of=means(4.4, 4.4))
    page = page_of(cast, cast.marcus)
    assert "Too early to say: 2 due so far, and three are needed." in page
    assert "2 of 2" not in page
    assert "holds up on Trust" not in page
    assert card.figures_shown()["record"]["counts"] == {"trust.activities_within_a_week_of_plan": {"due": 2}}


def test_a_dimension_lists_the_rows_behind_with_their_links(cast):
    plan(cast, make_year(cast), 3, 4)
    card = make_card(cast.cedar, by=cast.marcus)
    answer = get(cast.client(cast.olivia), cast.cedar, f"health/{card.public_id}/trust/")
    for one in Activity.objects.all():
        assert f'href="{one.get_absolute_url()}"' in answer.content.decode()
        assert cast.client(cast.olivia).get(one.get_absolute_url()).status_code == 200
    page = words(answer)
    assert page.count("Does not count · Talk 4: planned for October 4, 2025, not done yet") == 1
    assert page.count("Counts · Talk") == 3
    elsewhere = page_of(cast, cast.olivia, f"health/{card.public_id}/goals/")
    assert "Talk 4" not in elsewhere


def test_whoever_reads_the_card_may_open_its_rows():
    for role in (*ROLES.values(), EmergencyReader):
        if Permission.HEALTH_VIEW in role.permissions:
            assert Permission.YEAR_VIEW in role.permissions


def test_an_earlier_card_stays_and_what_left_is_in_the_log(cast):
    year = make_year(cast)
    plan(cast, year, 3, 4)
    card = make_card(cast.cedar, by=cast.marcus)
    [left] = [one for one in Publication.objects.all() if one.about == f"assessment:{card.public_id}"]
    assert left.figures["record"] == {
        "first": "2025-08-01",
        "last": "2026-03-27",
        "counts": {"trust.activities_within_a_week_of_plan": {"due": 4, "done": 3}},
    }
    about = {"partnership": cast.cedar, "space": cast.shared, "made_by": cast.marcus, "cycle": year}
    day = date(2026, 5, 4)
    Activity.objects.create(**about, lane="meetings", title="Later", planned_first=day, planned_last=day)
    assert card.figures_shown()["record"] == left.figures["record"]


def test_the_record_tells_nothing_of_answers(cast):
    """Of whatever the members answered, and however few of them, the same is counted and printed."""
    plan(cast, make_year(cast), 3, 4)
    told = set()
    for number, (practice, research, answered) in enumerate(
        [(4.4, 4.4, None), (1.6, 4.8, None), (3, 3, {"practice": 2, "research": 1})]
    ):
        card = make_card(
            cast.cedar,
            by=cast.marcus,
            title=f"Round {number}",
            of=means(practice, research),
            answered=answered,
        )
        found = card_page(cast.membership(cast.marcus), card.public_id).card
        told.add((repr(found.record), repr([one.counted for one in found.dimensions])))
    assert len(told) == 1


def test_several_counts_stand_apart_and_those_without_a_place_are_named(cast, monkeypatch):
    make_year(cast)
    found = [
        count("meetings", done=20, due=20),
        count("commitments", done=1, due=4),
        count("hours", dimension="capacity", done=12, due=40, unit="hours"),
        count("elsewhere", dimension="unknown"),
    ]
    monkeypatch.setattr(strand, "COUNTING", (lambda *_asked: found,))
    make_card(cast.cedar, by=cast.marcus)
    page = page_of(cast, cast.marcus)
    assert page.rindex("20 of 20 of meetings") < page.rindex("1 of 4 of commitments")
    assert "On Trust answers and record point apart." in page
    # Within the hours agreed shows nothing by itself.
    assert "The record holds up" not in page
    assert "This framework has no dimension for: Name of elsewhere." in page
    card = card_page(cast.membership(cast.marcus)).card
    assert card.dimension("trust").facts.record == G


def test_the_sides_come_before_the_strands_and_those_before_the_rest():
    differing = DimensionFacts("a", S, record=G, cannot_tell=0.5)
    sides = DimensionFacts("b", N, difference=-9.0, difference_low=-12.0, difference_high=-6.0)
    assert opening([differing, sides]).talk == Talk.SIDES_DIFFER
    said = opening([DimensionFacts("c", G, cannot_tell=0.4), differing])
    assert (said.talk, said.talk_about) == (Talk.STRANDS_DIFFER, "a")
    assert (said.kept, said.fallen_short) == ((), ("a",))
    agreeing = opening([DimensionFacts("a", S, record=S), DimensionFacts("b", N, record=G, asked=False)])
    assert (agreeing.talk, agreeing.kept, agreeing.fallen_short) == (Talk.QUESTION, ("a",), ("b",))

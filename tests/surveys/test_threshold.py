"""The fewest people behind a figure: as both sides agreed, and never fewer than who answered was told."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from fivefold.health.actions import assess_round
from fivefold.health.models import Assessment
from fivefold.surveys.lines import round_line
from tests.agreements.agreeing import agree
from tests.cast import Cast
from tests.health.pages import get, words
from tests.health.rounds import make_card

pytestmark = pytest.mark.django_db


def scales(card: Assessment) -> int:
    """How many scales show a figure."""
    found = card.record["assessment"]
    return sum(len(one.get("scales", ())) for one in found["dimensions"])


def test_what_the_terms_say_holds_of_the_rounds_that_are_recorded_under_them(cast: Cast) -> None:
    assert (
        scales(make_card(cast.cedar, by=cast.marcus, answered={"practice": 7}, title="Before", shared=False))
        > 0
    )
    agree(cast, threshold=8)
    today = timezone.localdate()
    few = make_card(
        cast.cedar, by=cast.marcus, answered={"practice": 7}, title="After", ended_on=today, shared=False
    )
    assert (few.round.threshold, scales(few)) == (8, 0)
    enough = make_card(
        cast.cedar, by=cast.marcus, answered={"practice": 8}, title="Enough", ended_on=today, shared=False
    )
    assert scales(enough) > 0
    assert "Fewer than 8 people answered" in round_line(few.round).answered


def test_a_round_of_earlier_days_is_protected_by_the_stricter_of_both(cast: Cast) -> None:
    agree(cast, threshold=9)
    earlier = make_card(cast.cedar, by=cast.marcus, ended_on=date(2026, 3, 27))
    assert earlier.round.threshold == 9


def test_worked_out_again_under_laxer_terms_it_shows_no_more(cast: Cast) -> None:
    agree(cast, threshold=8)
    few = make_card(cast.cedar, by=cast.marcus, answered={"practice": 7}, ended_on=timezone.localdate())
    agree(cast, threshold=5, from_day=timezone.localdate() + timedelta(days=1))
    assert scales(assess_round(few.round, by=cast.marcus)) == 0


def test_a_laxer_round_does_not_undo_what_a_stricter_one_promised(cast: Cast) -> None:
    """Six people tell the second from the first: enough for the second, too few for the first."""
    agree(cast, threshold=8)
    today = timezone.localdate()
    make_card(cast.cedar, by=cast.marcus, answered={"practice": 40}, title="First", ended_on=today)
    second = make_card(
        cast.cedar, by=cast.marcus, answered={"practice": 46}, title="Second", ended_on=today, shared=False
    )
    second.round.threshold = 5
    second.round.save(update_fields=["threshold"])
    refusal = second.why_not_shared()
    assert refusal is not None
    assert "Too few people tell these answers from those of “First”" in str(refusal)


def test_pages_say_where_the_number_comes_from(cast: Cast) -> None:
    client = cast.client(cast.olivia)
    make_card(cast.cedar, by=cast.marcus)
    for page in ("surveys/", "health/methods/"):
        assert "since no terms are agreed yet" in words(get(client, cast.cedar, page))
    agree(cast, threshold=8)
    assert "fewer than 8 people are not shown of a new round. From the terms in force" in words(
        get(client, cast.cedar, "surveys/")
    )
    assert "shows nothing of fewer than 8 people" in words(get(client, cast.cedar, "health/methods/"))

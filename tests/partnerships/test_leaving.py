"""Leaving, another role, an end: what a side can lose, and that it keeps somebody who leads it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fivefold.accounts.models import Person
from fivefold.core import ledger
from fivefold.core.rules import RuleError
from fivefold.partnerships import actions
from tests.access.scene import main_of
from tests.access.test_rights import enroll, undone
from tests.cast import Cast, make_person
from tests.examples import up_to

pytestmark = pytest.mark.django_db
in_one_cast = settings(max_examples=up_to(120), suppress_health_check=[HealthCheck.function_scoped_fixture])


def refused(code: str) -> "pytest.RaisesExc[RuleError]":
    return pytest.raises(RuleError, check=lambda refusal: refusal.code == code)


def page(cast: Cast) -> str:
    return reverse("people", args=[cast.cedar.public_id])


def enroll_lead(cast: Cast) -> Person:
    second = make_person("Second Lead")
    enroll(second, cast.cedar, ("practice", "point_person"), (-1, None))
    return second


@pytest.mark.parametrize("who", ["denise", "tomas", "priya", "amara", "olivia"])
def test_anyone_leaves_by_one_press_and_sees_nothing_from_then_on(cast: Cast, who: str) -> None:
    client = cast.client(getattr(cast, who))
    leave = reverse("leave", args=[cast.cedar.public_id])
    client.get(leave)
    assert client.get(page(cast)).status_code == 200
    client.post(leave)
    assert client.get(page(cast)).status_code == 404
    assert ledger.entries(cast.shared.key)[0].act == "partnerships.membership_ended"


@pytest.mark.parametrize("who", ["marcus", "hannah"])
def test_the_last_who_leads_a_side_cannot_leave_and_reads_why(cast: Cast, who: str) -> None:
    client = cast.client(getattr(cast, who))
    leave = reverse("leave", args=[cast.cedar.public_id])
    assert 'aria-disabled="true"' in main_of(client.get(leave))
    assert "Nobody else leads this side then" in main_of(client.post(leave, follow=True))
    assert client.get(page(cast)).status_code == 200


def test_a_second_lead_sets_the_first_free_but_not_both(cast: Cast) -> None:
    second = enroll_lead(cast)
    actions.end_membership(cast.membership(cast.marcus), by=cast.marcus)
    with refused("last_lead"):
        actions.end_membership(cast.membership(second), by=second)
    with refused("last_lead"):
        actions.change_role(cast.membership(second), role="observer", by=cast.admin)


days = st.sampled_from([0, 1, 2, 30, 400])


@in_one_cast
@given(
    ends=st.lists(st.none() | days.filter(bool), min_size=1, max_size=3),
    tried=st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["end", "demote"]), days), max_size=6),
)
@example([None, None], [(0, "end", 400), (1, "end", 30)])
@example([None, 30], [(0, "demote", 0), (0, "end", 2)])
def test_no_day_loses_the_last_who_leads_a_side(
    cast: Cast, ends: list[int | None], tried: list[tuple[int, str, int]]
) -> None:
    with undone():
        cast.membership(cast.marcus).delete()
        for place, end in enumerate(ends):
            person = make_person(f"Lead {'ABC'[place]}")
            enroll(person, cast.cedar, ("practice", "point_person"), (-1, end))
        leads = list(cast.cedar.memberships.filter(role="point_person").order_by("pk"))
        led = led_days(cast)
        for place, act, day in tried:
            if place >= len(leads):
                continue
            try:
                if act == "end":
                    actions.end_membership(leads[place], by=cast.admin, ended_on=on(day))
                else:
                    actions.change_role(leads[place], role="observer", by=cast.admin)
            except RuleError:
                continue
            assert led <= led_days(cast)
            led = led_days(cast)


def on(day: int) -> date:
    return timezone.localdate() + timedelta(days=day)


def led_days(cast: Cast) -> set[int]:
    return {
        day
        for day in (0, 1, 2, 3, 29, 30, 31, 399, 400, 401, 4000)
        if cast.cedar.memberships.current(on(day)).filter(role="point_person").exists()
    }


def test_a_lead_changes_roles_and_ends_on_a_page_of_their_own_side(cast: Cast) -> None:
    client = cast.client(cast.marcus)
    of_denise = reverse("membership", args=[cast.cedar.public_id, cast.membership(cast.denise).public_id])
    client.post(of_denise, {"act": "role", "role": "observer"})
    assert cast.membership(cast.denise).role == "observer"
    for wrong in ("research_lead", "administrator", ""):
        assert client.post(of_denise, {"act": "role", "role": wrong}).status_code == 200
    client.post(of_denise, {"act": "end", "day": on(3).isoformat()})
    assert cast.membership(cast.denise).ended_on == on(3)
    assert client.post(of_denise, {"act": "end", "day": "soon"}).context["form"].errors
    own = reverse("membership", args=[cast.cedar.public_id, cast.membership(cast.marcus).public_id])
    assert client.get(own).status_code == 404

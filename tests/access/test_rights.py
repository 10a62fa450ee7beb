"""Rules on rights that hold for all cases: whatever memberships there are, and whatever people try."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fivefold.accounts.models import Person
from fivefold.core.rules import PermissionNeeded, RuleError
from fivefold.health.models import Assessment
from fivefold.partnerships import actions, queries, sharing
from fivefold.partnerships.models import Membership, Partnership
from fivefold.partnerships.permissions import Permission, has_permission
from fivefold.partnerships.roles import LEADS, ROLES, roles_of
from fivefold.partnerships.states import Side
from tests.access.scene import Scene
from tests.cast import Cast, make_person
from tests.examples import up_to

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# The cast is made once and every example leaves it as it was, so that many examples are affordable.
in_one_cast = settings(max_examples=up_to(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
places = st.sampled_from([(side, role.key) for side in Side for role in roles_of(side)])
# Days from today around which a membership starts or ends.
days = st.sampled_from([-400, -2, -1, 0, 1, 2, 400])
ends = st.none() | days


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def on(day: int) -> date:
    return timezone.localdate() + timedelta(days=day)


def holds_today(start: int, end: int | None) -> bool:
    return start <= 0 and (end is None or end > 0)


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, int | None]:
    start, end = draw(days), draw(ends)
    return start, end if end is None else max(start, end)


def enroll(
    person: Person, partnership: Partnership, place: tuple[str, str], span: tuple[int, int | None]
) -> None:
    """Straight into the database, as no page could: past and future memberships, of closed accounts too."""
    start, end = span
    Membership.objects.create(
        person=person,
        partnership=partnership,
        side=place[0],
        role=place[1],
        started_on=on(start),
        ended_on=None if end is None else on(end),
    )


@in_one_cast
@given(place=places, span=spans(), active=st.booleans(), administrator=st.booleans(), elsewhere=places)
@example(("practice", "point_person"), (0, None), True, False, ("broker", "observer"))
@example(("practice", "point_person"), (-1, 0), True, True, ("practice", "point_person"))
@example(("research", "research_lead"), (-400, 1), False, True, ("broker", "facilitator"))
def test_rights_come_from_a_membership_of_today_and_from_nothing_else(
    cast: Cast,
    place: tuple[str, str],
    span: tuple[int, int | None],
    active: bool,
    administrator: bool,
    elsewhere: tuple[str, str],
) -> None:
    with undone():
        person = make_person("Anyone", is_active=active, is_administrator=administrator)
        enroll(person, cast.cedar, place, span)
        enroll(person, cast.harbor, elsewhere, (-400, None))
        due = ROLES[place[1]].permissions if active and holds_today(*span) else frozenset()
        has = {each for each in Permission if has_permission(person, each, partnership=cast.cedar)}
        assert has == due
        assert (cast.cedar in queries.partnerships_of(person)) == bool(due)


@in_one_cast
@given(place=places, span=spans(), active=st.booleans(), administrator=st.booleans())
@example(("practice", "practice_member"), (0, None), True, False)
@example(("research", "observer"), (0, None), True, True)
@example(("broker", "facilitator"), (-400, None), True, True)
def test_a_private_space_is_seen_from_its_own_side_alone(
    scene: Scene, place: tuple[str, str], span: tuple[int, int | None], active: bool, administrator: bool
) -> None:
    cast = scene.cast
    with undone():
        person = make_person("Anyone", is_active=active, is_administrator=administrator)
        enroll(person, cast.cedar, place, span)
        seen = {space.side for space in queries.visible_spaces(person, cast.cedar)}
        records = {
            record.space.side for record in queries.visible(Assessment.objects.all(), person, cast.cedar)
        }
        due = set()
        if active and holds_today(*span):
            due.add("")
            if place[1] in {"point_person", "practice_member", "research_lead", "researcher"}:
                due.add(place[0])
        assert seen == records == due


def test_nobody_signed_out_sees_a_space_or_has_a_right(scene: Scene) -> None:
    visitor, cedar = AnonymousUser(), scene.cast.cedar
    assert not queries.visible_spaces(visitor, cedar).exists()
    assert not any(has_permission(visitor, each, partnership=cedar) for each in Permission)


# One thing that somebody tries: the act, whom it concerns, a place, a day. `None` as a day is "unless told".
tries = st.tuples(
    st.sampled_from(["admit", "change_role", "end_membership"]),
    st.sampled_from(["self", "self", "another"]),
    st.sampled_from(["cedar", "cedar", "harbor"]),
    places,
    ends,
)


def rights(person: Person) -> set[tuple[int, int, Permission]]:
    """What a person may do today and, as it stands, on later days: a right for tomorrow is a right raised."""
    return {
        (day, partnership.pk, permission)
        for day in (0, 1, 2, 3, 399, 401, 2000)
        for partnership in Partnership.objects.all()
        for membership in partnership.memberships.current(on(day)).filter(person=person)[:1]
        for permission in membership.permissions
    }


def attempt(
    cast: Cast, who: Person, act: str, whom: str, where: str, place: tuple[str, str], day: int | None
):
    partnership = getattr(cast, where)
    other = cast.priya if place[0] == "research" else cast.denise
    person = who if whom == "self" else other
    when = None if day is None else on(day)
    side, role = place
    if act == "admit":
        actions.admit(person, partnership, side=side, role=role, by=who, started_on=when)
        return
    for membership in partnership.memberships.filter(person=person):
        if act == "change_role":
            actions.change_role(membership, role=role, by=who)
        else:
            actions.end_membership(membership, by=who, ended_on=when)


@in_one_cast
@given(place=places, span=spans(), administrator=st.booleans(), tried=st.lists(tries, min_size=1, max_size=6))
@example(
    ("practice", "practice_member"),
    (0, 2),
    False,
    [("end_membership", "self", "cedar", ("practice", "observer"), 400)],
)
@example(
    ("practice", "point_person"),
    (-2, None),
    True,
    [
        ("end_membership", "self", "cedar", ("practice", "observer"), None),
        ("admit", "self", "cedar", ("research", "research_lead"), None),
    ],
)
def test_nobody_raises_their_own_rights_by_any_sequence_of_acts(
    cast: Cast,
    place: tuple[str, str],
    span: tuple[int, int | None],
    administrator: bool,
    tried: list[tuple[str, str, str, tuple[str, str], int | None]],
) -> None:
    with undone():
        person = make_person("Anyone", is_administrator=administrator)
        enroll(person, cast.cedar, place, span)
        before = rights(person)
        for each in tried:
            try:
                attempt(cast, person, *each)
            except RuleError:
                continue
            after = rights(person)
            assert after <= before, each
            before = after


@in_one_cast
@given(place=places, act=st.sampled_from(["admit", "change_role", "end_membership"]), target=places)
def test_only_whoever_leads_a_side_decides_who_is_on_it(
    cast: Cast, place: tuple[str, str], act: str, target: tuple[str, str]
) -> None:
    with undone():
        person, other = make_person("Anyone"), make_person("Someone Else")
        enroll(person, cast.cedar, place, (-1, None))
        if act != "admit":
            enroll(other, cast.cedar, target, (-1, None))
        side, role = target
        leads = side in LEADS and place == (side, LEADS[Side(side)].key)
        with nullcontext() if leads else pytest.raises(RuleError) as refusal:
            if act == "admit":
                actions.admit(other, cast.cedar, side=side, role=role, by=person)
            elif act == "change_role":
                actions.change_role(cast.membership(other), role=role, by=person)
            else:
                actions.end_membership(cast.membership(other), by=person)
        assert leads or refusal.value.code == "not_your_side"


@in_one_cast
@given(
    place=places,
    span=spans(),
    active=st.booleans(),
    administrator=st.booleans(),
    which=st.sampled_from(["shared", "practice", "research"]),
)
@example(("practice", "point_person"), (0, None), True, False, "practice")
@example(("practice", "point_person"), (0, None), True, False, "research")
@example(("research", "research_lead"), (0, None), True, False, "research")
@example(("practice", "point_person"), (-2, 0), True, True, "practice")
def test_a_record_is_shared_out_of_ones_own_private_space_and_once(
    scene: Scene,
    place: tuple[str, str],
    span: tuple[int, int | None],
    active: bool,
    administrator: bool,
    which: str,
) -> None:
    cedar = scene.cast.cedar
    with undone():
        person = make_person("Anyone", is_active=active, is_administrator=administrator)
        enroll(person, cedar, place, span)
        record = Assessment.objects.get(public_id=scene.records[which])
        was_in = record.space
        may = active and holds_today(*span) and place in {(side, lead.key) for side, lead in LEADS.items()}
        try:
            sharing.share(record, by=person)
        except (Http404, PermissionNeeded, RuleError):
            assert not (may and which == place[0])
            assert Assessment.objects.get(pk=record.pk).space == was_in
        else:
            assert may
            assert which == place[0]
            assert Assessment.objects.get(pk=record.pk).space.is_shared
            with pytest.raises(RuleError) as refusal:
                sharing.share(record, by=person)
            assert refusal.value.code == "already_shared"

"""Emergency access: what it opens, to whom, until when, who is told, and what is kept of it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fivefold.accounts import actions as accounts
from fivefold.accounts import erasing
from fivefold.accounts.models import Person
from fivefold.core import ledger
from fivefold.core.models.ledger import Chain, Entry
from fivefold.core.models.mail import OutgoingMail
from fivefold.core.rules import RuleError
from fivefold.core.upkeep import duties_of_each_minute
from fivefold.partnerships import actions, emergency, queries
from fivefold.partnerships.models import EmergencyAccess, Membership
from fivefold.partnerships.permissions import Permission, has_permission
from fivefold.partnerships.roles import ROLES, EmergencyReader
from fivefold.partnerships.states import TRANSITIONS, EmergencyState
from tests.access.matrix import rows
from tests.access.scene import ask, main_of, parameters, set_scene
from tests.access.test_rights import enroll, places, undone
from tests.accounts.test_erasing import everything
from tests.cast import Cast, make_person
from tests.examples import up_to

pytestmark = pytest.mark.django_db
in_one_cast = settings(max_examples=up_to(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
TOLD = "an administrator of this installation, took it on"
BECAUSE = "A court asks for what both sides shared in the spring."


def refused(code: str) -> "pytest.RaisesExc[RuleError]":
    return pytest.raises(RuleError, check=lambda refusal: refusal.code == code)


def take(cast: Cast, *, by: Person | None = None, because: str = BECAUSE) -> EmergencyAccess:
    return emergency.ask(cast.cedar, because=because, by=by or cast.admin)


def aged(access: EmergencyAccess, by: timedelta) -> EmergencyAccess:
    """As if it had begun that much earlier."""
    access.asked_at, access.ends_at = access.asked_at - by, access.ends_at - by
    access.save()
    return access


def another_administrator() -> Person:
    return make_person("Otto Berg", "lakeshore.example", is_administrator=True)


def acts(cast: Cast) -> list[str]:
    return [entry.act.removeprefix("partnerships.") for entry in reversed(ledger.entries(cast.shared.key))]


def status(cast: Cast, person: Person | None) -> int:
    return cast.client(person).get(cast.cedar.get_absolute_url()).status_code


def test_an_administrator_reads_for_an_hour_and_both_sides_are_told(cast: Cast) -> None:
    admin = cast.client(cast.admin)
    address = reverse("emergency", args=[cast.cedar.public_id])
    assert status(cast, cast.admin) == 404
    assert "For one hour you read what both sides share" in main_of(admin.get(address))
    assert not EmergencyAccess.objects.exists()
    assert admin.post(address, {"because": BECAUSE})["Location"] == cast.cedar.get_absolute_url()
    access = EmergencyAccess.objects.get()
    assert access.ends_at - access.asked_at == timedelta(hours=1)
    assert abs(timezone.now() - access.asked_at) < timedelta(minutes=1)
    told = {mail.to: mail.body for mail in OutgoingMail.objects.select_related("to")}
    assert set(told) == {cast.marcus, cast.hannah}
    assert all(BECAUSE in body and "Ada Quinn" in body for body in told.values())
    assert status(cast, cast.admin) == 200
    assert acts(cast) == ["emergency_opened", "emergency_page_opened"]
    assert not ledger.entries(cast.practice.key)
    assert not ledger.entries(cast.research.key)
    assert status(cast, another_administrator()) == 404


def test_members_of_both_sides_see_that_it_happened_and_why(cast: Cast) -> None:
    take(cast)
    for person in (cast.marcus, cast.tomas, cast.priya, cast.amara):
        client = cast.client(person)
        assert TOLD in main_of(client.get(cast.cedar.get_absolute_url()))
        for name in ("people", "ledger"):
            shown = main_of(client.get(reverse(name, args=[cast.cedar.public_id])))
            assert BECAUSE in shown
            assert "Ada Quinn" in shown


def test_home_no_longer_tells_of_it_after_a_while_and_people_does(cast: Cast) -> None:
    emergency.end(aged(take(cast), timedelta(days=15)), by=cast.admin)
    client = cast.client(cast.marcus)
    assert TOLD not in main_of(client.get(cast.cedar.get_absolute_url()))
    assert BECAUSE in main_of(client.get(reverse("people", args=[cast.cedar.public_id])))


def test_where_nobody_leads_a_side_everybody_on_it_is_told(cast: Cast) -> None:
    Membership.objects.filter(person=cast.hannah).update(ended_on=timezone.localdate())
    take(cast)
    assert {mail.to for mail in OutgoingMail.objects.all()} == {cast.marcus, cast.priya}


@pytest.mark.parametrize("because", ["", "   ", "\u200b\u200b", "...", "1234", "x" * 501])
def test_without_a_reason_nothing_opens_and_nothing_is_kept(cast: Cast, because: str) -> None:
    answer = cast.client(cast.admin).post(
        reverse("emergency", args=[cast.cedar.public_id]), {"because": because}
    )
    assert answer.status_code == 200
    assert answer.context["form"].errors["because"]
    assert not EmergencyAccess.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert status(cast, cast.admin) == 404


def test_a_reason_is_one_paragraph_of_signs_that_can_be_seen(cast: Cast) -> None:
    take(cast, because=" Two\r\nlines,\u202e and <b>signs</b>  ")
    assert EmergencyAccess.objects.get().because == "Two lines, and <b>signs</b>"
    shown = main_of(cast.client(cast.marcus).get(reverse("people", args=[cast.cedar.public_id])))
    assert "&lt;b&gt;signs&lt;/b&gt;" in shown


def test_a_message_in_the_language_of_whoever_reads_it(cast: Cast) -> None:
    Person.objects.filter(pk=cast.hannah.pk).update(language="es")
    take(cast)
    assert OutgoingMail.objects.get(to=cast.hannah).language == "es"


def test_it_reads_no_more_than_the_least_of_the_roles() -> None:
    for role in ROLES.values():
        assert EmergencyReader.permissions < role.permissions, role
    assert EmergencyReader.key not in ROLES


KINDS = ["administrator", "closed", "no longer", "another", "nobody"]


@in_one_cast
@given(
    kind=st.sampled_from(KINDS),
    state=st.none() | st.sampled_from(list(EmergencyState)),
    seconds_left=st.sampled_from([-86_400, -3_600, -1, 30, 3_599]),
    place=st.none() | places,
)
@example("administrator", EmergencyState.OPEN, 30, None)
@example("administrator", EmergencyState.OPEN, -1, None)
@example("administrator", EmergencyState.ENDED, 3_599, None)
@example("administrator", EmergencyState.OPEN, 30, ("practice", "point_person"))
@example("closed", EmergencyState.OPEN, 30, None)
@example("no longer", EmergencyState.OPEN, 30, None)
@example("another", EmergencyState.OPEN, 30, None)
def test_it_opens_exactly_what_it_should_and_ends_when_it_should(
    cast: Cast, kind: str, state: EmergencyState | None, seconds_left: int, place: tuple[str, str] | None
) -> None:
    with undone():
        administers = kind in {"administrator", "closed", "another"}
        person = make_person("Anyone", is_active=kind != "closed", is_administrator=administers)
        now = timezone.now()
        if state is not None:
            EmergencyAccess.objects.create(
                partnership=cast.cedar,
                person=cast.admin if kind == "another" else person,
                because=BECAUSE,
                asked_at=now + timedelta(seconds=seconds_left, hours=-1),
                ends_at=now + timedelta(seconds=seconds_left),
                ended_at=None if state == EmergencyState.OPEN else now,
                state=state,
            )
        if place:
            enroll(person, cast.cedar, place, (-1, None))
        opens = kind == "administrator" and state == EmergencyState.OPEN and seconds_left > 0
        due = ROLES[place[1]].permissions if place else EmergencyReader.permissions if opens else frozenset()
        due = frozenset() if kind == "closed" else due
        has = {each for each in Permission if has_permission(person, each, partnership=cast.cedar)}
        assert has == due
        assert not any(has_permission(person, each, partnership=cast.harbor) for each in Permission)
        spaces = {space.side for space in queries.visible_spaces(person, cast.cedar)}
        private = {place[0]} if place and Permission.PRIVATE_VIEW in due else set()
        assert spaces == ({""} | private if due else set())
        expected = 302 if kind == "closed" else 200 if due else 404
        assert status(cast, person) == expected


# What a member may do by a role, reading aside.
CLOSED_TO_AN_EMERGENCY = {"leave", "take_away", "report_file"}


def test_every_page_opens_as_to_an_observer_and_no_button_does_anything(cast: Cast) -> None:
    scene = set_scene(cast)
    take(cast)
    before = (everything_but_readings(), OutgoingMail.objects.count())
    wrong = []
    for row in rows():
        # Programs bring a token, and an emergency opens nothing to one: tests/api.
        if "partnership_id" not in parameters()[row.route] or row.route.startswith("api_"):
            continue
        due = row.expected["observer"]
        if row.method == "POST" or row.route in CLOSED_TO_AN_EMERGENCY:
            due = due if due == 405 else 403
        answer = scene.ask(cast.admin, row.method, row.route, row.thing)
        if answer.status != due:
            wrong.append(f"{row.method} {row.route} {row.thing}: {answer.status}, not {due}")
    assert not wrong, "\n".join(wrong)
    assert (everything_but_readings(), OutgoingMail.objects.count()) == before


def everything_but_readings() -> int:
    return Entry.objects.exclude(act=emergency.PAGE_OPENED).count()


def test_each_kind_of_page_is_in_the_ledger_once_before_it_is_shown(cast: Cast) -> None:
    take(cast)
    admin = cast.client(cast.admin)
    for name in ("partnership_home", "people", "ledger", "surveys", "report_card", "people", "methods"):
        admin.get(reverse(name, args=[cast.cedar.public_id]))
    read = [one.detail["page"] for one in ledger.entries(cast.shared.key) if one.act == emergency.PAGE_OPENED]
    assert sorted(read) == ["health", "home", "ledger", "people", "surveys"]
    shown = main_of(cast.client(cast.marcus).get(reverse("ledger", args=[cast.cedar.public_id])))
    assert "opened by emergency access: Surveys" in shown
    assert ledger.verify(cast.shared.key).unbroken


def test_what_cannot_be_entered_is_not_shown(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("no space left on device")

    take(cast)
    monkeypatch.setattr(ledger, "append", full)
    with pytest.raises(OSError, match="no space left"):
        status(cast, cast.admin)


def test_a_banner_with_the_time_left_stands_on_every_page_meanwhile(cast: Cast) -> None:
    scene = set_scene(cast)
    aged(take(cast), timedelta(minutes=13, seconds=30))
    admin, other = cast.client(cast.admin), cast.client(Person.objects.get(name="Otto Berg"))
    for route in ("partnership_home", "people", "ledger", "setup", "me", "administration", "partnerships"):
        address = scene.address(route, "shared")
        shown = admin.get(address).content.decode()
        assert "47 minutes left" in shown, route
        assert reverse("emergency_end", args=[cast.cedar.public_id]) in shown
        assert "minutes left" not in other.get(address).content.decode()
    assert "minutes left" not in cast.client(cast.marcus).get("/me/").content.decode()


def test_the_button_ends_it_once_and_a_second_hour_is_a_new_request(cast: Cast) -> None:
    take(cast)
    admin = cast.client(cast.admin)
    for _ in range(2):
        assert admin.post(reverse("emergency_end", args=[cast.cedar.public_id])).status_code == 302
        assert status(cast, cast.admin) == 404
    assert acts(cast) == ["emergency_opened", "emergency_ended"]
    take(cast, because="It was not all there.")
    assert EmergencyAccess.objects.count() == 2
    assert OutgoingMail.objects.count() == 4


def test_nobody_ends_anothers(cast: Cast) -> None:
    access = take(cast)
    other = another_administrator()
    with refused("not_your_emergency"):
        emergency.end(access, by=other)
    cast.client(other).post(reverse("emergency_end", args=[cast.cedar.public_id]))
    assert status(cast, cast.admin) == 200


def test_time_ends_it_and_the_worker_enters_that(cast: Cast) -> None:
    aged(take(cast), timedelta(minutes=61))
    assert status(cast, cast.admin) == 404
    assert sum(duty() for duty in duties_of_each_minute()) == 1
    assert sum(duty() for duty in duties_of_each_minute()) == 0
    assert acts(cast) == ["emergency_opened", "emergency_expired"]
    access = EmergencyAccess.objects.get()
    assert (access.state, access.ended_at) == (EmergencyState.EXPIRED, access.ends_at)


def test_what_time_has_ended_stands_in_nobodys_way(cast: Cast) -> None:
    aged(take(cast), timedelta(minutes=61))
    take(cast, by=another_administrator())
    assert acts(cast) == ["emergency_opened", "emergency_expired", "emergency_opened"]


def test_pressed_too_late_the_button_says_what_time_had_done(cast: Cast) -> None:
    emergency.end(aged(take(cast), timedelta(minutes=61)), by=cast.admin)
    assert EmergencyAccess.objects.get().state == EmergencyState.EXPIRED


def test_it_ends_with_the_account(cast: Cast) -> None:
    take(cast)
    other = another_administrator()
    accounts.close_account(cast.admin, by=other)
    assert EmergencyAccess.objects.get().state == EmergencyState.CLOSED
    assert acts(cast) == ["emergency_opened", "emergency_closed"]
    assert status(cast, cast.admin) == 302


def test_pressed_twice_it_is_told_once(cast: Cast) -> None:
    first, second = take(cast), take(cast, because="Another reason.")
    assert first.pk == second.pk
    assert second.because == BECAUSE
    assert OutgoingMail.objects.count() == 2
    assert acts(cast) == ["emergency_opened"]


def test_two_administrators_do_not_read_one_partnership_at_once(cast: Cast) -> None:
    take(cast)
    with refused("emergency_already"):
        take(cast, by=another_administrator())


def test_only_an_administrator_who_is_no_member_asks(cast: Cast) -> None:
    for person in (cast.marcus, cast.nobody, cast.gone):
        with refused("administrators_only"):
            take(cast, by=person)
    enroll(cast.admin, cast.cedar, ("broker", "observer"), (-1, None))
    with refused("member_already"):
        take(cast)


@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_once_it_opens_once(cast: Cast) -> None:
    ready, opened = threading.Barrier(2), []

    def press() -> None:
        ready.wait(timeout=10)
        try:
            opened.append(take(cast).pk)
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(2)]
    for each in presses:
        each.start()
    for each in presses:
        each.join(timeout=60)
    assert len(opened) == 2
    assert len(set(opened)) == 1
    assert OutgoingMail.objects.count() == 2
    assert acts(cast) == ["emergency_opened"]


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_are_one_entry(cast: Cast) -> None:
    access, ready, faults = take(cast), threading.Barrier(2), []

    def look() -> None:
        ready.wait(timeout=10)
        try:
            emergency.note_reading(access, "health")
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    tabs = [threading.Thread(target=look) for _ in range(2)]
    for each in tabs:
        each.start()
    for each in tabs:
        each.join(timeout=60)
    assert not faults
    assert acts(cast) == ["emergency_opened", "emergency_page_opened"]


@in_one_cast
@given(before=st.sampled_from(EmergencyState), after=st.sampled_from(EmergencyState))
def test_the_acts_follow_the_table(cast: Cast, before: EmergencyState, after: EmergencyState) -> None:
    with undone():
        access = take(cast)
        reach(cast, access, before)
        reach(cast, access, after)
        access.refresh_from_db(fields=["state"])
        assert access.state == (after if after in TRANSITIONS[before] else before)


def reach(cast: Cast, access: EmergencyAccess, state: EmergencyState) -> None:
    found = EmergencyAccess.objects.get(pk=access.pk)
    if state == EmergencyState.ENDED:
        emergency.end(found, by=cast.admin)
    elif state == EmergencyState.CLOSED:
        with transaction.atomic():
            emergency.end_with_account(cast.admin, None)
    elif state == EmergencyState.EXPIRED:
        aged(found, timedelta(hours=2))
        emergency.end_expired()


def test_the_database_keeps_one_open_at_a_time_and_an_end_of_each(cast: Cast) -> None:
    access = take(cast)
    given = {"partnership": cast.cedar, "person": cast.admin, "asked_at": access.asked_at}
    with pytest.raises(IntegrityError), transaction.atomic():
        EmergencyAccess.objects.create(**given, ends_at=access.ends_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        EmergencyAccess.objects.filter(pk=access.pk).update(state=EmergencyState.ENDED)


def test_no_membership_can_carry_what_an_emergency_reads_by(cast: Cast) -> None:
    access = take(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        access.as_membership().save()


@contextmanager
def later(days: int) -> Iterator[None]:
    moment = timezone.now() + timedelta(days=days)
    with patch("django.utils.timezone.now", lambda: moment):
        yield


def test_erasing_the_administrator_takes_out_name_and_reason_and_keeps_that_it_happened(cast: Cast) -> None:
    another_administrator()
    take(cast, because="I, Ada Quinn, was asked by a court.")
    status(cast, cast.admin)
    with later(29), pytest.raises(RuleError) as refusal:
        erasing.erase(cast.admin)
    assert refusal.value.code == "emergency_lately"
    assert "Ada Quinn" in everything()
    with later(30):
        erasing.erase(cast.admin)
    assert "Ada Quinn" not in everything()
    for chain in Chain.objects.all():
        assert ledger.verify(chain.key).unbroken, chain.key
    assert status(cast, cast.admin) == 302
    shown = main_of(cast.client(cast.marcus).get(reverse("people", args=[cast.cedar.public_id])))
    assert "The reason was erased with its writer." in shown
    told = main_of(cast.client(cast.marcus).get(reverse("ledger", args=[cast.cedar.public_id])))
    assert "took emergency access for an hour" in told


def test_who_took_it_finds_it_among_what_is_known_of_them(cast: Cast) -> None:
    take(cast)
    known = cast.client(cast.admin).get(reverse("known_file")).json()["emergency_access_you_took"]
    assert [one["because"] for one in known] == [BECAUSE]


METHODS = ("get", "post", "put", "delete", "options", "head")


@pytest.mark.parametrize("visitor", ["signed_out", "nobody", "closed_account", "point_person", "observer"])
def test_nobody_else_can_tell_that_there_is_such_a_page(cast: Cast, visitor: str) -> None:
    person = cast.everyone()[visitor]
    take(cast)
    there = [reverse(name, args=[cast.cedar.public_id]) for name in ("emergency", "emergency_end")]
    for address in there:
        nowhere = address.replace("/administration/", "/administratiom/")
        for ending in ("", "/"):
            for method in METHODS:
                client = Client(enforce_csrf_checks=True)
                if person:
                    client.force_login(person)
                pages = [getattr(client, method)(one.rstrip("/") + ending) for one in (address, nowhere)]
                first, second = ((one.status_code, main_of(one), one.headers.get("Allow")) for one in pages)
                assert first == second, (address, method)
                assert first[0] == 404
        assert ask(person, "GET", address, {}) == ask(person, "GET", nowhere, {})


def test_to_an_administrator_without_it_a_partnership_is_as_if_it_were_not_there(cast: Cast) -> None:
    emergency.end(take(cast), by=cast.admin)
    there = cast.cedar.get_absolute_url()
    missing = there.replace(cast.cedar.public_id, "".join(reversed(cast.cedar.public_id)))
    assert ask(cast.admin, "GET", there, {}) == ask(cast.admin, "GET", missing, {})


def test_the_list_of_partnerships_tells_no_more_than_that_they_are_there(
    cast: Cast, assert_queries_do_not_grow
) -> None:
    set_scene(cast)
    client = cast.client(cast.admin)
    address = reverse("administration")
    shown = main_of(client.get(address))
    assert cast.cedar.name in shown
    assert "7 members" in shown
    for content in ("Spring", "Fall", "Marcus", "Hannah"):
        assert content not in shown

    def more() -> None:
        for place in range(3):
            actions.begin_partnership(
                name=f"More {place}",
                practice=cast.cedar.practice_organization,
                research=cast.cedar.research_organization,
                began_on=timezone.localdate(),
                by=None,
            )

    assert_queries_do_not_grow(lambda: client.get(address), more)

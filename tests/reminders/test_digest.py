"""The mail of a day: at the hour somebody chose, once, and never more than their pages say."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fivefold.accounts.erasing import erase
from fivefold.accounts.models import Person
from fivefold.commitments.models import Commitment
from fivefold.core.models.mail import OutgoingMail
from fivefold.partnerships import needs
from fivefold.partnerships.models import Membership
from fivefold.partnerships.needs import Need, needs_of
from fivefold.reminders import actions, digest, jobs, queries
from fivefold.reminders.models import Choice, Digest
from tests.cast import Cast
from tests.commitments.promising import WHAT, promise

pytestmark = pytest.mark.django_db
CHICAGO = ZoneInfo("America/Chicago")
# A Wednesday.
DAY = date(2026, 11, 25)


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHICAGO)


@pytest.fixture(autouse=True)
def waiting(cast: Cast) -> Iterator[list[Need]]:
    """What waits for everybody in Cedar. The invitations of members long ago are no news."""
    found = [Need("Decide on 14 hours", "Hannah waits.", "/p/x/asks/y/", "Decide", 1, DAY)]

    def provider(membership: Membership) -> list[Need]:
        return found if membership.partnership_id == cast.cedar.pk else []

    needs.register(provider)
    OutgoingMail.objects.all().delete()
    yield found
    needs._providers.remove(provider)


def digests(person: Person | None = None) -> list[OutgoingMail]:
    found = OutgoingMail.objects.filter(about=actions.ABOUT).order_by("pk")
    return list(found.filter(to_id=person.pk) if person else found)


MEMBERS = 7


def test_one_mail_on_a_day_at_seven_for_who_chose_nothing(cast: Cast) -> None:
    assert actions.send_due(at(6, 59)) == 0
    assert actions.send_due(at(7)) == MEMBERS
    assert actions.send_due(at(7)) == actions.send_due(at(23, 59)) == 0
    assert {mail.to_id for mail in digests()} == {
        one.pk
        for one in (cast.marcus, cast.denise, cast.tomas, cast.hannah, cast.priya, cast.amara, cast.olivia)
    }
    assert actions.send_due(at(7, day=DAY + timedelta(days=1))) == MEMBERS


def test_none_on_saturday_and_sunday_but_for_who_wants_it(cast: Cast) -> None:
    Choice.objects.create(person=cast.denise, hour=7, weekdays_only=False)
    for days in (3, 4):
        assert actions.send_due(at(9, day=DAY + timedelta(days=days))) == 1
    assert len(digests(cast.denise)) == 2


def test_who_wants_none_gets_none(cast: Cast) -> None:
    Choice.objects.create(person=cast.denise, hour=None, weekdays_only=False)
    actions.send_due(at(9))
    assert digests(cast.denise) == []


def test_the_page_keeps_the_hour_from_its_next_coming_on(cast: Cast) -> None:
    client, page = cast.client(cast.denise), reverse("my_calendar")
    now = timezone.localtime()
    client.post(page, {"hour": str(now.hour), "days": "every"})
    assert Digest.objects.filter(person=cast.denise, day=now.date(), was_sent=False).exists()
    assert actions.send_due(now) == MEMBERS - 1 if now.hour >= 7 and now.weekday() < 5 else True
    assert digests(cast.denise) == []
    client.post(page, {"hour": "", "days": "weekdays"})
    assert queries.choice_of(cast.denise).hour is None
    came_back = client.post(page, {"hour": "25", "days": "every"}).content.decode()
    assert "One thing to fix" in came_back
    assert queries.choice_of(cast.denise).hour is None


def test_nothing_is_sent_when_nothing_waits_but_on_monday_the_week(cast: Cast, waiting: list[Need]) -> None:
    waiting.clear()
    assert actions.send_due(at(8)) == 0
    assert Digest.objects.filter(was_sent=False).count() == MEMBERS + 1  # and Harbor's
    monday = DAY - timedelta(days=2)
    assert actions.send_due(at(8, day=monday)) == 0
    Digest.objects.all().delete()
    promise(cast.cedar, owner=cast.priya, by=cast.hannah)
    Commitment.objects.update(due=monday + timedelta(days=6))
    OutgoingMail.objects.all().delete()
    assert actions.send_due(at(8, day=monday)) == MEMBERS
    [mail] = digests(cast.tomas)
    assert mail.subject == "Your week"
    assert f"Priya Raman: {WHAT}" in mail.body
    assert "What waits for you" not in mail.body


def test_it_says_what_waits_and_the_next_seven_days_in_their_language(cast: Cast) -> None:
    cast.denise.language = "es"
    cast.denise.save()
    actions.send_due(at(8))
    [english], [spanish] = digests(cast.marcus), digests(cast.denise)
    assert english.subject == "1 thing waits for you"
    assert "Decide on 14 hours (by November 25, 2026)" in english.body
    assert "You get this because" in english.body
    assert "/me/calendar/" in english.body
    assert spanish.subject == "1 cosa le espera"
    assert spanish.language == "es"


@pytest.mark.parametrize(
    "name", ["marcus", "denise", "tomas", "hannah", "priya", "amara", "olivia", "outsider", "felix"]
)
def test_it_never_says_more_than_its_readers_page(cast: Cast, waiting: list[Need], name: str) -> None:
    """Of everything that waits for anybody, each is told exactly what needs_of has for them."""
    waiting.clear()
    for owner in (cast.marcus, cast.denise, cast.priya, cast.amara):
        promise(cast.cedar, owner=owner, by=cast.hannah, days=2, what=f"Do what {owner.name} said.")
    person = getattr(cast, name)
    message = digest.message_for(person, timezone.localdate())
    told = message.body.partition("next seven days")[0] if message else ""
    mine = {
        need.what
        for membership in person.memberships.current().select_related("partnership")
        for need in needs_of(membership)
    }
    everything = set(Commitment.objects.values_list("what", flat=True))
    assert {one for one in everything if f"- {one}" in told} == mine & everything


def test_of_a_membership_that_ended_nothing_is_said(cast: Cast) -> None:
    Membership.objects.filter(person=cast.priya).update(ended_on=DAY)
    actions.send_due(at(8))
    assert digests(cast.priya) == []


def test_who_came_in_today_hears_of_it_tomorrow(cast: Cast) -> None:
    Membership.objects.filter(person=cast.priya).update(started_on=DAY)
    actions.send_due(at(8))
    assert digests(cast.priya) == []
    actions.send_due(at(8, day=DAY + timedelta(days=1)))
    assert len(digests(cast.priya)) == 1


@pytest.mark.parametrize(
    ("day", "hour", "moments"),
    [
        # On March 8 the clock goes from 2 to 3; on November 1 it goes from 2 back to 1.
        (date(2026, 3, 8), 2, ["2026-03-08T07:59Z", "2026-03-08T08:00Z", "2026-03-08T09:00Z"]),
        (date(2026, 11, 1), 1, ["2026-11-01T06:00Z", "2026-11-01T07:00Z", "2026-11-01T07:59Z"]),
    ],
)
def test_an_hour_that_is_not_there_is_made_up_for_and_one_that_comes_twice_sends_once(
    cast: Cast, day: date, hour: int, moments: list[str]
) -> None:
    Choice.objects.create(person=cast.denise, hour=hour, weekdays_only=False)
    for moment in moments:
        actions.send_due(datetime.fromisoformat(moment))
    assert [mail.key for mail in digests(cast.denise)] == [
        f"reminders.digest:{cast.denise.public_id}:{day.isoformat()}"
    ]


RUNS = st.lists(
    st.tuples(st.integers(0, 24 * 60 * 12), st.sampled_from([None, 0, 2, 7, 23])), min_size=1, max_size=25
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.sampled_from([date(2026, 3, 4), date(2026, 10, 28)]), runs=RUNS)
def test_whenever_the_worker_runs_nobody_hears_twice_a_day_or_of_yesterday(
    cast: Cast, start: date, runs: list[tuple[int, int | None]]
) -> None:
    """Against a plain account of who is due: twelve days with a change of the clock in them, a worker that
    runs when it likes, and an hour that its reader changes."""
    with transaction.atomic():
        Choice.objects.create(person=cast.denise, hour=7, weekdays_only=False)
        expected = set()
        base = datetime(start.year, start.month, start.day, 6, tzinfo=UTC)
        for minutes, hour in sorted(runs, key=lambda run: run[0]):
            now = base + timedelta(minutes=minutes)
            local = now.astimezone(CHICAGO)
            Choice.objects.update(hour=hour)
            actions.send_due(now)
            if hour is not None and local.hour >= hour:
                expected.add(local.date().isoformat())
        days = [mail.key.rpartition(":")[2] for mail in digests(cast.denise)]
        assert sorted(days) == sorted(expected)
        transaction.set_rollback(True)


def test_one_persons_fault_is_not_everybodys(cast: Cast, monkeypatch) -> None:
    whole = digest.message_for

    def broken(person: Person, day: date) -> Any:
        if person == cast.denise:
            raise RuntimeError("a room is broken")
        return whole(person, day)

    monkeypatch.setattr(digest, "message_for", broken)
    assert actions.send_due(at(8)) == MEMBERS - 1
    monkeypatch.undo()
    assert actions.send_due(at(8, 1)) == 1


def test_a_round_ends_when_it_is_told_and_the_next_goes_on(cast: Cast) -> None:
    left = iter([False, False, False, True])
    assert actions.send_due(at(8), until=lambda: next(left)) == 3
    assert actions.send_due(at(8)) == MEMBERS - 3
    assert len({mail.to_id for mail in digests()}) == MEMBERS
    assert jobs.send_mails_of_the_day() >= 0


def test_a_person_costs_the_same_number_of_queries_however_much_waits(
    cast: Cast, assert_queries_do_not_grow: Callable[[Any, Any], None]
) -> None:
    promise(cast.cedar, owner=cast.denise, by=cast.marcus, days=2)

    def more() -> None:
        for _ in range(8):
            promise(cast.cedar, owner=cast.denise, by=cast.marcus, days=2)

    def send() -> None:
        Digest.objects.all().delete()
        OutgoingMail.objects.all().delete()
        assert actions.send(cast.denise, at(8))

    assert_queries_do_not_grow(send, more)


def test_who_is_erased_stands_in_no_mail_that_still_waits(cast: Cast) -> None:
    promise(cast.cedar, owner=cast.priya, by=cast.hannah, days=2)
    actions.send_due(timezone.now().astimezone(CHICAGO).replace(hour=8))
    if digests(cast.marcus):
        assert "Priya Raman" in digests(cast.marcus)[0].body
    erase(cast.priya)
    assert not OutgoingMail.objects.filter(about=actions.ABOUT, body__contains="Priya Raman").exists()
    assert not Digest.objects.filter(person=cast.priya).exists()


def test_what_was_long_ago_is_forgotten(cast: Cast) -> None:
    Digest.objects.create(person=cast.denise, day=timezone.localdate() - timedelta(days=61))
    Digest.objects.create(person=cast.denise, day=timezone.localdate())
    assert actions.forget_old() == 1

"""The calendar of a person: what their pages show and no more, and as strict parsers want it."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from fivefold.accounts.actions import close_account
from fivefold.accounts.models import Person
from fivefold.commitments.models import Commitment
from fivefold.core import ledger, links
from fivefold.cycles import actions as year_actions
from fivefold.cycles import dating
from fivefold.cycles.models import Activity
from fivefold.cycles.queries import years_of
from fivefold.files.calendars.opening import read_calendars
from fivefold.partnerships import dates
from fivefold.partnerships.actions import end_membership
from fivefold.partnerships.dates import Dated
from fivefold.partnerships.models import EmergencyAccess, Membership
from fivefold.reminders import actions, knowing, queries, zones
from fivefold.reminders.calendar import span, uid_of
from fivefold.reminders.models import Feed
from tests.cast import Cast
from tests.commitments.promising import promise
from tests.cycles.planning import activity, add, close_days, make_year
from tests.reminders.reading import address, fetch, strictly

pytestmark = pytest.mark.django_db


@pytest.fixture
def given_dates() -> Iterator[list[Dated]]:
    """Dates that a room above would give, for who is in Cedar."""
    found: list[Dated] = []

    def provider(membership: Membership, first: date, last: date) -> list[Dated]:
        return [one for one in found if one.first <= last and one.last >= first]

    dates.register(provider)
    yield found
    dates._providers.remove(provider)


def dated(number: int = 0, **other: object) -> Dated:
    day = timezone.localdate() + timedelta(days=3)
    return Dated(
        **{  # type: ignore[arg-type]
            "about": f"meeting:{number}",
            "what": "Meeting",
            "first": day,
            "last": day,
            "url": "/p/x/meetings/y/",
            "changed_at": timezone.now(),
        }
        | other
    )


def uids(person: Person) -> set[str]:
    return {one.value("UID") for one in strictly(fetch(person).content).of("VEVENT")}


MEMBERS = ["marcus", "denise", "tomas", "hannah", "priya", "amara", "olivia"]


def planned(cast: Cast) -> None:
    year = make_year(cast.cedar, by=cast.marcus)
    make_year(cast.cedar, by=cast.marcus, name="2026–27", first_day=date(2026, 8, 1))
    close_days(cast.cedar, date(2026, 3, 16), date(2026, 3, 20), by=cast.marcus)
    year_actions.call_off(activity(year, "dialogue"), reason="Snow.", by=cast.hannah)
    for owner in (cast.denise, cast.priya, cast.amara):
        promise(cast.cedar, owner=owner, by=cast.marcus)


@pytest.mark.parametrize("name", MEMBERS)
def test_it_shows_what_their_pages_show_and_no_more(cast: Cast, name: str) -> None:
    planned(cast)
    person = getattr(cast, name)
    client, membership = cast.client(person), cast.membership(person)
    shown = dates.dates_of(membership, *span(timezone.localdate()))
    assert uids(person) == {uid_of(one) for one in shown}
    pages = "".join(
        client.get(url).content.decode()
        for url in (
            *(year.get_absolute_url() for year in years_of(cast.cedar)),
            reverse("year_days", args=[cast.cedar.public_id]),
            reverse("commitments", args=[cast.cedar.public_id]),
        )
    )
    for one in shown:
        assert one.url in pages or one.is_closed, one
        assert one.what.rpartition(": ")[2] in pages.replace("&#x27;", "'"), one
    # And whatever those pages link to that stands with a day is in it, but for what was called off.
    linked = set(re.findall(r'href="(/p/\w+/(?:year/items|commitments)/\w{14}/)"', pages))
    assert {one.url for one in shown if not one.is_closed} == linked - called_off()


def called_off() -> set[str]:
    return {one.get_absolute_url() for one in Activity.objects.filter(state="called_off")}


def test_another_partnership_adds_its_own_and_its_name(cast: Cast) -> None:
    planned(cast)
    alone_of = strictly(fetch(cast.marcus).content).of("VEVENT")
    assert not any("Middle-grades" in one.value("SUMMARY") for one in alone_of)
    Membership.objects.create(
        partnership=cast.harbor,
        person=cast.marcus,
        side="practice",
        role="observer",
        started_on=date(2025, 1, 1),
    )
    close_days(cast.harbor, date(2026, 3, 9), date(2026, 3, 13), by=cast.outsider)
    both = strictly(fetch(cast.marcus).content).of("VEVENT")
    assert len({one.value("UID") for one in both}) == len(both) == len(alone_of) + 1
    assert any(one.value("SUMMARY").endswith("(Harbor reading)") for one in both)


def test_who_belongs_nowhere_has_an_empty_calendar_that_is_whole(cast: Cast) -> None:
    planned(cast)
    for person in (cast.nobody, cast.felix):
        calendar = strictly(fetch(person).content)
        assert calendar.of("VEVENT") == []
        assert len(calendar.of("VTIMEZONE")) == 1


def test_what_ends_opens_nothing_from_then_on(cast: Cast) -> None:
    planned(cast)
    assert uids(cast.priya)
    end_membership(cast.membership(cast.priya), by=cast.hannah)
    assert uids(cast.priya) == set()


def test_ended_renewed_closed_and_made_up_answer_alike(cast: Cast) -> None:
    client = Client(headers={"host": "localhost"})
    first = actions.make_feed(by=cast.marcus)
    second = actions.renew_feed(first, by=cast.marcus)
    assert actions.renew_feed(first, by=cast.marcus) == second  # pressed twice
    ended = actions.make_feed(by=cast.denise)
    actions.end_feed(by=cast.denise)
    gone = actions.make_feed(by=cast.priya)
    close_account(cast.priya, by=cast.admin)
    assert client.get(address(second)).status_code == 200
    made_up = reverse("calendar_feed", args=[f"{second.public_id}:{'x' * 43}"])
    other_purpose = reverse("calendar_feed", args=[links.signed("invitation", second.public_id)])
    answers = [client.get(url) for url in (*map(address, (first, ended, gone)), made_up, other_purpose)]
    assert {one.status_code for one in answers} == {404}
    # The page names the address that was asked for, and has a token of its own for its form.
    said = {re.sub(r"/calendar/[^\"]+|value=\"\w{64}\"", "", one.content.decode()) for one in answers}
    assert len(said) == 1


def test_no_emergency_opens_a_calendar(cast: Cast) -> None:
    planned(cast)
    now = timezone.now()
    EmergencyAccess.objects.create(
        partnership=cast.cedar,
        person=cast.admin,
        because="A court asks.",
        asked_at=now,
        ends_at=now + timedelta(hours=1),
    )
    assert uids(cast.admin) == set()


def test_a_program_that_has_it_already_is_told_so(cast: Cast) -> None:
    planned(cast)
    first = fetch(cast.marcus)
    assert (first["Content-Type"], first["Cache-Control"]) == (
        "text/calendar; charset=utf-8",
        "private, no-cache",
    )
    assert "noindex" in first["X-Robots-Tag"]
    again = fetch(cast.marcus, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert fetch(cast.marcus, if_modified_since=first["Last-Modified"]).status_code == 304
    assert fetch(cast.marcus).content == first.content
    # Something is gone, and nothing newer is there: it is not the same any more.
    feed = queries.feed_of(cast.marcus)
    Feed.objects.update(content_since=timezone.now() - timedelta(hours=1))
    old = fetch(cast.marcus)["Last-Modified"]
    Commitment.objects.order_by("pk").last().delete()
    assert fetch(cast.marcus, if_none_match=first["ETag"]).status_code == 200
    assert fetch(cast.marcus, if_modified_since=old).status_code == 200
    feed.refresh_from_db()
    assert feed.last_read_on == timezone.localdate()


def test_it_speaks_the_language_of_its_person(cast: Cast) -> None:
    planned(cast)
    english = fetch(cast.marcus).content.decode()
    cast.marcus.language = "es"
    cast.marcus.save()
    spanish = fetch(cast.marcus).content.decode()
    assert english != spanish
    assert "SUMMARY:Dialogue" in english
    assert "SUMMARY:Diálogo" in spanish


def test_whole_days_end_before_the_next_and_make_nobody_busy(cast: Cast, given_dates: list[Dated]) -> None:
    given_dates.append(dated(first=date(2026, 11, 2), last=date(2026, 11, 4)))
    [event] = strictly(fetch(cast.marcus).content).of("VEVENT")
    assert ("DTSTART;VALUE=DATE", "20261102") in event.lines
    assert ("DTEND;VALUE=DATE", "20261105") in event.lines
    assert event.value("TRANSP") == "TRANSPARENT"


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("America/Chicago", "20261102T193000Z"),
        ("Asia/Kolkata", "20261102T080000Z"),
        ("UTC", "20261102T133000Z"),
    ],
)
def test_a_time_is_the_one_of_the_installation(
    cast: Cast, given_dates: list[Dated], settings, zone: str, expected: str
) -> None:
    settings.TIME_ZONE = zone
    timezone.get_default_timezone.cache_clear()
    day = date(2026, 11, 2)
    given_dates.append(dated(first=day, last=day, starts=time(13, 30), minutes=45))
    content = fetch(cast.marcus).content
    strictly(content)
    [event] = Calendar.from_ical(content).walk("VEVENT")
    assert event.decoded("dtstart").astimezone(UTC).strftime("%Y%m%dT%H%M%SZ") == expected
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=45)
    assert event["transp"] == "OPAQUE"


@pytest.fixture(autouse=True)
def the_usual_zone() -> Iterator[None]:
    yield
    timezone.get_default_timezone.cache_clear()


@pytest.mark.parametrize("name", ["America/Chicago", "Europe/Madrid", "Australia/Lord_Howe", "UTC"])
def test_the_zone_says_of_every_hour_what_the_clock_says(name: str) -> None:
    """Against the zone itself: each observance holds from its onset, by the clock before it."""
    component = zones.described(name, 2025, 2028)
    onsets = sorted(
        (one["dtstart"].dt.replace(tzinfo=UTC) - one["tzoffsetfrom"].td, one["tzoffsetto"].td)
        for one in component.subcomponents
    )
    zone, hour = ZoneInfo(name), timedelta(hours=1)
    moment = datetime(2025, 1, 2, tzinfo=UTC)
    while moment.year < 2029:
        offset = [to for onset, to in onsets if onset <= moment][-1]
        assert offset == moment.astimezone(zone).utcoffset(), moment
        moment += hour


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"]) | st.sampled_from(list('\r\n;,:"\\\t')),
    max_size=120,
)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(titles=st.lists(WORDS, min_size=1, max_size=4), where=WORDS, starts=st.none() | st.times())
def test_whatever_people_write_is_one_event_each(
    cast: Cast,
    given_dates: list[Dated],
    titles: list[str],
    where: str,
    starts: time | None,
) -> None:
    given_dates[:] = [
        dated(number, what=title, where=where, starts=starts and starts.replace(microsecond=0), minutes=30)
        for number, title in enumerate(titles)
    ]
    calendar = strictly(fetch(cast.marcus).content)
    assert {one.value("UID").partition("@")[0] for one in calendar.of("VEVENT")} == {
        f"meeting-{number}" for number in range(len(titles))
    }


def test_two_other_readers_and_ours_find_the_same(cast: Cast, given_dates: list[Dated], tmp_path) -> None:
    planned(cast)
    given_dates.append(dated(what="Diálogo; con, todos", starts=time(9), minutes=90, where="Room\n2"))
    content = fetch(cast.marcus).content
    by_hand = {one.value("UID") for one in strictly(content).of("VEVENT")}
    assert {str(one["uid"]) for one in Calendar.from_ical(content).walk("VEVENT")} == by_hand
    read = vobject.readOne(content.decode(), validate=True)
    assert {one.uid.value for one in read.vevent_list} == by_hand
    assert "Diálogo; con, todos" in {one.summary.value for one in read.vevent_list}
    file = tmp_path / "feed.ics"
    file.write_bytes(content)
    first, last = span(timezone.localdate())
    [ours] = read_calendars(file, first=first, last=last, zone="America/Chicago").calendars
    assert len(ours.events) == len(by_hand)


def test_an_activity_that_another_room_gives_is_not_there_twice(cast: Cast) -> None:
    make_year(cast.cedar, by=cast.marcus)
    before = uids(cast.marcus)
    dating.shown_elsewhere.append(lambda _member, activities: {one.pk for one in activities})
    try:
        after = uids(cast.marcus)
    finally:
        dating.shown_elsewhere.pop()
    assert {one.partition("-")[0] for one in before - after} == {"activity"}
    assert {one.partition("-")[0] for one in after} == {"phase"}


def test_what_moves_has_a_higher_number_and_keeps_its_name(cast: Cast) -> None:
    year = make_year(cast.cedar, by=cast.marcus)
    one = add(year, "meetings", date(2026, 2, 3), by=cast.marcus)

    def event():  # type: ignore[no-untyped-def]
        found = strictly(fetch(cast.marcus).content).of("VEVENT")
        return next(each for each in found if one.public_id in each.value("UID"))

    before = event()
    year_actions.move(one, first=date(2026, 2, 10), last=date(2026, 2, 10), reason="Snow.", by=cast.marcus)
    one.moves.update(made_at=timezone.now() + timedelta(minutes=2))
    after = event()
    assert after.value("UID") == before.value("UID")
    assert int(after.value("SEQUENCE")) > int(before.value("SEQUENCE"))
    assert after.value("DTSTART") == "20260210"


def test_it_costs_the_same_with_more_in_it(
    cast: Cast, assert_queries_do_not_grow: Callable[[object, object], None]
) -> None:
    year = make_year(cast.cedar, by=cast.marcus)
    promise(cast.cedar, owner=cast.denise, by=cast.marcus)
    fetch(cast.marcus)

    def more() -> None:
        for day in range(1, 9):
            add(year, "meetings", date(2026, 2, day), by=cast.marcus, title=f"Meeting {day}")
            promise(cast.cedar, owner=cast.denise, by=cast.marcus)

    feed = queries.feed_of(cast.marcus)
    client = Client(headers={"host": "localhost"})
    client.get(address(feed))

    def read() -> None:
        Feed.objects.update(content_hash="", last_read_on=None)
        client.get(address(feed))

    assert_queries_do_not_grow(read, more)


def test_its_page_makes_shows_renews_and_ends_it(cast: Cast) -> None:
    client, page = cast.client(cast.marcus), reverse("my_calendar")
    assert "webcal:" not in client.get(page).content.decode()
    for _ in range(2):
        client.post(page, {"act": "make"})
    first = queries.feed_of(cast.marcus)
    shown = client.get(page).content.decode()
    assert queries.address_of(first) in shown
    assert "webcal://" in shown
    client.post(page, {"act": "renew", "feed": first.public_id})
    second = queries.feed_of(cast.marcus)
    assert second != first
    assert queries.address_of(first) not in client.get(page).content.decode()
    client.post(page, {"act": "end"})
    assert queries.feed_of(cast.marcus) is None
    entries = ledger.entries(ledger.INSTALLATION, None)
    acts = [one.act for one in reversed(entries) if one.act.startswith("reminders.")]
    assert acts == [actions.MADE, actions.ENDED, actions.MADE, actions.ENDED]


def test_a_person_learns_of_their_addresses_and_takes_them_along(cast: Cast) -> None:
    actions.make_feed(by=cast.marcus)
    told = knowing.told(cast.marcus)
    assert len(told["calendar_addresses"]) == 1
    list(knowing.forget(cast.marcus))
    assert not Feed.objects.exists()

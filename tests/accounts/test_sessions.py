"""A session opens what its person may see, and ends when it should: by time, by hand, with the account."""

from datetime import timedelta

import pytest
from django.conf import settings as product
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from fivefold.accounts import actions as accounts
from fivefold.accounts import browsers, erasing, sessions
from fivefold.accounts.models import OpenSession, Person
from fivefold.partnerships.roles import roles_of
from fivefold.partnerships.states import Side
from tests.access.scene import main_of
from tests.access.test_rights import enroll, undone
from tests.accounts.coming_in import is_signed_in
from tests.cast import Cast, make_person
from tests.examples import up_to

pytestmark = pytest.mark.django_db

SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.4 Mobile/15E148 Safari/604.1"
)


def grow_older(client: Client, *, begun: timedelta, used: timedelta) -> None:
    now = timezone.now()
    OpenSession.objects.filter(session_key=client.session.session_key).update(
        started_at=now - begun, seen_at=now - used
    )


places = st.none() | st.sampled_from([(side, role.key) for side in Side for role in roles_of(side)])
accounts_are = st.sampled_from(["open", "open", "open", "closed", "erased", "administrator"])
endings = st.sampled_from(["", "", "", "this one", "all others", "signed out", "others'"])
minutes = st.integers(0, 15 * 60)


@settings(max_examples=up_to(120), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=places, account=accounts_are, ending=endings, begun=minutes, used=minutes)
@example(("practice", "point_person"), "open", "", 12 * 60 - 1, 0)
@example(("practice", "point_person"), "open", "", 12 * 60, 0)
@example(("research", "researcher"), "open", "", 200, 119)
@example(("research", "researcher"), "open", "", 200, 120)
@example(("practice", "observer"), "closed", "", 0, 0)
@example(("practice", "observer"), "erased", "", 0, 0)
@example(None, "open", "all others", 1, 1)
@example(("practice", "observer"), "open", "others'", 1, 1)
def test_a_session_opens_what_it_should_and_ends_when_it_should(
    cast: Cast, place: tuple[str, str] | None, account: str, ending: str, begun: int, used: int
) -> None:
    used = min(used, begun)
    with undone():
        person = make_person("Anyone", is_administrator=account == "administrator")
        if place:
            enroll(person, cast.cedar, place, (-1, None))
        client, another = cast.client(person), cast.client(person)
        is_over = _end(client, another, person, account, ending, cast)
        grow_older(client, begun=timedelta(minutes=begun), used=timedelta(minutes=used))
        due = not is_over and begun < product.SESSION_HOURS * 60 and used < product.SESSION_IDLE_MINUTES
        opened = client.get(reverse("people", args=[cast.cedar.public_id])).status_code
        assert opened == ((200 if place else 404) if due else 302)
        assert is_signed_in(client) == due
        if not due:
            assert not OpenSession.objects.filter(person=person, pk=client.session.session_key).exists()


def _end(client: Client, another: Client, person: Person, account: str, ending: str, cast: Cast) -> bool:
    """Whether what happens to the account, or in another browser, ends this session."""
    mine = OpenSession.objects.get(session_key=client.session.session_key)
    match ending:
        case "this one":
            another.post(reverse("end_session", args=[mine.public_id]))
        case "all others":
            another.post(reverse("end_other_sessions"))
        case "signed out":
            client.post(reverse("account_logout"))
        case "others'":
            stranger = cast.client(cast.nobody)
            assert stranger.post(reverse("end_session", args=[mine.public_id])).status_code == 404
            stranger.post(reverse("end_other_sessions"))
    if account == "closed":
        accounts.close_account(person, by=None)
    if account == "erased":
        erasing.erase(person)
    return account in {"closed", "erased"} or ending in {"this one", "all others", "signed out"}


def test_a_page_being_read_keeps_a_session_and_the_whole_limit_ends_it_all_the_same(cast: Cast) -> None:
    client = cast.client(cast.marcus)
    for hour in range(11):
        grow_older(client, begun=timedelta(hours=hour), used=timedelta(minutes=110))
        assert is_signed_in(client), hour
    row = OpenSession.objects.get(session_key=client.session.session_key)
    assert timezone.now() - row.seen_at < timedelta(minutes=1)
    grow_older(client, begun=timedelta(hours=12), used=timedelta())
    assert not is_signed_in(client)


def test_a_session_that_is_saved_stays_as_old_as_it_is(cast: Cast) -> None:
    client = cast.client(cast.marcus)
    grow_older(client, begun=timedelta(hours=5), used=timedelta())
    before = OpenSession.objects.get(session_key=client.session.session_key)
    session = client.session
    session["anything"] = 1
    session.save()
    after = OpenSession.objects.get(session_key=client.session.session_key)
    assert (after.started_at, after.public_id) == (before.started_at, before.public_id)
    assert after.get_decoded()["anything"] == 1


def test_an_ended_session_is_not_brought_back_by_a_request_on_its_way(cast: Cast) -> None:
    client = cast.client(cast.marcus)
    on_its_way = client.session
    assert on_its_way["_auth_user_id"] == str(cast.marcus.pk)
    sessions.end(cast.marcus)
    on_its_way["anything"] = 1
    with pytest.raises(UpdateError):
        on_its_way.save()
    assert not OpenSession.objects.filter(person=cast.marcus).exists()


def test_the_page_lists_where_one_is_signed_in_and_says_no_address(cast: Cast) -> None:
    here = cast.client(cast.marcus)
    there = Client(headers={"user-agent": SAFARI})
    there.force_login(cast.marcus)
    request = there.get(reverse("home")).wsgi_request
    browsers.remember(request=request)
    request.session.save()
    page = main_of(here.get(reverse("ways_in")))
    assert "Safari on an iPhone" in page
    assert page.count("this one") >= 1
    assert "127.0.0.1" not in page
    row = OpenSession.objects.get(session_key=there.session.session_key)
    assert (row.browser, row.device) == ("safari", "iphone")
    assert "AppleWebKit" not in str(row.get_decoded())


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (SAFARI, "Safari on an iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/124.0 Safari/537.36 Edg/124.0", "Edge on Windows"),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/124.0 Safari/537.36", "Chrome on a Chromebook"),
        (
            "Mozilla/5.0 (Android 14; Mobile; rv:125.0) Gecko/125.0 Firefox/125.0",
            "Firefox on an Android device",
        ),
        ("curl/8", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_browser_is_told_in_plain_words(said: str, words: str) -> None:
    assert browsers.in_words(*browsers.family(said)) == words


def test_what_has_ended_is_forgotten_and_what_is_open_stays(cast: Cast) -> None:
    old, idle, fresh = (cast.client(cast.marcus) for _ in range(3))
    grow_older(old, begun=timedelta(hours=24), used=timedelta())
    grow_older(idle, begun=timedelta(hours=14), used=timedelta(hours=14))
    assert sessions.forget_ended() == 2
    assert is_signed_in(fresh)


def test_the_limits_are_those_that_the_installation_sets(cast: Cast, settings: Settings) -> None:
    settings.SESSION_HOURS, settings.SESSION_IDLE_MINUTES = 1, 15
    client = cast.client(cast.marcus)
    assert "15 minutes without use" in main_of(client.get(reverse("ways_in")))
    grow_older(client, begun=timedelta(minutes=59), used=timedelta(minutes=14))
    assert is_signed_in(client)
    grow_older(client, begun=timedelta(minutes=60), used=timedelta())
    assert not is_signed_in(client)


def test_a_change_of_who_is_signed_in_begins_a_new_session(cast: Cast) -> None:
    client = cast.client(cast.marcus)
    grow_older(client, begun=timedelta(hours=11), used=timedelta())
    client.force_login(cast.hannah)
    row = OpenSession.objects.get(session_key=client.session.session_key)
    assert row.person == cast.hannah
    assert timezone.now() - row.started_at < timedelta(minutes=1)


def test_the_page_costs_the_same_however_many_are_open(
    cast: Cast, assert_queries_do_not_grow: object
) -> None:
    client = cast.client(cast.marcus)
    assert_queries_do_not_grow(  # type: ignore[operator]
        lambda: client.get(reverse("ways_in")), lambda: [cast.client(cast.marcus) for _ in range(5)]
    )

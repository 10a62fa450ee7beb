"""Asks in a browser without scripts: the link, the decision, what comes back, and what nobody else sees."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fivefold.asks import actions, queries
from fivefold.asks.models import Ask, Asked
from fivefold.asks.telling import link_to
from fivefold.core import ledger
from fivefold.core.models.mail import OutgoingMail
from fivefold.partnerships import emergency
from tests.access.scene import parameters
from tests.accounts.coming_in import type_code
from tests.agreements import agreeing
from tests.asks.asking import approved, as_sent, ask_for, done, school_day
from tests.cast import Cast
from tests.cycles.planning import close_days, make_year
from tests.cycles.test_pages import hidden
from tests.health.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.once]
EMPLOYEES = "Nothing here may be used to evaluate, discipline or compare employees."


@pytest.fixture
def agreed(cast: Cast) -> Cast:
    agreeing.agree(cast)
    return cast


def url(cast: Cast, rest: str = "") -> str:
    return f"/p/{cast.cedar.public_id}/asks/{rest}"


def press(cast: Cast, person: Any, one: Ask, act: str, **sent: Any) -> Any:
    return cast.client(person).post(one.get_absolute_url(), {"act": act, **sent})


def test_an_ask_is_made_in_one_form(agreed: Cast) -> None:
    client = agreed.client(agreed.priya)
    assert client.get(url(agreed, "new/")).status_code == 200
    denise = agreed.membership(agreed.denise)
    answer = client.post(url(agreed, "new/"), as_sent(school="Oak Middle") | {"members": denise.public_id})
    one = Ask.objects.get()
    assert answer["Location"] == one.get_absolute_url()
    page = words(client.get(one.get_absolute_url()))
    for said in ("Coaches, Oak Middle: 10 people × 60 minutes = 10 hours", "Denise Okafor", EMPLOYEES):
        assert said in page
    assert 'value="Oak Middle"' in client.get(url(agreed, "new/")).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"people": "0"},
        {"people": "-3"},
        {"people": "99999999999"},
        {"minutes_each": "2401"},
        {"minutes_each": "soon"},
        {"last": "2020-01-01"},
        {"first": "2020-01-06", "last": "2020-01-07"},
        {"role": "other"},
        {"role": "janitors"},
        {"title": ""},
        {"because": ""},
        {"members": "nobody"},
        {"activity": "nothing"},
        {"pressed": "x"},
    ],
)
def test_what_comes_back_keeps_what_was_typed(agreed: Cast, wrong: dict[str, str]) -> None:
    sent = as_sent(gives_back="A summary & a “thank you”.") | wrong
    answer = agreed.client(agreed.priya).post(url(agreed, "new/"), sent)
    assert answer.status_code == 200
    assert "A summary &amp; a “thank you”." in answer.content.decode()
    assert not Ask.objects.exists()


def test_somebody_who_left_meanwhile_is_said_so_and_nothing_is_lost(agreed: Cast) -> None:
    left = agreed.membership(agreed.tomas)
    left.ended_on = timezone.localdate()
    left.save()
    answer = agreed.client(agreed.priya).post(url(agreed, "new/"), as_sent() | {"members": left.public_id})
    assert "no longer a member on the district’s side" in words(answer)


def test_days_without_research_are_named_with_everything_kept(agreed: Cast) -> None:
    first = school_day(14)
    close_days(agreed.cedar, first, first + timedelta(days=1), by=agreed.marcus)
    client = agreed.client(agreed.priya)
    answer = client.post(url(agreed, "new/"), as_sent())
    assert "Spring break" in words(answer)
    assert "This cannot be saved as it is." in words(answer)
    kept = hidden(answer.content.decode())
    assert kept["because"] == ["Coaches know why."]
    back = client.post(url(agreed, "new/"), {**kept, "step": "back"})
    assert "Coaches know why." in back.content.decode()
    assert not Ask.objects.exists()


def test_an_ask_without_a_budget_says_so_and_where_to_go(cast: Cast) -> None:
    client = cast.client(cast.priya)
    answer = client.post(url(cast, "new/"), as_sent())
    assert "The terms agree no hours for this role." in words(answer)
    client.post(url(cast, "new/"), {**hidden(answer.content.decode()), "step": "save"})
    one = Ask.objects.get()
    page = cast.client(cast.marcus).get(one.get_absolute_url())
    assert "An ask without a budget." in words(page)
    assert reverse("agreement", args=[cast.cedar.public_id]) in page.content.decode()
    refused = press(cast, cast.marcus, one, "approve")
    assert "It needs an exception, with the reason." in words(refused)
    press(cast, cast.marcus, one, "approve", **{"approve-exception": "Agreed by telephone."})
    assert "An exception from the budget. “Agreed by telephone.” Marcus Webb" in words(
        cast.client(cast.olivia).get(one.get_absolute_url())
    )


def test_the_mailed_link_asks_for_the_code_alone_and_tells_nobody_whose_it_is(
    agreed: Cast, settings: Any
) -> None:
    cache.clear()
    settings.EMAIL_BACKEND = "fivefold.core.mail.OutboxBackend"
    one = ask_for(agreed)
    mail = OutgoingMail.objects.get(to=agreed.marcus, subject__contains="asks for staff time")
    for said in (
        "10 people × 60 minutes = 10 hours",
        "Coaches know why",
        "A summary",
        "h left of 96 h",
        EMPLOYEES,
    ):
        assert said in mail.body
    link = re.search(r"http\S+(/ask/\S+)", mail.body).group(1)  # type: ignore[union-attr]
    visitor = Client()
    before = (one.state, ledger.head(agreed.shared.key), OutgoingMail.objects.count())
    for _ in range(2):
        page = visitor.get(link)
        assert page.status_code == 200
        assert not re.search("marcus|webb|coaches", page.content.decode(), re.IGNORECASE)
    assert (Ask.objects.get().state, ledger.head(agreed.shared.key), OutgoingMail.objects.count()) == before
    to_code = visitor.post(link)["Location"]
    assert not re.search("marcus|webb", visitor.get(to_code).content.decode(), re.IGNORECASE)
    assert type_code(visitor, to_code, agreed.marcus.email)["Location"] == one.get_absolute_url()
    assert visitor.get(link)["Location"] == one.get_absolute_url()
    visitor.post(one.get_absolute_url(), {"act": "approve"})
    assert Ask.objects.get().state == "approved"


def test_a_link_opens_nothing_to_whoever_is_signed_in_and_may_not(agreed: Cast) -> None:
    one = ask_for(agreed)
    link = link_to(one, agreed.marcus)
    client = agreed.client(agreed.outsider)
    assert client.get(client.get(link)["Location"]).status_code == 404
    assert Client().get(link.replace(":", ":A")[:-1]).status_code == 404


def test_the_decision_comes_before_the_reasons_and_only_for_whoever_decides(agreed: Cast) -> None:
    one = ask_for(agreed)
    page = agreed.client(agreed.marcus).get(one.get_absolute_url()).content.decode()
    assert page.index('value="approve"') < page.index("Why it matters")
    assert "96 h left of 96 h → after it 86 h left" in words(
        agreed.client(agreed.marcus).get(one.get_absolute_url())
    )
    for person in (agreed.denise, agreed.hannah, agreed.amara, agreed.olivia):
        page = agreed.client(person).get(one.get_absolute_url())
        assert 'value="approve"' not in page.content.decode()
        assert "The district’s point person decides on it." in words(page)
        assert EMPLOYEES in words(page)


def test_change_and_decline_have_a_form_each_and_the_asker_accepts(agreed: Cast) -> None:
    one = ask_for(agreed)
    marcus = agreed.client(agreed.marcus)
    assert "Offer something else" in words(marcus.get(one.get_absolute_url() + "?do=change"))
    assert "Why, in a sentence" in words(marcus.get(one.get_absolute_url() + "?do=decline"))
    day = one.first_day.isoformat()
    sent = {
        "change-people": "5",
        "change-minutes_each": "0",
        "change-first": day,
        "change-note": "Two are ill.",
    }
    back = press(agreed, agreed.marcus, one, "change", **sent)
    assert "Two are ill." in back.content.decode()
    press(agreed, agreed.marcus, one, "change", **sent | {"change-minutes_each": "30"})
    page = agreed.client(agreed.priya).get(one.get_absolute_url())
    assert "Marcus Webb offers: 5 people × 30 minutes = 2.5 hours" in words(page)
    press(agreed, agreed.priya, one, "accept", **hidden_of(page, "accept-seen"))
    assert "Asked first: 10 people × 60 minutes = 10 hours." in words(
        agreed.client(agreed.olivia).get(one.get_absolute_url())
    )
    assert (Ask.objects.get().minutes, Ask.objects.get().state) == (150, "approved")


def hidden_of(page: Any, *names: str) -> dict[str, str]:
    html = page.content.decode()
    return {name: re.search(rf'name="{name}" value="([^"]*)"', html).group(1) for name in names}  # type: ignore[union-attr]


def test_what_it_took_and_ones_own_time_are_one_tap_each(agreed: Cast) -> None:
    one = approved(agreed, members=(agreed.membership(agreed.denise),))
    Ask.objects.update(first_day=timezone.localdate(), last_day=timezone.localdate())
    page = agreed.client(agreed.marcus).get(one.get_absolute_url())
    assert "It took what was planned: 10 people, 60 minutes each" in words(page)
    press(agreed, agreed.marcus, one, "finish", **hidden_of(page, "finish-people", "finish-minutes_each"))
    page = agreed.client(agreed.denise).get(one.get_absolute_url())
    assert "It took me 60 minutes" in words(page)
    press(agreed, agreed.denise, one, "own", **hidden_of(page, "own-minutes"))
    mine = words(agreed.client(agreed.denise).get(url(agreed, "mine/")))
    assert "60 minutes in this year" in mine
    assert EMPLOYEES in mine
    told = press(agreed, agreed.priya, one, "tell", **{"tell-outcome": "Lunch duty was taken off."})
    assert told.status_code == 302
    assert "Lunch duty was taken off." in words(agreed.client(agreed.olivia).get(one.get_absolute_url()))


@pytest.mark.once
def test_nobody_else_sees_a_participant_s_minutes_anywhere(agreed: Cast) -> None:
    """No page, file, message or entry of any other role: 1,237 minutes are looked for in all of them."""
    year = make_year(agreed.cedar, by=agreed.marcus, first_day=school_day() - timedelta(days=200), name="Now")
    one = done(
        agreed,
        members=(agreed.membership(agreed.denise), agreed.membership(agreed.tomas)),
        activity=year.activities.first(),
    )
    actions.note_own(one, minutes=1237, by=agreed.denise)
    actions.note_own(one, minutes=1238, by=agreed.tomas)
    actions.tell_outcome(one, outcome="Much.", by=agreed.priya)
    emergency.ask(agreed.cedar, because="A court asks for the record.", by=agreed.admin)
    known = {"partnership_id": agreed.cedar.public_id, "ask_id": one.public_id, "cycle_id": year.public_id}
    known |= {"item_id": one.activity.public_id if one.activity else ""}
    routes = {name: needs for name, needs in parameters().items() if needs and set(needs) <= set(known)}
    routes |= {"known_file": [], "known": []}
    seen = 0
    for person in (*filter(None, agreed.everyone().values()), agreed.denise):
        for route, needs in routes.items():
            page = agreed.client(person).get(reverse(route, kwargs={name: known[name] for name in needs}))
            if page.status_code != 200 or page.streaming:
                continue
            text = page.content.decode(errors="replace")
            own = {agreed.denise: "237", agreed.tomas: "238"}.get(person, "none")
            found = set(re.findall(r"(?<!\w)1,?23[78](?!\w)", text)) - {f"1{own}", f"1,{own}"}
            assert not found, (person, route, found)
            seen += f"1{own}" in text
    assert seen >= 4
    for mail in OutgoingMail.objects.all():
        assert not re.search("123[78]", mail.body + mail.subject)
    assert not [one for one in ledger.entries(agreed.shared.key, None) if "123" in str(one.detail)]
    assert Asked.objects.filter(minutes__isnull=False).count() == 2


def test_the_year_s_page_shows_staff_time_what_waits_and_the_way_to_ask(agreed: Cast) -> None:
    make_year(agreed.cedar, by=agreed.marcus, first_day=school_day() - timedelta(days=60), name="Now")
    one = ask_for(agreed, people=7, minutes_each=120)
    page = agreed.client(agreed.marcus).get(f"/p/{agreed.cedar.public_id}/year/")
    text = words(page)
    for said in (
        "Staff time",
        "Ask for staff time",
        "14 hours asked",
        "If agreed, 82 h of 96 h remain.",
        "Decide",
    ):
        assert said in text
    assert "Asks of staff" in page.content.decode()
    assert one.get_absolute_url() in page.content.decode()
    text = words(agreed.client(agreed.olivia).get(f"/p/{agreed.cedar.public_id}/year/"))
    assert "Ask for staff time" not in text
    assert "Decide" not in text


def test_pages_cost_the_same_however_many_asks_there_are(
    agreed: Cast, assert_queries_do_not_grow: Any
) -> None:
    make_year(agreed.cedar, by=agreed.marcus, first_day=school_day() - timedelta(days=60), name="Now")
    clients = [agreed.client(agreed.marcus), agreed.client(agreed.priya)]

    def add() -> None:
        ask_for(agreed, members=(agreed.membership(agreed.denise),))
        actions.approve(ask_for(agreed, role="teachers"), by=agreed.marcus)
        done(agreed, role="teachers", members=(agreed.membership(agreed.denise),))

    add()
    one = ask_for(agreed)

    def show() -> None:
        for client in clients:
            for page in (
                url(agreed),
                url(agreed, "mine/"),
                one.get_absolute_url(),
                url(agreed)[:-5] + "year/",
            ):
                assert client.get(page).status_code == 200

    assert_queries_do_not_grow(show, add)


def test_by_emergency_access_one_reads_and_has_nothing_of_ones_own(agreed: Cast) -> None:
    one = ask_for(agreed)
    emergency.ask(agreed.cedar, because="A court asks for the record.", by=agreed.admin)
    client = agreed.client(agreed.admin)
    for page in (url(agreed), url(agreed, "mine/"), one.get_absolute_url()):
        assert client.get(page).status_code == 200
    assert client.post(one.get_absolute_url(), {"act": "approve"}).status_code == 403
    assert client.get(url(agreed, "new/")).status_code == 403


def test_the_page_of_a_year_lists_its_own_asks(agreed: Cast) -> None:
    year = make_year(agreed.cedar, by=agreed.marcus)
    done(agreed, first=year.first_day + timedelta(days=70), title="Long ago")
    client = agreed.client(agreed.olivia)
    assert "Long ago" in words(client.get(url(agreed) + f"?year={year.public_id}"))
    assert queries.school_year(agreed.cedar, school_day()).cycle is None
    assert client.get(url(agreed) + "?year=222222222222zz").status_code == 404
    assert client.get(url(agreed) + "?year=%00").status_code == 200

"""The year in a browser without scripts: what each sees, what comes back, what is kept."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fivefold.accounts import erasing, knowledge
from fivefold.cycles import actions
from fivefold.cycles.models import Activity, BlackOut, Cycle, TwoPageAccount
from fivefold.cycles.states import State
from fivefold.partnerships import emergency
from tests.cast import Cast
from tests.cycles.planning import activity, add, close_days, get_to_know, make_year, phase
from tests.health.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def year(cast: Cast) -> Cycle:
    return make_year(cast.cedar, by=cast.marcus)


def url(cast: Cast, rest: str = "") -> str:
    return f"/p/{cast.cedar.public_id}/year/{rest}"


def hidden(html: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html):
        found.setdefault(name, []).append(value.replace("&quot;", '"').replace("&#x27;", "'"))
    return found


def sent(cast: Cast, client: Client, rest: str, **data: object):  # type: ignore[no-untyped-def]
    return client.post(url(cast, rest), data)


def test_without_a_year_the_page_says_what_will_be_here(cast: Cast) -> None:
    assert "No year is planned yet." in words(cast.client(cast.marcus).get(url(cast)))
    assert "Plan a year" not in words(cast.client(cast.denise).get(url(cast)))


@pytest.mark.parametrize("source", ["mist-year", "improvement-90", "semester", "blank"])
def test_a_template_makes_a_year_in_one_form(cast: Cast, source: str) -> None:
    client = cast.client(cast.marcus)
    page = client.get(url(cast, "begin/"))
    assert page.status_code == 200
    answer = sent(
        cast, client, "begin/", name="2025–26", first_day="2025-08-01", source=source, weekdays=list("01234")
    )
    made = Cycle.objects.get()
    assert answer["Location"] == made.get_absolute_url()
    assert (made.template, made.template_version, made.space) == (source, 1, cast.shared)
    assert client.get(made.get_absolute_url()).status_code == 200


def test_a_form_that_comes_back_keeps_what_was_typed(cast: Cast) -> None:
    html = sent(
        cast, cast.client(cast.marcus), "begin/", name="My year", first_day="", source="blank", weekdays=["2"]
    ).content.decode()
    assert 'value="My year"' in html
    assert re.search(r'value="2"[^>]*checked', html)
    assert "One thing to fix" in html


def test_conflicts_are_read_then_saved_knowingly_or_gone_back_from(cast: Cast, year: Cycle) -> None:
    close_days(cast.cedar, date(2026, 3, 16), date(2026, 3, 20), by=cast.marcus)
    client, rest = cast.client(cast.amara), f"{year.public_id}/activity/"
    typed = {
        "lane": "reports", "title": 'The "draft"', "first": "2026-03-18", "last": "", "waits_for": "A reply",
    }  # fmt: skip
    html = sent(cast, client, rest, **typed).content.decode()
    assert "Spring break (March 16, 2026 to March 20, 2026)" in html
    assert "Save it all the same" in html
    assert not Activity.objects.filter(lane="reports", planned_first=date(2026, 3, 18)).exists()
    kept = hidden(html)
    back = sent(cast, client, rest, **kept, step="back").content.decode()
    assert 'value="The &quot;draft&quot;"' in back
    assert 'value="A reply"' in back
    assert sent(cast, client, rest, **kept, step="save").status_code == 302
    made = Activity.objects.get(planned_first=date(2026, 3, 18))
    assert (made.title, made.waits_for, made.made_by) == ('The "draft"', "A reply", cast.amara)


def test_what_needs_schools_has_no_button_to_save_it_in_a_break(cast: Cast, year: Cycle) -> None:
    close_days(cast.cedar, date(2026, 3, 16), date(2026, 3, 20), by=cast.marcus)
    client, rest = cast.client(cast.hannah), f"{year.public_id}/activity/"
    typed = {"lane": "studies", "title": "Visits", "first": "2026-03-18", "last": "2026-03-19"}
    html = sent(cast, client, rest, **typed).content.decode()
    assert "takes time in schools" in html
    assert "Save it all the same" not in html
    again = sent(cast, client, rest, **hidden(html), step="save")
    assert again.status_code == 200
    assert not Activity.objects.filter(title="Visits").exists()


def test_days_with_something_planned_on_them_are_read_first(cast: Cast, year: Cycle) -> None:
    survey = activity(year, "spring-survey")
    typed = {"kind": "testing", "name": "State tests", "first": survey.planned_first.isoformat(), "last": ""}
    client = cast.client(cast.marcus)
    html = sent(cast, client, "days/new/", **typed).content.decode()
    assert "will have to move: State tests" in html
    assert sent(cast, client, "days/new/", **hidden(html), step="save").status_code == 302
    one = BlackOut.objects.get()
    assert "State tests" in words(client.get(url(cast, "days/")))
    sent(cast, client, f"days/{one.public_id}/remove/")
    assert not BlackOut.objects.exists()


def test_a_move_needs_its_reason_and_is_told_without_blame(cast: Cast, year: Cycle) -> None:
    draft = activity(year, "draft")
    client, rest = cast.client(cast.hannah), f"items/{draft.public_id}/move/"
    answer = sent(cast, client, rest, first="2026-05-01", last="2026-05-01", reason="")
    assert "say why" in words(answer)
    day = (draft.planned_first + timedelta(days=17)).isoformat()
    assert (
        sent(cast, client, rest, first=day, last=day, reason="Two coach logs came late.").status_code == 302
    )
    page = words(cast.client(cast.olivia).get(url(cast, f"{year.public_id}/")))
    assert "Report draft: moved 17 days" in page
    assert "Two coach logs came late." in page
    assert "one date moved" in page


def test_steps_of_an_activity_by_its_buttons(cast: Cast, year: Cycle) -> None:
    meeting = activity(year, "planning")
    client, rest = cast.client(cast.amara), f"items/{meeting.public_id}/"
    assert "It is done" in words(client.get(url(cast, rest)))
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    html = sent(cast, client, rest, act="finish", **{"finish-on": tomorrow}).content.decode()
    assert "That day has not come" in html
    assert f'value="{tomorrow}"' in html
    assert sent(cast, client, rest, act="finish", **{"finish-on": "2025-09-09"}).status_code == 302
    assert Activity.objects.get(pk=meeting.pk).state == State.DONE
    sent(cast, client, rest, act="take_back")
    sent(cast, client, rest, act="call_off", **{"call_off-reason": "Snow"})
    assert Activity.objects.get(pk=meeting.pk).state == State.CALLED_OFF
    assert sent(cast, client, rest, act="nonsense").status_code == 404


def test_describing_keeps_the_name_of_the_template_in_both_languages(cast: Cast, year: Cycle) -> None:
    one = activity(year, "interviews")
    typed = {"describe-title": str(one), "describe-waits_for": "The sign-off is missing."}
    sent(cast, cast.client(cast.hannah), f"items/{one.public_id}/", act="describe", **typed)
    one = Activity.objects.get(pk=one.pk)
    assert (one.title, one.waits_for) == ("", "The sign-off is missing.")
    assert "Visits and interviews: waits" in words(cast.client(cast.marcus).get(url(cast)))


def test_a_button_that_is_not_open_says_why(cast: Cast, year: Cycle) -> None:
    page = cast.client(cast.hannah).get(url(cast, f"items/{phase(year, 'collect').public_id}/"))
    assert "Collection begins after the two-page account" in words(page)
    assert 'aria-disabled="true"' in page.content.decode()


def test_the_account_is_written_shown_corrected_and_confirmed(cast: Cast, year: Cycle) -> None:
    hannah, marcus, rest = cast.client(cast.hannah), cast.client(cast.marcus), "getting-to-know/"
    unwritten = words(marcus.get(url(cast, rest)))
    sent(cast, hannah, rest, act="write", text="A draft that nobody else reads.")
    sent(cast, hannah, rest, act="write", text="Cedar Valley has eight middle schools.")
    assert words(marcus.get(url(cast, rest))) == unwritten
    assert sent(cast, marcus, rest, act="write", text="Ours").status_code == 200
    assert "eight" in words(cast.client(cast.priya).get(url(cast, rest)))
    account = TwoPageAccount.objects.get()
    share_page = reverse("share", args=[cast.cedar.public_id, "twopageaccount", account.public_id])
    looked = words(hannah.get(share_page))
    assert "eight middle schools" in looked
    assert "nobody else reads" not in looked
    hannah.post(share_page)
    shown = words(marcus.get(url(cast, rest)))
    assert "eight middle schools" in shown
    assert "nobody else reads" not in shown
    version = account.texts.order_by("-pk").first()
    assert version is not None
    sent(cast, marcus, rest, act="write", text="Cedar Valley has nine middle schools.")
    # Somebody who read the version from before cannot confirm what they have not read.
    sent(cast, marcus, rest, act="confirm", version=version.public_id)
    assert not TwoPageAccount.objects.get().confirmed_at
    newest = account.texts.order_by("-made_at", "-pk").first()
    assert newest is not None
    sent(cast, hannah, rest, act="confirm", version=newest.public_id)
    assert not TwoPageAccount.objects.get().confirmed_at
    sent(cast, marcus, rest, act="confirm", version=newest.public_id)
    assert TwoPageAccount.objects.get().confirmed_by == cast.marcus
    page = words(cast.client(cast.olivia).get(url(cast, rest)))
    assert "nine middle schools" in page
    assert "Priya" not in page
    again = sent(cast, hannah, rest, act="write", text="Changed afterwards.")
    assert "stays as the district confirmed it" in words(again)


def test_an_older_partnership_says_since_when(cast: Cast, year: Cycle) -> None:
    client, rest = cast.client(cast.marcus), "getting-to-know/"
    assert "You know each other already?" in words(client.get(url(cast, rest)))
    assert "say how" in words(sent(cast, client, rest, act="since", since="2024-08-01", reason=""))
    sent(cast, client, rest, act="since", since="2024-08-01", reason="We began in 2024.")
    assert "know each other since August 1, 2024" in words(client.get(url(cast, rest)))
    assert (
        'aria-disabled="true"'
        not in client.get(url(cast, f"items/{phase(year, 'collect').public_id}/")).content.decode()
    )


def test_a_new_partnership_cannot_say_so(cast: Cast, year: Cycle) -> None:
    cast.cedar.began_on = date(2025, 7, 1)
    cast.cedar.save()
    client, rest = cast.client(cast.marcus), "getting-to-know/"
    assert "You know each other already?" not in words(client.get(url(cast, rest)))
    answer = sent(cast, client, rest, act="since", since="2024-08-01", reason="We began in 2024.")
    assert "the two pages come first" in words(answer)


def test_what_the_list_says_is_what_the_picture_says(cast: Cast, year: Cycle) -> None:
    close_days(cast.cedar, date(2026, 3, 16), date(2026, 3, 20), by=cast.marcus)
    html = cast.client(cast.denise).get(url(cast, f"{year.public_id}/")).content.decode()
    listed = html[html.index('id="list"') :]
    for one in [*year.phases.all(), *year.activities.all()]:
        assert f"<title>{one}: " in html
        assert f">{one}</a>" in listed
    assert "Spring break" in listed
    assert "Plan an activity" not in html


def test_whoever_is_erased_leaves_the_dates_and_no_name(cast: Cast, year: Cycle) -> None:
    one = activity(year, "draft")
    actions.move(one, first=date(2026, 5, 27), last=date(2026, 5, 27), reason="Late logs.", by=cast.amara)
    add(year, "meetings", date(2025, 9, 2), by=cast.amara, title="Opening")
    kinds = [made["kind"] for made in knowledge.known(cast.amara)["records_you_made"]]
    assert sorted(kinds) == ["activity", "moved date"]
    erasing.erase(cast.amara)
    page = words(cast.client(cast.marcus).get(one.get_absolute_url()))
    assert "Late logs." in page
    assert "Amara" not in page


def test_an_emergency_reads_the_year_and_plans_nothing(cast: Cast, year: Cycle) -> None:
    emergency.ask(cast.cedar, because="A court asks.", by=cast.admin)
    client = cast.client(cast.admin)
    assert client.get(year.get_absolute_url()).status_code == 200
    assert client.get(url(cast, "begin/")).status_code == 403
    assert client.post(url(cast, "getting-to-know/"), {"act": "since"}).status_code == 403


def test_earlier_years_stay_in_reach(cast: Cast, year: Cycle) -> None:
    later = make_year(cast.cedar, by=cast.marcus, name="2026–27", first_day=date(2026, 8, 1))
    client = cast.client(cast.marcus)
    assert later.get_absolute_url() in client.get(year.get_absolute_url()).content.decode()
    assert year.get_absolute_url() in client.get(later.get_absolute_url()).content.decode()


def test_a_year_of_another_partnership_is_not_there(cast: Cast, year: Cycle) -> None:
    elsewhere = f"/p/{cast.harbor.public_id}/year/{year.public_id}/"
    assert cast.client(cast.outsider).get(elsewhere).status_code == 404
    item = f"/p/{cast.harbor.public_id}/year/items/{phase(year, 'collect').public_id}/"
    assert cast.client(cast.outsider).get(item).status_code == 404


@pytest.mark.parametrize(
    "rest", ["", "{year}/", "items/{item}/", "days/", "getting-to-know/", "begin/", "{year}/activity/"]
)
def test_pages_do_not_ask_more_for_more_activities_and_years(
    cast: Cast, year: Cycle, rest: str, assert_queries_do_not_grow
) -> None:
    get_to_know(cast.cedar, writer=cast.hannah, confirmer=cast.marcus)
    close_days(cast.cedar, date(2026, 3, 16), date(2026, 3, 20), by=cast.marcus)
    one = activity(year, "draft")
    actions.move(one, first=date(2026, 5, 27), last=date(2026, 5, 27), reason="So it is.", by=cast.hannah)
    client = cast.client(cast.marcus)
    page = url(cast, rest.format(year=year.public_id, item=one.public_id))

    def more() -> None:
        for number in range(4):
            day = date(2026, 3, 18) + timedelta(days=number)
            made = add(year, "reports", day, by=cast.hannah, title=f"More {number}")
            may = date(2026, 5, 27)
            actions.move(made, first=may, last=may, reason="So it is.", by=cast.hannah)
            make_year(
                cast.cedar, by=cast.marcus, name=f"{2030 + number}", first_day=date(2030 + number, 8, 1)
            )
            close_days(cast.cedar, date(2026, 5, 1 + number), date(2026, 5, 2 + number), by=cast.marcus)

    assert_queries_do_not_grow(lambda: client.get(page), more)


def test_the_ledger_says_days_in_the_language_of_its_reader(cast: Cast, year: Cycle) -> None:
    client = cast.client(cast.marcus)
    assert "“2025–26”, from August 1, 2025 to July 31, 2026" in words(
        client.get(f"/p/{cast.cedar.public_id}/ledger/")
    )
    cast.marcus.language = "es"
    cast.marcus.save(update_fields=["language"])
    assert "1 de agosto de 2025" in words(client.get(f"/p/{cast.cedar.public_id}/ledger/"))

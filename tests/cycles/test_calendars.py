"""The district's calendar: read from its file, chosen by a person, entered once."""

import html as entities
import re
from datetime import date
from pathlib import Path

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fivefold.core import ledger
from fivefold.cycles import actions, queries
from fivefold.cycles.importers.calendars import Group, chosen_days, groups_of, packed, unpacked
from fivefold.cycles.models import BlackOut, Cycle
from fivefold.cycles.school_days import DaysOff
from fivefold.files.calendars.calendar import CalendarFile
from tests.cast import Cast
from tests.cycles.planning import add, close_days, make_year
from tests.files.calendars.made import calendar, event, read
from tests.health.pages import words

YEAR = (date(2026, 8, 1), date(2027, 7, 31))
BRING = "days/calendar/"
CHOOSE = "days/calendar/choose/"


def whole(name: str, first: str, last: str = "", *more: str) -> str:
    end = [f"DTEND;VALUE=DATE:{last}"] if last else []
    return event(f"UID:{name}{first}", f"SUMMARY:{name}", f"DTSTART;VALUE=DATE:{first}", *end, *more)


def offered(*events: str) -> list[Group]:
    return groups_of(read(calendar(*events), YEAR))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Labor Day - no school", "holiday"),
        ("Schools closed", "holiday"),
        ("Sin clases", "holiday"),
        ("Thanksgiving recess", "break"),
        ("Vacaciones de invierno", "break"),
        ("State assessment window", "testing"),
        ("Pruebas estatales", "testing"),
        ("First day of school", "first_weeks"),
        ("Último día de clases", "last_weeks"),
        ("Breakfast with the board", ""),
        ("Early release - no school buses", ""),
        ("Protest march", ""),
        ("Board election", ""),
        ("", ""),
    ],
)
def test_names_propose_what_they_say(name: str, kind: str) -> None:
    assert [one.proposed for one in offered(whole(name, "20260907"))] == [kind]


def test_categories_say_it_too_and_an_hour_closes_no_school() -> None:
    (by_category,) = offered(whole("Founders", "20261012", "", "CATEGORIES:NO SCHOOL"))
    assert by_category.proposed == "holiday"
    (hour,) = offered(event("UID:1", "SUMMARY:Testing committee", "DTSTART:20261012T160000Z"))
    assert hour.proposed == ""


def test_a_break_given_day_by_day_is_one_and_another_week_is_another() -> None:
    days = [whole("Spring break", f"202703{day}") for day in (15, 16, 17, 18, 19, 22, 23)]
    (group,) = offered(*days, whole("spring break", "20270405"))
    assert group.spans == ((date(2027, 3, 15), date(2027, 3, 23)), (date(2027, 4, 5), date(2027, 4, 5)))


def test_the_first_and_the_last_day_stand_for_two_weeks_where_they_are_single_days() -> None:
    one = Group("First day", ((date(2026, 8, 18), date(2026, 8, 18)),))
    assert one.days("first_weeks") == [
        DaysOff(date(2026, 8, 18), date(2026, 8, 31), "first_weeks", "First weeks of school")
    ]
    (last,) = one.days("last_weeks")
    assert (last.first, last.last, last.name) == (date(2026, 8, 5), date(2026, 8, 18), "Last weeks of school")
    assert one.days("holiday") == [DaysOff(date(2026, 8, 18), date(2026, 8, 18), "holiday", "First day")]
    longer = Group("", ((date(2026, 8, 18), date(2026, 8, 28)),))
    assert longer.days("first_weeks")[0].last == date(2026, 8, 28)
    assert longer.days("first_weeks")[0].name == "First weeks of school"


def test_what_the_form_carries_comes_back_as_it_was_and_nothing_else_does() -> None:
    groups = offered(whole("Fall break", "20261012", "20261017"), whole("Picnic", "20260901"))
    assert unpacked(packed("a.ics", groups)) == ("a.ics", groups)
    with pytest.raises(signing.BadSignature):
        unpacked(packed("a.ics", groups)[:-1])


def test_the_whole_calendar_of_a_district(samples: Path) -> None:
    file: CalendarFile = read(
        (samples / "calendars" / "generated_district_school_year_2026_27.ics").read_bytes(), YEAR
    )
    proposed = {one.name: one.proposed for one in groups_of(file) if one.proposed}
    assert proposed == {
        "First day of school": "first_weeks",
        "Labor Day - no school": "holiday",
        "Fall break": "break",
        "Thanksgiving recess": "break",
        "Winter recess": "break",
        "Martin Luther King Jr. Day - no school": "holiday",
        "Presidents' Day - no school": "holiday",
        "Spring break": "break",
        "State assessment window": "testing",
        "Last day of school": "last_weeks",
    }


@pytest.fixture
def year(cast: Cast) -> Cycle:
    return make_year(cast.cedar, by=cast.marcus, name="2026–27", first_day=date(2026, 8, 1))


def url(cast: Cast, rest: str) -> str:
    return f"/p/{cast.cedar.public_id}/year/{rest}"


def bring(cast: Cast, client: Client, data: str | bytes, name: str = "district.ics") -> str:
    body = data.encode() if isinstance(data, str) else data
    answer = client.post(url(cast, BRING), {"calendar": SimpleUploadedFile(name, body)})
    assert answer.status_code == 200
    return answer.content.decode()


def form_of(html: str) -> dict[str, str]:
    """What a browser would send of the page, as it stands."""
    fields = {"read": re.findall(r'name="read" value="([^"]*)"', html)[0]}
    for name, options in re.findall(r'<select name="(days_\d+)".*?>(.*?)</select>', html, re.S):
        chosen = re.findall(r'<option value="([^"]*)" selected', options)
        fields[name] = chosen[0] if chosen else ""
    return {name: entities.unescape(value) for name, value in fields.items()}


FILE = calendar(
    whole("Labor Day - no school", "20260907"),
    whole("Fall break", "20261012", "20261017"),
    whole("Picnic", "20260901"),
)


@pytest.mark.django_db
def test_what_is_chosen_is_entered_with_its_file_and_brought_twice_it_is_one(cast: Cast, year: Cycle) -> None:
    client = cast.client(cast.marcus)
    page = bring(cast, client, FILE)
    assert "Proposed by their names in district.ics." in words_of(page)
    assert "One more name in the file" in page
    assert not BlackOut.objects.exists()
    answer = client.post(url(cast, CHOOSE), form_of(page), follow=True)
    assert "Entered: 2 spans of days without research." in words(answer)
    entered = {(one.name, one.kind, one.first_day, one.last_day) for one in BlackOut.objects.all()}
    assert entered == {
        ("Labor Day - no school", "holiday", date(2026, 9, 7), date(2026, 9, 7)),
        ("Fall break", "break", date(2026, 10, 12), date(2026, 10, 16)),
    }
    assert set(BlackOut.objects.values_list("source", flat=True)) == {"district.ics"}
    (act,) = [one for one in ledger.entries(cast.shared.key, None) if one.act == "cycles.calendar_brought"]
    assert act.detail is not None
    assert (act.detail["file"], act.detail["count"]) == ("district.ics", 2)
    again = bring(cast, client, FILE)
    assert "Entered already: Labor Day - no school (September 7, 2026)" in again
    # Proposed no more; chosen all the same, they stay one.
    assert set(form_of(again).values()) - {form_of(again)["read"]} == {""}
    answer = client.post(url(cast, CHOOSE), form_of(page), follow=True)
    assert "All of these days were entered already." in words(answer)
    assert BlackOut.objects.count() == 2
    assert not queries.calendar_of(cast.cedar).is_school_day(date(2026, 10, 14))


@pytest.mark.django_db
def test_what_was_planned_on_chosen_days_is_named_before_anything_is_entered(cast: Cast, year: Cycle) -> None:
    add(year, "studies", date(2026, 10, 13), by=cast.marcus, title="Classroom video")
    client = cast.client(cast.marcus)
    typed = form_of(bring(cast, client, FILE))
    page = client.post(url(cast, CHOOSE), typed).content.decode()
    assert "“Classroom video” begins or ends on days to be closed, and will have to move: Fall break" in page
    assert not BlackOut.objects.exists()
    kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    kept = {name: entities.unescape(value) for name, value in kept.items()}
    back = client.post(url(cast, CHOOSE), kept | {"step": "back"}).content.decode()
    assert form_of(back) == typed
    assert client.post(url(cast, CHOOSE), kept | {"step": "save"}).status_code == 302
    assert BlackOut.objects.count() == 2


@pytest.mark.django_db
def test_nothing_chosen_enters_nothing(cast: Cast, year: Cycle) -> None:
    client = cast.client(cast.marcus)
    none = dict.fromkeys(form_of(bring(cast, client, FILE)), "")
    typed = form_of(bring(cast, client, FILE)) | {name: "" for name in none if name != "read"}
    answer = client.post(url(cast, CHOOSE), typed, follow=True)
    assert "Nothing was chosen, so nothing is entered." in words(answer)
    assert not BlackOut.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "this file is empty. Export the calendar again."),
        (b"name,mail\nAnn,a@b.example\n", "Fix: "),
        (b"%PDF-1.7", "Fix: "),
    ],
)
def test_what_is_no_calendar_comes_back_with_the_remedy(cast: Cast, data: bytes, said: str) -> None:
    assert said in bring(cast, cast.client(cast.marcus), data)


@pytest.mark.django_db
def test_what_is_not_chosen_is_kept_nowhere(cast: Cast, year: Cycle) -> None:
    """Vendors mark public holidays as private, so the mark tells nothing; the rest is kept nowhere."""
    client = cast.client(cast.marcus)
    page = bring(
        cast,
        client,
        calendar(
            whole("Labor Day - no school", "20260907", "", "CLASS:PRIVATE"),
            whole("Interview with a candidate", "20260908", "", "CLASS:PRIVATE"),
        ),
    )
    client.post(url(cast, CHOOSE), form_of(page))
    assert [one.name for one in BlackOut.objects.all()] == ["Labor Day - no school"]
    assert "candidate" not in str([one.detail for one in ledger.entries(cast.shared.key, None)])


@pytest.mark.django_db
def test_a_forged_form_finds_nothing_and_too_many_days_are_refused_in_words(cast: Cast, year: Cycle) -> None:
    client = cast.client(cast.marcus)
    assert client.post(url(cast, CHOOSE), {"read": "made-up", "days_0": "holiday"}).status_code == 404
    days = tuple(
        (date.fromordinal(740_000 + at * 7), date.fromordinal(740_000 + at * 7)) for at in range(201)
    )
    sent = {"read": packed("a.ics", [Group("Early release", days)]), "days_0": "other"}
    page = client.post(url(cast, CHOOSE), sent).content.decode()
    assert "These are 201 spans of days; at most 200 are entered at once." in page
    assert not BlackOut.objects.exists()


@pytest.mark.django_db
def test_overlapping_days_without_school_are_counted_once(cast: Cast, year: Cycle) -> None:
    close_days(cast.cedar, date(2026, 10, 14), date(2026, 10, 20), by=cast.marcus)
    chosen = chosen_days(offered(whole("Fall break", "20261012", "20261017")), {"days_0": "break"})
    accepted = [one.key for one in actions.conflicts_of_calendar(chosen, cast.cedar)]
    actions.bring_calendar(chosen, cast.cedar, source="a.ics", by=cast.marcus, accepted=accepted)
    school_days = queries.calendar_of(cast.cedar)
    counted = [
        day
        for day in map(date.fromordinal, range(date(2026, 10, 9).toordinal(), date(2026, 10, 23).toordinal()))
        if school_days.is_school_day(day)
    ]
    assert counted == [date(2026, 10, 9), date(2026, 10, 21), date(2026, 10, 22)]


@pytest.mark.django_db
def test_every_hostile_calendar_is_answered_on_the_page(cast: Cast, year: Cycle, samples: Path) -> None:
    client = cast.client(cast.marcus)
    for path in sorted((samples / "hostile").glob("*.ics")):
        page = bring(cast, client, path.read_bytes(), path.name)
        assert "Fix: " in page or "Choose the days without research" in page, path.name


def words_of(html: str) -> str:
    return " ".join(entities.unescape(re.sub(r"<[^>]+>", " ", html)).split())

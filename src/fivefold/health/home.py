"""Home: what needs this person, what is next, how the year stands, how healthy; only of what exists."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from fivefold.core import ledger
from fivefold.cycles.overview import YearSoFar, year_so_far
from fivefold.goals.models import Goal
from fivefold.goals.queries import first_goal
from fivefold.health import sentences
from fivefold.health.models import Assessment
from fivefold.health.pages import GlanceRow, OpeningWords, glance, opening_words
from fivefold.health.queries import find_card
from fivefold.partnerships import acts
from fivefold.partnerships.dates import Dated, dates_of
from fivefold.partnerships.needs import Need
from fivefold.partnerships.permissions import Permission
from fivefold.partnerships.place import Place
from fivefold.partnerships.queries import is_alone

LATELY = 4
# What the ledger keeps and nobody needs to read on coming in.
UNSAID = (ledger.PUBLISHED, "reports.taken_away")
COMING = 4
LOOKED_AHEAD = timedelta(days=90)


@dataclass(frozen=True)
class FirstStep:
    """What brings a new partnership on its way; gone as soon as it is done."""

    heading: str
    about: str
    url: str


@dataclass(frozen=True)
class HomeView:
    part_of_day: str
    today: date
    needs: list[Need]
    first_steps: tuple[FirstStep, ...]
    card: Assessment | None
    opening: OpeningWords | None
    glance: tuple[GlanceRow, ...]
    newer_beside: tuple[Assessment, ...]
    compared_with: str | None
    conditions: str
    lately: tuple[acts.Line, ...]
    coming: list[Dated]
    year: YearSoFar | None
    goal: Goal | None

    @property
    def minutes(self) -> int:
        return sum(one.minutes for one in self.needs)


def home_view(place: Place) -> HomeView:
    now = timezone.localtime()
    page = find_card(place.membership)
    lately = acts.lines(place.space.key, LATELY, but=UNSAID) if place.may(Permission.LEDGER_VIEW) else []
    shown = page if page is not None and page.assessment.space.is_shared else None
    return HomeView(
        part_of_day=part_of_day(now),
        today=now.date(),
        needs=place.needs,
        first_steps=() if page else _first_steps(place),
        card=shown.assessment if shown else None,
        opening=opening_words(shown.card) if shown else None,
        glance=glance(shown) if shown else (),
        newer_beside=shown.newer_beside if shown else (),
        compared_with=shown.card.compared_with if shown else None,
        conditions=sentences.round_conditions(shown.card, shown.assessment.round.title) if shown else "",
        lately=tuple(lately),
        coming=_coming(place, now.date()),
        year=year_so_far(place.partnership, now.date()),
        goal=first_goal(place.membership),
    )


def _coming(place: Place, today: date) -> list[Dated]:
    """The reader's own first, with the next days without research; then what else begins."""
    found = dates_of(place.membership, today, today + LOOKED_AHEAD)
    ahead = [one for one in found if one.first >= today and not one.is_closed]
    own, others = [one for one in ahead if one.is_mine], [one for one in ahead if not one.is_mine]
    picked = [*[one for one in found if one.is_closed][:1], *own, *others][:COMING]
    return sorted(picked, key=lambda one: one.first)


def _first_steps(place: Place) -> tuple[FirstStep, ...]:
    """Of a partnership that has no report card yet."""
    here = [place.partnership.public_id]
    found = []
    if place.may(Permission.PEOPLE_MANAGE) and is_alone(place.membership):
        about = gettext("You are the only one on your side so far. 2 minutes a person.")
        found.append(
            FirstStep(gettext("Invite the people of your side"), about, reverse("invite", args=here))
        )
    if place.may(Permission.SURVEYS_RECORD):
        about = gettext("As your survey tool exports it. It stays with your side until you share it.")
        found.append(FirstStep(gettext("Bring the first survey"), about, reverse("import_bring", args=here)))
    return tuple(found)


def part_of_day(now: datetime) -> str:
    if now.hour < 12:
        return "morning"
    return "afternoon" if now.hour < 18 else "evening"

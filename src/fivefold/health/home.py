"""Home: what needs this person, then how things stand; only of what exists."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from fivefold.core import ledger
from fivefold.health import sentences
from fivefold.health.models import Assessment
from fivefold.health.pages import GlanceRow, OpeningWords, glance, opening_words
from fivefold.health.queries import find_card
from fivefold.partnerships import acts
from fivefold.partnerships.permissions import Permission
from fivefold.partnerships.place import Place
from fivefold.partnerships.queries import is_alone
from fivefold.partnerships.sharing import kind_of

LATELY = 4


@dataclass(frozen=True)
class Ask:
    """One thing that waits for this person."""

    record: Assessment
    url: str


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
    asks: tuple[Ask, ...]
    first_steps: tuple[FirstStep, ...]
    card: Assessment | None
    opening: OpeningWords | None
    glance: tuple[GlanceRow, ...]
    newer_beside: tuple[Assessment, ...]
    compared_with: str | None
    conditions: str
    lately: tuple[acts.Line, ...]


def home_view(place: Place) -> HomeView:
    now = timezone.localtime()
    page = find_card(place.membership)
    lately = (
        acts.lines(place.space.key, LATELY, but=[ledger.PUBLISHED])
        if place.may(Permission.LEDGER_VIEW)
        else []
    )
    shown = page if page is not None and page.assessment.space.is_shared else None
    return HomeView(
        part_of_day=part_of_day(now),
        today=now.date(),
        asks=_asks(place, page.others if page else ()),
        first_steps=() if page else _first_steps(place),
        card=shown.assessment if shown else None,
        opening=opening_words(shown.card) if shown else None,
        glance=glance(shown) if shown else (),
        newer_beside=shown.newer_beside if shown else (),
        compared_with=shown.card.compared_with if shown else None,
        conditions=sentences.round_conditions(shown.card, shown.assessment.round.title) if shown else "",
        lately=tuple(lately),
    )


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


def _asks(place: Place, cards: tuple[Assessment, ...]) -> tuple[Ask, ...]:
    """Cards of one's own side that wait for somebody to share them."""
    if not place.may(Permission.RECORD_SHARE):
        return ()
    return tuple(
        Ask(one, reverse("share", args=[place.partnership.public_id, kind_of(one), one.public_id]))
        for one in cards
        if not one.space.is_shared
    )

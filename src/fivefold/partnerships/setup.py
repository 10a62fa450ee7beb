"""The set-up in pieces: what is done follows from what is there, so it can be left anywhere."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivefold.partnerships.models import Invitation, Membership, Organization, Partnership
from fivefold.partnerships.queries import leads_of, unanswered
from fivefold.partnerships.roles import LEADS
from fivefold.partnerships.states import Side

MINUTES = 2


@dataclass(frozen=True)
class Step:
    """One piece. `waits_for` is an invitation that was sent and not yet answered."""

    heading: str
    next: str
    about: str
    action: str
    url: str
    done: bool
    waits_for: Invitation | None = None


@dataclass(frozen=True)
class Setup:
    partnership: Partnership | None
    steps: tuple[Step, ...]

    @property
    def done(self) -> int:
        return sum(step.done for step in self.steps)

    @property
    def following(self) -> Step | None:
        """The first piece that nobody has begun."""
        return next((step for step in self.steps if not step.done and not step.waits_for), None)

    @property
    def waiting(self) -> list[Step]:
        return [step for step in self.steps if step.waits_for]

    @property
    def minutes(self) -> int:
        return MINUTES * sum(not step.done and not step.waits_for for step in self.steps)


def setup_of(partnership: Partnership | None) -> Setup:
    """Of one partnership, or of the installation that has none yet."""
    if partnership is None:
        return Setup(None, (*_organizations(list(Organization.objects.order_by("pk")[:2])), _named(None)))
    both = [partnership.practice_organization, partnership.research_organization]
    return Setup(
        partnership,
        (
            *_organizations(both),
            _named(partnership),
            *(_lead(partnership, side) for side in (Side.PRACTICE, Side.RESEARCH)),
        ),
    )


def partnerships() -> list[Partnership]:
    return list(
        Partnership.objects.select_related("practice_organization", "research_organization").order_by("-pk")
    )


def _organizations(found: list[Organization]) -> tuple[Step, Step]:
    words = (
        (_("Name the district"), _("the district"), _("Its name, as it stands on its letters.")),
        (
            _("Name the research partner"),
            _("the research partner"),
            _("A university, an institute, a research office."),
        ),
    )
    first, second = (
        _organization(*each, found[place] if len(found) > place else None) for place, each in enumerate(words)
    )
    return first, second


def _organization(heading: Promise, following: Promise, about: Promise, found: Organization | None) -> Step:
    return Step(
        heading=str(heading),
        next=str(following),
        about=found.name if found else str(about),
        action=str(heading),
        url=reverse("setup_organization"),
        done=found is not None,
    )


def _named(partnership: Partnership | None) -> Step:
    about = gettext("What it is about, who takes part, and since when.")
    return Step(
        heading=gettext("Name the partnership"),
        next=gettext("the partnership"),
        about=f"{partnership}: {partnership.between}" if partnership else about,
        action=gettext("Name the partnership"),
        url=reverse("setup_partnership"),
        done=partnership is not None,
    )


def _lead(partnership: Partnership, side: Side) -> Step:
    heading, following, about = {
        Side.PRACTICE: (
            gettext("Invite the district’s point person"),
            gettext("the district’s point person"),
            gettext("Who speaks for the district, and brings in its people."),
        ),
        Side.RESEARCH: (
            gettext("Invite the research lead"),
            gettext("the research lead"),
            gettext("Who leads the research side, and brings in its people."),
        ),
    }[side]
    lead = leads_of(partnership, side).select_related("person").first()
    waiting = unanswered(partnership).filter(side=side, role=LEADS[side].key).first()
    return Step(
        heading=heading,
        next=following,
        about=_state_of(lead, waiting) or about,
        action=heading,
        url=reverse("setup_invite", args=[partnership.public_id, side.value]),
        done=lead is not None,
        waits_for=None if lead else waiting,
    )


def _state_of(lead: Membership | None, waiting: Invitation | None) -> str:
    if lead:
        return gettext("{name}, since {day}").format(name=lead.person, day=_day(lead.started_on))
    if waiting is None:
        return ""
    if waiting.ends_at <= timezone.now():
        return gettext("{name}, {address}: not answered in time").format(
            name=waiting.name, address=waiting.address
        )
    return gettext("{name}, {address}: invited, answer until {day}").format(
        name=waiting.name, address=waiting.address, day=_day(timezone.localdate(waiting.ends_at))
    )


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")

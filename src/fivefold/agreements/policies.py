"""Pure rules on terms: the check that refuses is the one that explains."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivefold.agreements.models import SIDES, Terms
from fivefold.agreements.states import ORDERS, TRANSITIONS, BudgetRole, TermsState
from fivefold.agreements.terms import LEAST_THRESHOLD, NUMBERS, Content
from fivefold.core.rules import RuleError
from fivefold.partnerships.models import Membership
from fivefold.partnerships.states import Side

# What a number may be: least and most.
RANGES: dict[str, tuple[int, int]] = {
    "check_days": (1, 60),
    "tell_days": (1, 60),
    "reply_days": (1, 60),
    "extension_days": (0, 60),
    "dialogue_days": (1, 120),
    "commit_days": (1, 60),
    "review_days": (1, 180),
    "threshold": (LEAST_THRESHOLD, 50),
}
MOST_PEOPLE, MOST_MINUTES = 100_000, 400 * 60
MOST_ROLES, MOST_LINES, MOST_AREAS = 12, 60, 12
FURTHEST = timedelta(days=2 * 366)


def why_not_answered(terms: Terms, membership: Membership, answer: TermsState) -> RuleError | None:
    """Whether this member may withdraw, return or confirm: a proposal is the other side's to answer."""
    if answer not in TRANSITIONS[TermsState(terms.state)] or answer == TermsState.SUPERSEDED:
        return RuleError("answered_already", _("This was answered already. Look at where it stands now."))
    if membership.side not in SIDES:
        return RuleError("no_side", _("Terms are between the two sides."))
    if answer == TermsState.WITHDRAWN:
        if membership.side == terms.side:
            return None
        return RuleError("not_yours", _("Whoever leads the side that proposed it can withdraw it."))
    if membership.side == terms.side or membership.person_id == terms.made_by_id:
        return RuleError(
            "own_proposal", _("Whoever leads the other side answers: nobody confirms their own.")
        )
    return None


def why_not_proposed(open_already: bool) -> RuleError | None:
    if not open_already:
        return None
    return RuleError(
        "proposal_open",
        _("A proposal is open already. It must be answered or withdrawn before there is another."),
    )


def why_not_from(day: date, today: date) -> RuleError | None:
    """Terms never reach back: what was agreed on a day stays true of it."""
    if today <= day <= today + FURTHEST:
        return None
    return RuleError("from_day", _("Choose a day from today on, within two years."))


def why_not_content(content: Content) -> RuleError | None:
    if content.threshold < LEAST_THRESHOLD:
        return RuleError("threshold", _("Figures for fewer than five people are never shown."))
    for name in NUMBERS:
        least, most = RANGES[name]
        if not least <= getattr(content, name) <= most:
            return RuleError("out_of_range", _("A number of days is out of range."))
    if content.order not in ORDERS:
        return RuleError("order", _("Choose an order of audiences."))
    return _why_not_budget(content) or _why_not_areas(content)


def _why_not_budget(content: Content) -> RuleError | None:
    labels = [(line.role, line.name.casefold(), line.school.casefold()) for line in content.budget]
    if len(set(labels)) < len(labels):
        return RuleError("role_twice", _("A role stands there twice."))
    if len({label[:2] for label in labels}) > MOST_ROLES or len(labels) > MOST_LINES:
        return RuleError("many_roles", _("That is more roles than anyone can keep in view."))
    for line in content.budget:
        if (line.role == BudgetRole.OTHER) != bool(line.name):
            return RuleError("role_without_name", _("Say which role it is."))
        if not (0 < line.people <= MOST_PEOPLE and 0 < line.minutes_each <= MOST_MINUTES):
            return RuleError("budget", _("Say how many people, and how many hours each; more than none."))
    if _has_part_beyond_its_whole(content):
        return RuleError(
            "part_of_budget", _("One school cannot have more hours of a role than all together.")
        )
    return None


def _has_part_beyond_its_whole(content: Content) -> bool:
    whole = {(line.role, line.name.casefold()): line.minutes for line in content.budget if not line.school}
    return any(
        line.minutes > whole.get((line.role, line.name.casefold()), line.minutes) for line in content.budget
    )


def _why_not_areas(content: Content) -> RuleError | None:
    names = [area.name.casefold() for area in content.areas]
    if len(set(names)) < len(names):
        return RuleError("area_twice", _("An area stands there twice."))
    if len(names) > MOST_AREAS:
        return RuleError("many_areas", _("That is more areas than anyone can keep in view."))
    if any(area.leader == area.alternate for area in content.areas):
        return RuleError("own_alternate", _("The alternate of an area is somebody else than its leader."))
    return None


def why_not_people(content: Content, sides: Mapping[int, str]) -> RuleError | None:
    """sides: of everyone who is in the partnership today, on which side, by the person's key.

    Asked when terms are proposed and again when they are confirmed, since people leave.
    """
    named = [(one, Side.PRACTICE) for area in content.areas for one in (area.leader, area.alternate)]
    named += [
        (one, side)
        for one, side in ((content.pause_practice, Side.PRACTICE), (content.pause_research, Side.RESEARCH))
        if one is not None
    ]
    if content.pause_practice is None or content.pause_research is None:
        return RuleError("pause", _("Name who decides a pause: one person of each side."))
    for person, side in named:
        if sides.get(person.pk) != side:
            sentence = gettext(
                "{name} is not on the side of this partnership for which they are named. Name somebody else."
            )
            return RuleError("not_a_member", sentence.format(name=person))
    return None

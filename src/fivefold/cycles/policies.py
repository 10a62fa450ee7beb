"""Pure rules on the year: what a plan conflicts with, and which step is open to a phase or an activity."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from fivefold.core.rules import RuleError
from fivefold.cycles.models import Cycle, Phase, Scheduled, TwoPageAccount
from fivefold.cycles.planning import Planned
from fivefold.cycles.school_days import DaysOff, SchoolCalendar
from fivefold.cycles.states import TRANSITIONS, PhaseKind, State
from fivefold.partnerships.models import Membership
from fivefold.partnerships.roles import LEADS
from fivefold.partnerships.states import Side

# So long must a partnership have worked together before its first year here to say so instead of an account.
HALF_A_YEAR = timedelta(days=182)


@dataclass(frozen=True)
class Conflict:
    """What a plan meets, in a sentence. What does not refuse can be saved by whoever has read it."""

    key: str
    sentence: str
    refuses: bool = False


@dataclass(frozen=True)
class Bounds:
    """The year that something is planned in."""

    first_day: date
    last_day: date

    def hold(self, planned: Planned) -> bool:
        return self.first_day <= planned.first and planned.last <= self.last_day


def conflicts_of(planned: Planned, bounds: Bounds, calendar: SchoolCalendar) -> list[Conflict]:
    """Of a phase with the year, of an activity with the district's days too."""
    found = [] if bounds.hold(planned) else [_outside(planned, bounds)]
    if not planned.is_activity:
        return found
    return found + (
        _of_schools(planned, calendar) if planned.is_in_schools else _of_a_break(planned, calendar)
    )


def _of_a_break(planned: Planned, calendar: SchoolCalendar) -> list[Conflict]:
    """Meetings, reports and decisions may lie there."""
    sentence = gettext("“%(name)s” lies in days without research: %(days)s.")
    return [
        Conflict(
            f"break:{planned.name}:{one.first}", sentence % {"name": planned.name, "days": days_in_words(one)}
        )
        for one in calendar.black_outs_on(planned.first, planned.last)
        if planned.first in one and planned.last in one
    ]


def _of_schools(planned: Planned, calendar: SchoolCalendar) -> list[Conflict]:
    """What takes time in schools may go across such days, and may neither begin nor end on them."""
    name, found, refused = planned.name, [], False
    for one in calendar.black_outs_on(planned.first, planned.last):
        said = {"name": name, "days": days_in_words(one)}
        if planned.first in one or planned.last in one:
            sentence = gettext(
                "“%(name)s” takes time in schools, and would begin or end in days without research: %(days)s."
            )
            found.append(Conflict(f"closed:{name}:{one.first}", sentence % said, refuses=True))
            refused = True
        else:
            sentence = gettext(
                "“%(name)s” goes across days without research: %(days)s. Nobody is asked then."
            )
            found.append(Conflict(f"across:{name}:{one.first}", sentence % said))
    if not refused and not calendar.open_within(planned.first, planned.last):
        sentence = gettext("“%(name)s” takes time in schools, and no school is held on its days.")
        found.append(Conflict(f"no_school:{name}", sentence % {"name": name}, refuses=True))
    return found


def _outside(planned: Planned, bounds: Bounds) -> Conflict:
    sentence = gettext("“%(name)s” lies outside the year, which goes from %(first)s to %(last)s.") % {
        "name": planned.name,
        "first": day_in_words(bounds.first_day),
        "last": day_in_words(bounds.last_day),
    }
    return Conflict(f"outside:{planned.name}", sentence, refuses=True)


def conflicts_of_year(name: str, first: date, last: date, others: Iterable[Cycle]) -> list[Conflict]:
    """Years may overlap, as ninety days within a year do, and then it is said; two of one name may not be."""
    found = []
    for other in others:
        if other.name == name:
            sentence = gettext("There is a year “%(name)s” already. Give this one another name.")
            found.append(Conflict(f"name:{name}", sentence % {"name": name}, refuses=True))
        elif other.first_day <= last and other.last_day >= first:
            sentence = gettext("It overlaps with “%(name)s”, %(first)s to %(last)s.") % {
                "name": other.name,
                "first": day_in_words(other.first_day),
                "last": day_in_words(other.last_day),
            }
            found.append(Conflict(f"overlap:{other.public_id}", sentence))
    return found


def conflicts_of_black_out(days: DaysOff, activities: Iterable[Scheduled]) -> list[Conflict]:
    """The district's calendar is what it is; what was planned on those days is named."""
    return [
        Conflict(
            f"planned:{one.public_id}",
            gettext("“%(name)s” begins or ends on days to be closed, and will have to move: %(days)s.")
            % {"name": str(one), "days": days_in_words(days)},
        )
        for one in activities
        if one.planned_first in days or one.planned_last in days
    ]


def conflicts_of_booked(days: DaysOff, booked: Iterable[tuple[str, str, date, date]]) -> list[Conflict]:
    """Asks that begin or end on those days, by what they are called in the ledger."""
    sentence = gettext("“%(name)s” asks for staff time that begins or ends on days to be closed: %(days)s.")
    return [
        Conflict(f"booked:{about}:{days.first}", sentence % {"name": name, "days": days_in_words(days)})
        for about, name, first, last in booked
        if first in days or last in days
    ]


def refusal_of(conflicts: Sequence[Conflict], accepted: Iterable[str]) -> RuleError | None:
    """What is still to be read, or cannot be saved at all; nothing where everything was accepted."""
    known = set(accepted)
    for one in sorted(conflicts, key=lambda one: not one.refuses):
        if one.refuses or one.key not in known:
            return RuleError("conflict", one.sentence)
    return None


def why_not_begun(acquainted: bool) -> RuleError | None:
    if acquainted:
        return None
    return RuleError(
        "not_known",
        gettext_lazy(
            "Collection begins after the two-page account of “Getting to know us” is confirmed by the "
            "district."
        ),
    )


def why_not(
    one: Scheduled, to: State, day: date | None, *, today: date, acquainted: bool
) -> RuleError | None:
    """Whether a step is open: by the table, by the dates, and for collection by acquaintance."""
    if one.cycle.is_closed:
        return year_closed()
    if to not in TRANSITIONS[State(one.state)]:
        return RuleError("not_from_here", gettext_lazy("That is no longer open. Look at the page again."))
    if to == State.DONE and one.state == State.PLANNED and not one.is_one_day:
        return RuleError("not_begun", gettext_lazy("It has not begun yet. Say first when it did."))
    needs_knowing = isinstance(one, Phase) and one.kind == PhaseKind.COLLECT
    forward = (to == State.UNDER_WAY and one.state == State.PLANNED) or to == State.DONE
    if needs_knowing and forward and (refusal := why_not_begun(acquainted)):
        return refusal
    return _why_not_on(one, day, today) if day else None


def _why_not_on(one: Scheduled, day: date, today: date) -> RuleError | None:
    if day > today:
        return RuleError("not_yet", gettext_lazy("That day has not come. Choose today, or a day before."))
    if one.actual_first and day < one.actual_first:
        return RuleError("ends_before_it_begins", gettext_lazy("The last day lies before the first."))
    return None


def step_back(state: State) -> State | None:
    """Where a step that was a mistake came from."""
    return {
        State.UNDER_WAY: State.PLANNED,
        State.DONE: State.UNDER_WAY,
        State.CALLED_OFF: State.PLANNED,
    }.get(state)


def year_closed() -> RuleError:
    return RuleError("year_closed", gettext_lazy("This year is closed. Nothing in it changes any more."))


def why_not_moved(one: Scheduled, first: date, last: date) -> RuleError | None:
    if one.cycle.is_closed:
        return year_closed()
    if one.state not in {State.PLANNED, State.UNDER_WAY}:
        return RuleError("not_from_here", gettext_lazy("Only what is planned or under way can move."))
    if (first, last) == (one.planned_first, one.planned_last):
        return RuleError("not_moved", gettext_lazy("These are the dates it has."))
    if one.state == State.UNDER_WAY and first != one.planned_first:
        return RuleError("has_begun", gettext_lazy("It has begun: only its last day can move."))
    return None


def leads(membership: Membership, side: Side) -> bool:
    return membership.side == side and membership.role_class is LEADS[side]


def why_not_written(account: TwoPageAccount | None, membership: Membership) -> RuleError | None:
    """The research lead writes it; once shown, the district's lead corrects it, until it is confirmed."""
    if account and account.confirmed_at:
        return RuleError(
            "confirmed", gettext_lazy("The account is confirmed. It stays as the district confirmed it.")
        )
    if leads(membership, Side.RESEARCH):
        return None
    if leads(membership, Side.PRACTICE) and account and account.space.is_shared:
        return None
    return RuleError(
        "not_yours",
        gettext_lazy(
            "The research lead writes it, and once it is shown, the district’s point person corrects it."
        ),
    )


def why_not_confirmed(account: TwoPageAccount | None, membership: Membership) -> RuleError | None:
    if account is None or not account.space.is_shared:
        return RuleError("nothing_shown", gettext_lazy("There is no account yet that both sides can see."))
    if account.confirmed_at:
        return RuleError(
            "confirmed", gettext_lazy("The account is confirmed. It stays as the district confirmed it.")
        )
    if not leads(membership, Side.PRACTICE):
        return RuleError("not_yours", gettext_lazy("The district’s point person confirms it."))
    return None


def why_not_known_since(
    first_year: Cycle | None, acquainted: bool, membership: Membership
) -> RuleError | None:
    """Only where a partnership worked together for half a year before its first year here."""
    if acquainted:
        return RuleError(
            "known_already", gettext_lazy("Both sides have recorded already that they know each other.")
        )
    began = membership.partnership.began_on
    if first_year is None or began + HALF_A_YEAR > first_year.first_day:
        return RuleError(
            "too_new",
            gettext_lazy("This partnership is new: the two pages come first."),
        )
    return None


def day_in_words(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def days_in_words(one: DaysOff) -> str:
    days = day_in_words(one.first)
    if one.last != one.first:
        days = gettext("%(first)s to %(last)s") % {"first": days, "last": day_in_words(one.last)}
    return f"{one.name} ({days})" if one.name else days

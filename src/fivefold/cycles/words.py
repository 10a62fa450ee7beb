"""What is said of a phase or an activity: about dates, never about whose fault they are."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from fivefold.cycles.models import Activity, Scheduled
from fivefold.cycles.states import State


def day(one: date) -> str:
    return date_format(one, "MONTH_DAY_FORMAT")


def span(first: date, last: date) -> str:
    if first == last:
        return day(first)
    return gettext("%(first)s to %(last)s") % {"first": day(first), "last": day(last)}


def moved(one: Scheduled) -> str:
    """How far it moved, from its first plan; nothing where it did not, or came back to it."""
    days = one.days_moved
    if days == 0:
        return ""
    if days > 0:
        return ngettext("moved %(number)s day", "moved %(number)s days", days) % {"number": days}
    return ngettext("%(number)s day earlier", "%(number)s days earlier", -days) % {"number": -days}


def where(one: Scheduled, today: date) -> str:
    """Where it stands, in a word or two."""
    if one.state == State.PLANNED and isinstance(one, Activity) and one.waits_for:
        return gettext("waits")
    if one.state == State.PLANNED and one.planned_last < today:
        return gettext("planned, its day has passed")
    return str(State(one.state).label).lower()


def whole(one: Scheduled, today: date) -> str:
    """A mark of the picture in one sentence."""
    parts = [span(one.first, one.last), where(one, today)]
    planned = (one.planned_first, one.planned_last)
    if one.actual_first and (one.first, one.last) != planned:
        parts.append(gettext("planned for %(days)s") % {"days": span(*planned)})
    if words := moved(one):
        parts.append(words)
    return f"{one}: {', '.join(parts)}"


def as_a_whole(items: list[Scheduled], today: date) -> str:
    """How the year stands, in the sentence that heads it."""
    standing = [one for one in items if one.state != State.CALLED_OFF]
    if not standing:
        return gettext("Nothing is planned yet.")
    moved_ones = sum(one.days_moved != 0 for one in standing)
    waiting = sum(isinstance(one, Activity) and one.is_waiting for one in standing)
    passed = sum(
        one.state == State.PLANNED and one.planned_last < today
        for one in standing
        if not (isinstance(one, Activity) and one.is_waiting)
    )
    parts = [
        (moved_ones, ngettext("one date moved", "%(number)s dates moved", moved_ones)),
        (waiting, ngettext("one activity waits", "%(number)s activities wait", waiting)),
        (passed, ngettext("one is past its day", "%(number)s are past their days", passed)),
    ]
    told = [words % {"number": number} for number, words in parts if number]
    if not told:
        return gettext("Everything is where it was planned.")
    return gettext("As planned, but for this: %(what)s.") % {"what": ", ".join(told)}

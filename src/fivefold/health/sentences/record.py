"""What the rooms counted, in words: each count by itself, never summed, and the days it was counted over."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fivefold.health.card import DimensionCard, ReportCard
from fivefold.health.reader import verdict_of
from fivefold.health.reading import Verdict
from fivefold.health.record import Record


def counts(keys: Sequence[str], card: ReportCard, *, of: Verdict | None = None) -> list[str]:
    """The sentences of what was counted on these dimensions, in the order of the framework.

    of: those of one verdict alone, where that is what is spoken of.
    """
    return [
        f"{count.sentence.removesuffix('.')}."
        for one in card.dimensions
        if one.key in keys
        for count in one.counted
        if not count.is_too_early and of in {None, verdict_of(count)}
    ]


def strands_in_words(one: DimensionCard) -> str:
    """How answers and record stand to each other; nothing where one of them does not speak."""
    match one.facts.verdict, one.facts.record:
        case Verdict.STRENGTH, Verdict.STRENGTH:
            return _("Members’ answers are favorable, and the record bears them out.")
        case Verdict.STRENGTH, Verdict.GAP:
            return _("Members’ answers are favorable; the record falls short.")
        case Verdict.GAP, Verdict.GAP:
            return _("Members’ answers are not yet favorable, and the record falls short too.")
        case Verdict.GAP, Verdict.STRENGTH:
            return _("Members’ answers are not yet favorable; the record holds up.")
        case _:
            return ""


def window(record: Record | None, today: date) -> str:
    """Over which days it was counted, and by when it was entered; or why nothing was."""
    if record is None:
        return ""
    if record.first is None:
        return _("No year is planned here that holds %(day)s, so the record is not counted.") % {
            "day": _day(record.last)
        }
    if record.is_empty:
        return _("Nothing fell due from %(first)s to %(last)s, as entered here by %(today)s.") % _days(
            record.first, record.last, today
        )
    parts = [
        _("Counted from %(first)s to %(last)s, as entered here by %(today)s.")
        % _days(record.first, record.last, today)
    ]
    if record.left_out:
        names = [one.name for one in record.left_out if one.name]
        parts.append(_("This framework has no dimension for: %(names)s.") % {"names": "; ".join(names)})
    return " ".join(parts)


def too_early(due: int) -> str:
    return _("Too early to say: %(due)s due so far, and three are needed.") % {"due": due}


def _days(first: date, last: date, today: date) -> dict[str, str]:
    return {"first": _day(first), "last": _day(last), "today": _day(today)}


def _day(one: date) -> str:
    return date_format(one, "DATE_FORMAT")

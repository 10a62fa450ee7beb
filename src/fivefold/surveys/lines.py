"""A round as the list of rounds says it."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fivefold.assess import instruments
from fivefold.assess.instruments import Instrument
from fivefold.core.charts.numbers import share
from fivefold.partnerships.states import Side
from fivefold.surveys.models import Round


@dataclass(frozen=True)
class RoundLine:
    round: Round
    answered: str
    roster: str
    instrument: str
    note: str
    past: str
    """Why its figures no longer hold; empty while they do."""


def round_line(of: Round) -> RoundLine:
    used = instrument_of(of)
    language = get_language() or "en"
    return RoundLine(
        round=of,
        answered=_answered(of),
        roster=_roster(of),
        instrument=_instrument(of, used, language),
        note=used.note.in_language(language) if used and used.pilot else "",
        past=_past(of),
    )


def _past(of: Round) -> str:
    if of.withdrawn_at is not None:
        return _("Withdrawn on %(day)s: %(because)s") % {
            "day": date_format(timezone.localtime(of.withdrawn_at), "DATE_FORMAT"),
            "because": of.withdrawn_because,
        }
    correction = of.correction
    if correction is not None and correction.space_id == of.space_id:
        return _("Corrected by %(title)s.") % {"title": correction.title}
    return ""


def instrument_of(of: Round) -> Instrument | None:
    """The instrument in the version that was used; None for a survey from elsewhere or a version gone."""
    shipped = instruments.keys()
    if of.instrument_key not in shipped:
        return None
    found = instruments.load(of.instrument_key)
    return found if found.version == of.instrument_version else None


def _answered(of: Round) -> str:
    # Under the threshold even the number of answers is not told: it would point at people.
    if of.responses < of.threshold:
        few = _("Fewer than %(threshold)s people answered, so no figure of this round is shown.")
        return few % {"threshold": of.threshold}
    if of.members is None or of.rate is None:
        unknown = _("%(n)s people answered. How many were asked, and so the response rate, is unknown.")
        return unknown % {"n": number_format(of.responses, 0)}
    return _("%(n)s of %(members)s members answered, %(rate)s.") % {
        "n": number_format(of.responses, 0),
        "members": number_format(of.members, 0),
        "rate": share(of.rate),
    }


def _roster(of: Round) -> str:
    """Who was asked, by side. Who answered by side is told on the report card alone, under its rules."""
    if not of.members_by_side:
        return ""
    asked = ", ".join(
        f"{Side(side).label}: {number_format(count, 0)}" for side, count in of.members_by_side.items()
    )
    return _("Asked: %(sides)s.") % {"sides": asked}


def _instrument(of: Round, used: Instrument | None, language: str) -> str:
    if used is not None:
        return _("%(title)s, version %(version)s.") % {
            "title": used.title.in_language(language),
            "version": used.version,
        }
    return (
        _("A survey from elsewhere, in its own wording.")
        if not of.instrument_key
        else f"{of.instrument_key}."
    )

"""The sides and the rounds, compared in words; each claim with its honest fallback."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from fivefold.assess import wording
from fivefold.assess.answer import Answer
from fivefold.core.charts.numbers import decimal, interval
from fivefold.health.card import Interval, ReportCard, ScaleCard
from fivefold.health.reading import (
    Movement,
    NoChange,
    NoComparison,
    excludes_none,
)


def widest(scales: Sequence[ScaleCard]) -> ScaleCard:
    """The scale on which the sides are furthest apart."""

    def distance(scale: ScaleCard) -> tuple[bool, float]:
        found = scale.difference
        return (found.excludes_none, abs(found.mean)) if found else (False, -1.0)

    return max(scales, key=distance)


def in_scale(points: float, answers: Sequence[Answer]) -> float:
    """A distance on 0–100, in the numbers of the answers."""
    return points / 100 * (answers[-1].number - answers[0].number)


def apart(difference: Interval, answers: Sequence[Answer]) -> tuple[str, str]:
    """How far apart, and its interval: both without a sign, because the words say who is lower."""
    near, far = sorted(abs(in_scale(end, answers)) for end in (difference.low, difference.high))
    return decimal(abs(in_scale(difference.mean, answers))), interval(near, far)


def apart_in_sentence(scale: ScaleCard) -> str:
    assert scale.difference is not None  # noqa: S101 - for the type checker; asked only where they differ
    far, around = apart(scale.difference, scale.answers)
    if scale.difference.mean < 0:
        text = _("the sides are %(far)s answer steps apart (%(interval)s): practice answers lower.")
    else:
        text = _("the sides are %(far)s answer steps apart (%(interval)s): research answers lower.")
    return text % {"far": far, "interval": around}


def difference(scale: ScaleCard) -> str:
    """The line that comes before the two sides' own numbers."""
    found = scale.difference
    if found is None:
        return no_comparison(scale.against_comparison)
    if found.excludes_none:
        far, around = apart(found, scale.answers)
        lower = (
            _("%(far)s apart (%(interval)s): practice lower than research")
            if found.mean < 0
            else _("%(far)s apart (%(interval)s): research lower than practice")
        )
        return lower % {"far": far, "interval": around}
    return _("No clear difference: %(difference)s (%(interval)s), practice less research") % {
        "difference": decimal(in_scale(found.mean, scale.answers)),
        "interval": interval(in_scale(found.low, scale.answers), in_scale(found.high, scale.answers)),
    }


def no_comparison(why: NoComparison | None) -> str:
    match why:
        case NoComparison.TINY_SIDE:
            return _(
                "A side has fewer than ten people here. A few of them would stand for a whole side, so the "
                "survey does not set the sides against each other: the record and the judgment lead."
            )
        case NoComparison.PROTECTED:
            return _("The sides are not compared: a figure is not shown, to protect small groups.")
        case NoComparison.NO_SPREAD:
            return _(
                "No difference is claimed: on at least one side all who answered have the same score, so "
                "nothing tells how far chance could carry it."
            )
        case NoComparison.BELOW_HALF:
            return _("The sides are not compared: on one of them fewer than half answered.")
        case _:
            return _("The sides are not compared: this round does not hold the answers of both.")


def change(scale: ScaleCard, card: ReportCard) -> str:
    """Since the earlier round: what moved, the figures, and whether no change is among the possible."""
    if scale.change is None or scale.movement is None:
        return no_change(scale.no_change)
    found = scale.change
    inside = not excludes_none(found.low, found.high)
    figures = _("%(earlier)s to %(later)s, difference %(difference)s (%(interval)s).") % {
        "earlier": decimal(wording.native(found.earlier, scale.answers)),
        "later": decimal(wording.native(found.later, scale.answers)),
        "difference": decimal(in_scale(found.difference, scale.answers)),
        "interval": interval(in_scale(found.low, scale.answers), in_scale(found.high, scale.answers)),
    }
    if scale.movement.is_claimed:
        caution = ""
    elif inside:
        caution = _("The interval includes no change.")
    else:
        caution = _("Seen together with the other dimensions, chance could explain it.")
    return " ".join(part for part in (f"{moved(scale.movement, card)}:", figures, caution) if part)


def moved_or_why_not(scale: ScaleCard, card: ReportCard) -> str:
    """As `change`, without the figures; what holds for the whole card is said once, elsewhere."""
    if scale.movement is None:
        return no_change(scale.no_change) if card.compared_with else ""
    return f"{moved(scale.movement, card)}."


def moved(movement: Movement, card: ReportCard) -> str:
    since = {"round": card.compared_with}
    match movement:
        case Movement.UP:
            return _("Up since %(round)s, more than chance would explain") % since
        case Movement.DOWN:
            return _("Down since %(round)s, more than chance would explain") % since
        case Movement.MAY_BE_UP:
            return _("May be up since %(round)s") % since
        case Movement.MAY_BE_DOWN:
            return _("May be down since %(round)s") % since
        case _:
            return _("About the same as in %(round)s") % since


def no_change(why: NoChange | None) -> str:
    match why:
        case NoChange.OTHER_INSTRUMENT:
            return _("Not compared with earlier rounds: they asked other questions, or other people.")
        case NoChange.BELOW_HALF:
            return _("No change is claimed: in one of the two rounds fewer than half answered.")
        case NoChange.NO_SPREAD:
            return _(
                "No change is claimed: in at least one of the two rounds all who answered have the same "
                "score, so nothing tells how far chance could carry it."
            )
        case NoChange.WITHHELD:
            return _("Not compared: the earlier round shows no figure here.")
        case _:
            return _("First round: there is nothing to compare with yet.")

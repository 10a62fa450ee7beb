"""The sides and the rounds, compared in words; each claim with its honest fallback."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from fivefold.assess import wording
from fivefold.assess.answer import Answer
from fivefold.core.charts.numbers import decimal, interval
from fivefold.health.analysis import Changed
from fivefold.health.card import Interval, ReportCard, ScaleCard
from fivefold.health.reading import (
    Drift,
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


def how_far_apart(scale: ScaleCard) -> str:
    """A clause for where the sides clearly differ."""
    assert scale.difference is not None  # noqa: S101 - for the type checker; asked only where they differ
    far, around = apart(scale.difference, scale.answers)
    return _("They are now %(far)s answer steps apart (%(interval)s)") % {"far": far, "interval": around}


def drifted(which: Drift, card: ReportCard) -> str:
    """A clause: how the sides moved against each other, without figures."""
    since = {"round": card.compared_with_first}
    match which:
        case Drift.APART:
            return _("The sides have drifted apart since %(round)s") % since
        case Drift.CLOSER:
            return _("The sides have come closer since %(round)s") % since
        case Drift.ACROSS:
            return _("The sides have changed places since %(round)s") % since


def drift_figures(scale: ScaleCard, card: ReportCard) -> str:
    """A clause: each side from where to where. All members together would hide it."""
    return _(
        "Practice went from %(practice)s and research from %(research)s since %(round)s: how far they are "
        "apart changed more than chance would explain"
    ) % {**_both_sides(scale), "round": card.compared_with_first}


def _both_sides(scale: ScaleCard) -> dict[str, str]:
    assert scale.drifted is not None  # noqa: S101 - for the type checker; asked only where they drifted
    return {
        side: _("%(first)s to %(latest)s")
        % dict(
            zip(
                ("first", "latest"),
                (decimal(wording.native(mean, scale.answers)) for mean in means),
                strict=True,
            )
        )
        for side, means in (("practice", scale.drifted.practice), ("research", scale.drifted.research))
    }


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
    return _("No clear difference: %(difference)s (%(interval)s)") % {
        "difference": decimal(in_scale(found.mean, scale.answers)),
        "interval": interval(in_scale(found.low, scale.answers), in_scale(found.high, scale.answers)),
    }


def no_comparison(why: NoComparison | None) -> str:
    match why:
        case NoComparison.TINY_SIDE:
            return _(
                "A side has fewer than ten people here. A few of them would stand for a whole side, so the "
                "survey does not set the sides against each other. Ask them what stands behind their answers."
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
    if scale.drift is not None:
        return _drift_told(scale, card)
    if scale.change is None or scale.movement is None:
        return no_change(scale.no_change)
    figures = _change_figures(scale.change, scale)
    if _part_of_longer(scale):
        longer = _longer(scale.movement.claim)
        lately = _("%(figures)s since %(round)s. By itself, this step may be chance.")
        return f"{longer}: {lately % {'figures': figures, 'round': card.compared_with}}"
    return " ".join(filter(None, [f"{moved(scale, card)}:", f"{figures}.", _caution(scale)]))


def _drift_told(scale: ScaleCard, card: ReportCard) -> str:
    assert scale.drift is not None and scale.drifted is not None  # noqa: S101, PT018 - for the type checker
    found, answers = scale.drifted, scale.answers
    told = _(
        "%(drifted)s: practice %(practice)s, research %(research)s; practice less research changed by "
        "%(difference)s (%(interval)s)."
    ) % {
        **_both_sides(scale),
        "drifted": drifted(scale.drift, card),
        "difference": decimal(in_scale(found.difference, answers)),
        "interval": interval(in_scale(found.low, answers), in_scale(found.high, answers)),
    }
    if scale.change is None:
        return told
    together = _("All members together, since %(round)s: %(figures)s.") % {
        "round": card.compared_with,
        "figures": _change_figures(scale.change, scale),
    }
    return f"{told} {together}"


def _change_figures(found: Changed, scale: ScaleCard) -> str:
    return _("%(earlier)s to %(later)s, difference %(difference)s (%(interval)s)") % {
        "earlier": decimal(wording.native(found.earlier, scale.answers)),
        "later": decimal(wording.native(found.later, scale.answers)),
        "difference": decimal(in_scale(found.difference, scale.answers)),
        "interval": interval(in_scale(found.low, scale.answers), in_scale(found.high, scale.answers)),
    }


def _caution(scale: ScaleCard) -> str:
    if scale.change is None or scale.movement is None or scale.movement.is_claimed:
        return ""
    if excludes_none(scale.change.low, scale.change.high):
        return _("Seen together with the other dimensions, chance could explain it.")
    return _("The interval includes no change.")


def _part_of_longer(scale: ScaleCard) -> bool:
    """A step that may be chance by itself, on a way that over all rounds is more than chance."""
    lately, over_all = scale.movement, scale.movement_over_all
    if lately is None or over_all is None or lately.is_claimed:
        return False
    return over_all.is_claimed and lately.claim == over_all


def _longer(way: Movement) -> str:
    return _("Part of a longer rise") if way == Movement.UP else _("Part of a longer fall")


def moved_or_why_not(scale: ScaleCard, card: ReportCard) -> str:
    """As `change`, without the figures; what holds for the whole card is said once, elsewhere."""
    if text := moved(scale, card):
        return f"{text}."
    return no_change(scale.no_change) if card.compared_with else ""


def moved(scale: ScaleCard, card: ReportCard) -> str:
    """A clause, or nothing where no round is there to compare with."""
    if scale.drift is not None:
        return drifted(scale.drift, card)
    if _part_of_longer(scale) and scale.movement_over_all is not None:
        return since(scale.movement_over_all, card.compared_with_first)
    return since(scale.movement, card.compared_with) if scale.movement is not None else ""


def since(movement: Movement, title: str | None) -> str:
    then = {"round": title}
    match movement:
        case Movement.UP:
            return _("Up since %(round)s, more than chance would explain") % then
        case Movement.DOWN:
            return _("Down since %(round)s, more than chance would explain") % then
        case Movement.MAY_BE_UP:
            return _("May be up since %(round)s") % then
        case Movement.MAY_BE_DOWN:
            return _("May be down since %(round)s") % then
        case _:
            return _("About the same as in %(round)s") % then


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
            return _("No round before this one to compare with.")

"""What rose or fell: over all comparable rounds where there are three or more, else since the last one.

Each is a clause, to be joined with others into one sentence.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fivefold.assess import wording
from fivefold.core.charts.numbers import decimal, interval
from fivefold.health.card import ReportCard
from fivefold.health.numbers import listed, whole
from fivefold.health.reading import Movement
from fivefold.health.sentences.comparing import in_scale

Names = Callable[[str], str]


@dataclass(frozen=True)
class _Way:
    """Up or down in words. Functions, so that each is said in the language of whoever reads."""

    since: Callable[[int], str]
    alone: Callable[[], str]
    several: Callable[[int], str]


_WAYS = {
    Movement.UP: _Way(
        since=lambda count: ngettext(
            "%(names)s is up since %(round)s, more than chance would explain",
            "%(names)s are up since %(round)s, more than chance would explain",
            count,
        ),
        alone=lambda: _(
            "%(name)s rose from %(first)s to %(latest)s over %(count)s rounds, more than chance would explain"
        ),
        several=lambda count: ngettext(
            "%(names)s rose over %(count)s rounds, more than chance would explain",
            "%(names)s all rose over %(count)s rounds, more than chance would explain",
            count,
        ),
    ),
    Movement.DOWN: _Way(
        since=lambda count: ngettext(
            "%(names)s is down since %(round)s, more than chance would explain",
            "%(names)s are down since %(round)s, more than chance would explain",
            count,
        ),
        alone=lambda: _(
            "%(name)s fell from %(first)s to %(latest)s over %(count)s rounds, more than chance would explain"
        ),
        several=lambda count: ngettext(
            "%(names)s fell over %(count)s rounds, more than chance would explain",
            "%(names)s all fell over %(count)s rounds, more than chance would explain",
            count,
        ),
    ),
}


def moves(way: Movement, card: ReportCard, name: Names) -> list[str]:
    """Each dimension once: what it did over all rounds includes what it did since the last."""
    said = card.opening
    is_up = way == Movement.UP
    over_all, lately = (said.up_over_all, said.up) if is_up else (said.down_over_all, said.down)
    alone = [name(key) for key in lately if key not in over_all]
    since = _WAYS[way].since(len(alone)) % {"names": listed(alone), "round": card.compared_with}
    return [*moves_over_all(way, over_all, card, name), *([since] if alone else [])]


def moves_over_all(way: Movement, keys: Sequence[str], card: ReportCard, name: Names) -> list[str]:
    if not keys:
        return []
    ends = {key: _first_and_latest(card, key) for key in keys}
    count = whole(card.comparable_rounds)
    if len(keys) == 1 and (only := ends[keys[0]]):
        told = {"name": name(keys[0]), "first": only[0], "latest": only[1], "count": count}
        return [_WAYS[way].alone() % told]
    named = [
        _("%(name)s (%(first)s to %(latest)s)") % {"name": name(key), "first": found[0], "latest": found[1]}
        if (found := ends[key])
        else name(key)
        for key in keys
    ]
    return [_WAYS[way].several(len(keys)) % {"names": listed(named), "count": count}]


def over_all_rounds(card: ReportCard, name: Names) -> str:
    """The figures behind what is said of all rounds: of every dimension, moved or not."""
    figures = [
        _("%(name)s %(difference)s (%(interval)s)")
        % {
            "name": name(one.key),
            "difference": decimal(in_scale(scale.over_all.difference, scale.answers)),
            "interval": interval(
                in_scale(scale.over_all.low, scale.answers), in_scale(scale.over_all.high, scale.answers)
            ),
        }
        for one in card.dimensions
        for scale in one.scales
        if scale.over_all is not None and len(one.scales) == 1
    ]
    if not figures:
        return ""
    return _("All members over %(count)s rounds, since %(round)s: %(figures)s.") % {
        "count": whole(card.comparable_rounds),
        "round": card.compared_with_first,
        "figures": "; ".join(figures),
    }


def _first_and_latest(card: ReportCard, key: str) -> tuple[str, str] | None:
    """As printed; None where the two print alike, or where no single scale stands for the dimension."""
    one = card.dimension(key)
    if one is None or len(one.scales) != 1 or one.scales[0].over_all is None:
        return None
    scale, found = one.scales[0], one.scales[0].over_all
    first, latest = (decimal(wording.native(mean, scale.answers)) for mean in (found.earlier, found.later))
    return None if first == latest else (first, latest)

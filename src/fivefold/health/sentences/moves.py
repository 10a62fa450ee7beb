"""What rose or fell: over all comparable rounds where there are three or more, else since the last one.

Each is a clause, to be joined with others into one sentence.
"""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fivefold.assess import wording
from fivefold.core.charts.numbers import decimal, interval
from fivefold.health.card import ReportCard
from fivefold.health.numbers import listed, whole
from fivefold.health.sentences.comparing import in_scale

Names = Callable[[str], str]


def risen(card: ReportCard, name: Names) -> list[str]:
    """Each dimension once: what it did over all rounds includes what it did since the last."""
    over_all = card.opening.up_over_all
    lately = [name(key) for key in card.opening.up if key not in over_all]
    text = ngettext(
        "%(names)s is up since %(round)s, more than chance would explain",
        "%(names)s are up since %(round)s, more than chance would explain",
        len(lately),
    )
    since = [text % {"names": listed(lately), "round": card.compared_with}] if lately else []
    return [*rose_over_all(over_all, card, name), *since]


def fallen(card: ReportCard, name: Names) -> list[str]:
    over_all = card.opening.down_over_all
    lately = [name(key) for key in card.opening.down if key not in over_all]
    text = ngettext(
        "%(names)s is down since %(round)s, more than chance would explain",
        "%(names)s are down since %(round)s, more than chance would explain",
        len(lately),
    )
    since = [text % {"names": listed(lately), "round": card.compared_with}] if lately else []
    return [*fell_over_all(over_all, card, name), *since]


def rose_over_all(keys: Sequence[str], card: ReportCard, name: Names) -> list[str]:
    alone = _(
        "%(name)s rose from %(first)s to %(latest)s over %(count)s rounds, more than chance would explain"
    )
    several = ngettext(
        "%(names)s rose over %(count)s rounds, more than chance would explain",
        "%(names)s all rose over %(count)s rounds, more than chance would explain",
        len(keys),
    )
    return _over_all(keys, card, name, alone, several)


def fell_over_all(keys: Sequence[str], card: ReportCard, name: Names) -> list[str]:
    alone = _(
        "%(name)s fell from %(first)s to %(latest)s over %(count)s rounds, more than chance would explain"
    )
    several = ngettext(
        "%(names)s fell over %(count)s rounds, more than chance would explain",
        "%(names)s all fell over %(count)s rounds, more than chance would explain",
        len(keys),
    )
    return _over_all(keys, card, name, alone, several)


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
    return _("Over %(count)s rounds, since %(round)s: %(figures)s.") % {
        "count": whole(card.comparable_rounds),
        "round": card.compared_with_first,
        "figures": "; ".join(figures),
    }


def _over_all(keys: Sequence[str], card: ReportCard, name: Names, alone: str, several: str) -> list[str]:
    if not keys:
        return []
    ends = {key: _first_and_latest(card, key) for key in keys}
    count = whole(card.comparable_rounds)
    if len(keys) == 1 and (only := ends[keys[0]]):
        return [alone % {"name": name(keys[0]), "first": only[0], "latest": only[1], "count": count}]
    named = [
        _("%(name)s (%(first)s to %(latest)s)") % {"name": name(key), "first": found[0], "latest": found[1]}
        if (found := ends[key])
        else name(key)
        for key in keys
    ]
    return [several % {"names": listed(named), "count": count}]


def _first_and_latest(card: ReportCard, key: str) -> tuple[str, str] | None:
    """As printed; None where the two print alike, or where no single scale stands for the dimension."""
    one = card.dimension(key)
    if one is None or len(one.scales) != 1 or one.scales[0].over_all is None:
        return None
    scale, found = one.scales[0], one.scales[0].over_all
    first, latest = (decimal(wording.native(mean, scale.answers)) for mean in (found.earlier, found.later))
    return None if first == latest else (first, latest)

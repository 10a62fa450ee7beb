"""The numbers behind the pictures, as tables."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from fivefold.assess import wording
from fivefold.assess.answer import Answer
from fivefold.core.charts import ChartTable
from fivefold.core.charts.numbers import interval, share
from fivefold.health import sentences
from fivefold.health.card import ReportCard, Say, ScaleCard
from fivefold.health.reading import Showing


def card_table(card: ReportCard, names: Mapping[str, str], language: str) -> ChartTable:
    """One row a scale and one a side of it; what is withheld says so."""
    rows: list[list[str]] = []
    for one in card.dimensions:
        for scale in one.scales:
            label = names[one.key] if len(one.scales) == 1 else scale.title.in_language(language)
            rows += scale_rows(scale, label, language, ranged=card.has_several_ranges)
    return ChartTable(_("What members say, in numbers"), say_columns(), rows)


def items_table(scale: ScaleCard, texts: Sequence[str], label: str, language: str) -> ChartTable:
    """One row a statement, in the order of the instrument."""
    columns = [pgettext("table column", "Statement"), *say_columns()[2:], _("Cannot tell")]
    rows = [
        [
            text,
            *say_cells(one.say, scale.answers, language),
            "" if one.say.withheld or one.cannot_tell is None else share(one.cannot_tell),
        ]
        for text, one in zip(texts, scale.items, strict=True)
    ]
    return ChartTable(_("%(name)s, statement by statement") % {"name": label}, columns, rows)


def say_columns() -> list[str]:
    return [
        pgettext("table column", "Scale"),
        pgettext("table column", "Who"),
        _("Typical answer"),
        _("95% interval"),
        _("Answered"),
        pgettext("table column", "Of"),
        _("Rate"),
        _("Whatever the silent would say"),
    ]


def scale_rows(scale: ScaleCard, label: str, language: str, *, ranged: bool) -> list[list[str]]:
    sides = [(sentences.side(one.key), one.say) for one in scale.sides]
    everybody = [(_("All members"), scale.say), *sides]
    return [[label, who, *say_cells(say, scale.answers, language, ranged=ranged)] for who, say in everybody]


def say_cells(say: Say, answers: Sequence[Answer], language: str, *, ranged: bool = False) -> list[str]:
    """Typical answer, interval, n, N, rate, bounds."""
    if say.withheld:
        return [_("Not shown, to protect small groups"), "", "", "", "", ""]
    around = say.low is not None and say.high is not None
    words, _interval = sentences.in_words(say, answers, language, ranged=ranged)
    return [
        words or _("Not shown: fewer than half answered"),
        _ends((say.low, say.high), answers) if around else _no_interval(say),
        "" if say.n is None else str(say.n),
        _("unknown") if say.population is None else str(say.population),
        _("unknown") if say.rate is None else share(say.rate),
        _ends(say.bounds, answers) if say.bounds else "",
    ]


def _no_interval(say: Say) -> str:
    if say.showing != Showing.EVERYONE:
        return ""
    return _("nobody was silent") if say.unscored else _("everyone answered")


def _ends(ends: tuple[float | None, float | None], answers: Sequence[Answer]) -> str:
    low, high = (wording.native(end, answers) for end in ends if end is not None)
    return interval(low, high)


def trend_table(
    caption: str, rows: Sequence[tuple[str, str, Say | None]], answers: Sequence[Answer], language: str
) -> ChartTable:
    """One row a round and line; a round that did not compare its sides has no figures here."""
    columns = [pgettext("table column", "Round"), *say_columns()[1:]]
    return ChartTable(
        caption,
        columns,
        [
            [title, who, *(say_cells(say, answers, language) if say else [_("Not compared"), *[""] * 5])]
            for title, who, say in rows
        ],
    )

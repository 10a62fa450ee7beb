"""The page of one dimension: its scales, their statements, the two sides, the rounds so far."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from fivefold.assess import wording
from fivefold.assess.answer import Answer
from fivefold.assess.assessment import Assessment
from fivefold.core.charts import Chart, ChartTable, Reading, Series, SidesRow, sides_chart, trend_chart
from fivefold.core.charts.numbers import decimal, interval, share
from fivefold.health import sentences
from fivefold.health.card import DimensionCard, Say, ScaleCard
from fivefold.health.language import language
from fivefold.health.legend import Entry, legend
from fivefold.health.lines import ItemLine, Liner, RecordLine, ScaleLines, record_line
from fivefold.health.meeting import question_for, routine_for, statements
from fivefold.health.pages import (
    DimensionLink,
    dimension_links,
    pilot_note,
)
from fivefold.health.queries import CardPage
from fivefold.health.reader import EarlierRound, ReadCard, is_tiny, shown
from fivefold.health.reading import Showing
from fivefold.health.tables import items_table, trend_table

AROUND = " :.-_"


@dataclass(frozen=True)
class ScaleView:
    title: str
    # The question that its statements share.
    stem: str
    lines: ScaleLines
    legend: tuple[Entry, ...]
    items: tuple[ItemLine, ...]
    sides: Chart | None
    trend: Chart | None
    reliability: str
    cannot_tell: str
    table: ChartTable

    @property
    def charts(self) -> tuple[Chart, ...]:
        return tuple(chart for chart in (self.sides, self.trend) if chart)


@dataclass(frozen=True)
class Looked:
    """One indicator: what it is, and what the highest step looks like."""

    text: str
    rubric: str


@dataclass(frozen=True)
class DimensionView:
    number: int
    name: str
    short: str
    asks: str
    lead: str
    conditions: str
    scales: tuple[ScaleView, ...]
    links: tuple[DimensionLink, ...]
    indicators: tuple[Looked, ...]
    steps: tuple[str, ...]
    question: str
    routine: str
    pilot_note: str
    asked: bool
    record: tuple[RecordLine, ...]
    window: str
    agreement: str


def dimension_view(page: CardPage, one: DimensionCard) -> DimensionView:
    tongue, card = language(), page.card
    short = one.dimension.short.in_language(tongue)
    return DimensionView(
        number=one.number,
        name=one.dimension.name.in_language(tongue),
        short=short,
        asks=one.dimension.question.in_language(tongue),
        lead=sentences.lead(one, card),
        conditions=sentences.round_conditions(card, page.assessment.round.title),
        scales=scale_views(one, page),
        links=tuple(dimension_links(page.assessment, card).values()),
        indicators=tuple(
            Looked(look.text.in_language(tongue), look.rubric.in_language(tongue) if look.rubric else "")
            for look in one.dimension.indicators
        ),
        steps=tuple(step.label.in_language(tongue) for step in card.framework.steps),
        question=question_for(card, one.key, one.reason),
        routine=routine_for(card, one.key),
        pilot_note=pilot_note(page.instrument),
        asked=one.facts.asked,
        record=tuple(record_line(count, one.number) for count in one.counted),
        window=sentences.window(card.record, timezone.localdate()),
        agreement=" ".join(filter(None, sentences.agreement(one.agreement, one))),
    )


def scale_views(one: DimensionCard, page: ReadCard) -> tuple[ScaleView, ...]:
    liner = Liner(page.card, language())
    short = one.dimension.short.in_language(liner.language)
    return tuple(_scale(scale, one, page, liner, short) for scale in one.scales)


def _scale(scale: ScaleCard, one: DimensionCard, page: ReadCard, liner: Liner, short: str) -> ScaleView:
    label = short if len(one.scales) == 1 else scale.title.in_language(liner.language)
    title = scale.title.in_language(liner.language)
    stem, texts = statements(scale, page.card, page.instrument, liner.language)
    items = tuple(
        liner.item(item, text, scale.answers, one.number)
        for item, text in zip(scale.items, texts, strict=True)
    )
    return ScaleView(
        title=title,
        # A scale that came with a grid often has the grid's question as its title.
        stem="" if stem.strip(AROUND) == title.strip(AROUND) else stem,
        lines=liner.scale(scale, one.number, label),
        legend=legend([scale], page.card),
        items=items,
        sides=_sides(scale, one.number, liner),
        trend=_trend(scale, one.number, page, liner, label),
        reliability=_reliability(scale),
        cannot_tell=_visibility(scale),
        table=items_table(scale, [one.text for one in items], label, liner.language),
    )


def _reading(say: Say | None, answers: Sequence[Answer]) -> Reading | None:
    """Nothing for a chart to draw where the mean may not be printed."""
    if say is None or say.mean is None:
        return None
    low, high = (say.mean, say.mean) if say.showing == Showing.EVERYONE else (say.low, say.high)
    return Reading(
        wording.native(say.mean, answers),
        None if low is None else wording.native(low, answers),
        None if high is None else wording.native(high, answers),
        say.n,
    )


def _sides(scale: ScaleCard, number: int, liner: Liner) -> Chart | None:
    if scale.difference is None:
        return None
    readings = {one.key: _reading(one.say, scale.answers) for one in scale.sides}
    stated = sentences.difference(scale)
    title = (
        _("The two sides see it differently")
        if scale.difference.excludes_none
        else _("No clear difference between the sides")
    )
    return sides_chart(
        [SidesRow("", stated, readings["practice"], readings["research"])],
        axis=liner.axis(scale.answers),
        dimension=number,
        title=title,
        subtitle=_(
            "Each side’s 95% interval is of these members; that of the difference, practice less research, "
            "looks beyond them. A topic for talk, not a ranking."
        ),
        conditions=sentences.sides_conditions(scale),
        practice_name=sentences.side("practice"),
        research_name=sentences.side("research"),
    )


def _trend(scale: ScaleCard, number: int, page: ReadCard, liner: Liner, label: str) -> Chart | None:
    """Oldest first. The sides where this round compares them, else all members as one line."""
    rounds = [*reversed(page.earlier), EarlierRound(page.title, page.figures)]
    keys = ("practice", "research") if scale.against_comparison is None else ("",)
    said = {key: [_said(one.assessment, scale.key, key) for one in rounds] for key in keys}
    names = {key: sentences.side(key) if key else _("All members") for key in keys}
    readings = {key: [_reading(say, scale.answers) for say in says] for key, says in said.items()}
    if len(rounds) < 2 or not any(reading for line in readings.values() for reading in line):
        return None
    chart = trend_chart(
        [Series(names[key], readings[key], is_open=key == "research") for key in keys],
        rounds=[one.title for one in rounds],
        axis=liner.axis(scale.answers),
        dimension=number,
        title=sentences.trend_title(label, scale, page.card),
        subtitle=_("Typical answer and 95% interval. Same wording in every round shown."),
        conditions=sentences.change(scale, page.card),
    )
    table = trend_table(
        chart.title,
        [(one.title, names[key], said[key][at]) for at, one in enumerate(rounds) for key in keys],
        scale.answers,
        liner.language,
    )
    return replace(chart, table=table)


def _said(assessment: Assessment, scale_key: str, side: str) -> Say | None:
    """What may be printed of one line in one round; None where that round does not compare its sides."""
    result = next((one for one in assessment.scales if one.key == scale_key), None)
    if result is None:
        return Say(Showing.WITHHELD)
    if not side:
        return shown(result)
    if is_tiny(assessment):
        return None
    group = result.group(side)
    return shown(group.figure) if group else None


def _reliability(scale: ScaleCard) -> str:
    """Alpha and omega with a sentence; one of them may be undefined for these answers."""
    named = [
        f"{name} {decimal(value, 2)}" + (f" ({interval(*around, 2)})" if around else "")
        for name, value, around in (
            (_("alpha"), scale.alpha, scale.alpha_interval),
            (_("omega"), scale.omega, scale.omega_interval),
        )
        if value is not None
    ]
    if not named:
        return ""
    by_omega = scale.omega is not None
    judged = scale.omega if by_omega else scale.alpha
    around = scale.omega_interval if by_omega else scale.alpha_interval
    return _("Reliability: %(coefficients)s: %(sentence)s.") % {
        "coefficients": ", ".join(named),
        "sentence": sentences.how_it_hangs_together(judged or 0.0, around[0] if around else None),
    }


def _visibility(scale: ScaleCard) -> str:
    if scale.cannot_tell is None:
        return ""
    return _(
        "%(share)s of answers were “I cannot tell from where I sit”: that is how visible the work is."
    ) % {"share": share(scale.cannot_tell)}

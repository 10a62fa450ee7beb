"""A report in words, pictures and tables, ready to be set: the sentences of the card's own pages."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fivefold.core.charts import ChartTable
from fivefold.health import sentences
from fivefold.health.dimension import ScaleView, scale_views
from fivefold.health.language import language
from fivefold.health.legend import Entry
from fivefold.health.lines import Liner, ScaleLines
from fivefold.health.meeting import question_text, statement_to_read
from fivefold.health.pages import (
    DimensionLink,
    DimensionRow,
    OpeningWords,
    common_axis,
    dimension_rows,
    opening_words,
    pilot_note,
    short_names,
    whole_legend,
    why_no_sides,
)
from fivefold.health.tables import card_table
from fivefold.reports.methods import methods
from fivefold.reports.states import Part
from fivefold.reports.subject import Subject


@dataclass(frozen=True)
class Fact:
    name: str
    value: str


@dataclass(frozen=True)
class DimensionPart:
    """What the full report says of one dimension beyond the card."""

    number: int
    name: str
    asks: str
    lead: str
    asked: bool
    scales: tuple[ScaleView, ...]


@dataclass(frozen=True)
class Report:
    subject: Subject
    part: Part
    language: str
    title: str
    opening: OpeningWords
    answered: str
    scope: str
    pilot_note: str
    rows: tuple[DimensionRow, ...]
    other_scales: tuple[ScaleLines, ...]
    axis_words: tuple[str, ...]
    legend: tuple[Entry, ...]
    why_counts_differ: str
    why_no_sides: str
    changes: tuple[Fact, ...]
    why_no_change: str
    over_all_rounds: str
    window: str
    question: str
    question_because: str
    question_statement: str
    table: ChartTable
    dimensions: tuple[DimensionPart, ...]
    methods: tuple[str, ...]
    facts: tuple[Fact, ...]
    foot: str

    @property
    def is_full(self) -> bool:
        return self.part == Part.FULL

    @property
    def heading(self) -> str:
        """The document's title: what it is, and of whom."""
        return ", ".join(filter(None, [self.title, self.subject.partnership, self.subject.title]))


def report(subject: Subject, part: Part) -> Report:
    """In the language that is active."""
    card, tongue = subject.card, language()
    liner, names = Liner(card, tongue), short_names(card)
    rows = dimension_rows(card, liner, _names_alone(subject))
    return Report(
        subject=subject,
        part=part,
        language=tongue,
        title=_("How the partnership is doing"),
        opening=opening_words(card),
        answered=sentences.round_conditions(card, subject.title),
        scope=sentences.scope(card),
        pilot_note=pilot_note(subject.instrument),
        rows=rows,
        other_scales=tuple(liner.scale(one, 1, one.title.in_language(tongue)) for one in card.other_scales),
        axis_words=common_axis(card, liner),
        legend=whole_legend(card, rows),
        why_counts_differ=sentences.why_counts_differ(card),
        why_no_sides=why_no_sides(card),
        changes=_changes(rows) if card.compared_with else (),
        why_no_change=sentences.no_change(card.no_change),
        over_all_rounds=sentences.over_all_rounds(card, names.__getitem__),
        window=sentences.window(card.record, subject.made_on),
        question=question_text(card),
        question_because=sentences.chosen_because(card),
        question_statement=statement_to_read(card, subject.instrument, tongue),
        table=card_table(card, names, tongue),
        dimensions=_dimensions(subject, tongue) if part == Part.FULL else (),
        methods=methods(card.framework),
        facts=_facts(subject, tongue),
        foot=_foot(subject),
    )


def _names_alone(subject: Subject) -> dict[str, DimensionLink]:
    names = short_names(subject.card)
    return {one.key: DimensionLink(one.number, names[one.key], "") for one in subject.card.dimensions}


def _changes(rows: tuple[DimensionRow, ...]) -> tuple[Fact, ...]:
    return tuple(
        Fact(scale.title if len(row.scales) > 1 else row.link.name, f"{scale.change} {scale.caution}".strip())
        for row in rows
        for scale in row.scales
    )


def _dimensions(subject: Subject, tongue: str) -> tuple[DimensionPart, ...]:
    return tuple(
        DimensionPart(
            number=one.number,
            name=one.dimension.name.in_language(tongue),
            asks=one.dimension.question.in_language(tongue),
            lead=sentences.lead(one, subject.card),
            asked=one.facts.asked,
            scales=scale_views(one, subject),
        )
        for one in subject.card.dimensions
    )


def _facts(subject: Subject, tongue: str) -> tuple[Fact, ...]:
    """What every number of the report is true of."""
    card, instrument = subject.card, subject.instrument
    found = [
        (_("Partnership"), ", ".join(filter(None, [subject.partnership, subject.between]))),
        (_("Round"), ", ".join(filter(None, [subject.title, subject.dates]))),
        (_("Who answered"), sentences.round_conditions(card, subject.title)),
        (
            _("Framework"),
            _("%(title)s, version %(version)s")
            % {"title": card.framework.title.in_language(tongue), "version": card.framework.version},
        ),
        (
            _("Survey"),
            _("%(title)s, version %(version)s")
            % {"title": instrument.title.in_language(tongue), "version": instrument.version}
            if instrument
            else "",
        ),
        (_("Small groups"), _small_groups(card.threshold)),
        (_("Keep in mind"), " ".join(subject.cautions)),
        (_("Who may see it"), subject.place),
        (_("Made on"), date_format(subject.made_on, "DATE_FORMAT")),
        (_("Made with"), f"Fivefold {subject.program}"),
        (_("Ledger head"), subject.head),
    ]
    return tuple(Fact(name, value) for name, value in found if value)


def _small_groups(threshold: int) -> str:
    return _("Figures for fewer than %(threshold)s people are not shown.") % {"threshold": threshold}


def _foot(subject: Subject) -> str:
    """The conditions that stand at the foot of every page."""
    card = subject.card
    parts = [
        sentences.round_conditions(card, subject.title),
        f"{subject.dates}." if subject.dates else "",
        _("Columns are never averaged."),
        _small_groups(card.threshold),
        _("Framework %(key)s, version %(version)s.")
        % {"key": card.framework.key, "version": card.framework.version},
        _("Made on %(day)s.") % {"day": date_format(subject.made_on, "DATE_FORMAT")},
    ]
    return " ".join(filter(None, parts))

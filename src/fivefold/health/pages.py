"""What the pages of this room show, put together for one reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from fivefold.assess.answer import Answer
from fivefold.assess.instruments import Instrument
from fivefold.core.charts import ChartTable, together_mark
from fivefold.health import sentences
from fivefold.health.card import DimensionCard, ReportCard, ScaleCard
from fivefold.health.language import language
from fivefold.health.legend import Entry, legend, record_entry, strands_entry
from fivefold.health.lines import Liner, RecordLine, ScaleLines, change_limit, record_line
from fivefold.health.meeting import question_text, statement_to_read
from fivefold.health.models import Assessment
from fivefold.health.queries import CardPage
from fivefold.health.reading import Accord, Agreement, NoComparison, Strand
from fivefold.health.tables import card_table


@dataclass(frozen=True)
class RoundLink:
    title: str
    url: str
    current: bool
    private: bool


@dataclass(frozen=True)
class DimensionLink:
    number: int
    name: str
    url: str


@dataclass(frozen=True)
class DimensionRow:
    """One row of the card."""

    key: str
    link: DimensionLink
    asked: bool
    scales: tuple[ScaleLines, ...]
    record: tuple[RecordLine, ...]
    together: SafeString | None
    agreement: str
    because: str

    @property
    def says_more(self) -> bool:
        """Whether there is anything to say beneath the strands."""
        return bool(self.together) or any(scale.moved for scale in self.scales)


@dataclass(frozen=True)
class OpeningWords:
    """The three places that come first, and the line before them."""

    in_brief: str
    holding: sentences.Said
    gap: sentences.Said
    talk: sentences.Said


@dataclass(frozen=True)
class CardView:
    """The report card as its template sets it."""

    assessment: Assessment
    card: ReportCard
    scope: str
    opening: OpeningWords
    question: str
    question_about: str
    question_because: str
    question_statement: str
    rows: tuple[DimensionRow, ...]
    other_scales: tuple[ScaleLines, ...]
    axis_words: tuple[str, ...]
    framework: str
    framework_version: int
    pilot_note: str
    rounds: tuple[RoundLink, ...]
    table: ChartTable
    legend: tuple[Entry, ...]
    jumps: tuple[DimensionLink, ...]
    answered: str
    why_counts_differ: str
    why_no_sides: str
    why_no_change: str
    over_all_rounds: str
    window: str

    @property
    def has_record(self) -> bool:
        return any(row.record for row in self.rows)

    @property
    def is_short(self) -> bool:
        """Whether some of the dimensions were asked about and others were not."""
        return len({row.asked for row in self.rows}) > 1


def round_links(page: CardPage) -> tuple[RoundLink, ...]:
    return tuple(
        RoundLink(
            one.round.title, one.get_absolute_url(), one.pk == page.assessment.pk, not one.space.is_shared
        )
        for one in page.others
        # A page that both sides see names nothing that only one of them does.
        if one.space.is_shared or not page.assessment.space.is_shared
    )


def short_names(card: ReportCard) -> dict[str, str]:
    return {one.key: one.dimension.short.in_language(language()) for one in card.dimensions}


def opening_words(card: ReportCard) -> OpeningWords:
    name = short_names(card).__getitem__
    return OpeningWords(
        in_brief=sentences.in_brief(card, name),
        holding=sentences.holding(card, name),
        gap=sentences.gap(card, name),
        talk=sentences.talk(card, name, question_text(card)),
    )


def card_view(page: CardPage) -> CardView:
    assessment, card = page.assessment, page.card
    tongue = language()
    liner = Liner(card, tongue)
    names = short_names(card)
    links = dimension_links(assessment, card)
    rows = dimension_rows(card, liner, links)
    return CardView(
        assessment=assessment,
        card=card,
        scope=sentences.scope(card),
        opening=opening_words(card),
        question=question_text(card),
        question_about=names[card.question[0]] if card.question else "",
        question_because=sentences.chosen_because(card),
        question_statement=statement_to_read(card, page.instrument, tongue),
        rows=rows,
        other_scales=tuple(liner.scale(one, 1, one.title.in_language(tongue)) for one in card.other_scales),
        axis_words=common_axis(card, liner),
        framework=card.framework.title.in_language(tongue),
        framework_version=card.framework.version,
        pilot_note=pilot_note(page.instrument),
        rounds=round_links(page),
        table=card_table(card, names, tongue),
        legend=whole_legend(card, rows),
        jumps=tuple(replace(one, url=f"#{key}") for key, one in links.items()),
        answered=sentences.round_conditions(card, assessment.round.title),
        why_counts_differ=sentences.why_counts_differ(card),
        why_no_sides=why_no_sides(card),
        why_no_change=sentences.no_change(card.no_change),
        over_all_rounds=sentences.over_all_rounds(card, names.__getitem__),
        window=sentences.window(card.record, timezone.localdate()),
    )


def whole_legend(card: ReportCard, rows: Sequence[DimensionRow]) -> tuple[Entry, ...]:
    """Of what members say, then of the squares and circles, where there are any."""
    squares = (record_entry(),) if any(line.mark for row in rows for line in row.record) else ()
    circles = (strands_entry(),) if any(row.together for row in rows) else ()
    return (*legend(card.scales, card), *squares, *circles)


def dimension_rows(
    card: ReportCard, liner: Liner, links: Mapping[str, DimensionLink]
) -> tuple[DimensionRow, ...]:
    return tuple(_row(one, liner, links) for one in card.dimensions)


def _row(one: DimensionCard, liner: Liner, links: Mapping[str, DimensionLink]) -> DimensionRow:
    link = links[one.key]
    verdict, because = sentences.agreement(one.agreement, one)
    # Said once for the whole card while no strand but one can speak.
    says_more = one.agreement.accord != Accord.NOT_ENOUGH
    return DimensionRow(
        key=one.key,
        link=link,
        asked=one.facts.asked,
        scales=tuple(
            liner.scale(scale, one.number, _label(link.name, scale, one, liner)) for scale in one.scales
        ),
        record=tuple(record_line(count, one.number) for count in one.counted),
        together=together(one.agreement, verdict) if says_more else None,
        agreement=verdict if says_more else "",
        because=because if says_more else "",
    )


def together(found: Agreement, name: str) -> SafeString:
    """Three circles, filled where strands agree: none where two differ and neither can be called apart."""
    is_open = found.accord == Accord.NOT_ENOUGH or (found.accord == Accord.DIFFER and found.apart is None)
    agreeing = set() if is_open else set(found.speaking) - {found.apart}
    say, record, judge = (strand in agreeing for strand in Strand)
    return together_mark(say, record, judge, name=name)


def _label(name: str, scale: ScaleCard, one: DimensionCard, liner: Liner) -> str:
    """A dimension of one scale is that scale; of several, each goes by its own title."""
    return name if len(one.scales) == 1 else scale.title.in_language(liner.language)


def common_axis(card: ReportCard, liner: Liner) -> tuple[str, ...]:
    """The words over the column, where all scales share one set of answers."""
    kinds: set[tuple[Answer, ...]] = {scale.answers for one in card.dimensions for scale in one.scales}
    return liner.axis_words(kinds.pop()) if len(kinds) == 1 else ()


def dimension_links(assessment: Assessment, card: ReportCard) -> dict[str, DimensionLink]:
    partnership = assessment.partnership.public_id
    return {
        one.key: DimensionLink(
            one.number,
            one.dimension.short.in_language(language()),
            reverse("dimension", args=[partnership, assessment.public_id, one.key]),
        )
        for one in card.dimensions
    }


def pilot_note(instrument: Instrument | None) -> str:
    """The sentence that every report on a pilot instrument carries."""
    return instrument.note.in_language(language()) if instrument and instrument.pilot else ""


def why_no_sides(card: ReportCard) -> str:
    """Said once, where it holds for the whole card."""
    if card.tiny:
        return sentences.no_comparison(NoComparison.TINY_SIDE)
    if any(scale.sides for scale in card.scales):
        return ""
    return sentences.no_comparison(NoComparison.NO_SIDES) if card.scales else sentences.nothing(card)


@dataclass(frozen=True)
class GlanceRow:
    link: DimensionLink
    mark: SafeString | None
    sentence: str


def glance(page: CardPage) -> tuple[GlanceRow, ...]:
    """The five dimensions on Home: the change since the earlier round, and one sentence each."""
    card = page.card
    liner = Liner(card, language())
    links = dimension_links(page.assessment, card)
    limit = change_limit([scale for one in card.dimensions for scale in one.scales])
    rows = []
    for one in card.dimensions:
        first = one.scales[0] if one.scales else None
        single = first if len(one.scales) == 1 else None
        rows.append(
            GlanceRow(
                link=links[one.key],
                mark=liner.change_mark(single, one.number, limit) if single else None,
                sentence=sentences.glance(one, card, liner.language),
            )
        )
    return tuple(rows)

"""The page on which a file is matched, as its template sets it."""

from collections.abc import Iterable
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fivefold.assess.mapping import MappedScale
from fivefold.assess.proposal.profiles import profile
from fivefold.assess.questions import row_text
from fivefold.core.sentences import in_language
from fivefold.files.packed import Outline, PackedTable
from fivefold.files.sentences import Sentence
from fivefold.files.table import Column
from fivefold.surveys.importers import keeping
from fivefold.surveys.importers.answers import (
    CANNOT_TELL,
    MISSING,
    MOST_ANSWERS,
    NOT_APPLICABLE,
    AnswerRow,
    answer_rows,
    numbers_to_choose,
)
from fivefold.surveys.importers.facts import FactsForm, framework_of
from fivefold.surveys.importers.faults import Fault, answer_place, faults, title_of
from fivefold.surveys.importers.lines import (
    AnswerLine,
    Choices,
    ColumnLine,
    Excerpt,
    ScaleLines,
)
from fivefold.surveys.importers.matches import (
    LEFT_OUT,
    NEW,
    NONE_OF_THE_FIVE,
    SIDE,
    Matches,
    outlines_of,
)
from fivefold.surveys.importers.sides import Sides
from fivefold.surveys.models import Import

# More columns than these are shown when asked for; a survey's own are always.
COLUMNS_SHOWN = 40
STATEMENTS_SHOWN = 100
STATEMENTS_SHOWN_IN_ALL = 1_000
MOST_COLUMNS = 1_000
FIRST_CELLS = 4
ROWS_AROUND = 1
EXCERPTS = 3
EXCERPT_COLUMNS = 4
LONGEST_CODE = 32


class MatchPage:
    """Everything is worked out when the template asks for it, from what was kept of the file."""

    def __init__(
        self, brought: Import, packed: PackedTable, matches: Matches, form: FactsForm, *, whole: bool
    ) -> None:
        self.brought = brought
        self.packed = packed
        self.matches = matches
        self.form = form
        self._whole = whole
        self._places = {name: place for place, name in enumerate(packed.outlines)}

    @cached_property
    def faults(self) -> list[Fault]:
        return faults(self.matches, self.packed, self.form, self.brought.kept_because)

    @property
    def rows(self) -> int:
        return self.packed.rows

    @property
    def columns_read(self) -> int:
        return len(self.packed.outlines) + len(self.brought.left_out)

    @property
    def columns_matched(self) -> int:
        return len(self.matches.mapping.columns)

    @property
    def notices(self) -> list[str]:
        return [in_language(notice.message) for notice in self.packed.notices]

    @cached_property
    def left_out(self) -> list[dict[str, object]]:
        """Columns of which nothing is kept, with the reason in the reader's language."""
        return [
            {**one, "reason": in_language(Sentence.of_record(one["reason"]))} for one in self.brought.left_out
        ]

    @cached_property
    def uses(self) -> Choices:
        """What a column can be."""
        scales = [
            (scale.key, _("Scale %(number)s") % {"number": number})
            for number, scale in enumerate(self.matches.mapping.scales, start=1)
        ]
        return [
            (LEFT_OUT, _("Left out")),
            *scales,
            (NEW, _("A new scale")),
            (SIDE, _("Tells who sits on which side")),
        ]

    @cached_property
    def dimensions(self) -> Choices:
        tongue = get_language() or "en"
        framework = framework_of(self.brought)
        return [
            ("", _("Choose")),
            *((one.key, one.short.in_language(tongue)) for one in framework.dimensions),
            (NONE_OF_THE_FIVE, _("None of the five")),
        ]

    @cached_property
    def questions(self) -> Choices:
        """What each dimension asks, for whoever has to choose one."""
        tongue = get_language() or "en"
        return [
            (one.short.in_language(tongue), one.question.in_language(tongue))
            for one in framework_of(self.brought).dimensions
        ]

    @cached_property
    def scales(self) -> list[ScaleLines]:
        return [self._scale(scale) for scale in self.matches.mapping.scales]

    def _scale(self, scale: MappedScale) -> ScaleLines:
        found = answer_rows(scale, outlines_of(scale, self.packed), self.matches.mapping.options.missing)
        rows = found[:MOST_ANSWERS]
        said_so = scale.key in self.matches.said_dimension
        dimension = scale.dimension or (NONE_OF_THE_FIVE if said_so else "")
        return ScaleLines(
            key=scale.key,
            title=title_of(scale),
            dimension=dimension,
            dimension_name=dict(self.dimensions).get(dimension, dimension),
            items=[self._column(self.packed.outlines[item], scale) for item in self._shown(scale)],
            more_items=len(scale.items) - len(self._shown(scale)),
            answers=[_answer(scale, row) for row in rows],
            choices=[
                ("", _("Choose")),
                *((number, number) for number in numbers_to_choose(rows)),
                (CANNOT_TELL, _("Cannot tell")),
                (NOT_APPLICABLE, _("Does not apply")),
                (MISSING, _("No answer")),
            ],
            to_fix=sum(fault.scale == scale.key for fault in self.faults),
        )

    def _shown(self, scale: MappedScale) -> tuple[str, ...]:
        """What a form does not hold stays as it is, so of a scale without end the beginning is enough."""
        share = STATEMENTS_SHOWN_IN_ALL // len(self.matches.mapping.scales)
        return scale.items[: min(STATEMENTS_SHOWN, max(1, share))]

    def _column(self, outline: Outline, scale: MappedScale | None = None) -> ColumnLine:
        column = outline.column
        told = in_language(self._to_be_explained.get(column.name, ""))
        why = self.brought.kept_because.get(column.name, "")
        cells = [fault for fault in self.faults if fault.cell and fault.cell.column == column.name]
        return ColumnLine(
            place=self._places[column.name],
            name=column.name,
            words=_words(column),
            code=column.name if len(column.name) <= LONGEST_CODE else "",
            cells=", ".join(_first_cells(outline)),
            use=self.matches.use_of(column.name),
            reversed=scale is not None and column.name in scale.reverse,
            personal=told,
            why=why,
            to_fix=len(cells) + (1 if told and not why else 0),
        )

    @cached_property
    def _to_be_explained(self) -> dict[str, Sentence]:
        return keeping.to_be_explained(self.matches.mapping, self.packed)

    @cached_property
    def _others(self) -> list[Outline]:
        """Columns of no scale: the one that tells the sides first, then what might be a statement."""
        mine = {item for scale in self.matches.mapping.scales for item in scale.items}
        rest = [one for one in self.packed.outlines.values() if one.column.name not in mine]
        return sorted(
            rest,
            key=lambda one: (self.matches.use_of(one.column.name) != SIDE, profile(0, one.column) is None),
        )

    @cached_property
    def columns(self) -> list[ColumnLine]:
        shown = self._others[: MOST_COLUMNS if self._whole else COLUMNS_SHOWN]
        return [self._column(outline) for outline in shown]

    @property
    def columns_in_use(self) -> list[ColumnLine]:
        return [one for one in self.columns if one.use != LEFT_OUT or one.to_fix]

    @property
    def columns_left_out(self) -> list[ColumnLine]:
        return [one for one in self.columns if one not in self.columns_in_use]

    @property
    def columns_not_used(self) -> int:
        return len(self.columns_left_out) + self.more_columns

    @property
    def shows_columns(self) -> bool:
        """Whether they are what is to be looked at: no scale was found, or all were asked for."""
        return self._whole or not self.matches.mapping.scales

    @property
    def more_columns(self) -> int:
        return len(self._others) - len(self.columns)

    @cached_property
    def who(self) -> Sides:
        return Sides(self.brought.partnership, self.packed, self.matches.mapping)

    @cached_property
    def excerpts(self) -> list[Excerpt]:
        """The first cells that are no answers, among their neighbors."""
        cells = [(fault.cell.row, fault.cell.column, fault.scale) for fault in self.faults if fault.cell]
        return [self._excerpt(*cell) for cell in cells[:EXCERPTS]]

    def _excerpt(self, row: int, name: str, key: str) -> Excerpt:
        scale = next(one for one in self.matches.mapping.scales if one.key == key)
        at = scale.items.index(name)
        start = max(0, min(at - 1, len(scale.items) - EXCERPT_COLUMNS))
        names = scale.items[start : start + EXCERPT_COLUMNS]
        table = self.packed.table(frozenset(names))
        wanted = table.column(name)
        place = [table.record_of(at, wanted) for at in range(table.rows)].index(row)
        around = range(max(0, place - ROWS_AROUND), min(table.rows, place + ROWS_AROUND + 1))
        return Excerpt(
            list(names),
            [
                (
                    table.record_of(one, wanted),
                    [(table.column(other).cell(one), one == place and other == name) for other in names],
                )
                for one in around
            ],
        )

    @property
    def kept_until(self) -> str:
        return date_format(self.brought.kept_until, "DATE_FORMAT")


def _answer(scale: MappedScale, row: AnswerRow) -> AnswerLine:
    return AnswerLine(answer_place(scale, row), row.words, row.count, row.counts_as, row.is_unsaid)


def _words(column: Column) -> str:
    """The statement, where the file has it apart from the column's name."""
    words = row_text(column)
    return words if words != column.name or len(words) > LONGEST_CODE else ""


def _first_cells(outline: Outline) -> Iterable[str]:
    """The cells that the file shows first, by their labels."""
    labels = outline.column.labels
    order = sorted(
        range(len(outline.counts)), key=lambda place: (outline.first[place], outline.column.values[place])
    )
    for place in order[:FIRST_CELLS]:
        text = outline.column.values[place]
        yield labels.get(text, text).strip()

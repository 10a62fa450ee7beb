"""What is still to be mended or said before a file can become a round."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fivefold.assess.mapping import MappedScale
from fivefold.assess.scoring import quote
from fivefold.core.directions import isolated
from fivefold.core.sentences import in_language
from fivefold.files.packed import PackedTable
from fivefold.surveys.importers import keeping
from fivefold.surveys.importers.answers import APART, MOST_ANSWERS, AnswerRow, Where, answer_rows
from fivefold.surveys.importers.facts import FactsForm
from fivefold.surveys.importers.matches import Matches, outlines_of
from fivefold.surveys.importers.typing_errors import meant_by


@dataclass(frozen=True)
class Fault:
    """`at` is where on the page it is mended; `cell` is where in the file it stands."""

    at: str
    what: str
    mend: str
    cell: Where | None = None
    scale: str = ""


def faults(matches: Matches, packed: PackedTable, form: FactsForm, why: dict[str, str]) -> list[Fault]:
    """In the order of the page: cells first, then what nobody has said yet."""
    found = [
        *_of_scales(matches, packed),
        *_of_columns(matches, packed, why),
        *_of_sides(matches),
        *_of_facts(form),
    ]
    return sorted(found, key=lambda fault: fault.cell is None)


def _of_scales(matches: Matches, packed: PackedTable) -> Iterator[Fault]:
    mapping = matches.mapping
    if not mapping.scales:
        yield Fault(
            "columns",
            _("No column belongs to a scale yet."),
            _("Choose “A new scale” for the columns whose statements belong together."),
        )
    for number, scale in enumerate(mapping.scales, start=1):
        rows = answer_rows(scale, outlines_of(scale, packed), mapping.options.missing)
        yield from _of_answers(scale, number, rows)
        if scale.key not in matches.said_dimension:
            yield Fault(
                f"dimension-{scale.key}",
                _("Scale %(number)s, %(title)s: which dimension is it about?")
                % {"number": number, "title": _quoted(title_of(scale))},
                _("Fivefold cannot know. Choose one of the five, or none."),
                scale=scale.key,
            )


def _of_answers(scale: MappedScale, number: int, rows: list[AnswerRow]) -> Iterator[Fault]:
    if len(rows) > MOST_ANSWERS:
        yield Fault(
            f"scale-{scale.key}",
            _("Scale %(number)s, %(title)s: it holds %(count)s different cells, too many for answers.")
            % {"number": number, "title": quote(title_of(scale)), "count": len(rows)},
            _("Take out of it the columns that do not belong together."),
            scale=scale.key,
        )
        return
    numbers = {row.counts_as for row in rows if row.counts_as not in APART and not row.is_unsaid}
    unsaid = [row for row in rows if row.is_unsaid]
    known = [row.words for row in rows if not row.is_unsaid]
    for row in unsaid:
        if row.where is None:
            continue
        yield Fault(
            answer_place(scale, row),
            _("Row %(row)s, column %(column)s: %(cell)s is not an answer yet.")
            % {
                "row": row.where.row,
                "column": _quoted(row.where.column),
                "cell": _quoted(row.words),
            },
            _mend(row, meant_by(row.words, known)),
            row.where,
            scale.key,
        )
    if len(numbers) < 2 and not unsaid:
        yield Fault(
            f"scale-{scale.key}",
            _("Scale %(number)s, %(title)s: its answers have no order.")
            % {"number": number, "title": _quoted(title_of(scale))},
            _("Give at least two answers different numbers, the lowest answer the lowest one."),
            scale=scale.key,
        )


def _mend(row: AnswerRow, meant: str | None) -> str:
    told = ngettext(
        "Say what it counts as, or correct the cell in your file.",
        "Say once what it counts as; it then holds for all %(count)s cells.",
        row.count,
    ) % {"count": row.count}
    if meant is None:
        return told
    asked = _("Did somebody mean %(answer)s?") % {"answer": _quoted(meant)}
    return f"{asked} {told}"


def _of_columns(matches: Matches, packed: PackedTable, why: dict[str, str]) -> Iterator[Fault]:
    places = {name: place for place, name in enumerate(packed.outlines)}
    for name, told in keeping.to_be_explained(matches.mapping, packed).items():
        if name not in why:
            yield Fault(
                f"why-{places[name]}",
                _("Column %(column)s seems to tell who somebody is (%(what)s).")
                % {"column": _quoted(name), "what": in_language(told)},
                _("Leave it out, or say why it may be kept."),
            )


def _of_sides(matches: Matches) -> Iterator[Fault]:
    side = matches.mapping.side
    if side is not None and not side.values:
        yield Fault(
            "sides",
            _("Column %(column)s is to tell the sides, but nothing in it is on one yet.")
            % {"column": _quoted(side.column)},
            _("Say for each of its cells which side it is, or choose another column."),
        )


def _of_facts(form: FactsForm) -> Iterable[Fault]:
    for name, errors in form.errors.items():
        field = form[name]
        for error in errors:
            yield Fault(field.id_for_label, f"{field.label}:", str(error))


def _quoted(text: str) -> str:
    return quote(isolated(text))


def title_of(scale: MappedScale) -> str:
    return next(iter(scale.title.values()))


def answer_place(scale: MappedScale, row: AnswerRow) -> str:
    return f"answer-{scale.key}-{row.mark}"

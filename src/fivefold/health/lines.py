"""Pieces of a page: marks, words and conditions side by side, ready for a template to set."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from fivefold.assess import wording
from fivefold.assess.answer import Answer
from fivefold.core.charts import HALF_PRINTED, Axis, change_mark, record_mark, say_mark
from fivefold.health import sentences
from fivefold.health.card import ItemSay, ReportCard, Say, ScaleCard
from fivefold.health.reading import STRENGTH_LINE
from fivefold.partnerships.record import Counted, Row

# Half the width of a mark of differences, on 0–100: two steps of five answers. Wider ones stretch it.
DIFFERENCE_LIMIT = 50.0


@dataclass(frozen=True)
class SayLine:
    """One mean: picture, “Sometimes to often, 3.5”, “(3.3–3.7)”, conditions. Withheld: none of them."""

    mark: SafeString | None
    words: str
    interval: str
    conditions: str
    withheld: bool


@dataclass(frozen=True)
class SideLine:
    key: str
    name: str
    line: SayLine


@dataclass(frozen=True)
class ItemLine:
    text: str
    line: SayLine


@dataclass(frozen=True)
class ScaleLines:
    """One scale as pages show it. `difference` comes before the sides' own numbers."""

    title: str
    line: SayLine
    caution: str
    moved: str
    change: str
    difference: str
    difference_mark: SafeString | None
    sides: tuple[SideLine, ...]
    axis_words: tuple[str, ...]


@dataclass(frozen=True)
class RecordLine:
    """One count: squares and its sentence; too early, the name of it alone. The rows are for members."""

    mark: SafeString | None
    sentence: str
    too_early: str
    note: str
    rows: Sequence[Row]


def record_line(one: Counted, number: int) -> RecordLine:
    if one.is_too_early:
        return RecordLine(None, one.name, sentences.too_early(one.due), one.note, one.rows)
    mark = record_mark(one.done, one.due, dimension=number, name=one.sentence, as_bar=one.unit != "things")
    return RecordLine(mark, one.sentence, "", one.note, one.rows)


class Liner:
    """Words and marks for one reader's language."""

    def __init__(self, card: ReportCard, language: str) -> None:
        self.card = card
        self.language = language
        self.ranged = card.has_several_ranges

    def scale(self, scale: ScaleCard, number: int, label: str) -> ScaleLines:
        return ScaleLines(
            title=scale.title.in_language(self.language),
            line=self.say(
                scale.say,
                scale.answers,
                number,
                label,
                earlier=scale.earlier,
                cannot_tell=scale.cannot_tell,
                line=STRENGTH_LINE,
            ),
            caution=sentences.caution(scale),
            moved=sentences.moved_or_why_not(scale, self.card),
            change=sentences.change(scale, self.card),
            difference=sentences.difference(scale),
            difference_mark=self.difference_mark(scale, number),
            sides=tuple(
                SideLine(
                    one.key,
                    sentences.side(one.key),
                    self.say(one.say, scale.answers, number, f"{label}, {sentences.side(one.key)}"),
                )
                for one in scale.sides
            ),
            axis_words=self.axis_words(scale.answers),
        )

    def item(self, item: ItemSay, text: str, answers: Sequence[Answer], number: int) -> ItemLine:
        return ItemLine(text, self.say(item.say, answers, number, text, cannot_tell=item.cannot_tell))

    def say(
        self,
        say: Say,
        answers: Sequence[Answer],
        number: int,
        label: str,
        *,
        earlier: Sequence[float] = (),
        cannot_tell: float | None = None,
        line: float | None = None,
    ) -> SayLine:
        if say.withheld:
            return SayLine(None, "", "", "", withheld=True)
        words, interval = sentences.in_words(say, answers, self.language, ranged=self.ranged)
        conditions = sentences.conditions(say, answers, cannot_tell, ranged=self.ranged)
        name = ": ".join(part for part in (label, f"{words} {interval}".strip() or conditions) if part)
        mark = say_mark(
            _native(say.mean, answers),
            _native(say.low, answers),
            _native(say.high, answers),
            dimension=number,
            lowest=answers[0].number,
            highest=answers[-1].number,
            name=name,
            earlier=[wording.native(value, answers) for value in earlier] if say.has_mean else (),
            bounds=(wording.native(say.bounds[0], answers), wording.native(say.bounds[1], answers))
            if say.bounds
            else None,
            line=_native(line, answers) if say.has_mean else None,
        )
        return SayLine(mark, words, interval, conditions, withheld=False)

    def axis_words(self, answers: Sequence[Answer]) -> tuple[str, ...]:
        """The ends of the answer scale, and its middle where there is one."""
        return tuple(word for _place, word in self.axis(answers).words)

    def axis(self, answers: Sequence[Answer]) -> Axis:
        lowest, highest = answers[0].number, answers[-1].number
        places = [0, len(answers) // 2, -1] if len(answers) % 2 else [0, -1]
        return Axis(
            lowest,
            highest,
            tuple(
                (answers[place].number, answers[place].label.in_language(self.language)) for place in places
            ),
        )

    def difference_mark(self, scale: ScaleCard, number: int) -> SafeString | None:
        """How far apart the sides are about an upright “same” line; left of it practice is lower."""
        found = scale.difference
        if found is None:
            return None
        limit = max(DIFFERENCE_LIMIT, *(_room(end, scale.answers) for end in (found.low, found.high)))
        return change_mark(
            *(sentences.in_scale(value, scale.answers) for value in (found.mean, found.low, found.high)),
            limit=sentences.in_scale(limit, scale.answers),
            dimension=number,
            name=sentences.difference(scale),
        )

    def change_mark(self, scale: ScaleCard, number: int, limit: float) -> SafeString | None:
        """The change since the earlier round about an upright “same” line, `limit` to either side."""
        if scale.change is None:
            return None
        found = scale.change
        return change_mark(
            *(
                sentences.in_scale(value, scale.answers)
                for value in (found.difference, found.low, found.high)
            ),
            limit=sentences.in_scale(limit, scale.answers),
            dimension=number,
            name=sentences.change(scale, self.card),
        )


def change_limit(scales: Sequence[ScaleCard]) -> float:
    """One width for all marks of change on a page, or lengths could not be compared."""
    ends = [
        _room(end, one.answers) for one in scales if one.change for end in (one.change.low, one.change.high)
    ]
    return max([*ends, *(one.step for one in scales)], default=1.0)


def _room(end: float, answers: Sequence[Answer]) -> float:
    """How much of 0–100 a mark needs for a difference as printed: a width can be read as a bar can."""
    printed = round(abs(sentences.in_scale(end, answers)), 1) + HALF_PRINTED
    return 100 * printed / sentences.in_scale(100, answers)


def _native(value: float | None, answers: Sequence[Answer]) -> float | None:
    return None if value is None else wording.native(value, answers)

"""The figures of a card as rows: every number that its pages print, as exactly as they print it.

A file that held more digits than the pages could be read for what their words round away.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from fivefold.assess import wording
from fivefold.assess.answer import Answer
from fivefold.health import sentences
from fivefold.health.card import DimensionCard, Say, ScaleCard
from fivefold.health.language import language
from fivefold.health.meeting import item_text
from fivefold.partnerships.record import Counted
from fivefold.reports.codebook import COLUMNS
from fivefold.reports.subject import Subject

Row = dict[str, Any]
SIDES = "practice_less_research"


def figures(subject: Subject) -> list[Row]:
    """One row a figure, with all its conditions; a cell that does not apply, or may not be shown, is None."""
    stamp = _stamp(subject)
    empty: Row = dict.fromkeys(column.name for column in COLUMNS)
    return [empty | stamp | row for row in _rows(subject)]


def _stamp(subject: Subject) -> Row:
    card, instrument = subject.card, subject.instrument
    return {
        "partnership": subject.partnership or None,
        "round": subject.title,
        "round_began": subject.began_on and subject.began_on.isoformat(),
        "round_ended": subject.ended_on and subject.ended_on.isoformat(),
        "framework": card.framework.key,
        "framework_version": card.framework.version,
        "survey": instrument.key if instrument else None,
        "survey_version": instrument.version if instrument else None,
        "threshold": card.threshold,
        "ledger_head": subject.head or None,
        "made_on": subject.made_on.isoformat(),
        "fivefold": subject.program,
    }


def _rows(subject: Subject) -> Iterator[Row]:
    for one in subject.card.dimensions:
        of = {"dimension": one.key, "dimension_name": one.dimension.short.in_language(language())}
        if not one.scales:
            yield of | {"figure": "mean", "who": "all", "shown": _why_nothing(one)}
        for scale in one.scales:
            yield from (of | row for row in _scale_rows(scale, subject))
        yield from (of | _counted(count) for count in one.counted)
    for scale in subject.card.other_scales:
        yield from _scale_rows(scale, subject)


def _counted(count: Counted) -> Row:
    """One count of the record strand; under three due, how much was done is not told."""
    return {
        "figure": "counted",
        "who": "all",
        "shown": "too_early" if count.is_too_early else "counted",
        "count": count.key,
        "count_text": count.name if count.is_too_early else count.sentence,
        "done": None if count.is_too_early else count.done,
        "due": count.due,
        "counted_from": count.first.isoformat(),
        "counted_to": count.last.isoformat(),
    }


def _why_nothing(one: DimensionCard) -> str:
    return "withheld" if one.facts.asked else "not_asked"


def _scale_rows(scale: ScaleCard, subject: Subject) -> Iterator[Row]:
    of = {
        "scale": scale.key,
        "scale_title": scale.title.in_language(language()),
        "lowest_answer": scale.answers[0].number,
        "highest_answer": scale.answers[-1].number,
    }
    for row in (
        _mean("all", scale.say, scale.answers),
        *(_mean(one.key, one.say, scale.answers) for one in scale.sides),
        *_comparisons(scale, subject),
        *_of_the_whole(scale),
        *_statements(scale, subject),
    ):
        yield of | row


def _mean(who: str, say: Say, answers: Sequence[Answer]) -> Row:
    least, most = say.bounds or (None, None)
    return {
        "figure": "mean",
        "who": who,
        "shown": say.showing.value,
        "value": _answer(say.mean, answers),
        "low": _answer(say.low, answers),
        "high": _answer(say.high, answers),
        "least": _answer(least, answers),
        "most": _answer(most, answers),
        "answered": say.n,
        "asked": say.population,
        "rate_percent": _percent(say.rate),
    }


def _comparisons(scale: ScaleCard, subject: Subject) -> Iterator[Row]:
    """Each with its interval, in the numbers of the answers."""
    apart, changed = scale.difference, scale.change
    # How the sides moved against each other is told only where it is more than chance would explain.
    drifted = scale.drifted if scale.drift else None
    if apart:
        ends = (apart.mean, apart.low, apart.high)
        yield _comparison("difference_of_sides", SIDES, ends, scale.answers, None)
    if changed:
        ends = (changed.difference, changed.low, changed.high)
        yield _comparison("change", "all", ends, scale.answers, subject.card.compared_with)
    if drifted:
        ends = (drifted.difference, drifted.low, drifted.high)
        first = subject.card.compared_with_first
        yield _comparison("change_of_difference", SIDES, ends, scale.answers, first)


def _comparison(
    figure: str, who: str, ends: tuple[float, float, float], answers: Sequence[Answer], since: str | None
) -> Row:
    value, low, high = (_distance(end, answers) for end in ends)
    return {
        "figure": figure,
        "who": who,
        "shown": "interval",
        "value": value,
        "low": low,
        "high": high,
        "since": since,
    }


def _of_the_whole(scale: ScaleCard) -> Iterator[Row]:
    if scale.say.withheld:
        return
    if scale.cannot_tell is not None:
        yield {"figure": "cannot_tell_percent", "who": "all", "value": _percent(scale.cannot_tell)}
    for name, value, around in (
        ("alpha", scale.alpha, scale.alpha_interval),
        ("omega", scale.omega, scale.omega_interval),
    ):
        if value is not None:
            low, high = around or (None, None)
            yield {
                "figure": name,
                "who": "all",
                "value": _rounded(value, 2),
                "low": _rounded(low, 2),
                "high": _rounded(high, 2),
            }


def _statements(scale: ScaleCard, subject: Subject) -> Iterator[Row]:
    for item in scale.items:
        said = {
            "statement": item.key,
            "statement_text": item_text(item, subject.instrument, language()),
        }
        yield said | _mean("all", item.say, scale.answers)
        if item.cannot_tell is not None and not item.say.withheld:
            share = _percent(item.cannot_tell)
            yield said | {"figure": "cannot_tell_percent", "who": "all", "value": share}


def _answer(score: float | None, answers: Sequence[Answer]) -> float | None:
    return None if score is None else _rounded(wording.native(score, answers), 1)


def _distance(points: float, answers: Sequence[Answer]) -> float | None:
    return _rounded(sentences.in_scale(points, answers), 1)


def _rounded(value: float | None, places: int) -> float | None:
    # What rounds to zero has no sign.
    return None if value is None else round(value, places) + 0.0


def _percent(share: float | None) -> int | None:
    """Never 0 or 100 unless it is, as the pages say it."""
    if share is None:
        return None
    return min(99, max(1, round(100 * share))) if 0 < share < 1 else round(100 * share)

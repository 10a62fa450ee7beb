"""How many people tell rounds apart: if they are few, their answers follow from the rounds' figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import permutations

from fivefold.surveys.models import AnswerSheet, Round
from fivefold.surveys.people import (
    ALL,
    Groups,
    groups_of,
    items_of,
    may_hold_any_side,
    same_questions,
    together,
)
from fivefold.surveys.sheets import StoredAnswers, unpack

# A survey brought again after a withdrawal tells nearly the same days; an export may lack the last of them.
SAME_SURVEY = timedelta(days=31)


def too_near(round_: Round, fewest: int) -> tuple[Round, ...]:
    """Rounds that both sides have seen and that fewer people than `fewest` tell from this one: one, or two.

    Three rounds can be taken from each other as two can: all who answered, less those of one school, less
    those of the other school but one.
    """
    own = AnswerSheet.objects.filter(round=round_).first()
    if own is None:
        return ()
    if withdrawn := _withdrawn(round_, fewest):
        return (withdrawn,)
    sheets = AnswerSheet.objects.filter(round__partnership_id=round_.partnership_id, round__space__side="")
    seen = [
        _Seen(sheet.round, unpack(bytes(sheet.content)))
        for sheet in sheets.exclude(round=round_).select_related("round")
    ]
    answers = unpack(bytes(own.content))
    return _near_one(answers, seen, fewest) or _near_two(answers, seen, fewest)


@dataclass(frozen=True)
class _Seen:
    round: Round
    answers: StoredAnswers


def _near_one(answers: StoredAnswers, seen: Sequence[_Seen], fewest: int) -> tuple[Round, ...]:
    for one in seen:
        if any(0 < apart < fewest for apart in people_apart(answers, one.answers)):
            return (one.round,)
    return ()


def _near_two(answers: StoredAnswers, seen: Sequence[_Seen], fewest: int) -> tuple[Round, ...]:
    for one, other in permutations(seen, 2):
        mine, first, second = _in_common(answers, one.answers, other.answers)
        wholes = [(first, together(mine, second))]
        if one.round.pk < other.round.pk:
            wholes.append((mine, together(first, second)))
        if mine[ALL] and any(0 < apart < fewest for pair in wholes for apart in _apart(*pair)):
            return (one.round, other.round)
    return ()


def _in_common(*rounds: StoredAnswers) -> list[Groups]:
    """The people of each by the questions that all have; nobody, where there is none."""
    first, *others = rounds
    called = [{name: name for name in items_of(first)}, *(same_questions(first, other) for other in others)]
    common = [name for name in called[0] if all(name in names for names in called)]
    return [
        groups_of(answers, [names[name] for name in common])
        for answers, names in zip(rounds, called, strict=True)
    ]


def people_apart(one: StoredAnswers, other: StoredAnswers) -> Iterator[int]:
    """Of two groups whose figures can be taken from each other, those with nobody like them in the other.

    All who answered, and each side; nothing where no question is common.
    """
    here, there = _in_common(one, other)
    if here[ALL]:
        yield from _apart(here, there)


def _apart(here: Groups, there: Groups) -> Iterator[int]:
    for mine, theirs in _pairs(here, there):
        yield max((here[mine] - there[theirs]).total(), (there[theirs] - here[mine]).total())


def _pairs(here: Groups, there: Groups) -> Iterator[tuple[str, str]]:
    """A group and the same one; where a round does not tell two sides apart, all of it and each side."""
    yield from ((key, key) for key in here if key in there)
    if may_hold_any_side(here):
        yield from ((ALL, key) for key in there if key)
    if may_hold_any_side(there):
        yield from ((key, ALL) for key in here if key)


def _withdrawn(round_: Round, fewest: int) -> Round | None:
    """A round of these days that both sides have seen and that was withdrawn, with nearly as many answers.

    Its answers are deleted, so people cannot be compared; but whoever noted its figures would learn what the
    few said who are in one of the two only.
    """
    near = Round.objects.filter(
        partnership_id=round_.partnership_id,
        space__side="",
        withdrawn_at__isnull=False,
        began_on__lte=round_.ended_on + SAME_SURVEY,
        ended_on__gte=round_.began_on - SAME_SURVEY,
        responses__gt=round_.responses - fewest,
        responses__lt=round_.responses + fewest,
    )
    return near.exclude(pk=round_.pk).exclude(responses=round_.responses).first()

"""How many people tell rounds apart: if they are few, their answers follow from the rounds' figures."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import reduce
from itertools import combinations, product

from django.db.models import Max

from fivefold.surveys.models import AnswerSheet, Round
from fivefold.surveys.people import (
    ALL,
    Groups,
    People,
    groups_of,
    items_of,
    same_questions,
    sit_on_one_side,
    together,
)
from fivefold.surveys.sheets import StoredAnswers, unpack

# A survey brought again after a withdrawal tells nearly the same days; an export may lack the last of them.
SAME_SURVEY = timedelta(days=31)
# Rounds that are held together against one.
MOST_TOGETHER = 3
NEWEST = 8
# So many people hide each other, whatever the threshold.
MANY = 50


def too_near(round_: Round) -> tuple[Round, ...]:
    """Rounds that both sides have seen and that fewer people tell from this one than a figure may show.

    One of them, or up to three together: all who answered, less those of one school, less those of the other
    school but one, is one person.
    """
    own = AnswerSheet.objects.filter(round=round_).first()
    if own is None:
        return ()
    shared = Round.objects.filter(partnership_id=round_.partnership_id, space__side="")
    # What protects the people of the one round must not be undone by the other.
    fewest = max(round_.threshold, shared.aggregate(most=Max("threshold"))["most"] or 0)
    if withdrawn := _withdrawn(round_, fewest):
        return (withdrawn,)
    sheets = AnswerSheet.objects.filter(round__partnership_id=round_.partnership_id, round__space__side="")
    seen = {
        sheet.round: unpack(bytes(sheet.content))
        for sheet in sheets.exclude(round=round_).select_related("round").order_by("pk")
    }
    compared = _Compared(unpack(bytes(own.content)))
    for count in range(1, MOST_TOGETHER + 1):
        # All two by two; the newest ones more at a time, whose ways to be added up grow without end.
        for rounds in combinations(seen if count == 1 else list(seen)[-NEWEST:], count):
            if compared.is_near([seen[one] for one in rounds], fewest):
                return rounds
    return ()


def people_apart(one: StoredAnswers, other: StoredAnswers) -> Iterator[int]:
    """Of two groups whose figures can be taken from each other, those with nobody like them in the other.

    All who answered, and each side; nothing where no question is common.
    """
    here, there = _Compared(one).in_common([other])
    if here[ALL]:
        yield from (_apart(here[mine], there[theirs]) for mine, theirs in _pairs(here, there))


class _Compared:
    """One round, held against others. People are read once for each choice of questions."""

    def __init__(self, answers: StoredAnswers) -> None:
        self._answers = answers
        self._read: dict[tuple[int, tuple[str, ...]], Groups] = {}

    def is_near(self, others: Sequence[StoredAnswers], fewest: int) -> bool:
        """Whether this round and the others, added and taken away in any way, leave a few people."""
        own, *groups = self.in_common(others)
        if not own[ALL]:
            return False
        for signs in product((True, False), repeat=len(groups)):
            added = [one for one, sign in zip(groups, signs, strict=True) if sign]
            if added and _leaves_few(
                [own, *(one for one, sign in zip(groups, signs, strict=True) if not sign)], added, fewest
            ):
                return True
        return False

    def in_common(self, others: Sequence[StoredAnswers]) -> list[Groups]:
        """The people of each by the questions that all have; nobody, where there is none."""
        rounds = [self._answers, *others]
        called = [
            {name: name for name in items_of(self._answers)},
            *(same_questions(self._answers, other) for other in others),
        ]
        common = [name for name in called[0] if all(name in names for names in called)]
        return [
            self._groups(answers, tuple(names[name] for name in common))
            for answers, names in zip(rounds, called, strict=True)
        ]

    def _groups(self, answers: StoredAnswers, names: tuple[str, ...]) -> Groups:
        key = (id(answers), names)
        if key not in self._read:
            self._read[key] = groups_of(answers, names)
        return self._read[key]


def _leaves_few(these: Sequence[Groups], those: Sequence[Groups], fewest: int) -> bool:
    here, there = reduce(together, these), reduce(together, those)
    return any(0 < _apart(here[mine], there[theirs]) < fewest for mine, theirs in _pairs(here, there))


def _apart(one: People, other: People) -> int:
    # Of groups that differ in size, at least so many people: nobody has to be looked at for that.
    by_size = abs(one.total() - other.total())
    return by_size if by_size >= MANY else max((one - other).total(), (other - one).total())


def _pairs(here: Groups, there: Groups) -> Iterator[tuple[str, str]]:
    """A group and the same one; and all of a round with each side of the other.

    All of one, less a side of the other that are the same people, is whoever sits on the small side.
    """
    yield from ((key, key) for key in here if key in there)
    if not sit_on_one_side(here):
        yield from ((ALL, key) for key in there if key)
    if not sit_on_one_side(there):
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

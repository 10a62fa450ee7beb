"""How many people tell two rounds apart: if they are few, their answers follow from the figures of both."""

from collections import Counter

from fivefold.surveys.models import AnswerSheet, Round
from fivefold.surveys.sheets import StoredAnswers, unpack


def people_apart(one: StoredAnswers, other: StoredAnswers) -> int | None:
    """Of the people in either, those with nobody like them in the other; None where no question is common.

    Nobody is known again: whoever gave the same answers counts as the same person, as an attacker counts.
    """
    asked = [column.name for column in one.columns if column.name in {each.name for each in other.columns}]
    items = {item for scale in one.mapping.scales for item in scale.items}
    common = [name for name in asked if name in items]
    if not common:
        return None
    here, there = _people(one, common), _people(other, common)
    return max((here - there).total(), (there - here).total())


def _people(answers: StoredAnswers, names: list[str]) -> Counter[tuple[str, ...]]:
    columns = {column.name: column for column in answers.columns}
    cells = [
        [column.values[code] if code >= 0 else "" for code in column.codes]
        for column in (columns[name] for name in names)
    ]
    return Counter(zip(*cells, strict=True))


def too_near(round_: Round, fewest: int) -> Round | None:
    """A round that both sides have seen and that differs from this one by a few people only."""
    own = AnswerSheet.objects.filter(round=round_).first()
    if own is None:
        return None
    answers = unpack(bytes(own.content))
    seen = AnswerSheet.objects.filter(
        round__partnership_id=round_.partnership_id, round__space__side=""
    ).exclude(round=round_)
    for sheet in seen.select_related("round"):
        apart = people_apart(answers, unpack(bytes(sheet.content)))
        if apart is not None and 0 < apart < fewest:
            return sheet.round
    return None

"""The order of a scale's answers, and in words how it was found and what to check."""

from collections.abc import Sequence

from fivefold.assess.answer import Answer
from fivefold.assess.proposal.answer_sets import AnswerSet, longer_set, set_for
from fivefold.assess.proposal.parts import labels_of
from fivefold.assess.proposal.profiles import Profile, Wording
from fivefold.assess.proposal.strays import ends_of, strays_of
from fivefold.assess.text import Text
from fivefold.files.sentences import Sentence, say

DIGITS = "0123456789"


def answers_of(group: list[Profile]) -> tuple[tuple[Answer, ...], Sentence]:
    """The answers of columns that are answered alike, and how their order was found."""
    if group[0].wording is Wording.CODES:
        told = say(
            "The order is that of the codes in the file: check that more means a higher number, "
            "and that no code means that somebody could not tell."
        )
        return _coded_answers(group), _with_strays(told, group)
    if group[0].wording is Wording.NUMBERS:
        ends = {number: text for one in group for number, text in {**ends_of(one.column), **one.ends}.items()}
        numbers = [number for one in group for number in (*one.numbers, *ends_of(one.column))]
        lowest, highest = min(1, *numbers), max(numbers)
        answers = tuple(
            Answer(float(number), Text(ends.get(number, str(number))))
            for number in range(lowest, highest + 1)
        )
        told = _of_numbers(lowest, highest, sorted(set(range(lowest, highest + 1)) - {*numbers}))
        return answers, _with_strays(told, group)
    labels = labels_of(group)
    found = set_for(labels)
    if found is None or group[0].wording is Wording.LABELS:
        codes = group[0].codes
        answers = tuple(Answer(codes[label], Text(label)) for label in labels)
        if found is not None:
            return answers, say("Read as answers of {subject}.", subject=found[0].subject)
        return answers, say(
            "The order is that of the codes in the file: check that more means a higher number."
        )
    known, placed = found
    by_step = {step: label for label, step in reversed(placed.items())}
    spelled_otherwise = [(label, step) for label, step in placed.items() if by_step[step] != label]
    answers = (
        *(
            Answer(float(step), Text(by_step.get(step, words.capitalize())))
            for step, words in enumerate(known.steps, start=1)
        ),
        *(Answer(float(step), Text(label)) for label, step in spelled_otherwise),
    )
    unseen = [words for step, words in enumerate(known.steps, start=1) if step not in by_step]
    return answers, _read_as(known, unseen, longer_set(labels, known))


def _with_strays(told: Sentence, group: list[Profile]) -> Sentence:
    strays = strays_of(group)
    if not strays:
        return told
    apart = say("Not among them: {cells}. Say what they mean, or mend the file.", cells=", ".join(strays))
    return say("{first} {then}", first=told, then=apart)


def _of_numbers(lowest: int, highest: int, unseen: Sequence[int]) -> Sentence:
    reason = say(
        "The file does not say what its numbers mean: check that {lowest} to {highest} is the whole scale.",
        lowest=lowest,
        highest=highest,
    )
    if not unseen:
        return reason
    nobody = say("Nobody chose {answers}: check what was offered.", answers=", ".join(map(str, unseen)))
    return say("{first} {then}", first=reason, then=nobody)


def _read_as(known: AnswerSet, unseen: Sequence[str], longer: AnswerSet | None) -> Sentence:
    reason = say("Read as answers of {subject}.", subject=known.subject)
    if unseen:
        nobody = say("Nobody chose {answers}: check what was offered.", answers=", ".join(unseen))
        return say("{first} {then}", first=reason, then=nobody)
    if longer:
        others = say(
            "Others go from {lowest} to {highest}.", lowest=longer.steps[0], highest=longer.steps[-1]
        )
        check = say("Check that nothing more was offered.")
        return say("{first} {then} {last}", first=reason, then=others, last=check)
    return reason


def _coded_answers(group: list[Profile]) -> tuple[Answer, ...]:
    """Every code from the first to the last, also those that nobody chose."""
    codes = {number: code for one in group for code, number in one.codes.items()}
    kind = next(iter(codes.values())).rstrip(DIGITS)
    width = len(next(iter(codes.values()))) - len(kind)
    lowest, highest = int(min(1, *codes)), int(max(codes))
    return tuple(
        Answer(float(number), Text(codes.get(number, f"{kind}{number:0{width}d}")))
        for number in range(lowest, highest + 1)
    )

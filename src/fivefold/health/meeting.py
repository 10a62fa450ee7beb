"""What a card hands to the next meeting: a question, a routine, a statement to read together."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from fivefold.assess.answer import Answer
from fivefold.assess.instruments import Instrument
from fivefold.assess.questions import shared_stem
from fivefold.health import sentences
from fivefold.health.card import ItemSay, ReportCard, ScaleCard
from fivefold.health.language import language
from fivefold.health.prompts import Reason, prompts


def question_text(card: ReportCard) -> str:
    return question_for(card, *card.question) if card.question else ""


def question_for(card: ReportCard, key: str, reason: Reason) -> str:
    """A dimension's question; a framework from somebody's file asks with its own."""
    offered = prompts(card.framework.key).get(key)
    text = offered.questions[reason] if offered else card.framework.dimension(key).question
    return text.in_language(language())


def routine_for(card: ReportCard, key: str) -> str:
    offered = prompts(card.framework.key).get(key)
    return offered.routine.in_language(language()) if offered else ""


def item_text(item: ItemSay, instrument: Instrument | None, tongue: str) -> str:
    """The instrument's wording in the reader's language; of an imported survey the file's own."""
    texts = {one.key: one.text for one in instrument.items} if instrument else {}
    return texts.get(item.key, item.text).in_language(tongue)


def statements(
    scale: ScaleCard, card: ReportCard, instrument: Instrument | None, tongue: str
) -> tuple[str, list[str]]:
    """The question that the statements of a scale share, if they share one, and each in its own words."""
    among = [item_text(item, instrument, tongue) for one in card.scales for item in one.items]
    return shared_stem([item_text(item, instrument, tongue) for item in scale.items], among=among)


def _as_printed(mean: float, answers: Sequence[Answer]) -> float:
    """On 0–100: of two that print alike neither may be told to be the lower."""
    return round(sentences.in_scale(mean, answers), 1) / sentences.in_scale(1, answers)


def statement_to_read(card: ReportCard, instrument: Instrument | None, tongue: str) -> str:
    """Of the statements behind the question the lowest, where it may be shown and others stand beside it."""
    if card.question is None or card.nothing is not None:
        return ""
    about = card.dimension(card.question[0])
    shown = [
        (_as_printed(item.say.mean, scale.answers), text, item, scale)
        for scale in (about.scales if about else ())
        for text, item in zip(statements(scale, card, instrument, tongue)[1], scale.items, strict=True)
        if item.say.mean is not None
    ]
    if len(shown) < 2:
        return ""
    _mean, text, item, scale = min(shown, key=lambda one: one[0])
    words, _around = sentences.in_words(item.say, scale.answers, tongue, ranged=card.has_several_ranges)
    return _(
        "Read it beside the statement with the lowest typical answer here: “%(statement)s” %(words)s."
    ) % {
        "statement": text,
        "words": words,
    }

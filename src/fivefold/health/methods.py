"""How each number is made: the constants of the rules as the page prints them, so that both stay one."""

from dataclasses import dataclass

from fivefold.assess import frameworks, instruments
from fivefold.core.charts.numbers import share
from fivefold.health import reading
from fivefold.health.language import language
from fivefold.health.legend import line_of


@dataclass(frozen=True)
class MethodsView:
    rules_version: int
    strength_line: int
    strength_line_in_answers: str
    tiny_side: int
    significance: str
    cannot_tell_talk: str
    framework: str
    citation: str
    license_note: str


def methods_view() -> MethodsView:
    framework = frameworks.load()
    return MethodsView(
        rules_version=reading.RULES_VERSION,
        strength_line=round(reading.STRENGTH_LINE),
        strength_line_in_answers=line_of(instruments.load().answers),
        tiny_side=reading.TINY_SIDE,
        significance=share(reading.SIGNIFICANCE),
        cannot_tell_talk=share(reading.CANNOT_TELL_TALK),
        framework=framework.title.in_language(language()),
        citation=framework.citation,
        license_note=framework.license_note.in_language(language()),
    )

"""How each number is made: the constants of the rules as the page prints them, so that both stay one."""

from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import apnumber

from fivefold.assess import frameworks, instruments
from fivefold.core.charts.numbers import share
from fivefold.health import reading
from fivefold.health.language import language
from fivefold.health.legend import line_of
from fivefold.partnerships.record import LEAST_DUE


@dataclass(frozen=True)
class MethodsView:
    rules_version: int
    strength_line: int
    strength_line_in_answers: str
    tiny_side: int
    significance: str
    cannot_tell_talk: str
    agreed_part: str
    agreed_whole: str
    least_due: str
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
        agreed_part=str(apnumber(reading.AGREED_SHARE[0])),
        agreed_whole=str(apnumber(reading.AGREED_SHARE[1])),
        least_due=str(apnumber(LEAST_DUE)),
        framework=framework.title.in_language(language()),
        citation=framework.citation,
        license_note=framework.license_note.in_language(language()),
    )

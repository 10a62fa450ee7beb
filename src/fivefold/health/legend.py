"""The marks of a page, small, beside what they mean: those alone that the page has."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fivefold.assess import wording
from fivefold.assess.answer import Answer
from fivefold.core.charts import svg, together_mark
from fivefold.core.charts.marks import bounds_line, earlier_dot, upright
from fivefold.core.charts.numbers import decimal
from fivefold.health import sentences
from fivefold.health.card import ReportCard, ScaleCard
from fivefold.health.reading import STRENGTH_LINE, Showing

HEIGHT, MIDDLE, WIDTH = 14, 7, 34


@dataclass(frozen=True)
class Entry:
    mark: SafeString
    means: str


def legend(scales: Sequence[ScaleCard], card: ReportCard) -> tuple[Entry, ...]:
    """What holds for every interval and every line of these scales is said here, once."""
    says = [one.say for one in scales]
    found = []
    if any(say.has_mean for say in says):
        found.append(Entry(_small(_("dot and bar"), _bar(), _dot()), _now({say.showing for say in says})))
        found.append(Entry(_small(_("dashed line"), upright(50)), favorable(scales)))
    if any(say.bounds for say in says):
        found.append(
            Entry(_small(_("thin line"), bounds_line(5, 95, MIDDLE)), _("whatever the silent would say"))
        )
    if card.compared_with:
        dots = _small(_("open dots"), earlier_dot(30, MIDDLE), earlier_dot(70, MIDDLE))
        found.append(Entry(dots, _("earlier rounds")))
    return tuple(found)


def record_entry() -> Entry:
    done = svg.element("rect", class_="f-ink-2", x=0, y=1, width=12, height=12, fill=svg.INK_2)
    not_done = svg.element(
        "rect",
        class_="s-rule-2",
        x=16.75,
        y=1.75,
        width=10.5,
        height=10.5,
        fill="none",
        stroke=svg.RULE_2,
        stroke_width=1.5,
    )
    return Entry(_small(_("two squares"), done, not_done), _("done, not done"))


def strands_entry() -> Entry:
    mark = together_mark(True, True, False, name=_("three circles"))
    return Entry(mark, _("say, record, judge: filled where they agree"))


def _now(shown: set[Showing]) -> str:
    if Showing.INTERVAL in shown:
        return _("this round, with its 95% interval if silent members resemble those who answered")
    if Showing.UNKNOWN_RATE in shown:
        return _("this round, with its 95% interval")
    return _("this round")


def favorable(scales: Sequence[ScaleCard]) -> str:
    """The line in the numbers of the answers, where all scales share them."""
    kinds = {one.answers for one in scales}
    if len(kinds) != 1:
        return _("favorable: the whole bar above this line; not yet: below it")
    return _("favorable: the whole bar above %(line)s; not yet: below it") % {"line": line_of(kinds.pop())}


def line_of(answers: Sequence[Answer]) -> str:
    """“3.4 on 1–5”: the line for a strength in the numbers of these answers."""
    return sentences.on_its_range(decimal(wording.native(STRENGTH_LINE, answers)), answers)


def _small(name: str, *parts: str) -> SafeString:
    return svg.picture(name, HEIGHT, *parts, class_="mark inline", width=WIDTH)


def _bar() -> SafeString:
    return svg.line(5, MIDDLE, 95, MIDDLE, class_="s-ink", stroke=svg.INK, width=3)


def _dot() -> SafeString:
    return svg.element(
        "circle", class_="f-ink-2 s-ink", cx=svg.percent(50), cy=MIDDLE, r=4.5, fill=svg.INK, stroke=svg.INK
    )

"""The page on which every mark, component and state stands together, to be looked at and tested."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from fivefold.core.charts import (
    Axis,
    Chart,
    Reading,
    Series,
    SidesRow,
    bounds_mark,
    change_mark,
    ladder_mark,
    record_mark,
    say_mark,
    sides_chart,
    together_mark,
    trend_chart,
)
from fivefold.core.demonstration import is_demonstration


@require_safe
def specimens(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or is_demonstration()):
        raise Http404
    page = {
        "dimensions": _dimensions(),
        "inks": ("ink", "ink-2", "ink-3", "rule-2", "rule", "link", "action", "practice", "research"),
        "papers": ("paper", "wash", "wash-2", "practice-paper", "research-paper"),
        "form": TargetForm(),
        "form_to_fix": TargetForm({"target": 29, "audience": "board"}, auto_id="to_fix_%s"),
        **_marks(),
        "sides": _sides(),
        "trend": _trend(),
    }
    return render(request, "core/specimens.html", page)


class TargetForm(forms.Form):
    target = forms.IntegerField(
        label=gettext_lazy("Target for 2027"),
        help_text=gettext_lazy("Students in 100, a whole number."),
        min_value=32,
        initial=41,
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Who sees it first"),
        widget=forms.RadioSelect,
        choices=[("board", gettext_lazy("The board")), ("cabinet", gettext_lazy("The cabinet"))],
    )


def _dimensions() -> list[dict[str, Any]]:
    names = (_("Trust"), _("Research for action"), _("District goals"), _("Wider field"), _("Capacity"))
    return [
        {"number": number, "name": name, "url": f"#d{number}", "slot": f"d{number}"}
        for number, name in enumerate(names, start=1)
    ]


def _marks() -> dict[str, Any]:
    scale: dict[str, Any] = {"lowest": 1, "highest": 5}
    return {
        "say": [
            say_mark(
                mean, low, high, dimension=number, earlier=earlier, name=f"{mean}, {low}–{high}", **scale
            )
            for number, (mean, low, high, earlier) in enumerate(
                (
                    (4.1, 3.9, 4.3, (3.4, 3.7)),
                    (3.9, 3.7, 4.1, (3.8,)),
                    (3.5, 3.3, 3.7, ()),
                    (2.9, 2.6, 3.2, ()),
                    (3.3, 3.1, 3.5, (3.5,)),
                ),
                start=1,
            )
        ],
        "everyone": say_mark(3.6, 3.6, 3.6, dimension=2, name=_("3.6, everyone answered"), **scale),
        "with_bounds": say_mark(
            3.6,
            3.4,
            3.8,
            dimension=2,
            name=_("3.6 (3.4–3.8), between 2.9 and 4.0"),
            bounds=(2.9, 4.0),
            **scale,
        ),
        "bounds": bounds_mark(2.1, 4.3, name=_("Somewhere between 2.1 and 4.3"), **scale),
        "changes": [
            change_mark(0.4, 0.1, 0.7, limit=1, dimension=1, name=_("Higher: 0.4 (0.1–0.7)")),
            change_mark(-0.2, -0.5, 0.1, limit=1, dimension=5, name=_("May be lower: −0.2 (−0.5 to 0.1)")),
        ],
        "record": record_mark(5, 8, dimension=1, name=_("5 of 8")),
        "record_many": record_mark(31, 40, dimension=1, name=_("31 of 40")),
        "agreed": ladder_mark(3, dimension=1, name=_("Working, after Starting"), earlier=2),
        "differ": ladder_mark(
            None, dimension=2, name=_("Practice: Starting. Research: Working"), practice=2, research=3
        ),
        "together": together_mark(True, True, False, name=_("Say and record agree, judgment differs")),
    }


def _axis() -> Axis:
    return Axis(1, 5, ((1, _("Disagree")), (3, _("Mixed")), (5, _("Agree"))))


def _sides() -> Chart:
    rows = (
        SidesRow("", _("1.1 apart (0.6–1.6)"), Reading(2.6, 2.3, 2.9, 92), Reading(3.7, 3.2, 4.2, 11)),
        SidesRow(_("Small group"), "", Reading(4.2, 4.0, 4.4, 92), None),
    )
    return sides_chart(
        rows,
        axis=_axis(),
        dimension=2,
        title=_("“Findings reach me in time”: the two sides see it differently"),
        subtitle=_("Typical answer and 95% interval. Filled: practice. Open: research."),
        conditions=_("Spring 2026: 92 practice, 11 research."),
        practice_name=_("Practice"),
        research_name=_("Research"),
    )


def _trend() -> Chart:
    practice = (2.9, 2.8, 2.8, 2.7, 2.6)
    research = (3.5, 3.6, 3.6, 3.7, 3.7)
    series = (
        Series(_("Research"), [Reading(mean, mean - 0.5, mean + 0.5, 11) for mean in research], is_open=True),
        Series(_("Practice"), [Reading(mean, mean - 0.2, mean + 0.2, 92) for mean in practice]),
    )
    return trend_chart(
        series,
        rounds=[_("Spring 24"), _("Fall 24"), _("Spring 25"), _("Fall 25"), _("Spring 26")],
        axis=_axis(),
        dimension=2,
        title=_("The distance has grown for five rounds"),
        subtitle=_("Typical answer and 95% interval."),
        conditions=_("The wording changed after fall 2024, so the lines do not join there."),
        breaks={2},
    )

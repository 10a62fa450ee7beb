from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from fivefold.core.sentences import with_remedy
from fivefold.cycles import year_templates
from fivefold.cycles.importers.calendars import LEFT_OUT, MOST_GROUPS, Group
from fivefold.cycles.models import LONGEST_TITLE, Activity, Cycle, Phase
from fivefold.cycles.planning import Planned
from fivefold.cycles.school_days import DaysOff
from fivefold.cycles.states import BlackOutKind, Lane, PhaseKind
from fivefold.files.errors import FileError

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
WEEKDAYS = [
    ("0", _("Monday")),
    ("1", _("Tuesday")),
    ("2", _("Wednesday")),
    ("3", _("Thursday")),
    ("4", _("Friday")),
    ("5", _("Saturday")),
    ("6", _("Sunday")),
]


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(_("choose a day between 1990 and 2100."))
        return day


def _words(label: Any, **kwargs: Any) -> forms.CharField:
    kwargs.setdefault("max_length", LONGEST_TITLE)
    return forms.CharField(label=label, **kwargs)


class _Dates(forms.Form):
    first = DayField(label=_("First day"))
    last = DayField(
        label=_("Last day"), required=False, help_text=_("Leave it out for what takes a single day.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first = cleaned.get("first")
        last = cleaned.get("last") or first
        if first and last and last < first:
            self.add_error("last", _("the last day lies before the first."))
        cleaned["last"] = last
        return cleaned


class BeginForm(forms.Form):
    name = _words(_("Name"), max_length=40, help_text=_("As you call it: 2025–26."))
    first_day = DayField(
        label=_("First day"),
        help_text=_("Templates count from it: a MIST year from August 1 has its strategies in October."),
    )
    source = forms.ChoiceField(label=_("Made from"), widget=forms.RadioSelect)
    weekdays = forms.MultipleChoiceField(
        label=_("School is held on"),
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("choose at least one weekday.")},
    )

    def __init__(self, *args: Any, last_years: list[Cycle], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        explained = "<span><strong>{}.</strong> {}</span>"
        choices = [
            (
                one.public_id,
                format_html(
                    explained,
                    _("As in {name}").format(name=one.name),
                    _("The same plan, moved to the same weekdays. How it went is not taken over."),
                ),
            )
            for one in last_years
        ] + [
            (
                one.key,
                format_html(explained, one.title.in_language(language), one.sentence.in_language(language)),
            )
            for one in year_templates.all_templates()
        ]
        self.fields["source"].choices = choices  # type: ignore[attr-defined]

    @staticmethod
    def proposed(last_years: list[Cycle]) -> dict[str, Any]:
        """A school year that begins in August, this one or the one behind the last that is planned."""
        today = timezone.localdate()
        year = today.year if today.month >= 3 else today.year - 1
        if last_years:
            year = max(year, last_years[0].first_day.year + 1)
        return {
            "name": f"{year}–{(year + 1) % 100:02d}",
            "first_day": date(year, 8, 1),
            "source": last_years[0].public_id if last_years else year_templates.loading.KEYS[0],
            "weekdays": list(last_years[0].weekdays) if last_years else list("01234"),
        }

    @property
    def school_weekdays(self) -> set[int]:
        return {int(one) for one in self.cleaned_data["weekdays"]}


class PhaseForm(_Dates):
    kind = forms.ChoiceField(label=_("Which phase"), choices=PhaseKind.choices)
    title = _words(
        _("Name"), required=False, help_text=_("Only if it should be called otherwise than its kind.")
    )
    field_order = ("kind", "title", "first", "last")

    @property
    def planned(self) -> Planned:
        given = self.cleaned_data
        return Planned(given["kind"], given["first"], given["last"], given["title"])


class ActivityForm(_Dates):
    lane = forms.ChoiceField(label=_("What it is"), choices=Lane.choices)
    title = _words(_("Name"))
    waits_for = _words(
        _("What it waits for, if anything"),
        max_length=240,
        required=False,
        help_text=_("A sentence that both sides read: The district’s sign-off is missing."),
    )
    field_order = ("lane", "title", "first", "last", "waits_for")

    @property
    def planned(self) -> Planned:
        given = self.cleaned_data
        return Planned(
            given["lane"], given["first"], given["last"], given["title"], waits_for=given["waits_for"]
        )


class MoveForm(_Dates):
    reason = _words(
        _("Why it moves"),
        max_length=240,
        help_text=_("About the work and its dates, in words that both sides read."),
        error_messages={"required": _("say why, in words that both sides can read.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class DescribeForm(forms.Form):
    title = _words(_("Name"))
    waits_for = _words(_("What it waits for, if anything"), max_length=240, required=False)

    def __init__(self, *args: Any, item: Phase | Activity, **kwargs: Any) -> None:
        kwargs["initial"] = {"title": str(item), "waits_for": getattr(item, "waits_for", "")}
        super().__init__(*args, **kwargs)
        if isinstance(item, Phase):
            del self.fields["waits_for"]


class StepForm(forms.Form):
    """On which day it began, or ended."""

    on = DayField(label=_("On which day"))


class CallOffForm(forms.Form):
    reason = _words(
        _("Why it is called off"),
        max_length=240,
        error_messages={"required": _("say why, in words that both sides can read.")},
    )


class BlackOutForm(_Dates):
    kind = forms.ChoiceField(label=_("What it is"), choices=BlackOutKind.choices)
    name = _words(_("Name"), help_text=_("As the district calls it: Spring break."))
    field_order = ("kind", "name", "first", "last")

    @property
    def days(self) -> DaysOff:
        given = self.cleaned_data
        return DaysOff(given["first"], given["last"], given["kind"], given["name"])


class CalendarForm(forms.Form):
    calendar = forms.FileField(
        label=_("Calendar file"),
        help_text=_(
            "As the district’s calendar program exports it: a file whose name ends in .ics, of 10 MB at most."
        ),
        error_messages={
            "required": _("choose the calendar file."),
            "empty": _("this file is empty. Export the calendar again."),
        },
    )

    def refuse(self, fault: FileError) -> None:
        self.add_error("calendar", with_remedy(fault.message, fault.remedy))


class ChosenDaysForm(forms.Form):
    """For each name in the calendar what it is, or that it is left out."""

    def __init__(self, *args: Any, groups: Sequence[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(LEFT_OUT, _("Left out")), *BlackOutKind.choices]
        for place, group in enumerate(groups[:MOST_GROUPS]):
            self.fields[f"days_{place}"] = forms.ChoiceField(
                label=group.name or _("without a name"),
                choices=choices,
                required=False,
                initial=group.proposed,
            )


class AccountForm(forms.Form):
    text = forms.CharField(
        label=pgettext_lazy("of the two-page account", "The account"),
        help_text=_(
            "Two pages at most: the context as you have understood it, and what leadership can carry."
        ),
        max_length=8_000,
        widget=forms.Textarea(attrs={"rows": 18}),
    )


class KnownSinceForm(forms.Form):
    since = DayField(label=_("Since when"))
    reason = _words(
        _("How you know each other"),
        max_length=240,
        error_messages={"required": _("say how, in words that both sides can read.")},
    )

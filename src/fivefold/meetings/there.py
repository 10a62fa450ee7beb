"""The form that says who was there: members ticked, guests counted, and who could decide, by side."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivefold.cycles.forms import DayField
from fivefold.meetings.actions import SideThere
from fivefold.meetings.models import Meeting
from fivefold.meetings.policies import MOST_GUESTS
from fivefold.partnerships.models import Membership
from fivefold.partnerships.states import Side

SIDES = (Side.PRACTICE, Side.RESEARCH)
_EXAMPLES = {
    Side.PRACTICE: _("The assistant superintendent, who decides on coaching."),
    Side.RESEARCH: _("The principal investigator."),
}


class ThereForm(forms.Form):
    on = DayField(label=_("On which day it was held"))
    members = forms.MultipleChoiceField(
        label=_("Who was there"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, meeting: Meeting, could: Sequence[Membership], **kwargs: Any) -> None:
        kwargs["initial"] = _said_so_far(meeting)
        super().__init__(*args, **kwargs)
        self.fields["members"].choices = [  # type: ignore[attr-defined]
            (one.public_id, f"{one.person}, {meeting.partnership.side_name(one.side)}") for one in could
        ]
        for side in SIDES:
            self.fields |= _fields_of(side, meeting.partnership.side_name(side))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for side in SIDES:
            if cleaned.get(f"{side}_authority") == "yes" and not cleaned.get(f"{side}_decides"):
                self.add_error(f"{side}_decides", _("say who, by role."))
        return cleaned

    @property
    def sides(self) -> dict[str, SideThere]:
        given = self.cleaned_data
        return {
            side: SideThere(
                given[f"{side}_guests"] or 0, given[f"{side}_authority"] == "yes", given[f"{side}_decides"]
            )
            for side in SIDES
        }


def _fields_of(side: Side, name: str) -> dict[str, forms.Field]:
    said = {"name": name}
    return {
        f"{side}_guests": forms.IntegerField(
            label=gettext("Guests of %(name)s, without names") % said,
            required=False,
            min_value=0,
            max_value=MOST_GUESTS,
        ),
        f"{side}_authority": forms.ChoiceField(
            label=gettext("Was somebody there who can decide for %(name)s?") % said,
            choices=[("yes", gettext("Yes")), ("no", gettext("No"))],
            widget=forms.RadioSelect,
            error_messages={"required": gettext("choose yes or no.")},
        ),
        f"{side}_decides": forms.CharField(
            label=gettext("If so, who for %(name)s, by role") % said,
            required=False,
            max_length=160,
            help_text=_EXAMPLES[side],
        ),
    }


def _said_so_far(meeting: Meeting) -> dict[str, Any]:
    there: dict[str, Any] = {
        "on": min(meeting.day, timezone.localdate()),
        "members": [one.membership.public_id for one in meeting.attended.select_related("membership")],
    }
    for one in meeting.attendance.all():
        there[f"{one.side}_guests"] = one.guests
        there[f"{one.side}_authority"] = "yes" if one.has_authority else "no"
        there[f"{one.side}_decides"] = one.who_decides
    return there

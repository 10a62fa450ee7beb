"""The form that says who was there: members ticked, guests counted, and who could decide, by side."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from django import forms
from django.http import QueryDict
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
    # What was said so far, as this form was filled from: somebody else's is not written over unseen.
    seen = forms.CharField(required=False, widget=forms.HiddenInput())
    members = forms.MultipleChoiceField(
        label=_("Who was there"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, meeting: Meeting, could: Sequence[Membership], **kwargs: Any) -> None:
        kwargs["initial"] = _said_so_far(meeting)
        super().__init__(*args, **kwargs)
        self.sides_of = {one.public_id: one.side for one in could}
        self.fields["members"].choices = [  # type: ignore[attr-defined]
            (one.public_id, f"{one.person}, {meeting.partnership.side_name(one.side)}") for one in could
        ]
        for side in SIDES:
            self.fields |= _fields_of(side, meeting.partnership.side_name(side))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("seen") and cleaned["seen"] != self.initial["seen"]:
            self._read_first()
        for side in SIDES:
            if cleaned.get(f"{side}_authority") == "yes" and not cleaned.get(f"{side}_decides"):
                self.add_error(f"{side}_decides", _("say who, by role."))
            if cleaned.get(f"{side}_authority") == "yes" and not self._was_there(side, cleaned):
                self.add_error(f"{side}_authority", _("nobody of this side was there. Count them too."))
        return cleaned

    def _read_first(self) -> None:
        """Somebody else's words are named before they are written over, and what was ticked here is kept."""
        chosen = dict(self.fields["members"].choices)  # type: ignore[attr-defined]
        names = ", ".join(str(chosen[one]) for one in self.initial["members"] if one in chosen) or gettext(
            "nobody"
        )
        sentence = _("Somebody else said meanwhile who was there: %(who)s. Save again to say it your way.")
        self.add_error(None, sentence % {"who": names})
        assert isinstance(self.data, QueryDict)  # noqa: S101 as every form of a page is filled
        data = self.data.copy()
        data["seen"] = self.initial["seen"]
        self.data = data

    def _was_there(self, side: str, cleaned: Mapping[str, Any]) -> bool:
        present = {self.sides_of.get(one) for one in cleaned.get("members") or ()}
        return side in present or bool(cleaned.get(f"{side}_guests"))

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
    said = [sorted(there["members"]), sorted((key, str(one)) for key, one in there.items() if "_" in key)]
    return there | {"seen": sha256(repr(said).encode()).hexdigest()[:16]}

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.commitments import queries
from fivefold.commitments.models import Commitment
from fivefold.core.identifiers import ALPHABET, LENGTH, new_public_id
from fivefold.partnerships.models import Membership


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **attributes: Any) -> None:
        super().__init__(format="%Y-%m-%d", **attributes)


class OwnedForm(forms.Form):
    """Asks for one of those whom this member may name, by name and side."""

    owner = forms.ChoiceField(
        label=_("Who"),
        help_text=_("They get a message, and may say that it is not theirs."),
        error_messages={"required": _("choose who."), "invalid_choice": _("choose who.")},
    )
    offered: dict[str, Membership]

    def offer(self, writer: Membership, *, but: Person | None = None) -> None:
        members = [one for one in queries.owners_for(writer) if one.person != but]
        self.offered = {one.public_id: one for one in members}
        # Who hands on chooses; who writes down begins with themselves.
        nobody = [("", "—")] if but else []
        self.fields["owner"].choices = nobody + [  # type: ignore[attr-defined]
            (one.public_id, f"{one.person} ({writer.partnership.side_name(one.side)})") for one in members
        ]

    @property
    def person(self) -> Person:
        return self.offered[self.cleaned_data["owner"]].person


class CommitmentForm(OwnedForm):
    """`pressed` is the same for one form, pressed twice."""

    what = forms.CharField(
        label=_("What will be done"),
        help_text=_("As its owner would say it: Send the principals the observation protocol."),
        max_length=300,
        error_messages={"required": _("say what will be done.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    due = forms.DateField(
        label=_("By when"), widget=DayInput(), error_messages={"required": _("choose a day.")}
    )
    pressed = forms.CharField(
        widget=forms.HiddenInput(), validators=[RegexValidator(f"^[{ALPHABET}]{{{LENGTH}}}$")]
    )
    field_order = ("what", "owner", "due")

    def __init__(self, data: Mapping[str, Any] | None = None, *, writer: Membership) -> None:
        super().__init__(data, initial={"pressed": new_public_id()})
        self.offer(writer)


class HandOnForm(OwnedForm):
    def __init__(
        self, data: Mapping[str, Any] | None = None, *, writer: Membership, commitment: Commitment
    ) -> None:
        super().__init__(data)
        self.offer(writer, but=commitment.owner)


class MoveForm(forms.Form):
    due = forms.DateField(
        label=_("By when now"), widget=DayInput(), error_messages={"required": _("choose a day.")}
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Both sides read this beside the day from before."),
        max_length=500,
        error_messages={"required": _("say why, in words that both sides can read.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class DropForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Both sides read this where it is listed."),
        max_length=500,
        error_messages={"required": _("say why, in words that both sides can read.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class DoneForm(forms.Form):
    on = forms.DateField(
        label=_("Done on"), widget=DayInput(), error_messages={"required": _("choose a day.")}
    )

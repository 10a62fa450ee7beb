from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.forms import LONGEST_ADDRESS
from fivefold.partnerships.models import Membership, Organization
from fivefold.partnerships.roles import Role, roles_of
from fivefold.partnerships.states import OrganizationKind, Side


def role_choices(roles: Iterable[type[Role]]) -> list[tuple[str, str]]:
    """Each role with the sentence that says what it opens."""
    return [
        (role.key, format_html("<span><strong>{}.</strong> {}</span>", role.name, role.sentence))
        for role in roles
    ]


def offer_languages(field: forms.Field, chosen: str) -> None:
    field.choices = [  # type: ignore[attr-defined]
        (code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES
    ]
    field.initial = chosen


class InviteForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    address = forms.EmailField(
        label=_("Work e-mail"),
        max_length=LONGEST_ADDRESS,
        help_text=_("We send the invitation there, and the code with which it is accepted."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    title = forms.CharField(label=_("Position, if others should see it"), max_length=120, required=False)
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language of the message"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, side: str, language: str, role: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = self.fields["role"]
        roles.choices = role_choices(roles_of(Side(side)))  # type: ignore[attr-defined]
        roles.initial = role or None
        offer_languages(self.fields["language"], language)


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = self.fields["role"]
        roles.choices = role_choices(roles_of(Side(membership.side)))  # type: ignore[attr-defined]
        roles.initial = membership.role


class EndForm(forms.Form):
    day = forms.DateField(
        label=_("First day on which it no longer holds"),
        help_text=_("Today ends it at once."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )


class EmergencyForm(forms.Form):
    because = forms.CharField(
        label=_("Why you need to read it"),
        help_text=_("In plain words: both sides read this sentence, in a message and in their ledger."),
        max_length=500,
        error_messages={"required": _("Say why, in words that both sides can read.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AdministratorForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    address = forms.EmailField(
        label=_("Work e-mail"),
        max_length=LONGEST_ADDRESS,
        help_text=_("We send the invitation there, and the code with which it is accepted."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language of the message"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_languages(self.fields["language"], language)


class OrganizationForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=160, help_text=_("In full: Cedar Valley USD."))
    short_name = forms.CharField(
        label=_("As people say it in passing"),
        max_length=60,
        required=False,
        help_text=_("Pages say: private to Cedar Valley. Leave it out if the name is short."),
    )
    kind = forms.ChoiceField(
        label=_("What it is"), choices=OrganizationKind.choices, widget=forms.RadioSelect
    )


class PartnershipForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the partnership"),
        max_length=160,
        help_text=_("What it is about: Middle-grades mathematics."),
    )
    practice = forms.ModelChoiceField(
        Organization.objects.order_by("name", "pk"), label=_("Practice side"), empty_label=None
    )
    research = forms.ModelChoiceField(
        Organization.objects.order_by("name", "pk"), label=_("Research side"), empty_label=None
    )
    broker = forms.ModelChoiceField(
        Organization.objects.order_by("name", "pk"),
        label=_("Between the sides, if anyone"),
        empty_label=_("Nobody"),
        required=False,
    )
    began_on = forms.DateField(
        label=_("Since when"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )

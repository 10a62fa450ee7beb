from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fivefold.api.queries import names_of
from fivefold.api.states import Days, Scope

if TYPE_CHECKING:
    from fivefold.accounts.models import Person

ALL = "all"


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        help_text=_("What the program is for, so that you know later which token is which."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reach = forms.MultipleChoiceField(
        label=_("Which partnerships may it read?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it read?"),
        widget=forms.CheckboxSelectMultiple,
        choices=Scope.choices,
        error_messages={"required": _("Choose at least one.")},
    )
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        coerce=lambda days: Days(int(days)),
        choices=Days.choices,
        initial=Days.QUARTER,
    )

    def __init__(self, person: "Person", data: Any = None) -> None:
        super().__init__(data, initial={"scopes": [Scope.FIGURES.value]})
        field = self.fields["reach"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [*names_of(person).items(), (ALL, _("All of mine, also those that I join later"))]

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not name.isprintable():
            raise ValidationError(_("This name has signs that cannot be seen. Type it anew."))
        return name

    @property
    def wanted(self) -> dict[str, Any]:
        """As `make_token` takes it."""
        found = self.cleaned_data
        return {
            "name": found["name"],
            "scopes": [Scope(one) for one in found["scopes"]],
            "partnerships": None if ALL in found["reach"] else found["reach"],
            "days": found["days"],
        }

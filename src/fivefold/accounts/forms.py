import re
from typing import Any

from allauth.account import app_settings as allauth_settings
from allauth.account.fields import EmailField
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import get_language_info, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person, Theme

NAME_OF_A_PASSKEY = 60
# As many signs as the database holds; a form alone would take more.
LONGEST_ADDRESS = 254
CODE_MINUTES = int(allauth_settings.LOGIN_BY_CODE_TIMEOUT) // 60


class AskForCodeForm(RequestLoginCodeForm):
    email = EmailField(
        label=_("Work e-mail"),
        help_text=format_lazy(
            ngettext_lazy(
                "We send a code that works once, for {minutes} minute.",
                "We send a code that works once, for {minutes} minutes.",
                CODE_MINUTES,
            ),
            minutes=CODE_MINUTES,
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class EnterCodeForm(ConfirmLoginCodeForm):
    code = forms.CharField(
        label=_("Code"),
        help_text=_("You can paste it. Capitals, small letters and spaces make no difference."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )


class AppCodeField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
        super().__init__(widget=widget, max_length=40, **kwargs)


class SetUpAppForm(ActivateTOTPForm):
    code = AppCodeField(label=_("The six digits that the app shows now"))

    @property
    def grouped_secret(self) -> str:
        """In fours, to be typed; apps pass over the spaces."""
        return " ".join(re.findall(".{1,4}", self.secret))


class SecondCodeField(AppCodeField):
    def __init__(self) -> None:
        super().__init__(
            label=_("Second code"),
            help_text=_(
                "From your authenticator app, or one of your recovery codes, each of which works once."
            ),
        )


class SecondStepForm(AuthenticateForm):
    code = SecondCodeField()


class AgainForm(ReauthenticateForm):
    code = SecondCodeField()


class PasskeyNameField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Its name"),
            help_text=_("By which you know it again: “Work laptop”, “My phone”."),
            max_length=NAME_OF_A_PASSKEY,
            **kwargs,
        )


class AddPasskeyForm(AddWebAuthnForm):
    name = PasskeyNameField(required=False)
    passwordless = None  # type: ignore[assignment]

    def clean(self) -> dict[str, Any]:
        """A passkey alone opens the account, so the device must have asked who is there."""
        self.cleaned_data["passwordless"] = True
        return super().clean()


class NamePasskeyForm(EditWebAuthnForm):
    name = PasskeyNameField()


def languages() -> list[tuple[str, str | Promise]]:
    """Each in its own words: whoever looks for a language may not read the page's."""
    names = [(code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES]
    return [("", _("As in this browser")), *names]


class SettingsForm(forms.ModelForm[Person]):
    language = forms.ChoiceField(
        label=_("Language"), choices=languages, required=False, widget=forms.RadioSelect
    )
    theme = forms.ChoiceField(label=_("Light or dark"), choices=Theme.choices, widget=forms.RadioSelect)

    class Meta:
        model = Person
        fields = ["name", "language", "theme"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}


class FirstAdministratorForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = EmailField(
        label=_("Work e-mail"),
        max_length=LONGEST_ADDRESS,
        help_text=_("From the next time on you sign in with a code that we send there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, validate_email
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from fivefold.accounts.naming import tidied, why_not_named
from fivefold.core.directions import without_turning
from fivefold.core.identifiers import ALPHABET, LENGTH, new_public_id
from fivefold.shares.actions import Named, Sending
from fivefold.shares.policies import LASTS_DAYS, LONGEST_DAYS, MOST_PEOPLE

# In a list that was pasted an address may stand in brackets, behind a comma or a tab.
ADDRESS = re.compile(r"[^\s<>()\[\],;:\"“”]+@[^\s<>()\[\],;:\"“”]+")
AROUND = ' \t<>()[],;:"“”'


def _languages() -> list[tuple[str, str]]:
    return [(code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES]


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **attributes: Any) -> None:
        super().__init__(format="%Y-%m-%d", **attributes)


class SendForm(forms.Form):
    people = forms.CharField(
        label=gettext_lazy("Who may read it?"),
        help_text=gettext_lazy("One person on each line, with e-mail: Ana Ruiz, ana.ruiz@district.example"),
        error_messages={"required": gettext_lazy("name at least one person.")},
        max_length=8_000,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "dir": "auto"}),
    )
    until = forms.DateField(
        label=gettext_lazy("Until which day?"),
        help_text=gettext_lazy("That day included; at most a year from today."),
        widget=DayInput(),
    )
    language = forms.ChoiceField(label=gettext_lazy("In which language?"), choices=_languages)
    greeting = forms.CharField(
        label=gettext_lazy("A line of greeting, if you like"), max_length=200, required=False
    )
    pressed = forms.CharField(
        widget=forms.HiddenInput(), validators=[RegexValidator(f"^[{ALPHABET}]{{{LENGTH}}}$")]
    )

    @classmethod
    def fresh(cls, language: str) -> "SendForm":
        until = timezone.localdate() + timedelta(days=LASTS_DAYS)
        return cls(initial={"until": until, "language": language, "pressed": new_public_id()})

    def clean_people(self) -> list[Named]:
        lines = [line for line in self.cleaned_data["people"].splitlines() if line.strip(AROUND)]
        if len(lines) > MOST_PEOPLE:
            raise ValidationError(
                _("these are %(count)s people; at most %(most)s at a time.")
                % {"count": len(lines), "most": MOST_PEOPLE}
            )
        people = _all_named(lines)
        if not people:
            raise ValidationError(_("name at least one person."))
        first: dict[str, int] = {}
        for number, one in enumerate(people, start=1):
            if one.address in first:
                raise ValidationError(
                    _("lines %(one)s and %(other)s have the same address.")
                    % {"one": first[one.address], "other": number}
                )
            first[one.address] = number
        return people

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        today = timezone.localdate()
        if not today <= until <= today + timedelta(days=LONGEST_DAYS):
            raise ValidationError(_("choose a day from today on, within a year."))
        return until

    def clean_greeting(self) -> str:
        visible = "".join(one if one.isprintable() else " " for one in self.cleaned_data["greeting"])
        return " ".join(without_turning(visible).split())

    @property
    def sending(self) -> Sending:
        return Sending(**self.cleaned_data)


def _all_named(lines: list[str]) -> list[Named]:
    """Every line that is not as it should be is told at once."""
    people, wrong = [], []
    for number, line in enumerate(lines, start=1):
        try:
            people.append(_named(number, line))
        except ValidationError as error:
            wrong.append(error)
    if wrong:
        raise ValidationError(wrong)
    return people


def _named(number: int, line: str) -> Named:
    found = ADDRESS.findall(line)
    if len(found) != 1:
        raise ValidationError(
            _("line %(number)s, “%(words)s”, needs one name and one e-mail address.")
            % {"number": number, "words": without_turning(Truncator(line.strip()).chars(40))}
        )
    address = found[0].removeprefix("mailto:").strip(".'").lower()
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise ValidationError(
            _("in line %(number)s, “%(address)s” is no e-mail address.")
            % {"number": number, "address": address}
        ) from wrong
    name = tidied(line.replace(found[0], " ", 1).replace("\t", " ").strip(AROUND))
    if not name:
        raise ValidationError(_("line %(number)s has no name.") % {"number": number})
    if len(name) > 120 or len(address) > 254:
        raise ValidationError(_("line %(number)s is too long.") % {"number": number})
    if refusal := why_not_named(name):
        raise ValidationError(
            _("line %(number)s: %(because)s") % {"number": number, "because": refusal.message}
        )
    return Named(name, address)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("You can paste it. Capitals, small letters and spaces make no difference."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from fivefold.reports.states import OFFERED, Format, Order, Part


def _choices() -> list[tuple[str, Any]]:
    return [
        (Order(part, one, "").key, format_lazy("{part}: {format}", part=part.label, format=one.label))
        for part, formats in OFFERED.items()
        for one in formats
    ]


class TakeAwayForm(forms.Form):
    what = forms.ChoiceField(
        label=_("What do you take away?"),
        widget=forms.RadioSelect,
        choices=_choices,
        error_messages={"required": _("Choose a file.")},
    )
    language = forms.ChoiceField(label=_("In which language?"), choices=lambda: settings.LANGUAGES)

    @classmethod
    def fresh(cls, language: str) -> "TakeAwayForm":
        """With what is asked for most, in the language of the page."""
        return cls(initial={"what": Order(Part.CARD, Format.PDF, language).key, "language": language})

    @property
    def order(self) -> Order:
        return Order.of(self.cleaned_data["what"], self.cleaned_data["language"])

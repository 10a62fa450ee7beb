from datetime import time

from django import forms
from django.utils.formats import time_format
from django.utils.translation import gettext_lazy as _

from fivefold.reminders.models import Choice

NEVER = ""


class ChoiceForm(forms.Form):
    hour = forms.ChoiceField(label=_("When"), required=False)
    days = forms.ChoiceField(
        label=_("On which days"),
        widget=forms.RadioSelect,
        choices=[("weekdays", _("Monday to Friday")), ("every", _("Every day"))],
        error_messages={"required": _("choose on which days.")},
    )

    def __init__(self, data: object = None, *, choice: Choice) -> None:
        initial = {
            "hour": NEVER if choice.hour is None else str(choice.hour),
            "days": "weekdays" if choice.weekdays_only else "every",
        }
        super().__init__(data, initial=initial)  # type: ignore[arg-type]
        hours = [(str(hour), time_format(time(hour), "TIME_FORMAT")) for hour in range(24)]
        self.fields["hour"].choices = [*hours, (NEVER, _("Never"))]  # type: ignore[attr-defined]

    @property
    def chosen_hour(self) -> int | None:
        hour = self.cleaned_data["hour"]
        return int(hour) if hour != NEVER else None

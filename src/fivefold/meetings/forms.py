from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.core.identifiers import ALPHABET, LENGTH, new_public_id
from fivefold.cycles.forms import DayField
from fivefold.cycles.models import LONGEST_TITLE
from fivefold.meetings.actions import Setting, Written
from fivefold.meetings.models import LONGEST_COLUMN, LONGEST_COMMITMENT, LONGEST_ENTRY, Entry, Meeting
from fivefold.meetings.models.talks import COLUMNS, TalkVersion
from fivefold.meetings.states import EntryKind, MeetingKind
from fivefold.partnerships.models import Membership

# Shorter than a whole day, so that no meeting is typed in hours by mistake.
LONGEST_MEETING = 12 * 60


def _text(label: Any, *, longest: int, rows: int, **kwargs: Any) -> forms.CharField:
    """Without `maxlength`, at which a browser cuts what is pasted without a word: it comes back whole."""
    too_long = _("%(show_value)d characters are too many: %(limit_value)d fit. What you typed is kept.")
    return forms.CharField(
        label=label,
        validators=[MaxLengthValidator(longest, too_long)],
        widget=forms.Textarea(attrs={"rows": rows}),
        **kwargs,
    )


def _pressed() -> forms.CharField:
    """The same for one form, pressed twice."""
    return forms.CharField(
        widget=forms.HiddenInput(),
        initial=new_public_id,
        validators=[RegexValidator(f"^[{ALPHABET}]{{{LENGTH}}}$")],
    )


class SettingForm(forms.Form):
    starts = forms.TimeField(
        label=_("Begins at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H:%M:%S"],
    )
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=5, max_value=LONGEST_MEETING, help_text=_("120 are two hours.")
    )
    where = forms.CharField(
        label=_("Place or link"), max_length=200, required=False, help_text=_("A room, or where to call in.")
    )
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=MeetingKind.choices,
        widget=forms.RadioSelect,
        help_text=_("A dialogue goes from strategy to strategy, and has a page for it."),
    )
    norms = forms.CharField(
        label=_("Norms, on one line"),
        max_length=240,
        required=False,
        help_text=_("Shown through the whole dialogue. Left empty, it is ours."),
    )

    @staticmethod
    def proposed(meeting: Meeting | None = None) -> dict[str, Any]:
        if meeting is None:
            return {"starts": "09:00", "minutes": 60, "kind": MeetingKind.WORKING}
        return {name: getattr(meeting, name) for name in ("starts", "minutes", "where", "kind", "norms")}

    @property
    def setting(self) -> Setting:
        return Setting(**{name: self.cleaned_data[name] for name in SettingForm.base_fields})


class PlanForm(SettingForm):
    title = forms.CharField(label=_("Name"), max_length=LONGEST_TITLE)
    day = DayField(label=_("Day"), help_text=_("It stands in the year as a meeting of that day."))
    field_order = ("title", "day", "starts", "minutes", "where", "kind", "norms")


class LineForm(forms.Form):
    text = forms.CharField(label=_("What to talk about"), max_length=240)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=0, max_value=LONGEST_MEETING, initial=10)
    pressed = _pressed()


class MinutesForm(forms.Form):
    minutes = forms.IntegerField(min_value=0, max_value=LONGEST_MEETING)


class EntryForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What it is"), choices=EntryKind.choices, widget=forms.RadioSelect, initial=EntryKind.NOTE
    )
    text = _text(_("What was said"), longest=LONGEST_ENTRY, rows=3)
    owner = forms.ChoiceField(label=_("Who takes it on"), required=False)
    due = DayField(label=_("By when"), required=False)
    strategy = forms.CharField(required=False, widget=forms.HiddenInput())
    pressed = _pressed()

    def __init__(self, *args: Any, members: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.person.public_id: one.person for one in members}
        choices = [("", _("Choose")), *((key, str(one)) for key, one in self.people.items())]
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") == EntryKind.COMMITMENT:
            signs = len(cleaned.get("text", ""))
            if signs > LONGEST_COMMITMENT:
                too_long = _("a commitment holds %(most)d characters, and this has %(signs)d. It is kept.")
                said = {"most": LONGEST_COMMITMENT, "signs": signs}
                self.add_error("text", forms.ValidationError(too_long, params=said))
            if not cleaned.get("owner") and "owner" not in self.errors:
                self.add_error("owner", _("choose who takes it on."))
            if not cleaned.get("due") and "due" not in self.errors:
                self.add_error("due", _("choose a day."))
        return cleaned

    @property
    def written(self) -> Written:
        given = self.cleaned_data
        owner: Person | None = self.people.get(given["owner"])
        return Written(given["kind"], given["text"], owner, given["due"])


class EditForm(forms.Form):
    text = _text(_("What was said"), longest=LONGEST_ENTRY, rows=6)
    seen = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, data: Mapping[str, Any] | None = None, *, entry: Entry) -> None:
        super().__init__(data, initial={"text": entry.text, "seen": entry.number})

    def now_seeing(self, number: int) -> None:
        _now_seeing(self, number)


class TalkForm(forms.Form):
    found = _text(TalkVersion.labels["found"], longest=LONGEST_COLUMN, rows=5, required=False)
    why = _text(
        TalkVersion.labels["why"],
        longest=LONGEST_COLUMN,
        rows=5,
        required=False,
        help_text=_("What in the design, its supports or its conditions; never whose fault."),
    )
    revise = _text(TalkVersion.labels["revise"], longest=LONGEST_COLUMN, rows=5, required=False)
    questions = _text(
        TalkVersion.labels["questions"],
        longest=LONGEST_COLUMN,
        rows=4,
        required=False,
        help_text=_("One a line. They stand on the printed brief."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput())

    @property
    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in COLUMNS}

    def now_seeing(self, number: int) -> None:
        _now_seeing(self, number)


def _now_seeing(form: forms.Form, number: int) -> None:
    """The same form with all that was typed, for someone who is shown the newest beside it."""
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["seen"] = str(number)  # type: ignore[index]

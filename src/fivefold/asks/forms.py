"""Forms of asks. What comes back keeps every field."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivefold.agreements.queries import terms_in_force
from fivefold.agreements.states import BudgetRole
from fivefold.asks import policies, queries
from fivefold.asks.actions import Wanted
from fivefold.asks.models import LONGEST_OUTCOME, LONGEST_TITLE, LONGEST_WORDS, MOST_MINUTES, MOST_PEOPLE, Ask
from fivefold.asks.policies import Numbers
from fivefold.core.identifiers import ALPHABET, LENGTH, new_public_id
from fivefold.cycles.forms import DayField
from fivefold.partnerships.models import Membership, Partnership


class ActivityField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, activity: Any) -> str:
        return f"{activity} ({activity.cycle})"


class MembersField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, membership: Membership) -> str:
        title = membership.title or membership.role_class.name
        return f"{membership.person}, {title}"


def _words(
    label: Any, hint: Any = "", *, required: bool = True, longest: int = LONGEST_WORDS
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        required=required,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _number(label: Any, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=1, max_value=most, widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )


def _listed(label: Any, hint: Any, name: str, longest: int) -> forms.CharField:
    """A line of text with what was written so far to choose from."""
    widget = forms.TextInput(attrs={"list": f"{name}-so-far", "autocomplete": "off"})
    return forms.CharField(label=label, help_text=hint, max_length=longest, required=False, widget=widget)


class NumbersForm(forms.Form):
    people = _number(_("How many people"), MOST_PEOPLE)
    minutes_each = _number(_("Minutes of each"), MOST_MINUTES)
    first = DayField(label=_("First day"))
    last = DayField(
        label=_("Last day"), required=False, help_text=_("Leave it out for what takes a single day.")
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        given["last"] = given.get("last") or given.get("first")
        is_whole = all(given.get(name) for name in ("people", "minutes_each", "first", "last"))
        if is_whole and (refusal := policies.why_not_numbers(self.numbers, timezone.localdate())):
            self.add_error("last" if refusal.code == "ends_before_it_begins" else "first", str(refusal))
        return given

    @property
    def numbers(self) -> Numbers:
        given = self.cleaned_data
        return Numbers(given["people"], given["minutes_each"], given["first"], given["last"])


class AskForm(NumbersForm):
    activity = ActivityField(
        queryset=None,
        label=_("What for: an activity of the year"),
        help_text=_("Several asks may belong to one activity."),
        required=False,
        to_field_name="public_id",
        empty_label=_("None of these"),
    )
    title = forms.CharField(
        label=_("Its name"),
        help_text=_("Only if it is no activity of the year, or should be called otherwise."),
        max_length=LONGEST_TITLE,
        required=False,
    )
    role = forms.ChoiceField(label=_("Whose time"), choices=BudgetRole.choices)
    role_name = _listed(_("Which others"), _("Only where it is none of the roles above."), "roles", 80)
    school = _listed(
        _("At one school only, if so"), _("Otherwise leave it out: people of any school."), "schools", 120
    )
    because = _words(
        _("Why it matters"), _("In a sentence or two: the point person reads it on a telephone.")
    )
    gives_back = _words(_("What they get back"), _("What those who give their time will have from it."))
    members = MembersField(
        queryset=None,
        label=_("Members who are asked by name, if any"),
        help_text=_("They get a message once it is approved. Their own minutes are seen by them alone."),
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )
    pressed = forms.CharField(
        widget=forms.HiddenInput(), validators=[RegexValidator(f"^[{ALPHABET}]{{{LENGTH}}}$")]
    )
    field_order = (
        "activity", "title", "role", "role_name", "school", "people", "minutes_each", "first", "last",
        "because", "gives_back", "members", "pressed",
    )  # fmt: skip

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, partnership: Partnership, activity: str = ""
    ) -> None:
        super().__init__(data, initial={"pressed": new_public_id(), "activity": activity})
        today = timezone.localdate()
        terms = terms_in_force(partnership)
        self.fields["activity"].queryset = queries.activities_to_ask_for(partnership, today)  # type: ignore[attr-defined]
        self.fields["members"].queryset = queries.who_can_be_asked(partnership)  # type: ignore[attr-defined]
        self.schools = queries.schools_named(partnership, terms)
        self.roles = sorted({line.name for line in terms.content.budget if line.name})
        self.fields["members"].error_messages["invalid_choice"] = gettext(
            "somebody whom you named is no longer a member on the district’s side."
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not (given.get("activity") or given.get("title")) and "activity" not in self.errors:
            self.add_error("title", gettext("say what the time is for: an activity of the year, or a name."))
        role, name = given.get("role"), given.get("role_name", "")
        if role == BudgetRole.OTHER and not name:
            self.add_error("role_name", gettext("say which role it is."))
        if role and role != BudgetRole.OTHER:
            given["role_name"] = ""
        return given

    @property
    def wanted(self) -> Wanted:
        given = self.cleaned_data
        return Wanted(
            role=given["role"],
            numbers=self.numbers,
            because=given["because"],
            gives_back=given["gives_back"],
            pressed=given["pressed"],
            title=given["title"],
            activity=given["activity"],
            role_name=given["role_name"],
            school=given["school"],
            members=tuple(given["members"]),
        )


class ApproveForm(forms.Form):
    """The button alone, or with the reason of an exception."""

    exception = _words(
        _("Why an exception"), _("It stays on the ask, for both sides to read."), required=False
    )


class ChangeForm(NumbersForm):
    note = _words(_("Why, in a sentence"), required=False)
    exception = _words(
        _("Why an exception, if it goes beyond the hours agreed"),
        _("It stays on the ask, for both sides to read."),
        required=False,
    )

    @staticmethod
    def initial_of(ask: Ask) -> dict[str, Any]:
        return {
            "people": ask.people,
            "minutes_each": ask.minutes_each,
            "first": ask.first_day,
            "last": ask.last_day,
        }


class AcceptForm(forms.Form):
    seen = forms.IntegerField(min_value=1, max_value=32_000, widget=forms.HiddenInput())


class ReasonForm(forms.Form):
    reason = _words(_("Why, in a sentence that both sides can read"))


class TookForm(forms.Form):
    people = _number(_("How many people"), MOST_PEOPLE)
    minutes_each = _number(_("Minutes of each"), MOST_MINUTES)
    exception = _words(_("Why it went beyond the hours agreed, if it did"), required=False)


class OwnForm(forms.Form):
    minutes = _number(_("It took me, in minutes"), MOST_MINUTES)


class OutcomeForm(forms.Form):
    outcome = _words(
        _("What came of it"),
        _("A sentence or more. Whoever was asked by name gets it by mail; it stays on this page for all."),
        longest=LONGEST_OUTCOME,
    )

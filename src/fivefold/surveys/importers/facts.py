"""What a person says of a round besides its answers: title, dates, who was asked."""

from collections.abc import Iterable
from collections.abc import Mapping as Said
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from fivefold.assess import frameworks
from fivefold.assess.mapping import Mapping
from fivefold.assess.roster import Members
from fivefold.core.directions import without_turning
from fivefold.partnerships.states import Side
from fivefold.surveys.models import Import, Round
from fivefold.surveys.queries import correctable

MOST_MEMBERS = 1_000_000
SAY_THE_DAY = {"required": _("Say the day."), "invalid": _("Write the day as year-month-day: 2026-03-02.")}


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class FactsForm(forms.Form):
    title = forms.CharField(
        label=_("Title of the round"),
        max_length=120,
        help_text=_("As both sides will call it: Spring 2026."),
        error_messages={"required": _("Give the round a title.")},
    )
    began_on = forms.DateField(label=_("First day of answers"), widget=DayInput, error_messages=SAY_THE_DAY)
    ended_on = forms.DateField(label=_("Last day of answers"), widget=DayInput, error_messages=SAY_THE_DAY)
    language = forms.ChoiceField(
        label=_("Language of its statements and answers"), choices=[], required=False
    )
    framework = forms.ChoiceField(label=_("Framework"), choices=[])
    corrects = forms.ChoiceField(
        label=_("Does it correct a round that is here already?"), choices=[], required=False
    )

    def __init__(
        self, said: Said[str, Any], *, sides: Iterable[str], correctable: Iterable[Round] = ()
    ) -> None:
        super().__init__(said)
        self._sides = tuple(sides)
        self._choices("language", [("", _("Not one language, or not said")), *_languages()])
        tongue = get_language() or "en"
        self._choices(
            "framework",
            [(key, frameworks.load(key).title.in_language(tongue)) for key in frameworks.keys()],  # noqa: SIM118 - a function
        )
        rounds = [(one.public_id, one.title) for one in correctable]
        self._choices("corrects", [("", _("No, it is a round of its own")), *rounds])
        if not rounds:
            del self.fields["corrects"]
        for name, label in self.members_fields:
            self.fields[name] = forms.IntegerField(
                label=label,
                required=False,
                min_value=1,
                max_value=MOST_MEMBERS,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = choices

    @property
    def members_fields(self) -> list[tuple[str, Any]]:
        if not self._sides:
            return [("members", _("Members asked, in all"))]
        return [
            (f"members_{side}", _("Members asked, %(side)s") % {"side": Side(side).label})
            for side in self._sides
        ]

    def clean_title(self) -> str:
        return without_turning(self.cleaned_data["title"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        began, ended = said.get("began_on"), said.get("ended_on")
        if began and ended and ended < began:
            self.add_error("ended_on", _("The last day lies before the first."))
        # A day more: the file may come from where it is tomorrow already.
        if ended and ended > timezone.localdate() + timedelta(days=1):
            self.add_error("ended_on", _("The last day lies in the future."))
        given = [name for name, _label in self.members_fields if said.get(name)]
        if given and len(given) < len(self.members_fields):
            for name, _label in self.members_fields:
                if name not in given and name not in self.errors:
                    self.add_error(name, _("Give the number for every side, or for none."))
        return said

    @property
    def members(self) -> Members:
        """As an assessment takes them; None where nobody said."""
        said = self.cleaned_data
        if not self._sides:
            total: int | None = said.get("members")
            return total
        counts = {side: said[f"members_{side}"] for side in self._sides if said.get(f"members_{side}")}
        return counts or None


NAMES = frozenset(
    {"title", "began_on", "ended_on", "language", "framework", "corrects", "members"}
    | {f"members_{side}" for side in Side.values}
)


def framework_of(brought: Import) -> frameworks.Framework:
    """By its key alone: what a form sends must never be taken for the path of a file."""
    said = str(brought.facts.get("framework", ""))
    return frameworks.load(said if said in frameworks.keys() else frameworks.DEFAULT)  # noqa: SIM118


def form_of(brought: Import, mapping: Mapping) -> FactsForm:
    """The form as far as it is filled in."""
    return FactsForm(brought.facts, sides=mapping.sides, correctable=correctable(brought.space))


def _languages() -> list[tuple[str, str]]:
    return [
        (code, str(get_language_info(code)["name_local"]).capitalize()) for code, _name in settings.LANGUAGES
    ]


def taken_over(corrected: Round, said: Said[str, Any]) -> dict[str, str]:
    """What was known of a round and is blank in the import that corrects it: nobody asks for it twice."""
    known = {
        "began_on": corrected.began_on.isoformat(),
        "ended_on": corrected.ended_on.isoformat(),
        "language": corrected.language,
        "members": str(corrected.members or ""),
        **{f"members_{side}": str(count) for side, count in corrected.members_by_side.items()},
    }
    return {name: value for name, value in known.items() if value and not said.get(name)}


def first_guess(file_name: str, days: tuple[date, date] | None) -> dict[str, str]:
    """What the file itself tells of the round, for a person to correct."""
    began, ended = days or (None, None)
    return {
        "title": Path(file_name).stem.replace("_", " ").strip()[:120],
        "began_on": began.isoformat() if began else "",
        "ended_on": ended.isoformat() if ended else "",
        "framework": frameworks.DEFAULT,
    }

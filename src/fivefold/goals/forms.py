from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from fivefold.core.identifiers import ALPHABET, LENGTH, new_public_id
from fivefold.goals.models import Goal, GoalVersion, Revised, StrategyVersion, Version
from fivefold.goals.states import Standing


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **attributes: Any) -> None:
        super().__init__(format="%Y-%m-%d", **attributes)


def _line(of: type[Version], name: str, hint: Any, *, rows: int = 2) -> forms.CharField:
    column = cast("models.CharField[str, str]", of._meta.get_field(name))
    return forms.CharField(
        label=cast(str, of.labels[name]),
        help_text=hint,
        max_length=column.max_length,
        widget=forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput(),
    )


class SeenForm(forms.Form):
    """`seen` is the version that was read, so that nobody writes over what they have not seen."""

    seen = forms.IntegerField(widget=forms.HiddenInput())

    def now_seeing(self, record: Revised) -> Version:
        """The same form with all that was typed, for someone who is shown the newest version beside it."""
        newest: Version = record.versions.order_by("-number").select_related("made_by")[0]
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["seen"] = str(newest.number)  # type: ignore[index]
        return newest


class WordsForm(SeenForm):
    """What is written anew or revised: the same fields, and of a revision its reason.

    `pressed` is the same for one form, pressed twice.
    """

    of: type[Version]
    because = forms.CharField(
        label=_("Why it is revised"),
        help_text=_("Both sides read this beside what changed."),
        max_length=500,
        error_messages={"required": _("say why it is revised.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    pressed = forms.CharField(
        widget=forms.HiddenInput(), validators=[RegexValidator(f"^[{ALPHABET}]{{{LENGTH}}}$")]
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, revises: Revised | None = None) -> None:
        initial = {"pressed": new_public_id()}
        if revises is not None:
            newest = revises.newest
            initial = {**newest.words, "seen": newest.number}
        super().__init__(data, initial=initial)
        for name in ("because", "seen") if revises is None else ("pressed",):
            del self.fields[name]
        self.order_fields([*self.of.WORDS, "because"])

    @property
    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.of.WORDS}


class GoalForm(WordsForm):
    of = GoalVersion
    sentence = _line(
        GoalVersion,
        "sentence",
        _("As you would say it to a family: More of our seventh graders are ready for algebra."),
    )
    measure = _line(
        GoalVersion, "measure", _("What is counted, by which test or record. Never a single student.")
    )
    population = _line(GoalVersion, "population", _("Grades, schools, groups; about how many."))
    baseline = _line(
        GoalVersion,
        "baseline",
        _("The number, its year, and of how many students. If nobody knows yet, say so, and when you will."),
        rows=1,
    )
    baseline_source = _line(GoalVersion, "baseline_source", _("Where anyone could look it up."))
    target = _line(GoalVersion, "target", _("In the same measure."), rows=1)
    due_on = forms.DateField(label=cast(str, GoalVersion.labels["due_on"]), widget=DayInput())


class StrategyForm(WordsForm):
    of = StrategyVersion
    name = _line(StrategyVersion, "name", _("Coaching in content teams."), rows=1)
    practice = _line(
        StrategyVersion,
        "practice",
        _("What one would see in classrooms and meetings if it went as intended."),
        rows=4,
    )
    supports = _line(
        StrategyVersion, "supports", _("Who helps people to do it: time, materials, coaching."), rows=4
    )
    why = _line(
        StrategyVersion, "why", _("Why this practice, with these supports, should move the measure."), rows=4
    )


class EndForm(SeenForm):
    standing = forms.ChoiceField(
        label=_("How it ended"),
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in Standing if one != Standing.PURSUED],
        error_messages={"required": _("choose how it ended.")},
    )
    because = forms.CharField(
        label=_("Why"),
        help_text=_("Both sides read this where it is listed."),
        max_length=500,
        error_messages={"required": _("say why it ends.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, ends: Revised) -> None:
        super().__init__(data, initial={"seen": ends.newest.number})
        if not isinstance(ends, Goal):
            reached = (Standing.REACHED.value, _("Reached: it is how the district works now"))
            self.fields["standing"].choices = [  # type: ignore[attr-defined]
                reached,
                *((one.value, one.label) for one in (Standing.DROPPED, Standing.REPLACED)),
            ]

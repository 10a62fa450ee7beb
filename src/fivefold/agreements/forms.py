"""Terms on one page, in groups. What comes back keeps every field, also the rows that are not filled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivefold.agreements import policies, queries
from fivefold.agreements.actions import Proposal
from fivefold.agreements.reading import LABELS
from fivefold.agreements.states import BETWEEN, ORDERS, BudgetRole
from fivefold.agreements.terms import CLOCKS, NUMBERS, Area, BudgetLine, Content
from fivefold.core.identifiers import ALPHABET, LENGTH, new_public_id
from fivefold.partnerships.models import Partnership
from fivefold.partnerships.queries import leads_of
from fivefold.partnerships.states import Side

FIXED = tuple(one for one in BudgetRole if one != BudgetRole.OTHER)
# Rows to fill beyond those that are filled.
OWN_ROLES, PARTS, AREAS = 2, 2, 2
SECTIONS: tuple[tuple[str, str | Promise, str | Promise], ...] = (
    (
        "clocks",
        _("Clocks, in school days"),
        _(
            "How long each step of bringing a finding may take. Silence stops none: where a reply, "
            "the talk or a commitment is late, the finding moves on without it."
        ),
    ),
    (
        "leaves",
        _("Before anything is shown"),
        _(
            "The review window is in days. Figures for fewer than five people are never shown; where more "
            "is agreed, it holds for each survey that is brought from then on."
        ),
    ),
    (
        "time",
        _("Staff time in a school year"),
        _(
            "All that research may ask of each role. Leave a row empty and it may ask nothing. What one "
            "school may be asked of it, if you set that apart, is a part of the role’s hours."
        ),
    ),
    (
        "areas",
        _("Who is told first"),
        _("For each area one leader in the district, and an alternate who stands in."),
    ),
    ("checker", _("Who checks from outside"), ""),
    ("pause", _("Who decides a pause"), _("Two people together, one of each side.")),
    ("when", _("From when, and why"), ""),
)


@dataclass(frozen=True)
class Section:
    """Some fields under one heading; those of a row stand beside each other."""

    key: str
    heading: str
    hint: str
    rows: list[list[forms.BoundField]]


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **attributes: Any) -> None:
        super().__init__(format="%Y-%m-%d", **attributes)


def _order_choices() -> list[tuple[str, str]]:
    """What lies between those whom a finding describes and the public, in every order."""
    return [
        (key, ", ".join(str(one.label) for one in order if one in BETWEEN)) for key, order in ORDERS.items()
    ]


class TermsForm(forms.Form):
    order = forms.ChoiceField(
        label=_("In which order people hear of a finding"),
        help_text=_("First those whom it describes, then these, and last the public."),
        choices=_order_choices,
    )
    outside_checker = forms.CharField(
        label=_("Who checks a finding from outside, if anyone"),
        help_text=_("Where there is only one researcher: a person or an office, by name."),
        max_length=160,
        required=False,
    )
    from_day = forms.DateField(
        label=_("In force from"),
        help_text=_("If the other side confirms later, from the day on which it does."),
        widget=DayInput(),
    )
    because = forms.CharField(
        label=_("What is different, and why"),
        help_text=_("The other side reads this first."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    pressed = forms.CharField(
        widget=forms.HiddenInput(), validators=[RegexValidator(f"^[{ALPHABET}]{{{LENGTH}}}$")]
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, partnership: Partnership, content: Content
    ) -> None:
        own = len([one for one in content.budget if one.name])
        parts = len([one for one in content.budget if one.school and not one.name])
        self.own_roles = max(OWN_ROLES + own, _sent(data, "own"))
        self.parts = max(PARTS + parts, _sent(data, "part"))
        self.areas = max(AREAS + len(content.areas), _sent(data, "area"))
        super().__init__(data, initial=_initial(partnership, content))
        for name in NUMBERS:
            least, most = policies.RANGES[name]
            self.fields[name] = forms.IntegerField(
                label=cast(str, LABELS[name]), min_value=least, max_value=most
            )
        self._budget_fields()
        self._people_fields(partnership)

    def _budget_fields(self) -> None:
        for role in FIXED:
            self._time_fields(role.value, str(role.label))
        for number in range(self.own_roles):
            name = f"own_{number}"
            self.fields[f"{name}_name"] = forms.CharField(
                label=gettext("Another role"), max_length=80, required=False
            )
            self.fields[f"{name}_school"] = _school_field()
            self._time_fields(name, "")
        for number in range(self.parts):
            name = f"part_{number}"
            choices = [("", gettext("None")), *((one.value, one.label) for one in FIXED)]
            self.fields[f"{name}_name"] = forms.ChoiceField(
                label=gettext("Of which role"), choices=choices, required=False
            )
            self.fields[f"{name}_school"] = _school_field(gettext("At one school"))
            self._time_fields(name, "")

    def _time_fields(self, key: str, role: str) -> None:
        people = gettext("%(role)s: how many people") if role else gettext("How many people")
        hours = gettext("%(role)s: hours of each") if role else gettext("Hours of each")
        self.fields[f"{key}_people"] = forms.IntegerField(
            label=people.replace("%(role)s", role),
            min_value=1,
            max_value=policies.MOST_PEOPLE,
            required=False,
        )
        self.fields[f"{key}_hours"] = forms.DecimalField(
            label=hours.replace("%(role)s", role),
            min_value=Decimal("0.1"),
            max_value=policies.MOST_MINUTES // 60,
            max_digits=5,
            decimal_places=2,
            required=False,
            widget=forms.NumberInput(attrs={"step": "0.1", "inputmode": "decimal"}),
        )

    def _people_fields(self, partnership: Partnership) -> None:
        for number in range(self.areas):
            name = f"area_{number}"
            self.fields[f"{name}_name"] = forms.CharField(
                label=gettext("Area"), max_length=120, required=False
            )
            for part, label in (("leader", gettext("Named leader")), ("alternate", gettext("Alternate"))):
                field = _person_field(partnership, Side.PRACTICE, label, required=False)
                self.fields[f"{name}_{part}"] = field
        for side in (Side.PRACTICE, Side.RESEARCH):
            label = gettext("For %(side)s") % {"side": partnership.side_name(side)}
            self.fields[f"pause_{side}"] = _person_field(partnership, side, label)

    @property
    def sections(self) -> list[Section]:
        return [
            Section(key, str(heading), str(hint), [[self[name] for name in row] for row in self._rows(key)])
            for key, heading, hint in SECTIONS
        ]

    def _rows(self, section: str) -> list[list[str]]:
        """The names of the fields of a section, those beside each other in one list."""
        row = ("name", "school", "people", "hours")
        own = [[f"own_{n}_{part}" for part in row] for n in range(self.own_roles)]
        parts = [[f"part_{n}_{part}" for part in row] for n in range(self.parts)]
        rows = {
            "clocks": [list(CLOCKS[n : n + 2]) for n in range(0, len(CLOCKS), 2)],
            "leaves": [["review_days", "threshold"], ["order"]],
            "time": [*([f"{role}_people", f"{role}_hours"] for role in FIXED), *parts, *own],
            "areas": [
                [f"area_{n}_{part}" for part in ("name", "leader", "alternate")] for n in range(self.areas)
            ],
            "checker": [["outside_checker"]],
            "pause": [["pause_practice", "pause_research"]],
            "when": [["from_day"], ["because"]],
        }
        return rows[section]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        self.budget = tuple(self._budget(given))
        self.named = tuple(self._areas(given))
        return given

    def _budget(self, given: Mapping[str, Any]) -> Iterator[BudgetLine]:
        keys: list[tuple[str, BudgetRole]] = [(role.value, role) for role in FIXED]
        keys += [(f"own_{number}", BudgetRole.OTHER) for number in range(self.own_roles)]
        for key, role in keys:
            yield from self._line(key, role, given, () if role in FIXED else ("name",))
        for number in range(self.parts):
            chosen = given.get(f"part_{number}_name")
            role = BudgetRole(chosen) if chosen else BudgetRole.OTHER
            yield from self._line(f"part_{number}", role, given, ("name", "school"))

    def _line(
        self, key: str, role: BudgetRole, given: Mapping[str, Any], asks: tuple[str, ...]
    ) -> Iterator[BudgetLine]:
        """The budget of one row, where it is filled; `asks` is what it needs besides people and hours."""
        name, school = (given.get(f"{key}_{part}") or "" for part in ("name", "school"))
        people, hours = (given.get(f"{key}_{part}") for part in ("people", "hours"))
        if not (name or school or people or hours):
            return
        parts = {part: given.get(f"{key}_{part}") for part in (*asks, "people", "hours")}
        if self._is_whole(key, parts):
            own = name if role == BudgetRole.OTHER else ""
            yield BudgetLine(role, people, round(hours * 60), own, school)  # type: ignore[arg-type,operator]

    def _areas(self, given: Mapping[str, Any]) -> Iterator[Area]:
        for number in range(self.areas):
            key = f"area_{number}"
            parts = {part: given.get(f"{key}_{part}") for part in ("name", "leader", "alternate")}
            if any(parts.values()) and self._is_whole(key, parts):
                yield Area(**parts)  # type: ignore[arg-type]

    def _is_whole(self, key: str, parts: Mapping[str, Any]) -> bool:
        """A row is filled or empty; what is missing of it is told where it is missing."""
        missing = [part for part, given in parts.items() if not given]
        for part in missing:
            if f"{key}_{part}" not in self.errors:
                self.add_error(f"{key}_{part}", gettext("fill the whole row, or leave all of it empty."))
        return not missing

    @property
    def proposal(self) -> Proposal:
        given = self.cleaned_data
        content = Content(
            **{name: given[name] for name in NUMBERS},
            order=given["order"],
            budget=self.budget,
            areas=self.named,
            outside_checker=given["outside_checker"],
            pause_practice=given["pause_practice"],
            pause_research=given["pause_research"],
        )
        return Proposal(content, given["from_day"], given["pressed"], given["because"])


def _sent(data: Mapping[str, Any] | None, rows: str) -> int:
    """How many rows came with the form: more than now, where others agreed meanwhile."""
    found = [number for number in range(policies.MOST_LINES) if f"{rows}_{number}_name" in (data or {})]
    return max(found, default=-1) + 1


def _school_field(label: str = "") -> forms.CharField:
    return forms.CharField(label=label or gettext("At one school only"), max_length=120, required=False)


def _person_field(
    partnership: Partnership, side: Side, label: str, *, required: bool = True
) -> forms.ModelChoiceField:  # type: ignore[type-arg]
    return forms.ModelChoiceField(
        queries.people_of(partnership, side),
        label=label,
        required=required,
        to_field_name="public_id",
        empty_label=gettext("Nobody"),
    )


def _initial(partnership: Partnership, content: Content) -> dict[str, Any]:
    found: dict[str, Any] = {name: getattr(content, name) for name in NUMBERS}
    found |= {
        "order": content.order,
        "outside_checker": content.outside_checker,
        "from_day": timezone.localdate(),
        "pressed": new_public_id(),
    }
    own, parts = iter(range(len(content.budget))), iter(range(len(content.budget)))
    for line in content.budget:
        key = f"own_{next(own)}" if line.name else f"part_{next(parts)}" if line.school else line.role.value
        hours = Decimal(line.minutes_each) / 60
        found |= {f"{key}_people": line.people, f"{key}_hours": round(hours, 2).normalize()}
        found |= {f"{key}_name": line.name or line.role.value} if line.name or line.school else {}
        found |= {f"{key}_school": line.school} if line.school else {}
    for number, area in enumerate(content.areas):
        found[f"area_{number}_name"] = area.name
        found[f"area_{number}_leader"] = area.leader.public_id
        found[f"area_{number}_alternate"] = area.alternate.public_id
    for side, named in ((Side.PRACTICE, content.pause_practice), (Side.RESEARCH, content.pause_research)):
        lead = leads_of(partnership, side).select_related("person").first()
        person = named or (lead.person if lead else None)
        found[f"pause_{side}"] = person.public_id if person else None
    return found


class ReturnForm(forms.Form):
    comment = forms.CharField(
        label=_("What should be different"),
        help_text=_("The side that proposed it reads this, and can propose anew."),
        max_length=500,
        error_messages={"required": _("say what should be different.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )

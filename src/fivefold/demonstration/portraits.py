"""What the people page says of each person: who they are, and what to try as them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fivefold.demonstration.people import PEOPLE


@dataclass(frozen=True)
class Portrait:
    key: str
    name: str
    role: str | Promise
    place: str
    invitation: str | Promise

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


_WORDS: dict[str, tuple[str | Promise, str, str | Promise]] = {
    "marcus": (
        _("Point person"),
        "Cedar Valley USD",
        _(
            "Sees three partnerships: one with three yearly rounds, one too small for most breakdowns, "
            "one new. A check-in of coaches is still private to the district: read it, then share it."
        ),
    ),
    "priya": (
        _("Researcher"),
        "Northfield University",
        _(
            "Sees the shared pages and Northfield’s own space. The coaches’ check-in does not exist for her "
            "until the district shares it."
        ),
    ),
    "amara": (
        _("Facilitator"),
        "Lakeshore Education Service Agency",
        _("Belongs to neither side and sees what both share: where the sides differ is her starting point."),
    ),
    "denise": (
        _("Superintendent"),
        "Cedar Valley USD",
        _("Has one minute. Comes in to the report card: on a telephone too, the first screen answers."),
    ),
}


def portraits() -> list[Portrait]:
    names = {person.key: person.name for person in PEOPLE}
    return [Portrait(key, names[key], *words) for key, words in _WORDS.items()]

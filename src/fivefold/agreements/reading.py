"""Terms in words: what each number is called, and what a proposal would make different."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.agreements.terms import CLOCKS, BudgetLine, Content
from fivefold.core.charts.numbers import decimal

LABELS: dict[str, Promise] = {
    "check_days": _("A second researcher checks a finding within"),
    "tell_days": _("The research lead tells the named leader within"),
    "reply_days": _("The named leader replies within"),
    "extension_days": _("One extension of the reply, at most"),
    "dialogue_days": _("Both sides talk it through within"),
    "commit_days": _("The district commits itself, or says why not, within"),
    "review_days": _("Each side reviews what is to be published, for"),
    "threshold": _("Fewest people for whom a figure is shown"),
}


# The row of all staff time together.
SUM = "budget"


@dataclass(frozen=True)
class Row:
    """One thing that terms say. `key` is the same in every set of terms."""

    key: str
    label: str
    said: str


@dataclass(frozen=True)
class Group:
    key: str
    heading: str
    rows: list[Row]


@dataclass(frozen=True)
class Compared:
    """What holds now beside what is proposed."""

    label: str
    now: str
    proposed: str


def groups(content: Content, here: Collection[int]) -> list[Group]:
    """here: the keys of everyone who is in the partnership today. Whoever left is named with that."""
    return [
        Group("clocks", gettext("Clocks"), [_number(content, name) for name in CLOCKS]),
        Group("leaves", gettext("Before anything is shown"), list(_what_leaves(content))),
        Group("time", gettext("Staff time in a school year"), list(_budget(content))),
        Group("names", gettext("Names"), list(_names(content, here))),
    ]


def compare(now: Content, proposed: Content, here: Collection[int]) -> tuple[list[Compared], list[Compared]]:
    """What would change, and what would stay."""
    changed: list[Compared] = []
    same: list[Compared] = []
    for old, new in zip(groups(now, here), groups(proposed, here), strict=True):
        for one in _compared(old, new):
            (same if one.now == one.proposed else changed).append(one)
    return changed, same


def _compared(now: Group, proposed: Group) -> Iterator[Compared]:
    """Row by row, in the order in which they stand on a page; a sum stays last."""
    before, after = ({row.key: row for row in group.rows} for group in (now, proposed))
    keys = sorted({**before, **after}, key=lambda key: key == SUM)
    for key in keys:
        said = [row.said if row else gettext("none") for row in (before.get(key), after.get(key))]
        yield Compared((after.get(key) or before[key]).label, *said)


def in_hours(minutes: int) -> str:
    """3.1 h, and 260 h for a whole role: a part of an hour counts for one person, not for a budget."""
    hours = minutes / 60
    return gettext("%(hours)s h") % {"hours": decimal(hours, 0 if hours >= 100 or minutes % 60 == 0 else 1)}


def budget_line(line: BudgetLine) -> str:
    return ngettext(
        "%(people)s person, %(each)s: %(all)s in all",
        "%(people)s people, %(each)s each: %(all)s in all",
        line.people,
    ) % {"people": line.people, "each": in_hours(line.minutes_each), "all": in_hours(line.minutes)}


def _number(content: Content, name: str) -> Row:
    number = getattr(content, name)
    if name == "threshold":
        said = ngettext("%(number)s person", "%(number)s people", number) % {"number": number}
    elif name == "review_days":
        said = ngettext("%(number)s day", "%(number)s days", number) % {"number": number}
    else:
        said = ngettext("%(number)s school day", "%(number)s school days", number) % {"number": number}
    return Row(name, str(LABELS[name]), said)


def _what_leaves(content: Content) -> Iterator[Row]:
    yield _number(content, "review_days")
    yield _number(content, "threshold")
    order = ", ".join(str(one.label) for one in content.audiences)
    yield Row("order", gettext("In which order people hear of a finding"), order)


def _budget(content: Content) -> Iterator[Row]:
    for line in content.budget:
        yield Row(
            f"budget:{line.role}:{line.name.casefold()}:{line.school.casefold()}",
            line.label,
            budget_line(line),
        )
    if content.budget:
        yield Row(SUM, gettext("Together"), in_hours(content.minutes))
    else:
        yield Row(SUM, gettext("Together"), gettext("No budget is agreed"))


def _names(content: Content, here: Collection[int]) -> Iterator[Row]:
    for area in content.areas:
        said = gettext("%(leader)s; alternate: %(alternate)s") % {
            "leader": _name(area.leader, here),
            "alternate": _name(area.alternate, here),
        }
        yield Row(f"area:{area.name.casefold()}", gettext("Told first: %(area)s") % {"area": area.name}, said)
    if not content.areas:
        yield Row("areas", gettext("Told first"), gettext("Nobody is named yet"))
    checker = content.outside_checker or gettext("None")
    yield Row("checker", gettext("Checks a finding from outside"), checker)
    pause = [one for one in (content.pause_practice, content.pause_research) if one is not None]
    said = gettext("%(one)s and %(other)s, together")
    if len(pause) < 2:
        yield Row("pause", gettext("Decide a pause"), gettext("Whoever leads the two sides, together"))
        return
    one, other = (_name(person, here) for person in pause)
    yield Row("pause", gettext("Decide a pause"), said % {"one": one, "other": other})


def _name(person: Person, here: Collection[int]) -> str:
    if person.pk in here:
        return str(person)
    return gettext("%(name)s (no longer in this partnership)") % {"name": person}

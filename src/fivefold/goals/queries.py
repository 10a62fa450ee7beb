"""What pages show of goals: each with its versions, newest first, and what changed from one to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.utils.formats import date_format

from fivefold.goals.models import Goal, Strategy, Version
from fivefold.partnerships.models import Membership
from fivefold.partnerships.queries import spaces_open_to

OF_A_RECORD = ("partnership", "space", "made_by", "ended_by")


@dataclass(frozen=True)
class Change:
    """One field that a revision changed, as people read it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Step:
    """A version with what it changed; of the first, nothing."""

    version: Any
    changes: Sequence[Change]

    @property
    def words(self) -> list[tuple[str, str]]:
        labels = self.version.labels
        return [(str(labels[name]), _read(value)) for name, value in self.version.words.items()]


def goals_of(membership: Membership) -> list[Goal]:
    """Those that are pursued first, each by its date; then those that have ended, the newest first."""
    goals = list(_goals(membership).prefetch_related("strategies"))
    pursued = sorted((one for one in goals if one.is_pursued), key=lambda one: (one.newest.due_on, one.pk))
    ended = [one for one in goals if one.ended_at is not None]
    return [*pursued, *sorted(ended, key=lambda one: (one.ended_at, one.pk), reverse=True)]


def first_goal(membership: Membership) -> Goal | None:
    """The goal that is due first of those that are pursued."""
    pursued = [one for one in _goals(membership) if one.is_pursued]
    return min(pursued, key=lambda one: (one.newest.due_on, one.pk), default=None)


def get_goal(membership: Membership, public_id: str) -> Goal:
    goal = _goals(membership).prefetch_related(_strategies()).filter(public_id=public_id).first()
    if goal is None:
        raise Http404
    return goal


def get_strategy(membership: Membership, public_id: str) -> Strategy:
    found = Strategy.objects.filter(
        public_id=public_id, partnership=membership.partnership_id, space__in=spaces_open_to(membership)
    ).select_related(*OF_A_RECORD, "goal__partnership")
    strategy = found.prefetch_related("versions__made_by", "goal__versions").first()
    if strategy is None:
        raise Http404
    return strategy


def history(record: Goal | Strategy) -> list[Step]:
    """Every version, newest first, beside the one that it took the place of."""
    versions = list(record.versions.all())
    pairs = zip(versions, [*versions[1:], None], strict=True)
    return [Step(one, changes(before, one)) for one, before in pairs]


def changes(before: Version | None, after: Version) -> list[Change]:
    if before is None:
        return []
    return [
        Change(str(after.labels[name]), _read(before.words[name]), _read(value))
        for name, value in after.words.items()
        if value != before.words[name]
    ]


def _read(value: Any) -> str:
    return date_format(value, "DATE_FORMAT") if isinstance(value, date) else str(value)


def _goals(membership: Membership) -> QuerySet[Goal]:
    found = Goal.objects.filter(
        partnership=membership.partnership_id, space__in=spaces_open_to(membership)
    ).select_related(*OF_A_RECORD)
    return found.prefetch_related("versions__made_by").order_by("pk")


def _strategies() -> "Prefetch[str]":
    found = Strategy.objects.select_related("ended_by").prefetch_related("versions__made_by")
    return Prefetch("strategies", found.order_by("standing", "pk"))

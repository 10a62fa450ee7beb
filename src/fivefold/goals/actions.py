"""The only writers of goals and strategies, and of their versions."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.core import ledger
from fivefold.core.rules import RuleError
from fivefold.goals import policies, telling
from fivefold.goals.models import Goal, GoalVersion, Revised, Strategy, StrategyVersion
from fivefold.goals.states import Standing
from fivefold.partnerships.actions import one_at_a_time
from fivefold.partnerships.models import Membership, Partnership
from fivefold.partnerships.permissions import Permission, require
from fivefold.partnerships.queries import get_membership, shared_space

Words = Mapping[str, Any]
Record = TypeVar("Record", bound=Revised)


@transaction.atomic
def set_goal(partnership: Partnership, words: Words, *, pressed: str, by: Person) -> Goal:
    """A goal lies in the shared space from its first word: it is what both sides work for."""
    membership = _who_writes(partnership, by)
    if before := Goal.objects.filter(pressed=pressed).first():
        return _same_press(before, partnership, by)
    pursued = Goal.objects.filter(partnership=partnership, standing=Standing.PURSUED).count()
    if refusal := policies.why_not_another_goal(pursued) or _why_not_words(words):
        raise refusal
    goal = Goal.objects.create(
        partnership=partnership, space=shared_space(partnership), made_by=by, pressed=pressed
    )
    GoalVersion.objects.create(of=goal, number=1, made_by=by, **words)
    _done(goal, membership, "set")
    return goal


@transaction.atomic
def add_strategy(goal: Goal, words: Words, *, pressed: str, by: Person) -> Strategy:
    membership = _who_writes(goal.partnership, by)
    if before := Strategy.objects.filter(pressed=pressed).first():
        return _same_press(before, goal.partnership, by)
    goal = _anew(goal)
    pursued = goal.strategies.filter(standing=Standing.PURSUED).count()
    if refusal := policies.why_not_added_to(goal, pursued) or _why_not_words(words):
        raise refusal
    strategy = Strategy.objects.create(
        goal=goal, partnership=goal.partnership, space=goal.space, made_by=by, pressed=pressed
    )
    StrategyVersion.objects.create(of=strategy, number=1, made_by=by, **words)
    _done(strategy, membership, "set")
    return strategy


@transaction.atomic
def revise(record: Record, words: Words, because: str, *, seen: int, by: Person) -> Record:
    """A new version. Of two people who revise the same one at once the first is heard.

    seen: the number of the version that whoever writes has read.
    """
    membership = _who_writes(record.partnership, by)
    record = _anew(record)
    newest = record.newest
    if refusal := policies.why_not_revised(record):
        raise refusal
    if (newest.made_by_id, newest.because, newest.words) == (by.pk, because, dict(words)):
        return record  # pressed twice
    if refusal := policies.why_not_meanwhile(record, seen) or policies.why_not_words(
        words, because, newest.words, today=timezone.localdate()
    ):
        raise refusal
    record.versions.create(number=newest.number + 1, because=because, made_by=by, **words)
    record = _anew(record)
    _done(record, membership, "revised", because=because, number=str(newest.number + 1))
    return record


@transaction.atomic
def end(record: Record, standing: Standing, because: str, *, seen: int, by: Person) -> Record:
    """It stays readable, with its reason. Of a goal, the strategies stay as they were."""
    membership = _who_writes(record.partnership, by)
    record = _anew(record)
    if (record.standing, record.ended_because, record.ended_by_id) == (standing, because, by.pk):
        return record
    if refusal := policies.why_not_ended_as(record, standing) or policies.why_not_meanwhile(record, seen):
        raise refusal
    if not because.strip():
        raise RuleError("no_reason", _("Say why it ends."))
    record.standing, record.ended_because = standing, because
    record.ended_at, record.ended_by = timezone.now(), by
    record.save(update_fields=["standing", "ended_because", "ended_at", "ended_by"])
    _done(record, membership, str(standing), because=because)
    return record


def _who_writes(partnership: Partnership, by: Person) -> Membership:
    membership = get_membership(by, partnership.public_id)
    require(Permission.GOALS_WRITE, membership)
    one_at_a_time(partnership)
    return membership


def _anew(record: Record) -> Record:
    """As it is now, under the partnership's lock: what the page had read may be older."""
    reads = ("partnership", "space", "goal") if isinstance(record, Strategy) else ("partnership", "space")
    found = type(record)._default_manager.select_related(*reads).prefetch_related("versions__made_by")
    return found.get(pk=record.pk)


def _same_press(before: Record, partnership: Partnership, by: Person) -> Record:
    if (before.made_by_id, before.partnership_id) == (by.pk, partnership.pk):
        return before
    raise RuleError("sent_already", _("This form was sent already. Open it anew."))


def _why_not_words(words: Words) -> RuleError | None:
    return policies.why_not_words(words, "", {}, today=timezone.localdate())


def _done(record: Revised, membership: Membership, act: str, **detail: str) -> None:
    """Into the chain that both sides read, and to whoever else leads a side."""
    ledger.append(
        record.space.key,
        f"goals.{record._meta.model_name}_{act}",
        by=membership.person,
        about=record.about,
        detail={"words": str(record), **detail},
    )
    telling.tell_leads(record, membership, act)

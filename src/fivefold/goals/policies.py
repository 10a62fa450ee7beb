"""Pure rules on goals and strategies: the check that refuses is the one that explains."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from fivefold.core.rules import RuleError
from fivefold.goals.models import Goal, Revised, Strategy
from fivefold.goals.states import TRANSITIONS, Standing

MOST_GOALS, MOST_STRATEGIES = 20, 20


def why_not_revised(record: Revised) -> RuleError | None:
    """What has ended stays as it was; a strategy also where its goal has ended."""
    if not record.is_pursued:
        return RuleError("ended", _("This has ended, so it stays as it was. Write a new one instead."))
    if isinstance(record, Strategy) and not record.goal.is_pursued:
        return RuleError("goal_ended", _("The goal of this strategy has ended, so both stay as they were."))
    return None


def why_not_added_to(goal: Goal, strategies: int) -> RuleError | None:
    if not goal.is_pursued:
        return RuleError("ended", _("This goal has ended, so no strategy can be added to it."))
    if strategies >= MOST_STRATEGIES:
        return RuleError(
            "many_strategies", _("This goal has as many strategies as it can hold. End some first.")
        )
    return None


def why_not_another_goal(pursued: int) -> RuleError | None:
    if pursued >= MOST_GOALS:
        return RuleError(
            "many_goals", _("This partnership has as many goals as it can hold. End some first.")
        )
    return None


def why_not_ended_as(record: Revised, standing: Standing) -> RuleError | None:
    if refusal := why_not_revised(record):
        return refusal
    if standing not in TRANSITIONS[Standing(record.standing)]:
        return RuleError("no_ending", _("Choose how it ended."))
    return None


def why_not_meanwhile(record: Revised, seen: int) -> RuleError | None:
    """Whether somebody was faster: `seen` is the version that the form was opened on."""
    newest = record.newest
    if newest.number == seen:
        return None
    return RuleError(
        "revised_meanwhile",
        gettext(
            "{who} revised this while you were writing. Nothing of yours is lost: it stands below, and what "
            "holds now stands above it. Look at both, and send yours again if it should take its place."
        ).format(who=newest.made_by),
    )


def why_not_words(
    words: Mapping[str, Any], because: str, before: Mapping[str, Any], *, today: date
) -> RuleError | None:
    """before: the words that hold now; of something new, none."""
    if before and dict(words) == dict(before):
        return RuleError("unchanged", _("Nothing is different from what holds now."))
    if before and not because.strip():
        return RuleError("no_reason", _("Say why it is revised."))
    due_on = words.get("due_on")
    if due_on is not None and due_on <= today and due_on != before.get("due_on"):
        return RuleError("past_date", pgettext("goal", "Choose a day that is still to come."))
    return None

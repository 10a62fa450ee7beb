"""Two people, two browsers, one moment: one of them is heard, and the record stays whole."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from fivefold.agreements.actions import confirm, give_back, withdraw
from fivefold.agreements.models import Terms
from fivefold.core import ledger
from fivefold.core.rules import RuleError
from fivefold.goals.actions import revise
from fivefold.goals.models import GoalVersion
from tests.agreements.agreeing import agree, propose
from tests.cast import Cast
from tests.goals.writing import GOAL, make_goal

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What came of each: its refusal's code, or done."""
    ready, outcomes = threading.Barrier(len(acts)), []

    def do(act: Callable[[], object]) -> None:
        ready.wait(timeout=10)
        try:
            act()
            outcomes.append("done")
        except RuleError as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=[act]) for act in acts]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=60)
    return sorted(outcomes)


def test_of_two_revisions_at_once_one_counts(cast: Cast) -> None:
    goal = make_goal(cast.cedar, by=cast.marcus)
    outcomes = at_once(
        lambda: revise(goal, GOAL | {"target": "60%"}, "The test.", seen=1, by=cast.marcus),
        lambda: revise(goal, GOAL | {"target": "70%"}, "The board.", seen=1, by=cast.hannah),
    )
    assert outcomes == ["done", "revised_meanwhile"]
    assert sorted(GoalVersion.objects.values_list("number", flat=True)) == [1, 2]
    assert ledger.verify(cast.shared.key).unbroken


def test_of_answers_at_once_one_counts(cast: Cast) -> None:
    agree(cast)
    terms = propose(cast, by=cast.marcus, reply_days=12)
    outcomes = at_once(
        lambda: confirm(terms, by=cast.hannah),
        lambda: withdraw(terms, by=cast.marcus),
        lambda: give_back(terms, "Longer.", by=cast.hannah),
    )
    assert outcomes == ["answered_already", "answered_already", "done"]
    assert Terms.objects.filter(state="confirmed").count() == 1


def test_of_two_proposals_at_once_one_is_open(cast: Cast) -> None:
    outcomes = at_once(
        lambda: propose(cast, by=cast.marcus), lambda: propose(cast, by=cast.hannah, reply_days=12)
    )
    assert outcomes == ["done", "proposal_open"]
    assert Terms.objects.count() == 1

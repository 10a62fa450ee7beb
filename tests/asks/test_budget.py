"""The budget is never wrong by a minute: sequences of acts against a plain recount, and two at once."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from fivefold.agreements.states import BudgetRole
from fivefold.agreements.terms import BudgetLine
from fivefold.asks import actions, queries
from fivefold.asks.models import Ask, BudgetException
from fivefold.asks.policies import Numbers
from fivefold.core import ledger
from fivefold.core.rules import RuleError
from tests.agreements import agreeing
from tests.asks.asking import ask_for, refused, school_day
from tests.cast import Cast, make_cast

COACHES = BudgetLine(BudgetRole.COACHES, 10, 60)
OAK = BudgetLine(BudgetRole.COACHES, 4, 60, school="Oak")
TEACHERS = BudgetLine(BudgetRole.TEACHERS, 20, 30)
LINES = (COACHES, OAK, TEACHERS)


def recounted(cast: Cast, line: BudgetLine) -> int:
    """In the plainest way: every ask that is booked or done, by its own numbers."""
    total = 0
    for one in Ask.objects.filter(partnership=cast.cedar):
        if one.role != line.role or (line.school and one.school != line.school):
            continue
        if one.state == "approved":
            total += one.people * one.minutes_each
        if one.state == "done":
            total += (one.actual_people or 0) * (one.actual_minutes_each or 0)
    return total


def try_to(act: Callable[[], object]) -> bool:
    try:
        act()
    except RuleError:
        return False
    return True


STEPS = st.sampled_from(
    ["ask", "approve", "approve", "except", "change", "accept", "cancel", "finish", "decline", "terms"]
)
MOVES = st.lists(
    st.tuples(STEPS, st.integers(0, 5), st.integers(1, 8), st.integers(1, 90)), min_size=4, max_size=14
)


@pytest.mark.once
class TestSequences(TestCase):
    @settings(max_examples=15, deadline=None)
    @given(MOVES)
    def test_no_sequence_of_acts_draws_more_than_is_agreed(
        self, moves: list[tuple[str, int, int, int]]
    ) -> None:
        cast = make_cast()
        lines = LINES
        agreeing.agree(cast, budget=lines)
        for step, which, people, minutes in moves:
            if step == "terms":
                lines = tuple(
                    BudgetLine(one.role, one.people, max(20, minutes), one.name, one.school) for one in LINES
                )
                try_to(lambda lines=lines: agreeing.agree(cast, budget=lines))  # type: ignore[misc]
                continue
            before = {line: recounted(cast, line) for line in LINES}
            acted = self._act(cast, step, which, people, minutes)
            self._hold(cast, before, acted)

    def _act(self, cast: Cast, step: str, which: int, people: int, minutes: int) -> Ask | None:
        if step == "ask":
            role = ("coaches", "teachers")[which % 2]
            return ask_for(
                cast, role=role, school=("", "Oak")[which % 3 == 2], people=people, minutes_each=minutes
            )
        asks = list(Ask.objects.order_by("pk"))
        if not asks:
            return None
        one = asks[which % len(asks)]
        numbers = Numbers(people, minutes, one.first_day, one.last_day)
        acts: dict[str, Callable[[], object]] = {
            "approve": lambda: actions.approve(one, by=cast.marcus),
            "except": lambda: actions.approve(one, by=cast.marcus, exception="The board asked for it."),
            "change": lambda: actions.change(one, numbers, by=cast.marcus),
            "accept": lambda: actions.accept(one, by=cast.priya, seen=one.offers.count()),
            "cancel": lambda: actions.cancel(one, reason="Snow.", by=cast.priya),
            "decline": lambda: actions.decline(one, reason="Too much.", by=cast.marcus),
            "finish": lambda: actions.finish(
                one, people=people, minutes_each=minutes, by=cast.marcus, today=one.last_day
            ),
        }
        return one if try_to(acts[step]) else None

    def _hold(self, cast: Cast, before: dict[BudgetLine, int], acted: Ask | None) -> None:
        agreed = {
            (line.role, line.school): line.minutes
            for line in queries.terms_in_force(cast.cedar, school_day()).content.budget
        }
        for line in LINES:
            now = recounted(cast, line)
            if now > before[line] and now > agreed[line.role, line.school]:
                assert acted is not None
                assert acted.exceptions.exists(), (line, before[line], now)
        year = queries.school_year(cast.cedar, school_day())
        time = queries.staff_time(cast.cedar, year)
        shown = {(row.line.role, row.line.school): row.used + row.booked for row in time.rows if row.line}
        assert shown == {(line.role, line.school): recounted(cast, line) for line in LINES}


@pytest.mark.django_db
def test_a_school_s_line_and_the_whole_role_s_both_hold(cast: Cast) -> None:
    agreeing.agree(cast, budget=LINES)
    actions.approve(ask_for(cast, school="Oak", people=4, minutes_each=60), by=cast.marcus)
    with refused("over_budget"):
        actions.approve(ask_for(cast, school="oak", people=1, minutes_each=1), by=cast.marcus)
    actions.approve(ask_for(cast, school="Elm", people=6, minutes_each=60), by=cast.marcus)
    with refused("over_budget"):
        actions.approve(ask_for(cast, people=1, minutes_each=1), by=cast.marcus)
    assert agreeing.content(cast, budget=LINES).minutes == 600 + 600


@pytest.mark.django_db
def test_more_than_was_booked_needs_its_reason_and_less_frees_the_hours(cast: Cast) -> None:
    agreeing.agree(cast, budget=LINES)
    first = actions.approve(ask_for(cast, people=10, minutes_each=60), by=cast.marcus)
    took = {"people": 10, "minutes_each": 61, "by": cast.priya, "today": first.last_day}
    with refused("over_budget"):
        actions.finish(first, **took)  # type: ignore[arg-type]
    actions.finish(first, **took, exception="The room was locked for an hour.")  # type: ignore[arg-type]
    assert [one.minutes_over for one in BudgetException.objects.all()] == [10]


@pytest.mark.django_db
def test_an_offer_is_accepted_only_while_the_hours_are_there(cast: Cast) -> None:
    agreeing.agree(cast, budget=LINES)
    one = ask_for(cast, people=10, minutes_each=61)
    numbers = Numbers(10, 50, one.first_day, one.last_day)
    actions.change(one, numbers, by=cast.marcus, note="Fifty minutes are enough.")
    actions.approve(ask_for(cast, people=5, minutes_each=60), by=cast.marcus)
    with refused("over_budget"):
        actions.accept(one, by=cast.priya, seen=1)
    actions.change(one, numbers, by=cast.marcus, exception="Both are needed.")
    with refused("over_budget"):
        actions.change(one, Numbers(10, 59, one.first_day, one.last_day), by=cast.marcus)
    with refused("offered_anew"):
        actions.accept(one, by=cast.priya, seen=1)
    actions.accept(one, by=cast.priya, seen=2)
    found = Ask.objects.get(pk=one.pk)
    assert (found.state, found.minutes, found.exceptions.get().minutes_over) == ("approved", 500, 200)


@pytest.mark.django_db
def test_hours_are_counted_in_the_year_that_holds_the_first_day(cast: Cast) -> None:
    agreeing.agree(cast, budget=LINES)
    actions.approve(ask_for(cast, people=10, minutes_each=60), by=cast.marcus)
    later = school_day(366)
    actions.approve(ask_for(cast, people=10, minutes_each=60, first=later), by=cast.marcus)
    year = queries.school_year(cast.cedar, school_day())
    assert year.last - year.first in {timedelta(days=364), timedelta(days=365)}
    assert queries.staff_time(cast.cedar, year).rows[0].booked == 600


@pytest.mark.django_db(transaction=True)
def test_of_two_approvals_at_once_one_draws_the_last_hours(cast: Cast) -> None:
    agreeing.agree(cast, budget=LINES)
    asks = [ask_for(cast, people=6, minutes_each=60) for _ in range(2)]
    ready, outcomes = threading.Barrier(2), []

    def approve(one: Ask) -> None:
        ready.wait(timeout=10)
        try:
            actions.approve(one, by=cast.marcus)
            outcomes.append("done")
        except RuleError as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=approve, args=[one]) for one in asks]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=60)
    assert sorted(outcomes) == ["done", "over_budget"]
    assert recounted(cast, COACHES) == 360
    assert ledger.verify(cast.shared.key).unbroken

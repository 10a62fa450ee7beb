"""Goals as people read and write them in a browser."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from fivefold.accounts.models import Person
from fivefold.core.identifiers import new_public_id
from fivefold.goals import actions, knowing
from fivefold.goals.models import Goal, GoalVersion
from fivefold.goals.states import Standing
from tests.cast import Cast
from tests.goals.writing import GOAL, STRATEGY, as_sent, make_goal, make_strategy

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def words(html: str) -> str:
    """What the middle of a page says, in one line."""
    middle = html.partition("<main")[2].partition("</main>")[0].partition(">")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(middle)).split())


def page(cast: Cast, person: Person, route: str, *more: str, sent: dict[str, str] | None = None) -> str:
    client, url = cast.client(person), reverse(route, args=[cast.cedar.public_id, *more])
    response = client.get(url) if sent is None else client.post(url, sent, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_page_says_what_a_goal_is_for(cast: Cast) -> None:
    assert "without one, a partnership can be busy" in page(cast, cast.olivia, "goals")
    assert "Whoever leads a side writes it." in page(cast, cast.tomas, "goals")
    assert "Whoever leads a side writes it." not in page(cast, cast.marcus, "goals")


def test_a_lead_writes_and_both_sides_read_the_same(cast: Cast) -> None:
    page(cast, cast.marcus, "goal_new", sent=as_sent(GOAL) | {"pressed": new_public_id()})
    goal = Goal.objects.get()
    sent = STRATEGY | {"pressed": new_public_id()}
    page(cast, cast.hannah, "strategy_new", goal.public_id, sent=sent)
    readers = [cast.denise, cast.tomas, cast.priya, cast.amara, cast.olivia]
    read = {
        words(page(cast, reader, "goal", goal.public_id)).partition("Skip")[2][-900:] for reader in readers
    }
    for said in [*as_sent(GOAL | {"due_on": "June 30, 2099"}).values(), *STRATEGY.values()]:
        for reader in readers:
            assert said in words(page(cast, reader, "goal", goal.public_id)), said
    assert len(read) == 1
    assert "Revise" not in page(cast, cast.priya, "goal", goal.public_id)
    assert goal.newest.sentence in page(cast, cast.olivia, "goals")


def test_an_older_version_stays_readable_and_says_what_changed(cast: Cast) -> None:
    goal = make_goal(cast.cedar, by=cast.marcus)
    sent = as_sent(GOAL) | {"target": "60%", "because": "The state moved the line.", "seen": "1"}
    shown = words(page(cast, cast.hannah, "goal_revise", goal.public_id, sent=sent))
    assert "Before: 52% After: 60%" in shown
    assert "The state moved the line." in shown
    older = shown.partition("All of version 1")[2]
    assert "Target 52%" in older
    assert GOAL["baseline_source"] in older


def test_two_at_once_one_wins_and_the_other_keeps_what_they_typed(cast: Cast) -> None:
    goal = make_goal(cast.cedar, by=cast.marcus)
    actions.revise(goal, GOAL | {"target": "60%"}, "New test.", seen=1, by=cast.hannah)
    sent = as_sent(GOAL) | {"target": "70% <b>", "because": "The board asked.", "seen": "1"}
    came_back = page(cast, cast.marcus, "goal_revise", goal.public_id, sent=sent)
    assert "Hannah Lindqvist revised this while you were writing." in came_back
    assert "70% &lt;b&gt;" in came_back
    assert "The board asked." in came_back
    assert "60%" in came_back.partition("What holds now")[2]
    assert 'name="seen" value="2"' in came_back
    page(cast, cast.marcus, "goal_revise", goal.public_id, sent=sent | {"seen": "2"})
    assert [one.target for one in GoalVersion.objects.order_by("number")] == ["52%", "60%", "70% <b>"]


def test_an_end_that_missed_a_revision_comes_back_with_its_reason(cast: Cast) -> None:
    strategy = make_strategy(make_goal(cast.cedar, by=cast.marcus), by=cast.marcus)
    actions.revise(strategy, STRATEGY | {"name": "Coaching"}, "Shorter.", seen=1, by=cast.hannah)
    sent = {"standing": "dropped", "because": "Nobody had the time.", "seen": "1"}
    came_back = page(cast, cast.marcus, "strategy_end", strategy.public_id, sent=sent)
    assert "What holds now" in came_back
    assert "Nobody had the time." in came_back
    shown = page(cast, cast.marcus, "strategy_end", strategy.public_id, sent=sent | {"seen": "2"})
    assert "“Nobody had the time.” Marcus Webb" in words(shown)


@pytest.mark.parametrize("route", ["goal_new", "goal_revise"])
@pytest.mark.parametrize("missing", ["target", "due_on"])
def test_a_form_that_comes_back_keeps_every_field(cast: Cast, route: str, missing: str) -> None:
    more = [make_goal(cast.cedar, by=cast.marcus).public_id] if route == "goal_revise" else []
    typed = {name: f"typed {name}" for name in GOAL} | {"due_on": "2099-01-01", missing: ""}
    sent = typed | {"because": "typed because", "seen": "1", "pressed": new_public_id()}
    came_back = page(cast, cast.marcus, route, *more, sent=sent)
    assert "One thing to fix" in came_back
    for name, said in typed.items():
        assert said in came_back, name
    assert GoalVersion.objects.count() == len(more)


@pytest.mark.parametrize("route", ["goal_revise", "goal_end", "strategy_new"])
def test_what_has_ended_has_no_form(cast: Cast, route: str) -> None:
    goal = make_goal(cast.cedar, by=cast.marcus)
    actions.end(goal, Standing.REPLACED, "A wider one.", seen=1, by=cast.hannah)
    assert "<textarea" not in page(cast, cast.marcus, route, goal.public_id)
    assert "Replaced by another" in page(cast, cast.olivia, "goals")


def test_the_ledger_says_it_in_both_languages(cast: Cast) -> None:
    goal = make_goal(cast.cedar, by=cast.marcus)
    actions.revise(goal, GOAL | {"target": "60%"}, "New test.", seen=1, by=cast.hannah)
    shown = page(cast, cast.olivia, "ledger")
    assert "wrote the goal “More of our seventh graders" in shown
    assert "(version 2), because: “New test.”" in shown
    cast.olivia.language = "es"
    cast.olivia.save()
    assert "escribió la meta" in page(cast, cast.olivia, "ledger")


def test_pages_cost_the_same_with_more_goals(
    cast: Cast, assert_queries_do_not_grow: Callable[[Any, Any], None]
) -> None:
    def add() -> None:
        for number in range(3):
            goal = make_goal(cast.cedar, by=cast.marcus, target=f"{number}%")
            make_strategy(goal, by=cast.hannah)
            strategy = make_strategy(first, by=cast.hannah, name=f"Strategy {number}")
            actions.revise(strategy, STRATEGY, "Back.", seen=1, by=cast.marcus)
        actions.revise(first, GOAL | {"target": "1%"}, "More.", seen=1, by=cast.hannah)

    first = make_goal(cast.cedar, by=cast.marcus)
    make_strategy(first, by=cast.hannah)
    olivia = cast.client(cast.olivia)
    urls = [reverse("goals", args=[cast.cedar.public_id]), first.get_absolute_url()]
    assert_queries_do_not_grow(lambda: [olivia.get(url) for url in urls], add)


def test_a_person_learns_what_they_wrote_and_no_words_of_it(cast: Cast) -> None:
    make_strategy(make_goal(cast.cedar, by=cast.marcus), by=cast.marcus)
    told = knowing.told(cast.marcus)["goals_you_wrote"]
    assert [one["kind"] for one in told] == ["goal for students", "strategy"]
    assert "algebra" not in str(told)
    assert knowing.told(cast.hannah)["goals_you_wrote"] == []

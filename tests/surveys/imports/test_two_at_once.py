"""Two tabs, a button pressed twice, a worker beside a page: one acts, the other is told why not."""

from collections.abc import Callable
from typing import Any

import pytest

from fivefold.core.models import Job
from fivefold.core.rules import RuleError
from fivefold.surveys import queries
from fivefold.surveys.actions import imports as actions
from fivefold.surveys.models import Import, Round
from fivefold.surveys.states import ImportState
from tests.surveys.imports.bringing import FACTS, survey

pytestmark = pytest.mark.django_db


@pytest.fixture
def matched(marcus):
    marcus.bring(survey(24))
    marcus.match(**{**FACTS, **marcus.dimensions()})
    return marcus


@pytest.fixture
def meanwhile(monkeypatch):
    """Another request acts just before a part of this one is called, once."""

    def act(room: object, part: str, other: Callable[[], Any]) -> None:
        real = getattr(room, part)
        waiting = [other]

        def called(*args: Any, **named: Any) -> Any:
            while waiting:
                waiting.pop()()
            return real(*args, **named)

        monkeypatch.setattr(room, part, called)

    return act


def fresh(bringer):
    return Import.objects.get(pk=bringer.newest.pk)


def test_a_file_imported_twice_at_once_becomes_one_round(cast, matched, meanwhile):
    meanwhile(actions.slips, "without_slips", lambda: actions.import_round(fresh(matched), by=cast.marcus))
    answer = matched.confirm()
    assert answer["Location"] == matched.base
    assert "This import has ended" in matched.client.get(matched.base).content.decode()
    assert Round.objects.count() == 1


def test_an_import_discarded_while_it_is_made_makes_no_round(matched, meanwhile):
    meanwhile(actions.slips, "without_slips", lambda: actions.discard(fresh(matched)))
    assert matched.confirm()["Location"] == matched.base
    assert not Round.objects.exists()
    assert matched.newest.state == ImportState.DISCARDED


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("", {"save": "1"}),
        ("members/", {"counts": "1", "people": "30"}),
        ("opening/", {}),
        ("discard/", {}),
    ],
)
def test_what_comes_after_the_end_is_told_so(matched, monkeypatch, page, sent):
    address = matched.newest.get_absolute_url()
    found = fresh(matched)
    monkeypatch.setattr(queries, "get_import", lambda *_: found)
    actions.discard(fresh(matched))
    answer = matched.client.post(f"{address}{page}", sent)
    assert answer["Location"] == matched.base
    assert matched.newest.state == ImportState.DISCARDED


def test_two_presses_start_one_job(cast, matched):
    one, same = fresh(matched), fresh(matched)
    actions.start_importing(one, by=cast.marcus)
    for late in (
        lambda: actions.start_importing(same, by=cast.marcus),
        lambda: actions.save_matches(same, {"title": "Too late"}),
    ):
        with pytest.raises(RuleError) as refused:
            late()
        assert refused.value.code == "being_worked_on"
    assert Job.objects.count() == 1


def test_an_attempt_that_was_overtaken_takes_no_matches_away(cast, marcus, monkeypatch, meanwhile):
    monkeypatch.setattr(actions, "READ_AT_ONCE", 10)
    marcus.bring(survey(24))
    Import.objects.update(job=None)

    def read_and_matched():
        actions.read_file(fresh(marcus))
        actions.save_matches(fresh(marcus), {"use-0": ""})

    meanwhile(actions, "read", read_and_matched)
    with pytest.raises(RuleError):
        actions.read_file(fresh(marcus))
    assert "Organization" not in str(marcus.newest.mapping)

"""Whoever brings a round keeps it in their own side's space, or not at all."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from fivefold.assess.errors import AssessError
from fivefold.assess.mapping import SideColumn
from fivefold.core import ledger
from fivefold.core.rules import PermissionNeeded
from fivefold.surveys.actions import record_round
from fivefold.surveys.models import AnswerSheet, Round
from tests.health.rounds import PILOT, make_table, means

pytestmark = pytest.mark.django_db
SIDES = SideColumn("side", {"practice": ("practice",), "research": ("research",)})


def record(cast, by, *, answered=None, members=None):
    answered = answered or {"practice": 12, "research": 11}
    return record_round(
        partnership=cast.cedar,
        title="Spring 2026",
        began_on=date(2026, 3, 2),
        ended_on=date(2026, 3, 27),
        table=make_table(answered, means(4, 3)),
        mapping=PILOT.mapping(SIDES),
        members=members if members is not None else {"practice": 20, "research": 12},
        instrument=PILOT,
        by=by,
    )


def test_a_round_starts_in_the_space_of_who_brought_it(cast):
    found = record(cast, cast.priya)
    assert (found.space, found.sheet.space) == (cast.research, cast.research)
    assert (found.members, found.responses, found.rate) == (32, 23, 23 / 32)
    assert found.roster == {"practice": 20, "research": 12}
    assert (found.instrument_key, found.instrument_version) == ("fivefold-pilot-1", 1)
    entry = ledger.entries(cast.research.key)[-1]
    assert (entry.act, entry.about) == ("surveys.round_recorded", f"round:{found.public_id}")
    assert ledger.entries(cast.shared.key) == []


@pytest.mark.parametrize("who", ["denise", "amara", "olivia", "tomas"])
def test_only_those_whose_role_says_so_record_rounds(cast, who):
    with pytest.raises(PermissionNeeded):
        record(cast, getattr(cast, who))
    assert not Round.objects.exists()


def test_more_answers_than_members_are_refused_and_nothing_is_kept(cast):
    with pytest.raises(AssessError) as refused:
        record(cast, cast.marcus, members={"practice": 11, "research": 12})
    assert refused.value.code == "more_responses_than_members"
    assert not Round.objects.exists()
    assert not AnswerSheet.objects.exists()
    assert ledger.entries(cast.practice.key) == []


def test_a_roster_may_be_unknown_but_is_never_guessed(cast):
    found = record_round(
        partnership=cast.cedar,
        title="Imported",
        began_on=date(2026, 3, 2),
        ended_on=date(2026, 3, 2),
        table=make_table({"practice": 12}, means(4, 3)),
        mapping=PILOT.mapping(),
        members=None,
        by=cast.marcus,
    )
    assert (found.members, found.roster, found.rate, found.instrument_key) == (None, None, None, "")


def test_the_database_holds_the_rules_of_a_round_too(cast):
    found = record(cast, cast.marcus)
    for wrong in (
        {"responses": 33},
        {"ended_on": date(2026, 3, 1)},
        {"instrument_version": None},
        {"instrument_key": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Round.objects.filter(pk=found.pk).update(**wrong)

"""Rounds that were recorded before they said so themselves are told by what was kept of their answers."""

from importlib import import_module

import pytest
from django.apps import apps

from fivefold.surveys.models import AnswerSheet, Round
from tests.health.rounds import make_card

pytestmark = pytest.mark.django_db
migration = import_module("fivefold.surveys.migrations.0003_sides_of_a_round")


def test_the_sides_of_older_rounds_are_read_from_their_sheets(cast):
    kept = make_card(cast.cedar, by=cast.marcus, title="Kept").round
    gone = make_card(cast.cedar, by=cast.marcus, title="Withdrawn").round
    before = {one.pk: one.sides for one in (kept, gone)}
    assert before[kept.pk] == ["practice", "research"]
    AnswerSheet.objects.filter(round=gone).delete()
    Round.objects.update(sides=[])
    migration.from_the_sheets(apps, None)
    assert {one.pk: one.sides for one in Round.objects.all()} == before

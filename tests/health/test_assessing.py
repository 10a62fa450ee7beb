"""Figures worked out, worked out again, and shared."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction

from fivefold.assess.assessing import assess
from fivefold.assess.assessment import Assessment as Figures
from fivefold.assess.frameworks import load
from fivefold.assess.mapping import SideColumn
from fivefold.core import ledger
from fivefold.core.models import Job
from fivefold.core.publication import publications
from fivefold.core.rules import PermissionNeeded
from fivefold.health.actions import assess_round, start_assessing
from fivefold.health.models import Assessment
from tests.health.rounds import PILOT, make_card, make_table, means

pytestmark = pytest.mark.django_db


def test_the_kept_answers_give_the_figures_of_the_file_itself(cast):
    of = means(4, 3, rigor=(2.4, 4.1))
    kept = make_card(cast.cedar, by=cast.marcus, of=of, cannot_tell={"practice": 7}, shared=False)
    sides = SideColumn("side", {"practice": ("practice",), "research": ("research",)})
    direct = assess(
        make_table({"practice": 60, "research": 20}, of, cannot_tell={"practice": 7}),
        PILOT.mapping(sides),
        framework=load(),
        members={"practice": 80, "research": 40},
    )
    stored = Figures.from_record(Assessment.objects.get(pk=kept.pk).record)
    for ours, theirs in zip(stored.scales, direct.scales, strict=True):
        assert (ours.key, ours.n, ours.bounds) == (theirs.key, theirs.n, pytest.approx(theirs.bounds))
        assert (ours.mean, ours.low, ours.high) == pytest.approx((theirs.mean, theirs.low, theirs.high))
        assert [one.mean for one in ours.groups] == pytest.approx([one.mean for one in theirs.groups])


def test_worked_out_again_the_newer_takes_the_place_of_the_older(cast):
    older = make_card(cast.cedar, by=cast.marcus)
    newer = assess_round(older.round, by=cast.amara)
    assert list(Assessment.objects.all()) == [newer]
    assert newer.space == cast.shared
    assert Assessment.with_superseded.get(pk=older.pk).superseded_at is not None
    newest = [entry.act for entry in ledger.entries(cast.shared.key, 2)]
    assert newest == [ledger.PUBLISHED, "health.assessed_again"]
    # The newer figures are read by both sides from now on.
    assert publications(cast.shared.key)[0].about == f"assessment:{newer.public_id}"


def test_there_is_one_current_assessment_of_a_round(cast):
    one = make_card(cast.cedar, by=cast.marcus)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.create(
            partnership=one.partnership,
            space=one.space,
            round=one.round,
            framework_key=one.framework_key,
            framework_version=one.framework_version,
            record={},
        )


@pytest.mark.parametrize("who", ["denise", "tomas", "olivia"])
def test_who_only_reads_has_nothing_worked_out(cast, who):
    one = make_card(cast.cedar, by=cast.marcus)
    with pytest.raises(PermissionNeeded):
        assess_round(one.round, by=getattr(cast, who))


def test_the_other_side_cannot_touch_a_private_round(cast):
    one = make_card(cast.cedar, by=cast.marcus, shared=False)
    with pytest.raises(ObjectDoesNotExist):
        assess_round(one.round, by=cast.hannah)
    with pytest.raises(ObjectDoesNotExist):
        start_assessing(one, by=cast.hannah)


def test_the_worker_works_the_figures_out_again(cast):
    from fivefold.core.jobs.context import JobContext
    from fivefold.core.jobs.states import JobState
    from fivefold.health.jobs import assess_again

    one = make_card(cast.cedar, by=cast.marcus)
    job = start_assessing(one, by=cast.marcus)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempt=1)
    result = assess_again(JobContext(Job.objects.get(pk=job.pk)))
    newer = Assessment.objects.get()
    assert newer.pk != one.pk
    assert result == {"url": newer.get_absolute_url()}


def test_sharing_a_card_takes_its_round_along_and_leaves_the_answers(cast):
    one = make_card(cast.cedar, by=cast.marcus)
    assert (one.space, one.round.space) == (cast.shared, cast.shared)
    assert one.round.sheet.space == cast.practice


def numbers_in(figures) -> list[float]:
    if isinstance(figures, dict):
        return [one for value in figures.values() for one in numbers_in(value)]
    if isinstance(figures, list):
        return [one for value in figures for one in numbers_in(value)]
    return [figures] if isinstance(figures, int | float) else []


def test_what_left_is_logged_and_holds_nothing_withheld(cast):
    of, answered = means(4, 1.6), {"practice": 60, "research": 4}
    make_card(cast.cedar, by=cast.marcus, answered=answered, members={"practice": 80, "research": 12}, of=of)
    [logged] = [one for one in publications(cast.shared.key) if one.kind == "assessment"]
    trust = logged.figures["scales"]["trust"]
    assert trust["n"] == 64
    assert trust["sides"] == {"practice": {"showing": "withheld"}, "research": {"showing": "withheld"}}
    assert trust["difference"] is None
    out = numbers_in(logged.figures)
    sides = SideColumn("side", {"practice": ("practice",), "research": ("research",)})
    unprotected = assess(make_table(answered, of), PILOT.mapping(sides), framework=load(), threshold=1)
    for scale in unprotected.scales:
        for group in scale.groups:
            assert not [one for one in out if one == pytest.approx(group.mean, abs=1e-6)]
    assert 4 not in out
    assert 60 not in out

"""Figures worked out, worked out again, and shared."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from fivefold.assess.assessing import assess
from fivefold.assess.assessment import Assessment as Figures
from fivefold.assess.frameworks import load
from fivefold.assess.mapping import SideColumn
from fivefold.core import ledger
from fivefold.core.models import Job
from fivefold.core.publication import publications
from fivefold.core.rules import PermissionNeeded, RuleError
from fivefold.health.actions import assess_round, start_assessing
from fivefold.health.models import Assessment
from tests.health.rounds import PILOT, aged, make_card, make_table, means

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
    older = aged(make_card(cast.cedar, by=cast.marcus))
    newer = assess_round(older.round, by=cast.amara)
    assert list(Assessment.objects.all()) == [newer]
    assert newer.space == cast.shared
    assert Assessment.with_superseded.get(pk=older.pk).superseded_at is not None
    newest = [entry.act for entry in ledger.entries(cast.shared.key, 2)]
    assert newest == [ledger.PUBLISHED, "health.assessed_again"]
    # The newer figures are read by both sides from now on.
    assert publications(cast.shared.key)[0].about == f"assessment:{newer.public_id}"


def test_worked_out_again_to_the_same_figures_nothing_is_written(cast):
    one = make_card(cast.cedar, by=cast.marcus)
    head, published = ledger.head(cast.shared.key), len(publications(cast.shared.key))
    assert assess_round(one.round, by=cast.amara) == one
    assert ledger.head(cast.shared.key) == head
    assert len(publications(cast.shared.key)) == published


def test_a_newer_version_of_the_framework_takes_the_olders_place_and_its_figures_are_logged(
    cast, monkeypatch
):
    older = make_card(cast.cedar, by=cast.marcus)
    monkeypatch.setattr("fivefold.health.actions.frameworks.load", lambda key: replace(load(key), version=99))
    newer = assess_round(older.round, by=cast.amara)
    assert (newer.framework_version, newer.space) == (99, cast.shared)
    assert list(Assessment.objects.all()) == [newer]
    assert publications(cast.shared.key)[0].about == f"assessment:{newer.public_id}"


def test_figures_first_worked_out_in_the_shared_space_are_logged(cast):
    older = make_card(cast.cedar, by=cast.marcus)
    round_ = older.round
    Assessment.objects.all().delete()
    newer = assess_round(round_, by=cast.amara)
    assert publications(cast.shared.key)[0].about == f"assessment:{newer.public_id}"


def test_one_job_a_round_waits_whoever_presses_the_button(cast):
    one = make_card(cast.cedar, by=cast.marcus)
    job = start_assessing(one, by=cast.marcus)
    assert start_assessing(one, by=cast.marcus) == job
    with pytest.raises(RuleError) as refusal:
        start_assessing(one, by=cast.hannah)
    assert refusal.value.code == "being_worked_out"
    other = make_card(cast.cedar, by=cast.marcus, title="Fall", ended_on=date(2025, 10, 3))
    assert start_assessing(other, by=cast.hannah) != job
    Job.objects.filter(pk=job.pk).update(state="done", finished_at=timezone.now())
    assert start_assessing(one, by=cast.hannah) != job


def test_the_job_leads_back_to_the_card(cast):
    one = make_card(cast.cedar, by=cast.marcus)
    job = start_assessing(one, by=cast.marcus)
    assert (job.back_name, job.back_url) == ("Middle-grades mathematics", one.get_absolute_url())


def test_the_button_pressed_by_a_second_person_says_so(cast):
    one = make_card(cast.cedar, by=cast.marcus)
    start_assessing(one, by=cast.marcus)
    address = reverse("assess_again", args=[cast.cedar.public_id, one.public_id])
    page = cast.client(cast.hannah).post(address, follow=True).content.decode()
    assert "These figures are being worked out again at this moment." in page


def test_an_address_of_older_figures_leads_to_the_newer(cast):
    older = aged(make_card(cast.cedar, by=cast.marcus))
    newest = assess_round(aged(assess_round(older.round, by=cast.amara)).round, by=cast.amara)
    client = cast.client(cast.olivia)
    assert client.get(older.get_absolute_url())["Location"] == newest.get_absolute_url()
    trust = [
        reverse("dimension", args=[cast.cedar.public_id, one.public_id, "trust"]) for one in (older, newest)
    ]
    assert client.get(trust[0])["Location"] == trust[1]
    assert client.get(trust[1].replace("trust", "nothing")).status_code == 404
    assert cast.client(cast.outsider).get(older.get_absolute_url()).status_code == 404


def test_an_address_of_older_private_figures_leads_nobody_else_anywhere(cast):
    older = aged(make_card(cast.cedar, by=cast.marcus, shared=False))
    newer = assess_round(older.round, by=cast.marcus)
    assert cast.client(cast.denise).get(older.get_absolute_url())["Location"] == newer.get_absolute_url()
    assert cast.client(cast.hannah).get(older.get_absolute_url()).status_code == 404


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

    one = aged(make_card(cast.cedar, by=cast.marcus))
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

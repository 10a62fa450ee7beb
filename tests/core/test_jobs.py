"""A job is done once, shows how far it is, can be stopped, and survives its worker."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from fivefold.core import ledger
from fivefold.core.jobs import actions, registry
from fivefold.core.jobs.context import Cancelled, JobContext
from fivefold.core.jobs.running import run_job
from fivefold.core.jobs.states import FINISHED, TRANSITIONS, JobState
from fivefold.core.models import Job
from fivefold.core.rules import RuleError
from tests.cast import Cast
from tests.core import errands

pytestmark = pytest.mark.django_db


def start(kind: str = "tests.write", by: Any = None, **arguments: Any) -> Job:
    return actions.start(kind, arguments or {"pieces": ["a", "b", "c"]}, by=by, space_key=errands.CHAIN)


def run(job: Job) -> Job:
    run_job.call(job.public_id)
    job.refresh_from_db()
    return job


def abouts() -> list[str]:
    return [entry.about for entry in reversed(ledger.entries(errands.CHAIN))]


def taken(job: Job, *, silent_for: float = 0, attempt: int = 1, **changed: Any) -> Job:
    """As if a worker had taken the job and last been heard of some seconds ago."""
    beat = timezone.now() - timedelta(seconds=silent_for)
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, attempt=attempt, heartbeat_at=beat, started_at=beat, **changed
    )
    DBTaskResult.objects.filter(pk=job.task_id).update(status=TaskResultStatus.RUNNING, started_at=beat)
    job.refresh_from_db()
    return job


def test_a_job_runs_to_its_end_and_keeps_its_result(cast: Cast) -> None:
    job = run(start(by=cast.marcus))
    assert (job.state, job.progress, job.result) == (JobState.DONE, 100, {"url": "/somewhere/"})
    assert (job.by, job.attempt, job.pieces_done) == (cast.marcus, 1, ["a", "b", "c"])
    assert job.started_at is not None
    assert job.finished_at is not None
    assert abouts() == ["piece:a", "piece:b", "piece:c"]


def test_starting_puts_one_task_in_the_same_transaction() -> None:
    with transaction.atomic():
        start()
        transaction.set_rollback(True)
    assert not Job.objects.exists()
    assert not DBTaskResult.objects.exists()
    job = start()
    task = DBTaskResult.objects.get()
    assert (task.pk, task.status, task.args_kwargs["args"]) == (job.task_id, "READY", [job.public_id])


def test_an_unknown_kind_is_a_programming_error() -> None:
    with pytest.raises(LookupError, match="nobody knows"):
        start("tests.nobody knows")


def test_a_kind_has_one_function() -> None:
    with pytest.raises(ValueError, match=r"tests\.write"):
        registry.job("tests.write", title="Something else")(lambda context: {})


def test_a_job_of_a_version_to_come_fails_with_a_sentence() -> None:
    job = start()
    Job.objects.update(kind="tests.unheard_of")
    assert run(job).state == JobState.FAILED
    assert job.message.endswith(".")


def test_a_job_taken_twice_writes_once() -> None:
    job = start()
    run(job)
    run(job)
    assert job.attempt == 1
    assert abouts() == ["piece:a", "piece:b", "piece:c"]


def test_pieces_that_an_earlier_attempt_finished_are_skipped() -> None:
    job = start()
    Job.objects.update(pieces_done=["a", "c"])
    run(job)
    assert abouts() == ["piece:b"]
    assert job.pieces_done == ["a", "c", "b"]


def test_an_attempt_that_was_overtaken_writes_nothing_more() -> None:
    job = run(start("tests.overtaken"))
    assert abouts() == ["piece:a"]
    assert (job.state, job.attempt, job.result) == (JobState.RUNNING, 2, None)


def test_a_rule_ends_the_job_with_its_sentence() -> None:
    job = run(start("tests.refuse"))
    assert (job.state, job.message) == (JobState.FAILED, "The round is still open.")


def test_a_fault_ends_the_job_without_showing_its_inside(caplog: pytest.LogCaptureFixture) -> None:
    job = run(start("tests.fail"))
    assert job.state == JobState.FAILED
    assert "secret" not in job.message
    assert "a secret detail" in caplog.text


def test_a_lost_database_leaves_the_job_to_the_sweep() -> None:
    job = run(start("tests.database_gone"))
    assert job.state == JobState.RUNNING
    Job.objects.update(heartbeat_at=timezone.now() - timedelta(seconds=61))
    assert actions.sweep() == 1
    job.refresh_from_db()
    assert job.state == JobState.QUEUED


def test_a_sentence_is_in_the_language_of_whoever_asked(cast: Cast) -> None:
    from django.utils.translation import get_language

    spoken: list[str | None] = []

    def listen(context: JobContext) -> dict[str, Any]:
        spoken.append(get_language())
        return {}

    registry._kinds["tests.listen"] = registry.Kind("tests.listen", "Listening", listen)
    cast.priya.language = "es"
    cast.priya.save()
    run(start("tests.listen", by=cast.priya))
    run(start("tests.listen"))
    assert spoken == ["es", "en"]


# Stopping


def test_a_waiting_job_is_stopped_at_once(cast: Cast) -> None:
    job = start(by=cast.marcus)
    actions.cancel(job, by=cast.marcus)
    run(job)
    assert (job.state, job.attempt) == (JobState.CANCELLED, 0)
    assert abouts() == []


def test_a_running_job_is_stopped_between_two_pieces(cast: Cast) -> None:
    job = taken(start(by=cast.marcus))
    context = JobContext(job)
    pieces = context.pieces(["a", "b"])
    assert next(pieces) == "a"
    actions.cancel(job, by=cast.marcus)
    context._written = 0.0
    with pytest.raises(Cancelled):
        next(pieces)
    job.refresh_from_db()
    assert job.pieces_done == ["a"]


def test_a_job_whose_stop_was_asked_for_ends_as_stopped(cast: Cast) -> None:
    job = start(by=cast.marcus)
    Job.objects.update(cancel_requested=True)
    assert run(job).state == JobState.CANCELLED
    assert abouts() == []


def test_only_who_started_a_job_can_stop_it(cast: Cast) -> None:
    with pytest.raises(RuleError) as refused:
        actions.cancel(start(by=cast.marcus), by=cast.hannah)
    assert refused.value.code == "not_yours"


@pytest.mark.parametrize("state", FINISHED)
def test_what_has_ended_cannot_be_stopped(state: JobState, cast: Cast) -> None:
    job = start(by=cast.marcus)
    Job.objects.update(state=state, finished_at=timezone.now())
    with pytest.raises(RuleError) as refused:
        actions.cancel(job, by=cast.marcus)
    assert refused.value.code == "job_finished"


# The sweep


def test_a_job_whose_worker_fell_silent_is_taken_up_again_by_a_new_task() -> None:
    job = taken(start(), silent_for=61)
    first_task = job.task_id
    assert actions.sweep() == 1
    job.refresh_from_db()
    assert job.state == JobState.QUEUED
    assert DBTaskResult.objects.get(pk=first_task).status == TaskResultStatus.FAILED
    assert DBTaskResult.objects.get(pk=job.task_id).status == TaskResultStatus.READY
    assert (run(job).state, job.attempt) == (JobState.DONE, 2)


def test_a_job_that_is_heard_of_is_left_alone() -> None:
    taken(start(), silent_for=50)
    assert actions.sweep() == 0


def test_a_job_that_waits_long_behind_others_is_left_alone() -> None:
    start()
    Job.objects.update(created_at=timezone.now() - timedelta(hours=5))
    assert actions.sweep() == 0


def test_a_waiting_job_whose_worker_died_before_beginning_gets_a_new_task() -> None:
    job = start()
    Job.objects.update(created_at=timezone.now() - timedelta(seconds=90))
    DBTaskResult.objects.update(
        status=TaskResultStatus.RUNNING, started_at=timezone.now() - timedelta(seconds=80)
    )
    assert actions.sweep() == 1
    assert actions.sweep() == 0
    job.refresh_from_db()
    assert (run(job).state, job.attempt) == (JobState.DONE, 1)


def test_after_three_attempts_a_job_is_given_up_with_a_sentence() -> None:
    job = taken(start(), silent_for=61, attempt=3)
    assert actions.sweep() == 1
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "three times" in job.message
    assert actions.sweep() == 0


def test_a_job_whose_worker_fell_silent_after_a_stop_was_asked_for_stays_stopped() -> None:
    job = taken(start(), silent_for=61, cancel_requested=True)
    actions.sweep()
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


# What is shown


def test_progress_of_many_pieces_is_not_a_write_each() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    context = JobContext(taken(start()))
    with CaptureQueriesContext(connection) as queries:
        for done in range(1000):
            context.progress(done, 1000)
    assert len(queries) <= 8
    context.progress(1000, 1000)
    assert Job.objects.get().progress == 100


def test_a_message_is_shown_at_once() -> None:
    context = JobContext(taken(start()))
    context.progress(1, 4)
    context.progress(2, 4, "Reading the answers")
    assert Job.objects.values_list("progress", "message").get() == (50, "Reading the answers")


def test_work_without_pieces_is_done() -> None:
    context = JobContext(taken(start()))
    assert list(context.pieces([])) == []
    assert Job.objects.get().progress == 100


@pytest.mark.parametrize(
    "wrong",
    [
        {"progress": 101},
        {"state": "sleeping"},
        {"state": JobState.DONE, "finished_at": None},
        {"state": JobState.QUEUED, "finished_at": timezone.now()},
    ],
)
def test_the_database_refuses_what_no_job_can_be(wrong: dict[str, Any]) -> None:
    start()
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.update(**wrong)


def test_every_state_has_its_transitions_and_can_be_reached() -> None:
    assert set(TRANSITIONS) == set(JobState)
    reachable = {JobState.QUEUED}.union(*TRANSITIONS.values())
    assert reachable == set(JobState)

from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from fivefold.core.actors import Actor, language_of
from fivefold.core.jobs import registry
from fivefold.core.jobs.running import run_job
from fivefold.core.jobs.states import FINISHED, JobState
from fivefold.core.models.job import Job
from fivefold.core.rules import RuleError

STALE = timedelta(seconds=60)
ATTEMPTS = 3


class WayBack(NamedTuple):
    """Where the work belongs, for whoever waits on its page; a name that is the same in every language."""

    name: str = ""
    url: str = ""


@transaction.atomic
def start(
    kind: str,
    arguments: dict[str, Any],
    *,
    by: Actor | None,
    space_key: str,
    back: WayBack = WayBack(),  # noqa: B008 - it cannot be changed
) -> Job:
    """Ask for work to be done outside this request.

    The task is a row of the same transaction: a worker sees it when the act is committed, never before,
    and it cannot be lost between the two.
    """
    if registry.find(kind) is None:
        raise LookupError(f"no function is registered for jobs of kind {kind!r}")
    job = Job(
        kind=kind,
        arguments=arguments,
        by_id=None if by is None else by.pk,
        space_key=space_key,
        back_name=back.name,
        back_url=back.url,
    )
    job.task_id = UUID(run_job.enqueue(job.public_id).id)
    job.save(force_insert=True)
    return job


def unfinished(kind: str, arguments: dict[str, Any]) -> Job | None:
    """A job of this kind on the same thing that waits or runs."""
    return _alike(kind, arguments).exclude(state__in=FINISHED).first()


def newest(kind: str, arguments: dict[str, Any]) -> Job | None:
    """The last that was asked for of this kind on the same thing, however it stands."""
    return _alike(kind, arguments).order_by("-pk").first()


def _alike(kind: str, arguments: dict[str, Any]) -> QuerySet[Job]:
    return Job.objects.filter(kind=kind, **{f"arguments__{name}": one for name, one in arguments.items()})


@transaction.atomic
def cancel(job: Job, *, by: Actor) -> None:
    """Stop a job: at once while it waits, between two of its pieces while it runs."""
    if job.by_id != by.pk:
        raise RuleError("not_yours", gettext_lazy("Only the person who started this can stop it."))
    row = Job.objects.select_for_update().get(pk=job.pk)
    if row.is_finished:
        raise RuleError("job_finished", gettext_lazy("This has already ended, so there is nothing to stop."))
    if row.state == JobState.QUEUED:
        row.end(JobState.CANCELLED, _("Stopped before it began."))
    row.cancel_requested = True
    row.save(update_fields=["state", "finished_at", "message", "cancel_requested"])


def sweep() -> int:
    """Take up again what a worker left behind; give up after three attempts. Returns how many were found."""
    found = 0
    for pk in _left_behind().values_list("pk", flat=True):
        with transaction.atomic():
            job = _left_behind().select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
            if job is not None:
                with translation.override(language_of(job.by)):
                    _take_up_again(job)
                found += 1
    return found


def _left_behind() -> Any:
    """Jobs whose worker fell silent, and waiting jobs whose task was claimed by a worker that died first."""
    silent_since = timezone.now() - STALE
    waiting_tasks = DBTaskResult.objects.filter(
        Q(status=TaskResultStatus.READY) | Q(status=TaskResultStatus.RUNNING, started_at__gt=silent_since)
    ).values("id")
    return Job.objects.filter(
        Q(state=JobState.RUNNING, heartbeat_at__lt=silent_since)
        | Q(state=JobState.QUEUED, created_at__lt=silent_since) & ~Q(task_id__in=waiting_tasks)
    )


def _take_up_again(job: Job) -> None:
    DBTaskResult.objects.filter(id__in=[job.task_id], status=TaskResultStatus.RUNNING).update(
        status=TaskResultStatus.FAILED, finished_at=timezone.now()
    )
    if job.cancel_requested:
        job.end(JobState.CANCELLED, _("Stopped, as you asked."))
    elif job.attempt >= ATTEMPTS:
        job.end(
            JobState.FAILED, _("The server stopped in the middle of this three times, so it was given up.")
        )
    else:
        job.state = JobState.QUEUED
        job.task_id = UUID(run_job.enqueue(job.public_id).id)
    job.save(update_fields=["state", "message", "finished_at", "task_id"])

"""One attempt at one job, from taking it to its end."""

import logging
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError
from django.db.models import F
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task

from fivefold.core.actors import language_of
from fivefold.core.jobs import registry
from fivefold.core.jobs.context import Cancelled, JobContext, Superseded
from fivefold.core.jobs.heartbeat import beating
from fivefold.core.jobs.states import JobState
from fivefold.core.models.job import Job
from fivefold.core.rules import RuleError

log = logging.getLogger(__name__)
FAULT = gettext_lazy(
    "A fault on our side stopped this. Whoever runs this server can read what happened in its log."
)


@task()
def run_job(job_id: str) -> None:
    """What the worker calls. A job that another worker has taken is left to it."""
    now = timezone.now()
    taken = Job.objects.filter(public_id=job_id, state=JobState.QUEUED).update(
        state=JobState.RUNNING, attempt=F("attempt") + 1, heartbeat_at=now, started_at=now, message=""
    )
    if taken:
        context = JobContext(Job.objects.select_related("by").get(public_id=job_id))
        with translation.override(language_of(context.job.by)):
            _attempt(context)


def _attempt(context: JobContext) -> None:
    job = context.job
    kind = registry.find(job.kind)
    if kind is None:
        finish(context, JobState.FAILED, _("This version of Fivefold no longer knows how to do this."))
        return
    try:
        with beating(context):
            result = kind.run(context)
        finish(context, JobState.DONE, "", result)
    except Cancelled:
        finish(context, JobState.CANCELLED, _("Stopped, as you asked."))
    except Superseded:
        log.warning("job %s: attempt %s was overtaken and wrote nothing", job.public_id, context.attempt)
    except RuleError as refused:
        finish(context, JobState.FAILED, refused.message)
    except (OperationalError, InterfaceError):
        # The database was out of reach: what is written now may be lost too. Silence brings the sweep.
        log.exception("job %s: the database failed; it will be taken up again", job.public_id)
    except Exception:
        log.exception("job %s (%s) failed", job.public_id, job.kind)
        finish(context, JobState.FAILED, FAULT)


def finish(
    context: JobContext, state: JobState, message: str | Promise, result: dict[str, Any] | None = None
) -> None:
    changed: dict[str, Any] = {"state": state, "message": str(message), "finished_at": timezone.now()}
    if state == JobState.DONE:
        changed |= {"result": result or {}, "progress": 100}
    try:
        if not context.own_row().update(**changed):
            log.warning("job %s: attempt %s came too late to finish", context.job.public_id, context.attempt)
    except DatabaseError:
        log.exception(
            "job %s: its end could not be written; it will be taken up again", context.job.public_id
        )

"""What the worker does for this room."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from fivefold.core.jobs.context import JobContext
from fivefold.core.jobs.registry import job
from fivefold.core.upkeep import duty
from fivefold.shares import files, upkeep


@job(files.SET, title=_("Making the PDF for people outside"))
def make_file(context: JobContext) -> dict[str, Any]:
    return {"url": files.make(context).get_absolute_url()}


@duty
def end_lapsed_links() -> int:
    return upkeep.end_lapsed()


@duty
def end_unanswered_links() -> int:
    return upkeep.end_unanswered()


@duty
def forget_people_outside() -> int:
    return upkeep.forget_long_ended()


@duty
def forget_visits() -> int:
    return upkeep.forget_visits()

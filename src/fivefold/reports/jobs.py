"""What the worker does for this room."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fivefold.core.jobs.context import JobContext
from fivefold.core.jobs.registry import job
from fivefold.core.rules import RuleError
from fivefold.core.upkeep import duty
from fivefold.reports.actions import SET, forget_files, set_file


@job(SET, title=_("Making your file"))
def make_file(context: JobContext) -> dict[str, Any]:
    by = context.job.by
    if by is None:
        raise ValueError("a file is made for the person who asked for it")
    try:
        set_file(context, by=by)
    except Http404 as closed:
        raise RuleError("closed", _("This report card is no longer open to you.")) from closed
    asked = context.arguments
    return {"url": reverse("take_away", args=[asked["partnership"], asked["assessment"]])}


@duty
def forget_what_was_kept_long_enough() -> int:
    return forget_files()

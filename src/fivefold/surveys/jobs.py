"""What the worker does for this room."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fivefold.core.jobs.context import JobContext
from fivefold.core.jobs.registry import job
from fivefold.surveys.actions import imports
from fivefold.surveys.models import Import


@job("surveys.read_file", title=gettext_lazy("Reading the file"))
def read_file(context: JobContext) -> dict[str, Any]:
    brought = _import(context)
    context.progress(10, 100, _("Reading it row by row and looking for scales."))
    read = imports.read_file(brought)
    return {"url": read.get_absolute_url()}


@job("surveys.import_round", title=gettext_lazy("Importing the answers"))
def import_round(context: JobContext) -> dict[str, Any]:
    brought = _import(context)
    if brought.round is None:
        context.progress(10, 100, _("Checking every cell and working out the report card."))
        imports.import_round(brought, by=brought_by(context))
    return {"url": brought.get_absolute_url()}


def _import(context: JobContext) -> Import:
    return Import.objects.select_related("partnership", "space", "round").get(
        public_id=context.arguments["import"]
    )


def brought_by(context: JobContext) -> Any:
    if context.job.by is None:
        raise ValueError("a file is read for the person who brought it")
    return context.job.by

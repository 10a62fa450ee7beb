"""What the worker does for this room."""

from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fivefold.assess.errors import UsageError
from fivefold.core.jobs.context import JobContext
from fivefold.core.jobs.registry import job
from fivefold.core.rules import RuleError
from fivefold.core.sentences import in_language
from fivefold.core.upkeep import duty
from fivefold.files.errors import FileError
from fivefold.surveys.actions import imports
from fivefold.surveys.actions.forgotten import let_go_of_the_forgotten
from fivefold.surveys.models import Import
from fivefold.surveys.states import ImportState

if TYPE_CHECKING:
    from fivefold.accounts.models import Person


@job("surveys.read_file", title=gettext_lazy("Reading the file"))
def read_file(context: JobContext) -> dict[str, Any]:
    brought = _import(context)
    # An attempt that was killed after its work was kept leaves nothing to do.
    if brought.state == ImportState.BROUGHT:
        context.progress(10, 100, _("Reading it row by row and looking for scales."))
        # A worker that fell silent and wakes again must not undo what has been matched since.
        imports.read_file(brought, keeping_in=partial(context.keeping, "read"))
    return {"url": brought.get_absolute_url()}


@job("surveys.import_round", title=gettext_lazy("Importing the answers"))
def import_round(context: JobContext) -> dict[str, Any]:
    brought = _import(context)
    if brought.round is None:
        context.progress(10, 100, _("Checking every cell and working out the report card."))
        try:
            imports.import_round(brought, by=_person(context))
        except (FileError, UsageError) as fault:
            words = f"{in_language(fault.message)} {in_language(fault.remedy)}"
            raise RuleError(fault.code, words) from fault
    return {"url": brought.get_absolute_url()}


@duty
def let_go_of_forgotten_imports() -> int:
    return let_go_of_the_forgotten()


def _import(context: JobContext) -> Import:
    return Import.objects.select_related("partnership", "space", "round").get(
        public_id=context.arguments["import"]
    )


def _person(context: JobContext) -> "Person":
    by: Person | None = context.job.by
    if by is None:
        raise ValueError("a file is imported for the person who brought it")
    return by

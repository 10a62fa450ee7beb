"""What the worker does for this room."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from fivefold.core.jobs.context import JobContext
from fivefold.core.jobs.registry import job
from fivefold.health.actions import ASSESS, assess_round
from fivefold.health.queries import current_of
from fivefold.surveys.models import Round


@job(ASSESS, title=_("Working out the report card"))
def assess_again(context: JobContext) -> dict[str, Any]:
    round_ = Round.objects.select_related("partnership").get(public_id=context.arguments["round"])
    by = context.job.by
    if by is None:
        raise ValueError("figures are worked out again for a person, who may see them")
    for piece in context.pieces(["figures"]):
        with context.keeping(piece):
            assess_round(round_, by=by)
    newest = current_of(round_)
    return {"url": newest.get_absolute_url()} if newest else {}

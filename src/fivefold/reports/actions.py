"""The only writers of this room: what leaves is made, noted, and kept for a short time."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from fivefold.core import ledger
from fivefold.core.jobs.actions import WayBack, start, unfinished
from fivefold.core.jobs.context import JobContext
from fivefold.core.models import Job
from fivefold.core.publication import record_publication
from fivefold.health.models import Assessment
from fivefold.health.queries import card_page
from fivefold.partnerships.models import Membership
from fivefold.partnerships.permissions import Permission, require
from fivefold.partnerships.publications import FILE
from fivefold.partnerships.queries import get_membership
from fivefold.reports import exporters, queries
from fivefold.reports.exporters import Made
from fivefold.reports.models import ReportFile
from fivefold.reports.policies import why_not_taken
from fivefold.reports.states import Order

if TYPE_CHECKING:
    from fivefold.accounts.models import Person

SET = "reports.set"


@dataclass(frozen=True)
class Prepared:
    """A file that is made and has not left: whoever lets it go notes it first."""

    made: Made
    order: Order
    assessment: Assessment
    membership: Membership

    @cached_property
    def figures(self) -> dict[str, Any]:
        """Every number that would leave, as the publication log remembers it."""
        return _figures(self.membership, self.assessment)


def take(assessment_id: str, order: Order, *, partnership_id: str, by: "Person") -> Made:
    """A file that is made at once. It has left when it was noted that it did."""
    prepared = prepare(assessment_id, order, partnership_id=partnership_id, by=by)
    note(prepared)
    return prepared.made


def prepare(assessment_id: str, order: Order, *, partnership_id: str, by: "Person") -> Prepared:
    membership, assessment = _open_to(by, partnership_id, assessment_id)
    return Prepared(_make(membership, assessment, order), order, assessment, membership)


@transaction.atomic
def note(prepared: Prepared) -> None:
    _note(prepared.assessment, prepared.order, prepared.membership)


@transaction.atomic
def start_setting(assessment_id: str, order: Order, *, partnership_id: str, by: "Person") -> Job:
    """Have a file made outside this request; pressed twice, it is the same work."""
    membership, assessment = _open_to(by, partnership_id, assessment_id)
    Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)
    arguments = {
        "assessment": assessment.public_id,
        "partnership": partnership_id,
        "order": order.key,
        "language": order.language,
        "person": by.public_id,
    }
    waiting = unfinished(SET, arguments)
    if waiting is not None:
        return waiting
    back = WayBack(assessment.partnership.name, assessment.get_absolute_url())
    return start(SET, arguments, by=by, space_key=assessment.space.key, back=back)


def set_file(context: JobContext, *, by: "Person") -> ReportFile:
    """The worker's part: whoever asked must still be allowed to see what they asked for."""
    asked = context.arguments
    order = Order.of(asked["order"], asked["language"])
    membership, assessment = _open_to(by, asked["partnership"], asked["assessment"])
    same = {"assessment": assessment, "person": by, "part": order.part, "format": order.format}
    own = ReportFile.objects.filter(**same, language=order.language)
    for piece in context.pieces(["file"]):
        made = _make(membership, assessment, order)
        with context.keeping(piece):
            own.delete()
            ReportFile.objects.create(**same, language=order.language, name=made.name, content=made.content)
            _note(assessment, order, membership)
    return own.get()


def forget_files() -> int:
    """Delete what has been kept long enough."""
    return ReportFile.objects.filter(kept_until__lte=timezone.now()).delete()[0]


def _open_to(by: "Person", partnership_id: str, assessment_id: str) -> tuple[Membership, Assessment]:
    membership = get_membership(by, partnership_id)
    require(Permission.HEALTH_TAKE, membership)
    assessment = card_page(membership, assessment_id).assessment
    if refusal := why_not_taken(assessment):
        raise refusal
    return membership, assessment


def _make(membership: Membership, assessment: Assessment, order: Order) -> Made:
    return exporters.make(order, lambda: queries.subject_for(membership, assessment.public_id))


def _note(assessment: Assessment, order: Order, membership: Membership) -> None:
    """In the chain of the space that the card lies in: what is private stays unknown to the other side."""
    about = f"assessment:{assessment.public_id}"
    by = membership.person
    ledger.append(
        assessment.space.key,
        "reports.taken_away",
        by=by,
        about=about,
        detail={"kind": "assessment", "title": assessment.plain_title, "format": order.format.label},
    )
    organization = membership.partnership.organization_of(membership.side)
    record_publication(
        kind=f"{FILE}.{order.format}",
        about=about,
        # Who took it stands in `by`, which a person can have erased; this cannot be.
        audience=str(organization or ""),
        figures=_figures(membership, assessment),
        space_key=assessment.space.key,
        by=by,
    )


def _figures(membership: Membership, assessment: Assessment) -> dict[str, Any]:
    return card_page(membership, assessment.public_id).card.figures()

"""The report as a PDF, made once by the worker for everyone who is named."""

from django.utils.translation import gettext_lazy as _

from fivefold.core.jobs.actions import WayBack, start, unfinished
from fivefold.core.jobs.context import JobContext
from fivefold.core.rules import RuleError
from fivefold.health.models import Assessment
from fivefold.health.queries import card_as_shared
from fivefold.reports import exporters
from fivefold.reports.states import Format, Order, Part
from fivefold.reports.subject import subject_of
from fivefold.shares import queries
from fivefold.shares.models import Share, SharedFile

SET = "shares.set"


def start_making(share: Share) -> None:
    """Inside the transaction of whoever needs it; asked for twice, it is the same work."""
    arguments = {"share": share.public_id}
    if unfinished(SET, arguments) is None:
        card = share.assessment
        back = WayBack(card.partnership.name, share.get_absolute_url())
        start(SET, arguments, by=share.sent_by, space_key=card.space.key, back=back)


def make(context: JobContext) -> Share:
    found = Share.objects.filter(public_id=context.arguments["share"]).select_related(*queries.OF_A_SHARE)
    share = found.get()
    card = queries.card_now(share)
    if card is None or card.is_withdrawn:
        raise RuleError("closed", _("This report card is no longer shown outside."))
    for piece in context.pieces(["file"]):
        made = _pdf(share, card)
        with context.keeping(piece):
            SharedFile.objects.filter(share=share).delete()
            SharedFile.objects.create(share=share, assessment=card, name=made.name, content=made.content)
    return share


def _pdf(share: Share, card: Assessment) -> exporters.Made:
    order = Order(Part.CARD, Format.PDF, share.language)
    return exporters.make(order, lambda: subject_of(card_as_shared(card)))

"""The report as a PDF, made by the worker for everyone who is named, and again when the page has changed."""

import hashlib
import json
from datetime import timedelta
from functools import partial

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from fivefold.core.jobs.actions import WayBack, newest, start
from fivefold.core.jobs.context import JobContext
from fivefold.core.jobs.states import JobState
from fivefold.core.rules import RuleError
from fivefold.health.models import Assessment
from fivefold.health.queries import CardPage, card_as_shared
from fivefold.reports import exporters
from fivefold.reports.states import Format, Order, Part
from fivefold.reports.subject import Subject, standing, subject_of
from fivefold.shares import queries
from fivefold.shares.models import Share, SharedFile

SET = "shares.set"
# After a failure a press does not ask for the same work at once.
REST = timedelta(hours=1)


def file_of(share: Share, card: Assessment) -> SharedFile | None:
    """Where it says exactly what the page says now."""
    key = _content_key(share, card_as_shared(card))
    return SharedFile.objects.filter(share=share, assessment=card, content_key=key).first()


def start_making(share: Share) -> None:
    """Inside the transaction of whoever needs it; asked for twice, it is the same work."""
    arguments = {"share": share.public_id}
    before = newest(SET, arguments)
    if before is not None and not before.is_finished:
        return
    if before is not None and before.state == JobState.FAILED and timezone.now() - before.created_at < REST:
        raise not_made()
    card = share.assessment
    back = WayBack(card.partnership.name, share.get_absolute_url())
    start(SET, arguments, by=share.sent_by, space_key=card.space.key, back=back)


def not_made() -> RuleError:
    return RuleError("not_made", _("The PDF could not be made just now. You can print this page instead."))


def make(context: JobContext) -> Share:
    found = Share.objects.filter(public_id=context.arguments["share"]).select_related(*queries.OF_A_SHARE)
    share = found.get()
    card = queries.card_now(share)
    if card is None or card.is_withdrawn:
        raise RuleError("closed", _("This report card is no longer shown outside."))
    for piece in context.pieces(["file"]):
        page = card_as_shared(card)
        # Read again in the language of the file: what was counted comes in words.
        subject = partial(_subject, card)
        made = exporters.make(Order(Part.CARD, Format.PDF, share.language), subject)
        with context.keeping(piece):
            SharedFile.objects.filter(share=share).delete()
            SharedFile.objects.create(
                share=share,
                assessment=card,
                name=made.name,
                content=made.content,
                content_key=_content_key(share, page),
            )
    return share


def _subject(card: Assessment) -> Subject:
    return subject_of(card_as_shared(card))


def _content_key(share: Share, page: CardPage) -> str:
    with translation.override(share.language):
        between = page.assessment.partnership
        said = [
            [between.name, between.between_in_full, page.title, standing(page)],
            [page.card.figures(), page.card.no_change],
            [[one.title, one.assessment.to_dict()] for one in page.earlier],
        ]
    text = json.dumps(said, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()

"""Sending, by the worker alone: a message is claimed before it is sent, and sent at most once."""

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from fivefold.core.mail.smtp import Connection, MailServer, NotAccepted, OutcomeUnknown, composed
from fivefold.core.models.mail import MailState, OutgoingMail

log = logging.getLogger(__name__)
# Longer than any one conversation with a mail server can last, each of whose steps has its own limit.
CLAIM_LASTS = timedelta(minutes=10)
WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=4))


def deliver_due(limit: int = 50) -> int:
    """Send what waits; returns how many messages were sent."""
    if not settings.MAIL_URL:
        return 0
    due = OutgoingMail.objects.filter(state=MailState.QUEUED, not_before__lte=timezone.now())
    server = MailServer.from_url(settings.MAIL_URL)
    mails = due.order_by("created_at", "pk")[:limit]
    return sum(_deliver(mail, server) for mail in mails)


def give_up_claims() -> int:
    """A message whose worker died while sending may have gone out: that is shown, never sent again."""
    long_ago = timezone.now() - CLAIM_LASTS
    return OutgoingMail.objects.filter(state=MailState.CLAIMED, claimed_at__lt=long_ago).update(
        state=MailState.UNKNOWN, note=_("The server stopped while this was being sent.")
    )


def _deliver(mail: OutgoingMail, server: MailServer) -> bool:
    if not _claim(mail):
        return False
    sender = settings.DEFAULT_FROM_EMAIL
    try:
        message = composed(mail, sender)
    except (ValidationError, ValueError) as error:
        _settle(mail, state=MailState.FAILED, note=str(error))
        return False
    try:
        with Connection(server) as connection:
            connection.hand_over(message)
    except NotAccepted as refused:
        _put_off(mail, refused)
        return False
    except OutcomeUnknown as lost:
        log.warning("mail %s: %s", mail.public_id, lost)
        _settle(mail, state=MailState.UNKNOWN, note=str(lost))
        return False
    # What has been sent is the recipient's; sign-in codes and names are not kept lying here.
    _settle(mail, state=MailState.SENT, sent_at=timezone.now(), body="", note="")
    return True


def _claim(mail: OutgoingMail) -> bool:
    claimed = OutgoingMail.objects.filter(pk=mail.pk, state=MailState.QUEUED).update(
        state=MailState.CLAIMED, claimed_at=timezone.now(), attempts=F("attempts") + 1
    )
    mail.attempts += claimed
    return bool(claimed)


def _put_off(mail: OutgoingMail, refused: NotAccepted) -> None:
    host = MailServer.from_url(settings.MAIL_URL).host
    if refused.for_good or mail.attempts > len(WAITS):
        log.warning("mail %s was given up: %s said %s", mail.public_id, host, refused.reason)
        _settle(mail, state=MailState.FAILED, note=refused.reason)
    else:
        wait = WAITS[mail.attempts - 1]
        log.warning(
            "mail %s was not accepted by %s: %s; tried again after %s minutes",
            mail.public_id,
            host,
            refused.reason,
            wait // timedelta(minutes=1),
        )
        _settle(mail, state=MailState.QUEUED, note=refused.reason, not_before=timezone.now() + wait)


def _settle(mail: OutgoingMail, **changed: Any) -> None:
    OutgoingMail.objects.filter(pk=mail.pk, state=MailState.CLAIMED).update(**changed)

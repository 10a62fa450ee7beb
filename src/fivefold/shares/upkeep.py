"""What time ends: links, visits, and what is kept of who was named."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from fivefold.shares import actions, queries
from fivefold.shares.models import Recipient, Visit
from fivefold.shares.policies import KEPT, VISIT_LASTS


def end_lapsed() -> int:
    """Whatever the clock says later: what has ended stays ended."""
    now = timezone.now()
    lapsed = Recipient.objects.filter(ended_at=None, share__ends_at__lte=now)
    return sum(_lapse(one, now) for one in lapsed)


def end_unanswered() -> int:
    """Those that open nothing any more though their day has not come, so that they stay ended."""
    return sum(_end(one) for one in queries.unanswered())


def forget_long_ended() -> int:
    long_ago = timezone.now() - KEPT
    ended = Recipient.objects.exclude(address="").filter(ended_at__lte=long_ago)
    return sum(_forget(one) for one in ended)


def forget_visits() -> int:
    """Longer than limits on codes look back."""
    long_ago = timezone.now() - 4 * VISIT_LASTS
    over = Visit.objects.filter(Q(opened_at=None) | Q(opened_at__lt=long_ago), asked_at__lt=long_ago)
    return over.delete()[0]


@transaction.atomic
def _lapse(recipient: Recipient, now: datetime) -> bool:
    recipient = actions.locked(recipient)
    if recipient.ended_at is not None or recipient.share.ends_at > now:
        return False
    actions.close(recipient, recipient.share.ends_at)
    return True


@transaction.atomic
def _end(recipient: Recipient) -> bool:
    recipient = actions.locked(recipient)
    # The round stands withdrawn for good; a lead may have come back meanwhile.
    if not queries.unanswered().filter(pk=recipient.pk).exists():
        return False
    actions.end_link(recipient, by=None)
    return True


@transaction.atomic
def _forget(recipient: Recipient) -> bool:
    recipient = actions.locked(recipient)
    if not recipient.address:
        return False
    actions.forget(recipient, by=None)
    return True

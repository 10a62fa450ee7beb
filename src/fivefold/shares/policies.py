"""Pure rules on what is shown outside: the check that refuses is the one that explains."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from fivefold.core.rules import RuleError
from fivefold.health.models import Assessment
from fivefold.shares.models import Recipient, Visit

MOST_PEOPLE = 20
# Of one report card at a time, over all of its shares.
MOST_LINKS = 200
LASTS_DAYS, LONGEST_DAYS = 30, 365
# After its end a link can still be told from one that never was; then name and address go.
KEPT = timedelta(days=90)
CODE_LASTS = timedelta(minutes=15)
VISIT_LASTS = timedelta(hours=8)
GUESSES = 3
CODES = ((timedelta(hours=1), 5), (timedelta(days=1), 15))
PAUSE, TIMES_SENT = timedelta(minutes=10), 6
# By how much a clock may be set back before what it measured no longer counts.
SKEW = timedelta(minutes=2)


def why_not_shared_outside(assessment: Assessment) -> RuleError | None:
    """Only what both sides read, and only while it holds."""
    if not assessment.space.is_shared:
        return RuleError(
            "private",
            _("Only what both sides share can be shown outside. Share this report card with them first."),
        )
    if assessment.is_withdrawn:
        return withdrawn()
    return None


def withdrawn() -> RuleError:
    return RuleError(
        "withdrawn", _("This round was withdrawn and its figures no longer hold, so it is shown to nobody.")
    )


def is_open(recipient: Recipient, card: Assessment | None, now: datetime, *, led: bool) -> bool:
    """Whether a link opens anything: it is within its time, its report holds, somebody answers for it.

    led: whether anybody leads a side of the partnership today, who could end it.
    """
    share = recipient.share
    in_time = share.sent_at - SKEW <= now < share.ends_at
    holds = card is not None and why_not_shared_outside(card) is None
    return recipient.ended_at is None and in_time and holds and led


def is_waiting(visit: Visit, now: datetime) -> bool:
    """Whether its code can still be typed."""
    return visit.wrong < GUESSES and within(visit.asked_at, CODE_LASTS, now)


def within(began: datetime, lasts: timedelta, now: datetime) -> bool:
    return began - SKEW <= now < began + lasts


def ended() -> RuleError:
    return RuleError("share_ended", _("This link has ended."))


def why_not_sent_again(recipient: Recipient, now: datetime) -> RuleError | None:
    if recipient.times_sent >= TIMES_SENT:
        return RuleError("sent_often", _("It was sent often enough. Ask whether the address is right."))
    if now < recipient.sent_at + PAUSE:
        return RuleError("sent_just_now", _("It was sent a few minutes ago. Let the message arrive first."))
    return None

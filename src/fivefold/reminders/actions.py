"""The only writers of this room: a calendar's address, the choice of an hour, and the mails of a day."""

import hashlib
import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from fivefold.accounts.models import Person
from fivefold.core import ledger
from fivefold.core.actors import language_of
from fivefold.core.mail import queue_mail
from fivefold.reminders import digest, queries
from fivefold.reminders.models import Choice, Digest, Feed

log = logging.getLogger(__name__)
MADE, ENDED = "reminders.feed_made", "reminders.feed_ended"
# The same thing for all of them, so that a name that is erased is erased in those not yet sent.
ABOUT = "reminders.digest"
AT_ONCE = 200
KEPT = timedelta(days=60)


@transaction.atomic
def make_feed(*, by: Person) -> Feed:
    """An address; where there is one, that one."""
    _alone(by)
    return queries.feed_of(by) or _made(by)


@transaction.atomic
def renew_feed(feed: Feed | None, *, by: Person) -> Feed:
    """Another address; the one from before opens nothing from now on. Pressed twice, it is renewed once."""
    _alone(by)
    current = queries.feed_of(by)
    if current is not None and current != feed:
        return current
    _end(by)
    return _made(by)


@transaction.atomic
def end_feed(*, by: Person) -> None:
    _alone(by)
    _end(by)


def end_feeds_of(person: Person, _by: Person | None) -> None:
    """With the account, inside the transaction that closes it, whose entry says enough."""
    Feed.objects.filter(person=person, ended_at__isnull=True).update(ended_at=timezone.now())


@transaction.atomic
def choose(*, hour: int | None, weekdays_only: bool, by: Person) -> None:
    """From the next time on that the hour comes: who chooses eight at noon has had today's."""
    _alone(by)
    Choice.objects.update_or_create(person=by, defaults={"hour": hour, "weekdays_only": weekdays_only})
    now = timezone.localtime()
    if hour is not None and hour <= now.hour:
        Digest.objects.get_or_create(person=by, day=now.date())


def given_out(feed: Feed, content: bytes) -> Feed:
    """Note what a program is given: whether it is new, and on which day it asked last."""
    content_hash, today = hashlib.sha256(content).hexdigest(), timezone.localdate()
    changed: dict[str, Any] = {}
    if content_hash != feed.content_hash or feed.content_since is None:
        changed |= {"content_hash": content_hash, "content_since": timezone.now().replace(microsecond=0)}
    if feed.last_read_on != today:
        changed["last_read_on"] = today
    if changed:
        Feed.objects.filter(pk=feed.pk).update(**changed)
        for name, value in changed.items():
            setattr(feed, name, value)
    return feed


def send_due(now: datetime | None = None, *, until: Callable[[], bool] = lambda: False) -> int:
    """Write the mails that are due, until there is no more or `until` says stop; the next round goes on.

    Each in a transaction of its own that claims the person's day and queues the mail: killed at any moment,
    this writes none twice and leaves none out.
    """
    now, after, sent = now or timezone.now(), 0, 0
    while people := queries.due(now, after, AT_ONCE):
        for person in people:
            after = person.pk
            if until():
                return sent
            try:
                sent += send(person, now)
            except Exception:
                # One person's fault is not everybody's; the next round tries again.
                log.exception("the mail of the day for %s failed", person.public_id)
    return sent


def send(person: Person, now: datetime) -> bool:
    """Whether there was something to say, and it had not been said today."""
    day = timezone.localtime(now).date()
    try:
        with transaction.atomic(), translation.override(language_of(person)):
            claimed = Digest.objects.create(person=person, day=day)
            message = digest.message_for(person, day)
            if message is None:
                return False
            claimed.was_sent = True
            claimed.save(update_fields=["was_sent"])
            queue_mail(
                to=person,
                subject=message.subject,
                body=message.body,
                key=f"{ABOUT}:{person.public_id}:{day.isoformat()}",
                language=language_of(person),
                about=ABOUT,
            )
    except IntegrityError:
        if Digest.objects.filter(person=person, day=day).exists():
            return False  # another worker was faster
        raise
    return True


def forget_old() -> int:
    return Digest.objects.filter(day__lt=timezone.localdate() - KEPT).delete()[0]


def within(seconds: float) -> Callable[[], bool]:
    """Says stop once so long has passed."""
    ends = time.monotonic() + seconds
    return lambda: time.monotonic() > ends


def _alone(person: Person) -> None:
    """Two presses, or two tabs, one after the other."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _made(person: Person) -> Feed:
    feed = Feed.objects.create(person=person)
    _enter(feed, MADE)
    return feed


def _end(person: Person) -> None:
    for feed in Feed.objects.filter(person=person, ended_at__isnull=True):
        Feed.objects.filter(pk=feed.pk).update(ended_at=timezone.now())
        _enter(feed, ENDED)


def _enter(feed: Feed, act: str) -> None:
    """It shows a person their own pages and takes no figures away, so only their account's chain has it."""
    ledger.append(ledger.INSTALLATION, act, by=feed.person, about=f"feed:{feed.public_id}", detail={})

"""What the pages and the run of the day read."""

from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from fivefold.accounts.models import Person
from fivefold.core import links
from fivefold.partnerships.models import Membership
from fivefold.reminders.models import DEFAULT_HOUR, Choice, Digest, Feed

PURPOSE = "calendar"
SATURDAY = 5


def feed_of(person: Person) -> Feed | None:
    return Feed.objects.filter(person=person, ended_at__isnull=True).first()


def address_of(feed: Feed) -> str:
    """Signed, so that nobody finds one by trying, and so that it can be shown again without being kept."""
    path = reverse("calendar_feed", args=[links.signed(PURPOSE, feed.public_id)])
    return settings.ADDRESS.geturl().rstrip("/") + path


def feed_at(token: str) -> Feed | None:
    """The feed at an address, while it is open and its person's account is."""
    public_id = links.read(PURPOSE, token)
    found = Feed.objects.filter(public_id=public_id, ended_at__isnull=True, person__is_active=True)
    return found.select_related("person").first() if public_id else None


def choice_of(person: Person) -> Choice:
    """What they chose, or what holds for who has chosen nothing."""
    return Choice.objects.filter(person=person).first() or Choice(person=person)


def due(now: datetime, after: int, limit: int) -> list[Person]:
    """Whose mail of the day is due and not seen to, by primary key, from the one after `after`.

    Past the hour is due too: an hour that the clock leaves out, or in which the worker stood still, is made
    up for on the same day. Who came into their first partnership today hears of it tomorrow.
    """
    local = timezone.localtime(now)
    day = local.date()
    members = Membership.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=day), person=OuterRef("pk"), started_on__lt=day
    )
    seen_to = Digest.objects.filter(person=OuterRef("pk"), day=day)
    chosen = Choice.objects.filter(person=OuterRef("pk"))
    wanted = chosen.filter(hour__lte=local.hour)
    wants = Q(Exists(wanted if day.weekday() < SATURDAY else wanted.filter(weekdays_only=False)))
    if day.weekday() < SATURDAY and local.hour >= DEFAULT_HOUR:
        wants |= ~Q(Exists(chosen))
    people: QuerySet[Person] = Person.objects.filter(
        wants, Exists(members), ~Q(Exists(seen_to)), is_active=True, pk__gt=after
    )
    return list(people.order_by("pk")[:limit])

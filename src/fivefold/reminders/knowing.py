"""What this room knows about a person, and how it lets go of them."""

from collections.abc import Iterator

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from fivefold.accounts.knowledge import Known
from fivefold.accounts.models import Person
from fivefold.core import ledger
from fivefold.core.mail import forget_in_mail
from fivefold.reminders import actions
from fivefold.reminders.models import Choice, Digest, Feed


def told(person: Person) -> Known:
    chosen = Choice.objects.filter(person=person)
    return {
        "calendar_addresses": [
            {"made": one.made_at, "ended": one.ended_at, "last_used": one.last_read_on}
            for one in Feed.objects.filter(person=person).order_by("pk")
        ],
        "daily_mail": [{"hour": one.hour, "weekdays_only": one.weekdays_only} for one in chosen],
        "daily_mails_of_late": [
            {"from": one.day, "sent": one.was_sent}
            for one in Digest.objects.filter(person=person).order_by("day")
        ],
    }


def forget(person: Person) -> Iterator[str]:
    """Their rows go; in mails of the day that wait for others, their name does."""
    yield from {entry.about for entry in ledger.by(person).filter(about__startswith="feed:")}
    with translation.override(settings.LANGUAGE_CODE):
        instead = gettext("(name erased)")
    forget_in_mail(person, names={person.name}, about={actions.ABOUT}, instead=instead)
    for model in (Feed, Choice, Digest):
        model._default_manager.filter(person=person).delete()

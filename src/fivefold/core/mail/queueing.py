import re
from collections.abc import Collection

from django.conf import settings
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils.translation import get_language

from fivefold.core.actors import Actor
from fivefold.core.models.mail import MailState, OutgoingMail


@transaction.atomic
def queue_mail(
    *, to: Actor | str, subject: str, body: str, key: str, language: str = "", about: str = ""
) -> OutgoingMail:
    """Write one message in the caller's transaction: it goes out if and only if the act is kept.

    `key` names the occasion ("partnerships.shared:<record>:<person>"): asked for twice, a message
    exists once. Subject and body are already in the person's language.
    """
    address = to if isinstance(to, str) else to.email
    validate_email(address)
    mail, _ = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "to_id": None if isinstance(to, str) else to.pk,
            "address": address,
            "subject": one_line(subject),
            "body": body,
            "language": language or get_language() or settings.LANGUAGE_CODE,
            "about": about,
            "state": MailState.QUEUED if settings.MAIL_URL else MailState.HELD,
        },
    )
    return mail


def take_back(about: str) -> int:
    """Drop messages about something that no longer holds, as far as they are still here."""
    still_here = OutgoingMail.objects.filter(about=about, state__in=[MailState.QUEUED, MailState.HELD])
    return still_here.delete()[0]


def forget_about(about: str) -> int:
    """Drop every message about something, also those that were sent: the address stands in them."""
    return OutgoingMail.objects.filter(about=about).delete()[0]


def forget_in_mail(person: Actor, *, names: Collection[str], about: Collection[str], instead: str) -> None:
    """Drop messages to a person, and take their name out of those to others that tell of an act of theirs.

    about: further things of which such messages tell.
    """
    OutgoingMail.objects.filter(Q(to_id=person.pk) | Q(address__iexact=person.email)).delete()
    for mail in OutgoingMail.objects.filter(about__in={told_by(person), *about}):
        for name in names:
            whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
            mail.subject = whole.sub(instead, mail.subject)[:250]
            mail.body = whole.sub(instead, mail.body)
        mail.save(update_fields=["subject", "body"])


def told_by(person: Actor) -> str:
    """What a message is about that tells others of somebody's act, by name."""
    return f"by:{person.public_id}"


def one_line(text: str) -> str:
    """A subject as one line. A line break would let whoever named a record write headers of their own."""
    visible = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(visible.split())[:250]


def outbox(limit: int = 100) -> list[OutgoingMail]:
    """Newest first, with the people they are for."""
    return list(OutgoingMail.objects.select_related("to")[:limit])

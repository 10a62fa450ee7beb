"""Messages to members about a record that they may see, each in the reader's own language.

They are rows of the act's transaction: whoever is told of an act, it was kept.
"""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise

from fivefold.core.mail import queue_mail
from fivefold.partnerships.models import Membership, SpacedRecord


def tell(
    reader: Membership,
    *,
    subject: Promise,
    template: str,
    sender: Membership,
    record: SpacedRecord,
    address: str,
    key: str,
) -> None:
    """`subject` is a lazy pattern with `who` and `title`; `key` names the occasion, so each is told once."""
    language = reader.person.language or settings.LANGUAGE_CODE
    with translation.override(language):
        queue_mail(
            to=reader.person,
            subject=str(subject) % {"who": sender.person.name, "title": record},
            body=render_to_string(
                template,
                {
                    "reader": reader.person,
                    "sender": sender,
                    "side_name": sender.partnership.organization_of(sender.side),
                    "record": record,
                    "address": settings.ADDRESS.geturl().rstrip("/") + address,
                    "operator": settings.OPERATOR,
                },
            ),
            key=f"{key}:{record.public_id}:{reader.person.public_id}",
            language=language,
        )

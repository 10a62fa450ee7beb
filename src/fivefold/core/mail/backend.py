from collections.abc import Sequence

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from fivefold.core.identifiers import new_public_id
from fivefold.core.mail.queueing import queue_mail


class OutboxBackend(BaseEmailBackend):
    """Django's way out for mail, turned into rows: a library's message takes the same road as ours."""

    @transaction.atomic
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return sum(self._queue(message) for message in email_messages)

    def _queue(self, message: EmailMessage) -> int:
        if message.attachments:
            raise ValueError("the outbox carries plain text: an attachment would be lost without a word")
        for address in message.recipients():
            queue_mail(
                to=get_user_model().objects.filter(email__iexact=address).first() or address,
                subject=str(message.subject),
                body=str(message.body),
                key=f"message:{new_public_id()}",
            )
        return 1

"""Mail: written in the transaction of the act it tells of, sent by the worker, shown in the outbox."""

from fivefold.core.mail.backend import OutboxBackend
from fivefold.core.mail.queueing import forget_about, forget_in_mail, outbox, queue_mail, take_back, told_by

__all__ = ["OutboxBackend", "forget_about", "forget_in_mail", "outbox", "queue_mail", "take_back", "told_by"]

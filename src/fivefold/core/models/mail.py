from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.core.identifiers import PublicIdField


class MailState(models.TextChoices):
    HELD = "held", _("Held here: this server sends no mail")
    QUEUED = "queued", _("Waiting to be sent")
    CLAIMED = "claimed", _("Being sent")
    SENT = "sent", _("Sent")
    UNKNOWN = "unknown", _("May or may not have arrived")
    FAILED = "failed", _("Not sent")


class OutgoingMail(models.Model):
    """One message to one address, written in the transaction of the act it tells of."""

    public_id = PublicIdField()
    key = models.CharField(max_length=160, unique=True)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    address = models.EmailField()
    subject = models.CharField(max_length=250)
    body = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    about = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=MailState.choices)
    # Why the message is not out, in the mail server's words or ours.
    note = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "not_before"], name="mail_due")]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=MailState.values), name="mail_state_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.state})"

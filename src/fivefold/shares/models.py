from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from fivefold.core.identifiers import PublicIdField
from fivefold.health.models import Assessment
from fivefold.partnerships.models import Organization, Partnership
from fivefold.partnerships.states import Side


class Share(models.Model):
    """One report card that named people outside may read until a day."""

    public_id = PublicIdField()
    # From the form that was sent: pressed twice, it is one share.
    pressed = models.CharField(max_length=14, unique=True)
    # The one whose figures were last noted as shown; pages show whatever took its place.
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=8)
    greeting = models.CharField(max_length=200, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=8, choices=Side.choices)
    sent_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="a_share_ends_after_it_was_sent", condition=Q(ends_at__gt=F("sent_at"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.assessment} until {self.last_day}"

    def get_absolute_url(self) -> str:
        return reverse("shares", args=[self.partnership.public_id, self.assessment.public_id])

    @property
    def partnership(self) -> Partnership:
        return self.assessment.partnership

    @property
    def organization(self) -> Organization | None:
        """Of whoever sent it."""
        return self.partnership.organization_of(self.side)

    @property
    def last_day(self) -> str:
        """As it is written in the ledger, in no language."""
        return (timezone.localtime(self.ends_at) - timedelta(seconds=1)).date().isoformat()

    @property
    def last_moment(self) -> object:
        """For a page, which says the day in its language."""
        return timezone.localtime(self.ends_at) - timedelta(seconds=1)


class Recipient(models.Model):
    """Somebody outside, by name. They have no account; the link is theirs alone."""

    public_id = PublicIdField()
    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="recipients")
    # Empty once they were erased.
    name = models.CharField(max_length=120, blank=True)
    address = models.EmailField(blank=True)
    sent_at = models.DateTimeField()
    times_sent = models.PositiveSmallIntegerField(default=1)
    ended_at = models.DateTimeField(null=True)
    openings = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="one_link_per_address_and_share", fields=["share", "address"], condition=~Q(address="")
            ),
            models.CheckConstraint(
                name="whoever_is_erased_has_no_link",
                condition=Q(ended_at__isnull=False) | ~Q(name="") & ~Q(address=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        """What ledger entries and messages say that they are about."""
        return f"outside:{self.public_id}"

    @property
    def hinted_address(self) -> str:
        """Enough for its owner to know it, too little for whoever was forwarded the link."""
        name, _, domain = self.address.rpartition("@")
        return f"{name[:1]}…@{domain}"


class Visit(models.Model):
    """One browser at one link: it asked for a code, and may have been let in.

    No copy of the installation holds this table: whoever has the copy could come in by it.
    """

    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="visits")
    # Hashes of what the browser holds, before it was let in and after.
    asked_key = models.CharField(max_length=64, unique=True)
    opened_key = models.CharField(max_length=64, blank=True)
    code = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    wrong = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    # What was shown. Where its figures are worked out again, the link asks for a code again.
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="who_was_let_in_has_a_key_and_a_report",
                condition=Q(opened_at=None, opened_key="", assessment=None)
                | Q(opened_at__isnull=False, assessment__isnull=False) & ~Q(opened_key=""),
            ),
            models.UniqueConstraint(
                name="one_visit_per_key", fields=["opened_key"], condition=~Q(opened_key="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id} at {self.asked_at}"


class SharedFile(models.Model):
    """The report as a PDF, made by the worker for everyone who is named in a share."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="files")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=240)
    content = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now)
    # Of all that it says: a correction, or an earlier round withdrawn, changes what the page says too.
    content_key = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="one_file_per_share_and_report", fields=["share", "assessment"])
        ]

    def __str__(self) -> str:
        return self.name

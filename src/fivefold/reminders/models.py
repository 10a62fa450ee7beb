from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from fivefold.core.identifiers import PublicIdField

DEFAULT_HOUR = 7


class Feed(models.Model):
    """The address at which a calendar program reads what this person's pages show. It opens nothing else."""

    public_id = PublicIdField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    # To the day: when a program asks is nobody's business, that it still does is its owner's.
    last_read_on = models.DateField(null=True)
    # Of what was given out last, and since when it has been so: a program that has it is told that.
    content_hash = models.CharField(max_length=64, blank=True)
    content_since = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="one_open_feed_per_person", fields=["person"], condition=Q(ended_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"feed of {self.person_id}"


class Choice(models.Model):
    """When somebody wants their daily mail. Who has chosen nothing gets it at seven on weekdays."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # By the clock of the installation; none for no mail at all.
    hour = models.PositiveSmallIntegerField(null=True, default=DEFAULT_HOUR)
    weekdays_only = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="an_hour_is_one_of_the_day", condition=Q(hour__isnull=True) | Q(hour__lt=24)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.hour}"


class Digest(models.Model):
    """That somebody's mail of a day was seen to, whether or not there was anything to say: once, ever."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    was_sent = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="one_digest_per_person_and_day", fields=["person", "day"]),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.day}"

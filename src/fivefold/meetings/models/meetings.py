from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivefold.cycles.models import Activity
from fivefold.cycles.states import State
from fivefold.meetings.states import EntryKind, MeetingKind, MeetingState
from fivefold.partnerships.models import Membership, SpacedRecord
from fivefold.partnerships.states import Side

LONGEST_DAY = 24 * 60


def by_the_clock(moment: datetime) -> str:
    """As the clock on the wall has it, without the name of its zone: the room is in one."""
    return time_format(timezone.localtime(moment).time(), "TIME_FORMAT").strip()


class Meeting(SpacedRecord):
    """What a meeting has beyond its activity in the year. Its day is the activity's alone."""

    title_reads = ("activity",)

    entries: Any
    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="meeting")
    kind = models.CharField(max_length=8, choices=MeetingKind.choices, default=MeetingKind.WORKING)
    starts = models.TimeField(_("time"))
    minutes = models.PositiveSmallIntegerField(default=60)
    where = models.CharField(max_length=200, blank=True)
    # Of a dialogue; empty where the product's own stand.
    norms = models.CharField(max_length=240, blank=True)
    # Who prepares and closes it. Whoever leads their side takes it on when they leave.
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=6, choices=MeetingState.choices, default=MeetingState.OPEN)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("meeting")
        ordering: ClassVar[list[str]] = ["activity__planned_first", "starts", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="a_meeting_has_a_known_kind", condition=Q(kind__in=MeetingKind.values)
            ),
            models.CheckConstraint(
                name="a_meeting_lasts_a_day_at_most",
                condition=Q(minutes__gte=5, minutes__lte=LONGEST_DAY),
            ),
            models.CheckConstraint(
                name="a_closed_meeting_has_its_moment",
                condition=Q(state=MeetingState.OPEN, closed_at=None, closed_by=None)
                | Q(state=MeetingState.CLOSED, closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.activity)

    @property
    def plain_title(self) -> str:
        return self.activity.plain_title

    @classmethod
    def titled(cls, plain_title: str) -> str:
        return Activity.titled(plain_title)

    @property
    def about(self) -> str:
        return f"meeting:{self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.partnership.public_id, self.public_id])

    @property
    def day(self) -> date:
        """When it was held, or is planned to be."""
        return self.activity.last

    @property
    def starts_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.day, self.starts))

    @property
    def begins(self) -> str:
        return by_the_clock(self.starts_at)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_open(self) -> bool:
        return self.state == MeetingState.OPEN

    @property
    def is_called_off(self) -> bool:
        return self.activity.state == State.CALLED_OFF

    @property
    def is_dialogue(self) -> bool:
        return self.kind == MeetingKind.DIALOGUE

    @property
    def decisions(self) -> list[Any]:
        return list(self.entries.filter(kind=EntryKind.DECISION, is_later=False))

    @property
    def commitments(self) -> list[Any]:
        found = self.entries.filter(kind=EntryKind.COMMITMENT, is_later=False)
        return list(found.select_related("owner"))

    @property
    def norms_in_words(self) -> str:
        return self.norms or gettext("We read shortfalls as failures of the design, not of people.")


class AgendaLine(SpacedRecord):
    """One thing to talk about. `source` names the record that it was proposed from."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=240)
    minutes = models.PositiveSmallIntegerField(default=10)
    source = models.CharField(max_length=60, blank=True)
    # From the form that was sent: pressed twice, it is one.
    pressed = models.CharField(max_length=14, unique=True)

    class Meta:
        verbose_name = _("line of an agenda")
        ordering: ClassVar[list[str]] = ["position", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="a_line_of_an_agenda_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="a_line_of_an_agenda_fits_a_day", condition=Q(minutes__lte=LONGEST_DAY)
            ),
            models.UniqueConstraint(
                name="a_record_stands_once_on_an_agenda",
                fields=["meeting", "source"],
                condition=~Q(source=""),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Attended(models.Model):
    """A member who was there. Their name stays with the membership, and goes with the account."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attended")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="nobody_attends_a_meeting_twice", fields=["meeting", "membership"])
        ]

    def __str__(self) -> str:
        return f"{self.membership}"


class Attendance(models.Model):
    """Of one side: guests, counted without names, and whether somebody was there who can decide."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    side = models.CharField(max_length=8, choices=Side.choices)
    guests = models.PositiveSmallIntegerField(default=0)
    has_authority = models.BooleanField()
    # By role, never by name: "the assistant superintendent, who decides on coaching".
    who_decides = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["side"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="a_side_is_counted_once", fields=["meeting", "side"]),
            models.CheckConstraint(
                name="attendance_is_of_the_two_sides", condition=Q(side__in=[Side.PRACTICE, Side.RESEARCH])
            ),
            models.CheckConstraint(
                name="who_decides_was_there", condition=Q(has_authority=True) | Q(who_decides="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side}: {self.guests}"

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.agreements.states import BudgetRole
from fivefold.asks.budget import Claim
from fivefold.asks.states import AskState
from fivefold.core.identifiers import PublicIdField
from fivefold.cycles.models import Activity
from fivefold.partnerships.models import Membership, SpacedRecord

MOST_PEOPLE, MOST_MINUTES = 5_000, 2_400
LONGEST_TITLE, LONGEST_WORDS, LONGEST_OUTCOME = 120, 400, 2_000


class Ask(SpacedRecord):
    """Time of district staff that is asked for. It lies in the shared space at once."""

    # From the form that was sent: pressed twice, it is one.
    pressed = models.CharField(max_length=14, unique=True)
    # Whose ask it is now: whoever made it, or whoever took over when they left.
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, null=True, on_delete=models.PROTECT, related_name="asks")
    title = models.CharField(max_length=LONGEST_TITLE, blank=True)
    role = models.CharField(max_length=10, choices=BudgetRole.choices)
    # Of roles that the district names itself.
    role_name = models.CharField(max_length=80, blank=True)
    school = models.CharField(max_length=120, blank=True)
    # As they hold now: as asked, or as changed and accepted.
    people = models.PositiveSmallIntegerField()
    minutes_each = models.PositiveSmallIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    because = models.CharField(max_length=LONGEST_WORDS)
    gives_back = models.CharField(max_length=LONGEST_WORDS)
    state = models.CharField(max_length=10, choices=AskState.choices, default=AskState.ASKED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    # Why it was declined or cancelled.
    reason = models.CharField(max_length=LONGEST_WORDS, blank=True)
    actual_people = models.PositiveSmallIntegerField(null=True)
    actual_minutes_each = models.PositiveSmallIntegerField(null=True)
    outcome = models.CharField(max_length=LONGEST_OUTCOME, blank=True)
    outcome_at = models.DateTimeField(null=True)
    outcome_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("ask")
        ordering: ClassVar[list[str]] = ["first_day", "last_day", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="an_ask_is_of_somebodys_time",
                condition=Q(people__range=(1, MOST_PEOPLE), minutes_each__range=(1, MOST_MINUTES)),
            ),
            models.CheckConstraint(
                name="an_ask_ends_when_it_begins_or_later", condition=Q(last_day__gte=F("first_day"))
            ),
            models.CheckConstraint(
                name="an_asks_own_role_has_a_name",
                condition=Q(role=BudgetRole.OTHER) & ~Q(role_name="")
                | Q(role__in=[one for one in BudgetRole.values if one != BudgetRole.OTHER], role_name=""),
            ),
            models.CheckConstraint(
                name="an_ask_is_of_something", condition=~Q(title="") | Q(activity__isnull=False)
            ),
            models.CheckConstraint(name="an_ask_has_a_known_state", condition=Q(state__in=AskState.values)),
            models.CheckConstraint(
                name="what_it_took_is_known_when_it_is_done",
                condition=Q(
                    state=AskState.DONE,
                    actual_people__isnull=False,
                    actual_minutes_each__isnull=False,
                    actual_people__range=(1, MOST_PEOPLE),
                    actual_minutes_each__range=(1, MOST_MINUTES),
                )
                | ~Q(state=AskState.DONE) & Q(actual_people=None, actual_minutes_each=None),
            ),
            models.CheckConstraint(
                name="a_declined_ask_says_why",
                condition=Q(state__in=[AskState.DECLINED, AskState.CANCELLED]) & ~Q(reason="")
                | ~Q(state__in=[AskState.DECLINED, AskState.CANCELLED]) & Q(reason=""),
            ),
            models.CheckConstraint(
                name="what_came_of_it_comes_after_it",
                condition=Q(outcome="", outcome_at=None) | Q(state=AskState.DONE, outcome_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.activity)

    @property
    def plain_title(self) -> str:
        return self.title or (self.activity.plain_title if self.activity else "")

    @classmethod
    def titled(cls, plain_title: str) -> str:
        return Activity.titled(plain_title)

    def get_absolute_url(self) -> str:
        return reverse("ask", args=[self.partnership.public_id, self.public_id])

    @property
    def about(self) -> str:
        """Its name in the ledger."""
        return f"ask:{self.public_id}"

    @property
    def who(self) -> str:
        """The role that is asked, and where."""
        role = self.role_name or str(BudgetRole(self.role).label)
        return f"{role}, {self.school}" if self.school else role

    @property
    def minutes(self) -> int:
        """Of all together: as it was where it is done, otherwise as it is asked for."""
        if self.actual_people and self.actual_minutes_each:
            return self.actual_people * self.actual_minutes_each
        return self.people * self.minutes_each

    @property
    def claim(self) -> Claim:
        return Claim(self.role, self.role_name, self.school, self.minutes)

    @property
    def is_one_day(self) -> bool:
        return self.first_day == self.last_day


class Offer(models.Model):
    """What the point person offers in place of what was asked, and what it was until then."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="offers")
    number = models.PositiveSmallIntegerField()
    from_people = models.PositiveSmallIntegerField()
    from_minutes_each = models.PositiveSmallIntegerField()
    from_first = models.DateField()
    from_last = models.DateField()
    people = models.PositiveSmallIntegerField()
    minutes_each = models.PositiveSmallIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    note = models.CharField(max_length=LONGEST_WORDS, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="offers_are_numbered", fields=["ask", "number"]),
            models.CheckConstraint(
                name="an_offer_is_of_somebodys_time",
                condition=Q(people__range=(1, MOST_PEOPLE), minutes_each__range=(1, MOST_MINUTES)),
            ),
            models.CheckConstraint(
                name="an_offer_ends_when_it_begins_or_later", condition=Q(last_day__gte=F("first_day"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.people} × {self.minutes_each}"

    @property
    def minutes(self) -> int:
        return self.people * self.minutes_each

    @property
    def is_one_day(self) -> bool:
        return self.first_day == self.last_day


class BudgetException(models.Model):
    """That an ask may go beyond the hours agreed, or has none: why, and who says so."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="exceptions")
    reason = models.CharField(max_length=LONGEST_WORDS)
    # Beyond the tightest budget; nothing where there is none.
    minutes_over = models.PositiveIntegerField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="an_exception_has_its_reason", condition=~Q(reason=""))
        ]

    def __str__(self) -> str:
        return self.reason


class Asked(models.Model):
    """A member who is asked by name. Their own minutes are for them alone: no other page reads them."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="asked")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField(null=True)
    noted_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="asked_once", fields=["ask", "membership"]),
            models.CheckConstraint(
                name="own_minutes_are_some_or_unknown",
                condition=Q(minutes=None) | Q(minutes__range=(1, MOST_MINUTES)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} in {self.ask_id}"


class AskLink(models.Model):
    """What an e-mailed link names: one ask, and whom it was sent to."""

    public_id = PublicIdField()
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="links")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="one_link_for_each_reader_of_an_ask", fields=["ask", "person"])
        ]

    def __str__(self) -> str:
        return str(self.public_id)


def in_span(first: date, last: date) -> Q:
    """The asks that a year holds: by the day on which they begin."""
    return Q(first_day__range=(first, last))

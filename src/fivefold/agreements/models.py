from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivefold.agreements.states import ORDERS, BudgetRole, TermsState
from fivefold.agreements.terms import LEAST_THRESHOLD, NUMBERS, Area, BudgetLine, Content
from fivefold.partnerships.models import SpacedRecord
from fivefold.partnerships.states import Side

ANSWERED = (TermsState.RETURNED, TermsState.CONFIRMED, TermsState.SUPERSEDED)
AGREED = (TermsState.CONFIRMED, TermsState.SUPERSEDED)
SIDES = (Side.PRACTICE, Side.RESEARCH)


def _person() -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")


class Terms(SpacedRecord):
    """One set of working terms: what one side proposed, and what became of it. Its words never change."""

    # From the form that was sent: pressed twice, it is one.
    pressed = models.CharField(max_length=14, unique=True)
    state = models.CharField(max_length=10, choices=TermsState.choices, default=TermsState.PROPOSED)
    # Of whoever proposed it.
    side = models.CharField(max_length=8, choices=Side.choices)
    because = models.CharField(max_length=500, blank=True)
    # As proposed; once confirmed, the first day on which it holds.
    from_day = models.DateField()
    # The first day on which it no longer holds, since others do.
    until = models.DateField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_side = models.CharField(max_length=8, choices=Side.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    comment = models.CharField(max_length=500, blank=True)

    check_days = models.PositiveSmallIntegerField()
    tell_days = models.PositiveSmallIntegerField()
    reply_days = models.PositiveSmallIntegerField()
    extension_days = models.PositiveSmallIntegerField()
    dialogue_days = models.PositiveSmallIntegerField()
    commit_days = models.PositiveSmallIntegerField()
    review_days = models.PositiveSmallIntegerField()
    threshold = models.PositiveSmallIntegerField()
    order = models.CharField(max_length=40, choices=[(key, key) for key in ORDERS])
    outside_checker = models.CharField(max_length=160, blank=True)
    pause_practice = _person()
    pause_research = _person()

    class Meta:
        verbose_name = _("working terms")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="one_open_proposal_of_terms",
                fields=["partnership"],
                condition=Q(state=TermsState.PROPOSED),
            ),
            models.UniqueConstraint(
                name="one_newest_set_of_terms",
                fields=["partnership"],
                condition=Q(state=TermsState.CONFIRMED),
            ),
            models.CheckConstraint(
                name="terms_are_answered_by_the_other_side",
                condition=Q(state__in=ANSWERED, answered_by__isnull=False, answered_at__isnull=False)
                & Q(answered_side__in=SIDES)
                & ~Q(answered_side=F("side"))
                & ~Q(answered_by=F("made_by"))
                | ~Q(state__in=ANSWERED) & Q(answered_by=None, answered_at=None, answered_side=""),
            ),
            models.CheckConstraint(
                name="returned_terms_say_why",
                condition=Q(state=TermsState.RETURNED) & ~Q(comment="")
                | ~Q(state=TermsState.RETURNED) & Q(comment=""),
            ),
            models.CheckConstraint(
                name="terms_end_where_others_begin",
                condition=Q(state=TermsState.SUPERSEDED, until__isnull=False, until__gte=F("from_day"))
                | ~Q(state=TermsState.SUPERSEDED) & Q(until=None),
            ),
            models.CheckConstraint(
                name="terms_have_a_known_state",
                condition=Q(state__in=TermsState.values, side__in=SIDES, order__in=list(ORDERS)),
            ),
            models.CheckConstraint(
                name="no_threshold_below_five", condition=Q(threshold__gte=LEAST_THRESHOLD)
            ),
        ]

    def __str__(self) -> str:
        return gettext("Terms from %(day)s") % {"day": date_format(self.from_day, "DATE_FORMAT")}

    def get_absolute_url(self) -> str:
        return reverse("terms", args=[self.partnership.public_id, self.public_id])

    @property
    def about(self) -> str:
        """Its name in the ledger."""
        return f"terms:{self.public_id}"

    @property
    def is_open(self) -> bool:
        return self.state == TermsState.PROPOSED

    @property
    def content(self) -> Content:
        """Read with `queries.WITH_CONTENT`, or each name costs a query."""
        return Content(
            **{name: getattr(self, name) for name in NUMBERS},
            order=self.order,
            budget=tuple(
                BudgetLine(BudgetRole(line.role), line.people, line.minutes_each, line.name, line.school)
                for line in self.budget.all()
            ),
            areas=tuple(Area(one.name, one.leader, one.alternate) for one in self.areas.all()),
            outside_checker=self.outside_checker,
            pause_practice=self.pause_practice,
            pause_research=self.pause_research,
        )


class TermsBudget(models.Model):
    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="budget")
    role = models.CharField(max_length=10, choices=BudgetRole.choices)
    # Of roles that the district names itself.
    name = models.CharField(max_length=80, blank=True)
    # Empty for the whole district.
    school = models.CharField(max_length=120, blank=True)
    people = models.PositiveIntegerField()
    minutes_each = models.PositiveIntegerField()

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="one_budget_for_each_role_and_school", fields=["terms", "role", "name", "school"]
            ),
            models.CheckConstraint(
                name="a_role_of_the_districts_own_has_a_name",
                condition=Q(role=BudgetRole.OTHER) & ~Q(name="")
                | Q(role__in=[one for one in BudgetRole.values if one != BudgetRole.OTHER], name=""),
            ),
            models.CheckConstraint(
                name="a_budget_is_of_somebodys_time", condition=Q(people__gt=0, minutes_each__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.role


class TermsArea(models.Model):
    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="areas")
    name = models.CharField(max_length=120)
    leader = _person()
    alternate = _person()

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="one_leader_for_each_area", fields=["terms", "name"]),
            models.CheckConstraint(name="an_alternate_is_somebody_else", condition=~Q(leader=F("alternate"))),
        ]

    def __str__(self) -> str:
        return self.name

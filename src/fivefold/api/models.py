from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fivefold.api.states import Scope
from fivefold.core.identifiers import PublicIdField
from fivefold.health.models import Assessment


class TokenQuerySet(models.QuerySet["Token"]):
    def open(self, now: datetime | None = None) -> "TokenQuerySet":
        """Those that open something: not ended, not run out, and of a person whose account is open."""
        return self.filter(ended_at__isnull=True, ends_at__gt=now or timezone.now(), person__is_active=True)


class Token(models.Model):
    """With its secret a program reads what this person may read at that moment, within a scope."""

    public_id = PublicIdField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    secret_hash = models.CharField(max_length=64, unique=True)
    # Public identifiers of partnerships; null for all of the person's, also later ones.
    partnerships = models.JSONField(null=True)
    reads_rounds = models.BooleanField()
    reads_figures = models.BooleanField()
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # To the day: when a program works is nobody's business, that it still does is its owner's.
    last_used_on = models.DateField(null=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="a_token_reads_something", condition=Q(reads_rounds=True) | Q(reads_figures=True)
            ),
            models.CheckConstraint(
                name="a_token_ends_after_it_was_made", condition=Q(ends_at__gt=F("made_at"))
            ),
            models.UniqueConstraint(
                name="one_token_of_a_name_per_person",
                fields=["person", "name"],
                condition=Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scopes(self) -> frozenset[Scope]:
        held = {Scope.ROUNDS: self.reads_rounds, Scope.FIGURES: self.reads_figures}
        return frozenset(scope for scope, may in held.items() if may)

    def reaches(self, partnership_id: str) -> bool:
        return self.partnerships is None or partnership_id in self.partnerships


class Taking(models.Model):
    """What of a report card was last noted as taken with a token, so that a program which asks each minute
    does not fill the ledger."""

    token = models.ForeignKey(Token, on_delete=models.CASCADE, related_name="takings")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")
    noted_on = models.DateField()
    figures_hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="one_taking_per_token_and_card", fields=["token", "assessment"])
        ]

    def __str__(self) -> str:
        return f"{self.token_id}: {self.noted_on}"

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from fivefold.partnerships.models import SpacedRecord


class TwoPageAccount(SpacedRecord):
    """What the researchers have understood of the district, before anything is collected there.

    It starts private to the research side; shown, the district's lead corrects and confirms it.
    """

    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("two-page account")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="one_account_per_partnership", fields=["partnership"]),
            models.CheckConstraint(
                name="who_confirms_has_a_moment",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.titled("")

    @property
    def plain_title(self) -> str:
        return ""

    @classmethod
    def titled(cls, _plain_title: str) -> str:
        return str(_("Getting to know us: the two-page account"))

    def get_absolute_url(self) -> str:
        return reverse("getting_to_know", args=[self.partnership.public_id])

    @property
    def about(self) -> str:
        return f"twopageaccount:{self.public_id}"

    @property
    def newest(self) -> "AccountText | None":
        return self.texts.select_related("made_by").order_by("-made_at", "-pk").first()

    def figures_shown(self) -> dict[str, Any]:
        """Words alone."""
        return {}

    def moves_along(self) -> list[SpacedRecord]:
        """The text as it stands: what was drafted before stays with whoever drafted it."""
        return [self.newest] if self.newest else []


class AccountText(SpacedRecord):
    """One version of it. Those from before it was shown stay in the research side's space."""

    account = models.ForeignKey(TwoPageAccount, on_delete=models.PROTECT, related_name="texts")
    text = models.TextField(max_length=8_000)

    class Meta:
        verbose_name = _("version of the two-page account")
        ordering = ["-made_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="a_version_has_a_text", condition=~Q(text=""))
        ]

    def __str__(self) -> str:
        return self.titled(self.plain_title)

    @property
    def plain_title(self) -> str:
        return timezone.localdate(self.made_at).isoformat()

    @classmethod
    def titled(cls, plain_title: str) -> str:
        day = date_format(date.fromisoformat(plain_title), "DATE_FORMAT") if plain_title else ""
        return str(_("Getting to know us: a version of %(day)s") % {"day": day})


class KnownSince(SpacedRecord):
    """Instead of an account, where both worked together before their first year here: since when."""

    since = models.DateField()
    reason = models.CharField(max_length=240)

    class Meta:
        verbose_name = _("known since")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="one_known_since_per_partnership", fields=["partnership"]),
            models.CheckConstraint(name="known_since_has_its_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.since.isoformat()

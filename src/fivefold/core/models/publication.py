from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from fivefold.core.identifiers import PublicIdField


class Publication(models.Model):
    """Figures that left: what was shown to whom, so that disclosure control knows all that is out."""

    public_id = PublicIdField()
    space_key = models.CharField(max_length=80, db_index=True)
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=120)
    audience = models.TextField()
    figures = models.JSONField(encoder=DjangoJSONEncoder)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    # No chain can show by itself that its last entries were cut off; a head that left can.
    ledger_head = models.CharField(max_length=64)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"

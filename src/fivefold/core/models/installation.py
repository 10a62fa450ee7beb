from django.db import models


class InstallationMark(models.Model):
    """What this database is, said once by the command that made it. A mark is never set from a page."""

    kind = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.kind

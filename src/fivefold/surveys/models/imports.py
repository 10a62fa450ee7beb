from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from fivefold.core.models import Job
from fivefold.partnerships.models import SpacedRecord
from fivefold.surveys.models.round import Round
from fivefold.surveys.states import OPEN, ImportState

# A person who stops half-way comes back within days; nobody's file should lie here for longer.
KEPT_FOR = timedelta(days=14)


class Uploads(FileSystemStorage):
    """Files on their way in: outside the database, readable by the server's own account alone."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        return str(settings.UPLOADS)

    @property
    def location(self) -> str:
        return str(Path(self.base_location).resolve())


def uploads() -> Uploads:
    return Uploads()


def anonymous_name(_import: "Import", _filename: str) -> str:
    """Nothing of the person's file name becomes a path."""
    return get_random_string(32)


def last_day() -> date:
    return timezone.localdate() + KEPT_FOR


class Import(SpacedRecord):
    """A file on its way to become a round. It lies in the private space of the side that brought it.

    The file, and what was read of it, are kept until the import ends, at most until `kept_until`; of an
    ended one its name, its marks of recognition and its matches remain.
    """

    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.BROUGHT)
    file_name = models.CharField(max_length=255)
    file = models.FileField(storage=uploads, upload_to=anonymous_name, blank=True)
    codebook_name = models.CharField(max_length=255, blank=True)
    codebook = models.FileField(storage=uploads, upload_to=anonymous_name, blank=True)
    kept_until = models.DateField(default=last_day)
    # Keyed digests: the same file, a file of the same shape. Neither tells what is in it.
    fingerprint = models.CharField(max_length=64)
    shape = models.CharField(max_length=64, blank=True)
    # How to open the file, where a person said so: `fivefold.assess.mapping.FileOptions`.
    options = models.JSONField(default=dict)
    # `fivefold.files.packed`, without the columns that are never kept; those are named in `left_out`.
    content = models.BinaryField(null=True)
    left_out = models.JSONField(default=list)
    # `FileError.to_record()` of a file that could not be read.
    fault = models.JSONField(null=True)
    # `fivefold.assess.mapping_record`, as matched so far.
    mapping = models.JSONField(null=True)
    # What the person has said of the round so far: `importers.facts.Facts`.
    facts = models.JSONField(default=dict)
    # Why a column that seems to tell who somebody is may be kept, by its name.
    kept_because = models.JSONField(default=dict)
    matched_as = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    round = models.OneToOneField(Round, null=True, on_delete=models.PROTECT, related_name="brought_by")

    class Meta:
        verbose_name = _("import")
        ordering: ClassVar[list[str]] = ["-made_at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["space", "-made_at"], name="imports_of_a_space"),
            models.Index(fields=["state", "kept_until"], name="imports_to_be_let_go"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="an_import_has_a_known_state", condition=Q(state__in=ImportState.values)
            ),
            models.CheckConstraint(
                name="an_imported_file_is_a_round",
                condition=Q(state=ImportState.IMPORTED, round__isnull=False)
                | ~Q(state=ImportState.IMPORTED) & Q(round__isnull=True),
            ),
            models.CheckConstraint(
                name="an_ended_import_keeps_no_file",
                condition=Q(state__in=OPEN) | Q(file="", codebook="", content__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("import", args=[self.partnership.public_id, self.public_id])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_worked_on(self) -> bool:
        """Whether the worker has it: it is read or imported outside a request."""
        return self.job is not None and not self.job.is_finished

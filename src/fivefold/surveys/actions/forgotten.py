"""What nobody came back for does not stay."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from fivefold.surveys.actions.imports import discard
from fivefold.surveys.models import Import
from fivefold.surveys.models.imports import uploads
from fivefold.surveys.states import OPEN

# A file whose import was never written down is left by a crash; a day later nobody is writing it any more.
ORPHANED_AFTER = timedelta(days=1)


def let_go_of_the_forgotten() -> int:
    """Discard what nobody came back to, and delete files that belong to no import."""
    found = 0
    overdue = Import.objects.filter(state__in=OPEN, kept_until__lt=timezone.localdate())
    for one in overdue:
        discard(one)
        found += 1
    storage = uploads()
    if not Path(storage.location).is_dir():
        return found
    known = set(Import.objects.exclude(file="").values_list("file", flat=True))
    known |= set(Import.objects.exclude(codebook="").values_list("codebook", flat=True))
    for name in storage.listdir("")[1]:
        if name not in known and storage.get_modified_time(name) < timezone.now() - ORPHANED_AFTER:
            storage.delete(name)
            found += 1
    return found

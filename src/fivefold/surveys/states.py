"""Where an import stands, and what may follow."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    BROUGHT = "brought", _("Being read")
    REFUSED = "refused", _("Not read")
    MATCHING = "matching", _("To be matched")
    IMPORTED = "imported", _("Imported")
    DISCARDED = "discarded", _("Discarded")


# Matching → brought: the person names another sheet or encoding, and the file is read again.
TRANSITIONS: dict[ImportState, frozenset[ImportState]] = {
    ImportState.BROUGHT: frozenset({ImportState.MATCHING, ImportState.REFUSED, ImportState.DISCARDED}),
    ImportState.REFUSED: frozenset({ImportState.BROUGHT, ImportState.DISCARDED}),
    ImportState.MATCHING: frozenset({ImportState.BROUGHT, ImportState.IMPORTED, ImportState.DISCARDED}),
    ImportState.IMPORTED: frozenset(),
    ImportState.DISCARDED: frozenset(),
}
OPEN = tuple(state for state, following in TRANSITIONS.items() if following)

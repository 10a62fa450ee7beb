"""Where a meeting stands, and of which kinds things in it are."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingState(models.TextChoices):
    OPEN = "open", pgettext_lazy("of a meeting", "Open")
    CLOSED = "closed", pgettext_lazy("of a meeting", "Closed")


# What both sides were told of stays as it was told: a correction is an entry more.
TRANSITIONS: dict[MeetingState, frozenset[MeetingState]] = {
    MeetingState.OPEN: frozenset({MeetingState.CLOSED}),
    MeetingState.CLOSED: frozenset(),
}


class MeetingKind(models.TextChoices):
    WORKING = "working", _("Working meeting")
    DIALOGUE = "dialogue", _("Dialogue")


class EntryKind(models.TextChoices):
    NOTE = "note", _("Note")
    DECISION = "decision", _("Decision")
    COMMITMENT = "commitment", _("Commitment")

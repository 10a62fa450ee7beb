"""What there is in a year, and where each of it stands: a year, a phase and an activity go the same way."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("of a year, a phase or an activity", "Planned")
    UNDER_WAY = "under_way", pgettext_lazy("of a year, a phase or an activity", "Under way")
    DONE = "done", pgettext_lazy("of a year, a phase or an activity", "Done")
    CALLED_OFF = "called_off", pgettext_lazy("of a year, a phase or an activity", "Called off")


# The way back is for what was pressed by mistake; the ledger keeps both steps.
TRANSITIONS: dict[State, frozenset[State]] = {
    State.PLANNED: frozenset({State.UNDER_WAY, State.DONE, State.CALLED_OFF}),
    State.UNDER_WAY: frozenset({State.DONE, State.CALLED_OFF, State.PLANNED}),
    State.DONE: frozenset({State.UNDER_WAY}),
    State.CALLED_OFF: frozenset({State.PLANNED}),
}


class PhaseKind(models.TextChoices):
    GETTING_TO_KNOW = "getting_to_know", _("Getting to know us")
    STRATEGY = "strategy", _("Strategy")
    COLLECT = "collect", _("Collect")
    ANALYZE = "analyze", _("Analyze, report")
    DIALOGUE = "dialogue", _("Dialogue")
    REDESIGN = "redesign", _("Redesign")
    OTHER = "other", _("Another phase")


class Lane(models.TextChoices):
    """In the order of the picture. Phases have a lane of their own above these."""

    STUDIES = "studies", _("Studies")
    SURVEYS = "surveys", _("Surveys")
    MEETINGS = "meetings", _("Meetings")
    REPORTS = "reports", _("Reports")
    DECISIONS = "decisions", _("District decides")


# What takes time in schools, and so may neither begin nor end on days without research.
IN_SCHOOLS = frozenset({Lane.STUDIES.value, Lane.SURVEYS.value})


class BlackOutKind(models.TextChoices):
    HOLIDAY = "holiday", _("Holiday, no school")
    BREAK = "break", _("Break, no school")
    TESTING = "testing", _("Testing")
    FIRST_WEEKS = "first_weeks", _("First weeks of school")
    LAST_WEEKS = "last_weeks", _("Last weeks of school")
    OTHER = "other", _("Other days without research")

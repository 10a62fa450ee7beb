"""Where a commitment stands. What is moved to another day, with its reason, stays open."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    OPEN = "open", pgettext_lazy("of a commitment", "Open")
    DONE = "done", pgettext_lazy("of a commitment", "Done")
    DROPPED = "dropped", pgettext_lazy("of a commitment", "Dropped")


# The way back is for what was pressed by mistake; the history keeps both steps.
TRANSITIONS: dict[State, frozenset[State]] = {
    State.OPEN: frozenset({State.DONE, State.DROPPED}),
    State.DONE: frozenset({State.OPEN}),
    State.DROPPED: frozenset({State.OPEN}),
}


class Act(models.TextChoices):
    """What can happen to a commitment after it was made, as its history says it."""

    DONE = "done", _("Done")
    MOVED = "moved", _("Moved")
    DROPPED = "dropped", _("Dropped")
    TAKEN_BACK = "taken_back", _("Step taken back")
    HANDED_ON = "handed_on", _("Handed on")
    NOT_MINE = "not_mine", _("Given back")
    PASSED_ON = "passed_on", _("Passed on")


# In which somebody else becomes its owner.
HANDS_OVER = (Act.HANDED_ON, Act.NOT_MINE, Act.PASSED_ON)
WITH_A_REASON = (Act.MOVED, Act.DROPPED)

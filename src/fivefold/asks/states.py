"""Where an ask for staff time stands."""

from django.db import models
from django.utils.translation import pgettext_lazy


class AskState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("of an ask", "Asked")
    CHANGED = "changed", pgettext_lazy("of an ask", "Changed")
    APPROVED = "approved", pgettext_lazy("of an ask", "Approved")
    DONE = "done", pgettext_lazy("of an ask", "Done")
    DECLINED = "declined", pgettext_lazy("of an ask", "Declined")
    CANCELLED = "cancelled", pgettext_lazy("of an ask", "Cancelled")
    WITHDRAWN = "withdrawn", pgettext_lazy("of an ask", "Withdrawn")


# What the point person offers in place of what was asked is the asker's to accept; it can be offered anew.
TRANSITIONS: dict[AskState, frozenset[AskState]] = {
    AskState.ASKED: frozenset({AskState.APPROVED, AskState.CHANGED, AskState.DECLINED, AskState.WITHDRAWN}),
    AskState.CHANGED: frozenset({AskState.APPROVED, AskState.CHANGED, AskState.DECLINED, AskState.WITHDRAWN}),
    AskState.APPROVED: frozenset({AskState.DONE, AskState.CANCELLED}),
    AskState.DONE: frozenset(),
    AskState.DECLINED: frozenset(),
    AskState.CANCELLED: frozenset(),
    AskState.WITHDRAWN: frozenset(),
}
WAITING = frozenset({AskState.ASKED, AskState.CHANGED})
OPEN = WAITING | {AskState.APPROVED}
# What is drawn from the budget: booked, and used.
DRAWN = frozenset({AskState.APPROVED, AskState.DONE})

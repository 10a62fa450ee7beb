"""Where an invitation stands, whatever it is to."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class InvitationState(models.TextChoices):
    SENT = "sent", _("Not yet answered")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Not answered in time")


# Sent → sent: once more, with a new end. An invitation opens nothing after its end, also while it is still
# sent; it has lapsed when the worker has taken name and address out of it.
TRANSITIONS: dict[InvitationState, frozenset[InvitationState]] = {
    InvitationState.SENT: frozenset(InvitationState),
    InvitationState.ACCEPTED: frozenset(),
    InvitationState.DECLINED: frozenset(),
    InvitationState.WITHDRAWN: frozenset(),
    InvitationState.LAPSED: frozenset(),
}

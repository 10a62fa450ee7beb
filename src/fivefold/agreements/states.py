"""Where a set of terms stands, whose time the budget counts, and in which order audiences hear."""

from itertools import permutations

from django.db import models
from django.utils.translation import gettext_lazy as _


class TermsState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    RETURNED = "returned", _("Returned")
    CONFIRMED = "confirmed", _("Confirmed")
    SUPERSEDED = "superseded", _("Superseded")


# Confirmed terms hold from their day, superseded ones until the day of those that follow.
TRANSITIONS: dict[TermsState, frozenset[TermsState]] = {
    TermsState.PROPOSED: frozenset({TermsState.WITHDRAWN, TermsState.RETURNED, TermsState.CONFIRMED}),
    TermsState.WITHDRAWN: frozenset(),
    TermsState.RETURNED: frozenset(),
    TermsState.CONFIRMED: frozenset({TermsState.SUPERSEDED}),
    TermsState.SUPERSEDED: frozenset(),
}


class BudgetRole(models.TextChoices):
    TEACHERS = "teachers", _("Teachers")
    COACHES = "coaches", _("Coaches")
    PRINCIPALS = "principals", _("Principals")
    LEADERS = "leaders", _("District leaders")
    OTHER = "other", _("Others")


class Audience(models.TextChoices):
    DESCRIBED = "described", _("those whom it describes")
    CABINET = "cabinet", _("the cabinet")
    STAFF = "staff", _("staff")
    BOARD = "board", _("the board")
    PUBLIC = "public", _("the public")


BETWEEN = (Audience.CABINET, Audience.STAFF, Audience.BOARD)
# Nearest first: those whom a finding describes hear before anyone, and the public last. Between them the
# district has an order of its own.
ORDERS: dict[str, tuple[Audience, ...]] = {
    "-".join(one.value for one in between): (Audience.DESCRIBED, *between, Audience.PUBLIC)
    for between in permutations(BETWEEN)
}
USUAL_ORDER = "-".join(one.value for one in BETWEEN)

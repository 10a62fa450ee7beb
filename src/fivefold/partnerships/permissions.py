"""What a person may do in a partnership, and the one function that says whether they may."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivefold.core.rules import PermissionNeeded
from fivefold.partnerships.states import Side

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from fivefold.accounts.models import Person
    from fivefold.partnerships.models import Membership, Partnership


class Permission(StrEnum):
    """Named `room:act`. A role lists them; nothing else grants one."""

    PARTNERSHIP_VIEW = "partnership:view"
    PARTNERSHIP_LEAVE = "partnership:leave"
    PEOPLE_VIEW = "people:view"
    PEOPLE_MANAGE = "people:manage"
    LEDGER_VIEW = "ledger:view"
    YEAR_VIEW = "year:view"
    YEAR_WRITE = "year:write"
    MEETINGS_VIEW = "meetings:view"
    MEETINGS_WRITE = "meetings:write"
    MEETINGS_CAPTURE = "meetings:capture"
    SURVEYS_VIEW = "surveys:view"
    SURVEYS_RECORD = "surveys:record"
    HEALTH_VIEW = "health:view"
    HEALTH_TAKE = "health:take"
    HEALTH_ASSESS = "health:assess"
    PRIVATE_VIEW = "private:view"
    RECORD_SHARE = "record:share"
    SHARE_OUTSIDE = "shares:outside"
    GOALS_VIEW = "goals:view"
    GOALS_WRITE = "goals:write"
    TERMS_VIEW = "agreements:view"
    TERMS_AGREE = "agreements:agree"
    COMMITMENTS_VIEW = "commitments:view"
    COMMITMENTS_WRITE = "commitments:write"
    ASKS_VIEW = "asks:view"
    ASKS_WRITE = "asks:write"
    ASKS_DECIDE = "asks:decide"

    @property
    def in_words(self) -> Promise:
        return _IN_WORDS[self]


_IN_WORDS: dict[Permission, Promise] = {
    Permission.PARTNERSHIP_VIEW: _("see this partnership"),
    Permission.PARTNERSHIP_LEAVE: _("leave this partnership"),
    Permission.PEOPLE_VIEW: _("see who is in this partnership"),
    Permission.PEOPLE_MANAGE: _("bring people into your side and change their roles"),
    Permission.LEDGER_VIEW: _("read and verify the ledger"),
    Permission.YEAR_VIEW: _("see the year"),
    Permission.YEAR_WRITE: _("plan the year and say how it goes"),
    Permission.MEETINGS_VIEW: _("read the meetings and their minutes"),
    Permission.MEETINGS_WRITE: _("prepare meetings and close them"),
    Permission.MEETINGS_CAPTURE: _("write down what is said in a meeting"),
    Permission.SURVEYS_VIEW: _("see the survey rounds"),
    Permission.SURVEYS_RECORD: _("record a survey round"),
    Permission.HEALTH_VIEW: _("read the report card"),
    Permission.HEALTH_TAKE: _("take a report card away as a file"),
    Permission.HEALTH_ASSESS: _("have the figures worked out again"),
    Permission.PRIVATE_VIEW: _("see your side’s private space"),
    Permission.RECORD_SHARE: _("share a record of your side with the other side"),
    Permission.SHARE_OUTSIDE: _("show people outside what both sides share"),
    Permission.GOALS_VIEW: _("read the goals and their strategies"),
    Permission.GOALS_WRITE: _("write, revise and end goals and strategies"),
    Permission.TERMS_VIEW: _("read the terms that both sides agreed"),
    Permission.TERMS_AGREE: _("propose terms, and answer those that the other side proposes"),
    Permission.COMMITMENTS_VIEW: _("read who took on what"),
    Permission.COMMITMENTS_WRITE: _("write down what somebody took on"),
    Permission.ASKS_VIEW: _("see what staff time is asked for"),
    Permission.ASKS_WRITE: _("ask for staff time"),
    Permission.ASKS_DECIDE: _("decide on asks for staff time"),
}


# What a member between the sides cannot have, whoever grants what.
OF_A_SIDE = frozenset(
    {
        Permission.PRIVATE_VIEW,
        Permission.RECORD_SHARE,
        Permission.SHARE_OUTSIDE,
        Permission.SURVEYS_RECORD,
        Permission.PEOPLE_MANAGE,
        Permission.GOALS_WRITE,
        Permission.TERMS_AGREE,
        Permission.ASKS_DECIDE,
    }
)


def require(permission: Permission, membership: "Membership") -> None:
    """Refuse, in words, a member whose role does not hold this permission."""
    # Roles are lists of permissions, so what reads them comes after this module.
    from fivefold.partnerships.queries import names_of_leads

    if permission in membership.permissions:
        return
    if membership.emergency:
        raise reading_only(permission)
    because = ""
    if permission in OF_A_SIDE and membership.side == Side.BROKER:
        because = gettext(
            "You belong to neither side here, so you have no private space, and nothing of a side’s own is "
            "yours to record or to share."
        )
    raise PermissionNeeded(permission.value, permission.in_words, names_of_leads(membership), because=because)


def reading_only(permission: Permission) -> PermissionNeeded:
    """What emergency access does not open, and nobody could add to it."""
    sentence = gettext("You are here by emergency access: it reads what both sides share, and nothing more.")
    return PermissionNeeded(permission.value, permission.in_words, because=sentence)


def has_permission(
    person: "Person | AnonymousUser", permission: Permission, *, partnership: "Partnership"
) -> bool:
    """Whether a membership that holds today, or emergency access that is open, gives this permission.

    An administrator of the installation has none by that alone: looking after a server opens no content.
    """
    from fivefold.partnerships.queries import standing

    membership = standing(person, partnership=partnership)
    return membership is not None and permission in membership.permissions

"""What a person may do in a partnership, and the one function that says whether they may."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from fivefold.accounts.models import Person
    from fivefold.partnerships.models import Partnership


class Permission(StrEnum):
    """Named `room:act`. A role lists them; nothing else grants one."""

    PARTNERSHIP_VIEW = "partnership:view"
    PEOPLE_VIEW = "people:view"
    PEOPLE_MANAGE = "people:manage"
    LEDGER_VIEW = "ledger:view"
    SURVEYS_VIEW = "surveys:view"
    SURVEYS_RECORD = "surveys:record"
    HEALTH_VIEW = "health:view"
    HEALTH_ASSESS = "health:assess"
    PRIVATE_VIEW = "private:view"
    RECORD_SHARE = "record:share"

    @property
    def in_words(self) -> Promise:
        return _IN_WORDS[self]


_IN_WORDS: dict[Permission, Promise] = {
    Permission.PARTNERSHIP_VIEW: _("see this partnership"),
    Permission.PEOPLE_VIEW: _("see who is in this partnership"),
    Permission.PEOPLE_MANAGE: _("bring people into your side and change their roles"),
    Permission.LEDGER_VIEW: _("read and verify the ledger"),
    Permission.SURVEYS_VIEW: _("see the survey rounds"),
    Permission.SURVEYS_RECORD: _("record a survey round"),
    Permission.HEALTH_VIEW: _("read the report card"),
    Permission.HEALTH_ASSESS: _("have the figures worked out again"),
    Permission.PRIVATE_VIEW: _("see your side’s private space"),
    Permission.RECORD_SHARE: _("share a record of your side with the other side"),
}


def has_permission(
    person: "Person | AnonymousUser", permission: Permission, *, partnership: "Partnership"
) -> bool:
    """Whether a membership that holds today gives this person this permission.

    An administrator of the installation has none by that alone: looking after a server opens no content.
    """
    if not person.is_authenticated or not person.is_active:
        return False
    membership = partnership.memberships.current().filter(person=person).first()
    return membership is not None and permission in membership.permissions

"""The roles of people in a partnership: each a list of permissions and a sentence a person can read."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fivefold.partnerships.permissions import Permission
from fivefold.partnerships.states import Side

READ_WHAT_IS_SHARED = frozenset(
    {
        Permission.PARTNERSHIP_VIEW,
        Permission.PEOPLE_VIEW,
        Permission.LEDGER_VIEW,
        Permission.YEAR_VIEW,
        Permission.MEETINGS_VIEW,
        Permission.SURVEYS_VIEW,
        Permission.HEALTH_VIEW,
        Permission.GOALS_VIEW,
        Permission.TERMS_VIEW,
        Permission.COMMITMENTS_VIEW,
        Permission.ASKS_VIEW,
    }
)
OF_EVERY_MEMBER = READ_WHAT_IS_SHARED | {Permission.PARTNERSHIP_LEAVE, Permission.HEALTH_TAKE}
# Of everyone who takes part in a meeting; observers read what was written down.
TAKE_PART = OF_EVERY_MEMBER | {Permission.MEETINGS_CAPTURE}
LEAD_A_SIDE = TAKE_PART | {
    Permission.MEETINGS_WRITE,
    Permission.PRIVATE_VIEW,
    Permission.RECORD_SHARE,
    Permission.SHARE_OUTSIDE,
    Permission.YEAR_WRITE,
    Permission.PEOPLE_MANAGE,
    Permission.HEALTH_ASSESS,
    Permission.SURVEYS_RECORD,
    Permission.GOALS_WRITE,
    Permission.TERMS_AGREE,
    Permission.COMMITMENTS_WRITE,
    Permission.ASKS_WRITE,
}


class Role:
    key: ClassVar[str]
    name: ClassVar[Promise]
    sentence: ClassVar[Promise]
    sides: ClassVar[frozenset[Side]]
    permissions: ClassVar[frozenset[Permission]]


class PointPerson(Role):
    key = "point_person"
    name = _("Point person")
    sentence = _(
        "Speaks for the district in this partnership: sees the district’s private space and what is shared, "
        "decides what the district shares, and brings in people on the district’s side."
    )
    sides = frozenset({Side.PRACTICE})
    permissions = LEAD_A_SIDE | {Permission.ASKS_DECIDE}


class PracticeMember(Role):
    key = "practice_member"
    name = _("Practice member")
    sentence = _("Works in the district: sees the district’s private space and everything that is shared.")
    sides = frozenset({Side.PRACTICE})
    permissions = TAKE_PART | {Permission.PRIVATE_VIEW}


class ResearchLead(Role):
    key = "research_lead"
    name = _("Research lead")
    sentence = _(
        "Leads the research side: sees its private space and what is shared, decides what the research side "
        "shares, and brings in people on that side."
    )
    sides = frozenset({Side.RESEARCH})
    permissions = LEAD_A_SIDE


class Researcher(Role):
    key = "researcher"
    name = _("Researcher")
    sentence = _(
        "Does the research: sees the research side’s private space and everything that is shared, records "
        "survey rounds, and can have the figures worked out again."
    )
    sides = frozenset({Side.RESEARCH})
    permissions = TAKE_PART | {
        Permission.PRIVATE_VIEW,
        Permission.MEETINGS_WRITE,
        Permission.HEALTH_ASSESS,
        Permission.SURVEYS_RECORD,
        Permission.COMMITMENTS_WRITE,
        Permission.ASKS_WRITE,
    }


class Facilitator(Role):
    key = "facilitator"
    name = _("Facilitator")
    sentence = _(
        "Stands between the two sides and leads their talks: plans the year with them, sees everything that "
        "is shared and neither side’s private space."
    )
    sides = frozenset({Side.BROKER})
    permissions = TAKE_PART | {
        Permission.HEALTH_ASSESS,
        Permission.YEAR_WRITE,
        Permission.ASKS_WRITE,
        Permission.MEETINGS_WRITE,
        Permission.COMMITMENTS_WRITE,
    }


class Observer(Role):
    key = "observer"
    name = _("Observer")
    sentence = _("Reads what both sides share, changes nothing, and sees no private space.")
    sides = frozenset(Side)
    permissions = OF_EVERY_MEMBER


class Administrator(Role):
    """Not a role in a partnership: it looks after the installation, so no membership can carry it."""

    key = "administrator"
    name = _("Administrator of the installation")
    sentence = _("Looks after the server and the accounts, and sees no partnership’s content.")
    sides = frozenset()
    permissions = frozenset()


class EmergencyReader(Role):
    """Nor is this one: an administrator reads by it for an hour, told to both sides.

    Listed one by one: what members may read some day is not opened by that to an emergency.
    """

    key = "emergency_reader"
    name = _("Administrator, by emergency access")
    sentence = _("Reads what both sides share for one hour, changes nothing, and sees no private space.")
    sides = frozenset()
    permissions = frozenset(
        {
            Permission.PARTNERSHIP_VIEW,
            Permission.PEOPLE_VIEW,
            Permission.LEDGER_VIEW,
            Permission.YEAR_VIEW,
            Permission.MEETINGS_VIEW,
            Permission.SURVEYS_VIEW,
            Permission.HEALTH_VIEW,
            Permission.GOALS_VIEW,
            Permission.TERMS_VIEW,
            Permission.COMMITMENTS_VIEW,
            Permission.ASKS_VIEW,
        }
    )


ROLES: dict[str, type[Role]] = {
    role.key: role for role in (PointPerson, PracticeMember, ResearchLead, Researcher, Facilitator, Observer)
}
LEADS: dict[Side, type[Role]] = {Side.PRACTICE: PointPerson, Side.RESEARCH: ResearchLead}


def roles_of(side: Side) -> list[type[Role]]:
    return [role for role in ROLES.values() if side in role.sides]


def who_can(permission: Permission) -> list[Promise]:
    """The names of the roles that hold a permission, for the sentence that says whom to ask."""
    return [role.name for role in ROLES.values() if permission in role.permissions]

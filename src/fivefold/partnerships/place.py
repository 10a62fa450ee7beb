"""Where in a partnership a page is: what its space bar, its side menu and its switcher say.

Templates read it as `place`. Nothing here queries the database until a template asks for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivefold.partnerships import queries
from fivefold.partnerships.models import EmergencyAccess, Membership, Partnership, Space
from fivefold.partnerships.needs import Need, needs_of
from fivefold.partnerships.permissions import Permission
from fivefold.partnerships.states import SpaceSide

SHARED = "shared"
# Beyond this a list in the top bar is no help, and the page of partnerships is.
SWITCHER_LENGTH = 10
EMERGENCIES_SHOWN = 20
# For as long Home tells of emergency access.
LATELY = timedelta(days=14)


@dataclass(frozen=True)
class Section:
    """An entry of the side menu, before it is known who looks."""

    key: str
    label: str | Promise
    route: str
    permission: Permission
    query: str = ""


@dataclass(frozen=True)
class MenuItem:
    label: str
    url: str
    current: bool
    count: int | None = None


@dataclass(frozen=True)
class MenuGroup:
    heading: str
    items: Sequence[MenuItem]


@dataclass(frozen=True)
class SpaceTab:
    """One of the three places of the space bar. A closed one is named and has no address."""

    kind: str
    label: str
    url: str | None
    current: bool
    closed: bool


@dataclass(frozen=True)
class SwitcherEntry:
    name: str
    subtitle: str
    url: str
    current: bool


SHARED_MENU: tuple[tuple[str | Promise, tuple[Section, ...]], ...] = (
    (
        "",
        (
            Section("home", _("Home"), "partnership_home", Permission.PARTNERSHIP_VIEW),
            Section("year", _("The year"), "year", Permission.YEAR_VIEW),
            Section("needs", _("Needs you"), "needs", Permission.PARTNERSHIP_VIEW),
        ),
    ),
    (
        _("Learn"),
        (
            Section("surveys", _("Surveys"), "surveys", Permission.SURVEYS_VIEW),
            Section("meetings", _("Meetings"), "meetings", Permission.MEETINGS_VIEW),
            Section("commitments", _("Commitments"), "commitments", Permission.COMMITMENTS_VIEW),
        ),
    ),
    (_("Know"), (Section("health", _("Health"), "report_card", Permission.HEALTH_VIEW),)),
    (
        _("Agree"),
        (
            Section("goals", _("Goals"), "goals", Permission.GOALS_VIEW),
            Section("agreement", _("Agreement"), "agreement", Permission.TERMS_VIEW),
            Section("asks", _("Staff time"), "asks", Permission.ASKS_VIEW),
            Section("people", _("People"), "people", Permission.PEOPLE_VIEW),
            Section("ledger", _("Ledger"), "ledger", Permission.LEDGER_VIEW),
        ),
    ),
)
PRIVATE_MENU: tuple[tuple[str | Promise, tuple[Section, ...]], ...] = (
    (
        "",
        (
            Section("private", _("Not yet shared"), "private_space", Permission.PRIVATE_VIEW),
            Section("imports", _("Imports"), "imports", Permission.SURVEYS_RECORD),
            Section("ledger", _("Ledger of this space"), "ledger", Permission.PRIVATE_VIEW, "?space=private"),
        ),
    ),
)


def section_name(key: str) -> str:
    """What the menu calls a kind of page."""
    sections = (section for _heading, group in SHARED_MENU for section in group)
    return next((str(section.label) for section in sections if section.key == key), key)


class Place:
    def __init__(self, membership: Membership, section: str) -> None:
        self.membership = membership
        self.partnership: Partnership = membership.partnership
        self.section = section
        self.space_kind = SHARED

    def may(self, permission: Permission) -> bool:
        return permission in self.membership.permissions

    def in_space(self, space: Space) -> "Place":
        """Show the page as lying in this space: its edges, its bar, its menu."""
        self.space_kind = space.side or SHARED
        self.__dict__["space"] = space
        return self

    @property
    def is_emergency(self) -> bool:
        """Whether an administrator is here without being a member."""
        return self.membership.emergency is not None

    @cached_property
    def emergencies(self) -> list[EmergencyAccess]:
        """When an administrator came in by emergency access: the newest, as members are told."""
        return list(queries.emergencies_in(self.partnership)[:EMERGENCIES_SHOWN])

    @property
    def emergencies_lately(self) -> list[EmergencyAccess]:
        return [one for one in self.emergencies if one.until > one.now - LATELY]

    @cached_property
    def needs(self) -> list[Need]:
        """What waits for this member. The menu counts it on the pages that show it."""
        return needs_of(self.membership)

    @cached_property
    def space(self) -> Space:
        return queries.shared_space(self.partnership)

    @property
    def private_space(self) -> Space:
        """The own side's private space. Ask only for members whose role opens it."""
        return Space.objects.get(partnership=self.partnership, side=self.membership.side)

    @cached_property
    def who_shares(self) -> str:
        """Whom this member would have to ask to share something; nobody, where they may themselves."""
        if self.may(Permission.RECORD_SHARE):
            return ""
        return queries.names_of_leads(self.membership)

    @property
    def is_private(self) -> bool:
        return self.space_kind != SHARED

    @property
    def own_side_name(self) -> str:
        """How the own side is called in a sentence such as "private to Cedar Valley"."""
        return self.partnership.side_name(self.membership.side)

    @property
    def other_side_name(self) -> str:
        """How the other side is called in a sentence such as "Share with Northfield"."""
        other = queries.other_organization(self.membership)
        return other.in_passing if other else ""

    @property
    def other_side_full_name(self) -> str:
        """How the button that shares calls the other side."""
        return str(queries.other_organization(self.membership) or "")

    @cached_property
    def readers(self) -> list[str]:
        """Everyone who can see the private space that this page lies in, by name."""
        return [
            str(membership.person) for membership in queries.readers_of(self.partnership, self.space_kind)
        ]

    @cached_property
    def spaces(self) -> list[SpaceTab]:
        return [self._tab(kind) for kind in (SpaceSide.PRACTICE.value, SHARED, SpaceSide.RESEARCH.value)]

    def _tab(self, kind: str) -> SpaceTab:
        current = kind == self.space_kind
        if kind == SHARED:
            label = (
                gettext("Shared: both sides see this page") if current else gettext("Shared by both sides")
            )
            return SpaceTab(kind, label, self.partnership.get_absolute_url(), current, closed=False)
        owner = self.partnership.side_name(kind)
        if kind == self.membership.side and self.membership.has_private_space:
            url = reverse("private_space", args=[self.partnership.public_id])
            return SpaceTab(
                kind, gettext("Private to %(owner)s") % {"owner": owner}, url, current, closed=False
            )
        label = gettext("%(owner)s’s own space, closed to you") % {"owner": owner}
        return SpaceTab(kind, label, None, current=False, closed=True)

    @cached_property
    def menu(self) -> list[MenuGroup]:
        groups = [
            MenuGroup(
                str(heading), [self._item(section) for section in sections if self.may(section.permission)]
            )
            for heading, sections in (PRIVATE_MENU if self.is_private else SHARED_MENU)
        ]
        return [group for group in groups if group.items]

    def _item(self, section: Section) -> MenuItem:
        url = reverse(section.route, args=[self.partnership.public_id]) + section.query
        count = len(self.needs) if section.key == "needs" and "needs" in self.__dict__ else None
        return MenuItem(str(section.label), url, section.key == self.section, count)

    @cached_property
    def switcher(self) -> list[SwitcherEntry]:
        """The person's partnerships; of more than ten only this one, since a page lists the rest."""
        memberships = queries.memberships_of(self.membership.person)[: SWITCHER_LENGTH + 1]
        partnerships = [membership.partnership for membership in memberships]
        if len(partnerships) > SWITCHER_LENGTH:
            partnerships = [self.partnership]
        return [
            SwitcherEntry(
                partnership.name,
                partnership.between,
                partnership.get_absolute_url(),
                partnership == self.partnership,
            )
            for partnership in partnerships
        ]

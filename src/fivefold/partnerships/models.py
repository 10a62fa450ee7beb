from collections.abc import Sequence
from datetime import date, datetime
from math import ceil
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import MailedInvitation
from fivefold.accounts.states import InvitationState
from fivefold.core.identifiers import PublicIdField
from fivefold.core.rules import RuleError
from fivefold.partnerships.permissions import Permission
from fivefold.partnerships.roles import ROLES, EmergencyReader, Role
from fivefold.partnerships.states import EmergencyState, OrganizationKind, Side, SpaceSide


class Organization(models.Model):
    public_id = PublicIdField()
    name = models.CharField(_("name"), max_length=160)
    # As people say it in passing: "Private to Cedar Valley", "Share with Northfield".
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(max_length=12, choices=OrganizationKind.choices, default=OrganizationKind.OTHER)

    def __str__(self) -> str:
        return self.name

    @property
    def in_passing(self) -> str:
        return self.short_name or self.name


class Partnership(models.Model):
    public_id = PublicIdField()
    name = models.CharField(_("name"), max_length=160)
    tagline = models.CharField(max_length=240, blank=True)
    practice_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="practice_partnerships"
    )
    research_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="research_partnerships"
    )
    broker_organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="brokered_partnerships"
    )
    began_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="a_partnership_has_two_organizations",
                condition=~Q(practice_organization=F("research_organization")),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("partnership_home", args=[self.public_id])

    @property
    def between(self) -> str:
        return gettext("%(district)s with %(partner)s") % {
            "district": self.practice_organization,
            "partner": self.research_organization,
        }

    @property
    def between_in_full(self) -> str:
        """Which side is whose, for those who meet “practice” and “research” beside it."""
        return gettext("%(district)s (practice) with %(partner)s (research)") % {
            "district": self.practice_organization,
            "partner": self.research_organization,
        }

    def side_name(self, side: str) -> str:
        """A side as people say it in passing: by its organization's short name."""
        organization = self.organization_of(side)
        return organization.in_passing if organization else str(Side(side).label)

    @property
    def organizations(self) -> list[Organization]:
        """All whose people can see what is shared."""
        both = [self.practice_organization, self.research_organization]
        return [*both, self.broker_organization] if self.broker_organization else both

    def organization_of(self, side: str) -> Organization | None:
        """The organization of a side; a partnership may do without a broker."""
        return {
            Side.PRACTICE: self.practice_organization,
            Side.RESEARCH: self.research_organization,
            Side.BROKER: self.broker_organization,
        }[Side(side)]


class Space(models.Model):
    """Who may see what lies in it: one side of a partnership, both sides, or an organization by itself."""

    public_id = PublicIdField()
    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.PROTECT, related_name="spaces")
    organization = models.ForeignKey(Organization, null=True, on_delete=models.PROTECT, related_name="spaces")
    side = models.CharField(max_length=8, choices=SpaceSide.choices, default=SpaceSide.SHARED, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="a_space_is_of_a_partnership_or_an_organization",
                condition=Q(partnership__isnull=False, organization__isnull=True)
                | Q(partnership__isnull=True, organization__isnull=False, side=""),
            ),
            models.CheckConstraint(name="a_space_has_a_known_side", condition=Q(side__in=SpaceSide.values)),
            models.UniqueConstraint(
                name="one_space_per_side_of_a_partnership", fields=["partnership", "side"]
            ),
            models.UniqueConstraint(
                name="one_space_per_organization",
                fields=["organization"],
                condition=Q(organization__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """The name of this space's chain in the ledger and of its part of the publication log."""
        return f"space:{self.public_id}"

    @property
    def is_shared(self) -> bool:
        return self.partnership_id is not None and self.side == SpaceSide.SHARED


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, on: date | None = None) -> Self:
        """Memberships that hold on a day, today unless told; of an inactive person none does."""
        day = on or timezone.localdate()
        return self.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gt=day), started_on__lte=day, person__is_active=True
        ).order_by("-started_on", "-pk")


def _role_of_its_side() -> Q:
    return Q(
        *(Q(role=key, side__in=sorted(role.sides)) for key, role in ROLES.items()),
        _connector=Q.OR,
    )


class Membership(models.Model):
    public_id = PublicIdField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="memberships")
    side = models.CharField(max_length=8, choices=Side.choices)
    role = models.CharField(max_length=20, choices=[(key, role.name) for key, role in ROLES.items()])
    title = models.CharField(_("title"), max_length=120, blank=True)
    started_on = models.DateField()
    # The first day on which the membership no longer holds, so that ending one today ends it at once.
    ended_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()
    # What stands in the place of a membership while an administrator reads; never a row of this table.
    emergency: "EmergencyAccess | None" = None

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="one_open_membership_per_person_and_partnership",
                fields=["person", "partnership"],
                condition=Q(ended_on__isnull=True),
            ),
            models.CheckConstraint(
                name="a_membership_ends_after_it_started",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
            ),
            models.CheckConstraint(
                name="a_role_belongs_to_its_side",
                condition=_role_of_its_side(),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.partnership}: {self.role}"

    @property
    def role_class(self) -> type[Role]:
        return EmergencyReader if self.emergency else ROLES[self.role]

    @property
    def permissions(self) -> frozenset[Permission]:
        return self.role_class.permissions

    @property
    def has_private_space(self) -> bool:
        return self.side in SpaceSide.values and Permission.PRIVATE_VIEW in self.permissions


class Invitation(MailedInvitation):
    """Somebody is asked into a partnership. It never tells whether they have an account."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="invitations")
    side = models.CharField(max_length=8, choices=Side.choices)
    role = models.CharField(max_length=20, choices=[(key, role.name) for key, role in ROLES.items()])
    title = models.CharField(max_length=120, blank=True)
    membership = models.OneToOneField(
        Membership, null=True, on_delete=models.PROTECT, related_name="invitation"
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="one_open_invitation_per_address_and_side",
                fields=["partnership", "side", "address"],
                condition=Q(state=InvitationState.SENT),
            ),
            models.CheckConstraint(name="an_invited_role_belongs_to_its_side", condition=_role_of_its_side()),
            models.CheckConstraint(
                name="an_answered_invitation_holds_no_address",
                condition=Q(state=InvitationState.SENT) | Q(address="", name=""),
            ),
            models.CheckConstraint(
                name="an_accepted_invitation_has_its_membership",
                condition=Q(state=InvitationState.ACCEPTED, membership__isnull=False)
                | (~Q(state=InvitationState.ACCEPTED) & Q(membership__isnull=True)),
            ),
            models.CheckConstraint(
                name="an_invitation_has_a_known_state", condition=Q(state__in=InvitationState.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} in {self.partnership}: {self.state}"

    @property
    def role_class(self) -> type[Role]:
        return ROLES[self.role]


class EmergencyAccessQuerySet(models.QuerySet["EmergencyAccess"]):
    def as_of_now(self) -> Self:
        """With `now`, the moment by which it is judged: that of the database, which has one clock."""
        return self.annotate(now=Now())

    def open(self) -> Self:
        return self.as_of_now().filter(state=EmergencyState.OPEN, ends_at__gt=Now())


class EmergencyAccess(models.Model):
    """For an hour an administrator reads what one partnership shares; both sides are told why."""

    public_id = PublicIdField()
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="emergencies")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # In the administrator's own words; empty once they are erased.
    because = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, choices=EmergencyState.choices, default=EmergencyState.OPEN)

    objects = EmergencyAccessQuerySet.as_manager()
    # By `as_of_now` alone.
    now: datetime

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="one_open_emergency_per_partnership",
                fields=["partnership"],
                condition=Q(state=EmergencyState.OPEN),
            ),
            models.CheckConstraint(
                name="an_open_emergency_has_not_ended",
                condition=Q(state=EmergencyState.OPEN, ended_at__isnull=True)
                | (~Q(state=EmergencyState.OPEN) & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="an_emergency_has_a_known_state", condition=Q(state__in=EmergencyState.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.partnership}: {self.state}"

    # The page's frame shows this on every page, wherever its reader is.
    notice_template = "partnerships/emergency_banner.html"

    @property
    def about(self) -> str:
        """Its name in the ledger."""
        return f"emergency:{self.public_id}"

    @property
    def is_open(self) -> bool:
        return self.state == EmergencyState.OPEN and self.ends_at > self.now

    @property
    def until(self) -> datetime:
        """When it ended, or ends at the latest."""
        return self.ended_at or self.ends_at

    @property
    def minutes_left(self) -> int:
        return max(1, ceil((self.ends_at - self.now).total_seconds() / 60))

    def as_membership(self) -> Membership:
        """What stands for it on pages: on neither side, in a role that no membership can have."""
        reader = Membership(
            person=self.person,
            partnership=self.partnership,
            side=Side.BROKER,
            role=EmergencyReader.key,
            started_on=timezone.localdate(self.asked_at),
        )
        reader.emergency = self
        return reader


class SpacedRecord(models.Model):
    """Anything people write in a partnership. It lies in exactly one space, and starts where it was made.

    A record that can be shared also meets `sharing.Shareable`.
    """

    # Relations that `str` reads, so that a list of titles fetches them at once.
    title_reads: ClassVar[tuple[str, ...]] = ()
    # And those that `what_sharing_mends` reads.
    mending_reads: ClassVar[tuple[str, ...]] = ()

    public_id = PublicIdField()
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        # No database constraint can look into another table, and a record in the wrong partnership's
        # space would be readable by strangers.
        if self.space.partnership_id != self.partnership.pk:
            raise ValueError(f"{self.space} is not a space of {self.partnership}")
        super().save(*args, **kwargs)

    @property
    def plain_title(self) -> str:
        """The words of its own that name this record, in no language of a page: "Spring 2026"."""
        return str(self)

    @classmethod
    def titled(cls, plain_title: str) -> str:
        """How a record of this kind is called in the reader's language: "Report card, Spring 2026"."""
        return plain_title

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken back, so that nobody is asked to share it."""
        return False

    def what_sharing_mends(self) -> str:
        """What both sides read wrongly until this is shared; nothing, of most records."""
        return ""

    def why_not_shared(self) -> RuleError | None:
        """What about the record itself speaks against sharing it."""
        return None

    def moves_along(self) -> "Sequence[SpacedRecord]":
        """What must be visible wherever this is, and so is shared with it: of a report card, its round."""
        return ()

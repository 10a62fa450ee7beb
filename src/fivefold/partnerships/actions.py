"""The only writers of organizations, partnerships and memberships. `by=None` is the installation itself."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.accounts import invitations, naming
from fivefold.accounts.models import Person
from fivefold.core import ledger
from fivefold.core.rules import RuleError
from fivefold.partnerships import policies, turns
from fivefold.partnerships.models import Membership, Organization, Partnership, Space
from fivefold.partnerships.permissions import Permission
from fivefold.partnerships.queries import leads_of, memberships_of, shared_space
from fivefold.partnerships.roles import ROLES
from fivefold.partnerships.states import Side, SpaceSide

# A worker that stood still for days passes on what waited meanwhile.
LOOKED_BACK = timedelta(days=30)


@transaction.atomic
def found_organization(*, name: str, kind: str, by: Person | None, short_name: str = "") -> Organization:
    """An organization, with a private space of its own even before any partnership.

    Pressed twice, it is one.
    """
    _require_administrator(by)
    given = {"name": name, "short_name": short_name, "kind": kind}
    if before := Organization.objects.filter(**given).first():
        return before
    organization = Organization.objects.create(**given)
    Space.objects.create(organization=organization)
    ledger.append(
        ledger.INSTALLATION,
        "partnerships.organization_founded",
        by=by,
        about=f"organization:{organization.public_id}",
        detail={"name": name, "kind": kind},
    )
    return organization


@transaction.atomic
def begin_partnership(
    *,
    name: str,
    practice: Organization,
    research: Organization,
    began_on: date,
    by: Person | None,
    broker: Organization | None = None,
    tagline: str = "",
) -> Partnership:
    """A partnership with its three spaces: private to each side, and shared. Pressed twice, it is one."""
    _require_administrator(by)
    if practice == research:
        raise RuleError("one_organization", _("A partnership joins two organizations. Choose another one."))
    given: dict[str, Any] = {
        "name": name,
        "tagline": tagline,
        "practice_organization": practice,
        "research_organization": research,
        "broker_organization": broker,
        "began_on": began_on,
    }
    if before := Partnership.objects.filter(**given).first():
        return before
    partnership = Partnership.objects.create(**given)
    for side in SpaceSide:
        space = Space.objects.create(partnership=partnership, side=side)
        log(space.key, "partnerships.space_opened", by, f"space:{space.public_id}", side=str(side))
    log(
        shared_space(partnership).key,
        "partnerships.partnership_began",
        by,
        f"partnership:{partnership.public_id}",
        name=name,
        practice=practice.name,
        research=research.name,
    )
    return partnership


@transaction.atomic
def admit(
    person: Person,
    partnership: Partnership,
    *,
    side: str,
    role: str,
    by: Person | None,
    title: str = "",
    started_on: date | None = None,
) -> Membership:
    """Bring someone into a partnership, on one side and in one role."""
    one_at_a_time(partnership)
    _refuse(person, partnership, Side(side), role, by)
    membership = enroll(
        person, partnership, side=side, role=role, title=title, started_on=started_on or timezone.localdate()
    )
    log_membership(membership, "partnerships.admitted", by, started_on=membership.started_on.isoformat())
    return membership


def enroll(
    person: Person, partnership: Partnership, *, side: str, role: str, title: str, started_on: date
) -> Membership:
    """The row of a membership, by an act that has made sure of the right and enters it in the ledger."""
    membership = Membership(
        person=person,
        partnership=partnership,
        side=side,
        role=role,
        title=title,
        started_on=started_on,
    )
    _refuse_overlap(membership)
    _refuse_name_of_another(membership)
    membership.save(force_insert=True)
    invitations.came_in(person)
    return membership


@transaction.atomic
def change_role(membership: Membership, *, role: str, by: Person | None) -> Membership:
    """Give a member another role on the same side. Nobody raises their own rights."""
    one_at_a_time(membership.partnership)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    _refuse(membership.person, membership.partnership, Side(membership.side), role, by)
    _refuse_ended(membership)
    if Permission.PEOPLE_MANAGE not in ROLES[role].permissions:
        _refuse_last_lead(membership, timezone.localdate())
    before, membership.role = membership.role, role
    membership.save(update_fields=["role"])
    log_membership(membership, "partnerships.role_changed", by, before=before)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, by: Person | None, ended_on: date | None = None) -> Membership:
    """End a membership, today unless told: whoever leads the side may, and anyone may leave."""
    one_at_a_time(membership.partnership)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if by != membership.person:
        _refuse(membership.person, membership.partnership, Side(membership.side), membership.role, by)
    day = ended_on or timezone.localdate()
    if refusal := policies.why_not_ended(membership, day, by):
        raise refusal
    if day < membership.started_on:
        raise RuleError("ends_before_start", _("A membership cannot end before it started."))
    _refuse_ended(membership)
    _refuse_last_lead(membership, day)
    lasts_longer = membership.ended_on is not None and day > membership.ended_on
    membership.ended_on = day
    if lasts_longer:
        _refuse_overlap(membership)
    membership.save(update_fields=["ended_on"])
    log_membership(membership, "partnerships.membership_ended", by, ended_on=day.isoformat())
    if day <= timezone.localdate():
        turns.pass_on(membership, by)
    return membership


def pass_on_of_lapsed() -> int:
    """What waited for those whose membership ended by its day, which nobody enacts; safe to repeat."""
    today = timezone.localdate()
    lapsed = Membership.objects.filter(ended_on__gt=today - LOOKED_BACK, ended_on__lte=today)
    for membership in lapsed.select_related("person", "partnership"):
        with transaction.atomic():
            turns.pass_on(membership, None)
    return len(lapsed)


def _refuse(person: Person, partnership: Partnership, side: Side, role: str, by: Person | None) -> None:
    own = partnership.memberships.current().filter(person=by).first() if by else None
    if refusal := policies.why_not_admitted(person, side, role, by, own):
        raise refusal


def _refuse_last_lead(membership: Membership, day: date) -> None:
    others = leads_of(membership.partnership, membership.side, day).exclude(pk=membership.pk)
    if refusal := policies.why_lead_stays(membership, day, list(others)):
        raise refusal


def why_not_ended_now(membership: Membership) -> RuleError | None:
    """The check that would refuse to end it today, for the page that asks."""
    today = timezone.localdate()
    others = leads_of(membership.partnership, membership.side, today).exclude(pk=membership.pk)
    return policies.why_lead_stays(membership, today, list(others))


def why_not_left(person: Person) -> RuleError | None:
    """Why a person's account cannot end: somewhere nobody else would lead their side."""
    for membership in memberships_of(person).order_by("partnership_id"):
        one_at_a_time(membership.partnership)
        if refusal := why_not_ended_now(membership):
            return refusal
    return None


def _refuse_ended(membership: Membership) -> None:
    if membership.ended_on is not None and membership.ended_on <= timezone.localdate():
        raise RuleError("ended_already", _("This membership has ended already."))


def one_at_a_time(partnership: Partnership) -> None:
    """Two changes of membership at once could overlap in a way that neither of them sees."""
    Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)


def _refuse_overlap(membership: Membership) -> None:
    """Of two memberships on one day the end of one would bring back the rights of the other."""
    others = Membership.objects.filter(person=membership.person, partnership=membership.partnership)
    overlapping = others.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=membership.started_on))
    if membership.ended_on is not None:
        overlapping = overlapping.filter(started_on__lt=membership.ended_on)
    if overlapping.exclude(pk=membership.pk).exists():
        raise RuleError("member_already", _("This person is a member of the partnership already."))


def _refuse_name_of_another(membership: Membership) -> None:
    if any(naming.alike(membership.person.name, other) for other in _names_of_others(membership)):
        raise RuleError(
            "name_taken",
            _(
                "Somebody in this partnership bears the same name. Let one of the two add a middle name "
                "or an initial in their settings first."
            ),
        )


def _names_of_others(membership: Membership) -> tuple[str, ...]:
    """Of all who are in the partnership, or will be."""
    others = Membership.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=timezone.localdate()), partnership=membership.partnership
    ).exclude(person=membership.person)
    return tuple(others.values_list("person__name", flat=True))


def circles_of(person: Person) -> list[naming.Circle]:
    """The partnerships in which a person's name must tell them from the others; locked, one after another."""
    found = []
    for membership in memberships_of(person).order_by("partnership_id"):
        one_at_a_time(membership.partnership)
        shared = shared_space(membership.partnership)
        found.append(naming.Circle(shared.key, _names_of_others(membership)))
    return found


def _require_administrator(by: Person | None) -> None:
    if by is not None:
        # Two presses, or two tabs, one after the other.
        by = Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    if by is not None and not (by.is_active and by.is_administrator):
        raise RuleError(
            "administrators_only",
            _("Only an administrator of this installation can set up organizations and partnerships."),
        )


def log_membership(membership: Membership, act: str, by: Person | None, **detail: str) -> None:
    log(
        shared_space(membership.partnership).key,
        act,
        by,
        f"membership:{membership.public_id}",
        name=membership.person.name,
        side=membership.side,
        role=membership.role,
        **detail,
    )


def log(chain_key: str, act: str, by: Person | None, about: str, **detail: str) -> None:
    ledger.append(chain_key, act, by=by, about=about, detail=detail)

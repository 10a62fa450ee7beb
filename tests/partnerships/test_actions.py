"""Founding, beginning, admitting, changing and ending: who may, what the ledger keeps, what is refused."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from fivefold.accounts.models import Person
from fivefold.core import ledger
from fivefold.core.rules import RuleError
from fivefold.partnerships import actions
from fivefold.partnerships.models import Membership, Organization, Partnership
from fivefold.partnerships.permissions import Permission, has_permission
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def newest(chain_key: str) -> tuple[str, str, dict[str, object] | None]:
    entry = ledger.entries(chain_key)[0]
    return entry.act, entry.actor, entry.detail


def admit(cast: Cast, person: Person, *, by: Person | None, role: str = "practice_member") -> Membership:
    return actions.admit(person, cast.cedar, side="practice", role=role, title="Analyst", by=by)


def begin(cast: Cast, *, by: Person | None, research: Organization | None = None) -> Partnership:
    return actions.begin_partnership(
        name="Attendance",
        practice=cast.cedar.practice_organization,
        research=research or cast.cedar.research_organization,
        began_on=date(2026, 9, 1),
        by=by,
    )


def refused(code: str) -> "pytest.RaisesExc[RuleError]":
    return pytest.raises(RuleError, check=lambda refusal: refusal.code == code)


def test_an_organization_has_a_space_before_any_partnership(cast: Cast) -> None:
    lakeshore = actions.found_organization(name="Lakeshore Schools", kind="district", by=cast.admin)
    space = lakeshore.spaces.get()
    assert not space.is_shared
    detail = {"name": "Lakeshore Schools", "kind": "district"}
    assert newest(ledger.INSTALLATION) == (
        "partnerships.organization_founded",
        cast.admin.public_id,
        detail,
    )


def test_a_partnership_begins_with_its_three_spaces_each_with_a_chain(cast: Cast) -> None:
    partnership = begin(cast, by=cast.admin)
    spaces = {space.side: space for space in partnership.spaces.all()}
    assert set(spaces) == {"practice", "", "research"}
    assert newest(spaces[""].key)[0] == "partnerships.partnership_began"
    for side in ("practice", "research"):
        assert newest(spaces[side].key)[0] == "partnerships.space_opened"
        assert ledger.verify(spaces[side].key).entries == 1


def test_only_administrators_found_and_begin_and_see_nothing_of_it(cast: Cast) -> None:
    with refused("administrators_only"):
        begin(cast, by=cast.marcus)
    with refused("administrators_only"):
        actions.found_organization(name="Another", kind="other", by=cast.marcus)
    partnership = begin(cast, by=cast.admin)
    assert not has_permission(cast.admin, Permission.PARTNERSHIP_VIEW, partnership=partnership)


def test_a_partnership_of_one_organization_is_none(cast: Cast) -> None:
    with refused("one_organization"):
        begin(cast, by=cast.admin, research=cast.cedar.practice_organization)


def test_a_point_person_brings_someone_in_from_today(cast: Cast) -> None:
    membership = admit(cast, cast.nobody, by=cast.marcus)
    assert (membership.started_on, membership.ended_on) == (timezone.localdate(), None)
    assert has_permission(cast.nobody, Permission.PRIVATE_VIEW, partnership=cast.cedar)
    act, actor, detail = newest(cast.shared.key)
    assert (act, actor) == ("partnerships.admitted", cast.marcus.public_id)
    assert detail is not None
    assert (detail["name"], detail["role"]) == ("Noel Park", "practice_member")


@pytest.mark.parametrize(
    "by", ["denise", "tomas", "hannah", "priya", "amara", "olivia", "felix", "gone", "outsider"]
)
def test_nobody_else_brings_people_in_on_that_side(cast: Cast, by: str) -> None:
    with refused("not_your_side"):
        admit(cast, cast.nobody, by=getattr(cast, by))
    assert not ledger.entries(cast.shared.key)


def test_a_closed_account_looks_after_nothing(cast: Cast) -> None:
    cast.admin.is_active = False
    cast.admin.save()
    with refused("not_your_side"):
        admit(cast, cast.nobody, by=cast.admin)


def test_one_person_is_one_member_at_a_time(cast: Cast) -> None:
    with refused("member_already"):
        admit(cast, cast.denise, by=cast.marcus)
    actions.end_membership(cast.membership(cast.denise), by=cast.marcus)
    again = admit(cast, cast.denise, by=cast.marcus, role="observer")
    assert list(cast.cedar.memberships.current().filter(person=cast.denise)) == [again]


def test_a_role_that_the_side_does_not_have_is_refused(cast: Cast) -> None:
    for role in ("researcher", "facilitator", "administrator", "emperor"):
        with refused("role_of_another_side"):
            admit(cast, cast.nobody, by=cast.marcus, role=role)


def test_a_lead_changes_a_role_and_the_ledger_keeps_the_old_one(cast: Cast) -> None:
    actions.change_role(cast.membership(cast.denise), role="observer", by=cast.marcus)
    assert not has_permission(cast.denise, Permission.PRIVATE_VIEW, partnership=cast.cedar)
    act, _, detail = newest(cast.shared.key)
    assert act == "partnerships.role_changed"
    assert detail is not None
    assert (detail["before"], detail["role"]) == ("practice_member", "observer")


def test_nobody_changes_their_own_role(cast: Cast) -> None:
    for person in (cast.marcus, cast.denise, cast.hannah):
        with refused("own_rights"):
            actions.change_role(cast.membership(person), role="observer", by=person)


def test_a_membership_that_ended_has_no_other_role(cast: Cast) -> None:
    ended = cast.membership(cast.felix)
    with refused("ended_already"):
        actions.change_role(ended, role="research_lead", by=cast.hannah)
    ended.refresh_from_db()
    assert ended.role == "researcher"
    assert not ledger.entries(cast.shared.key)


def test_a_membership_ended_today_ends_today(cast: Cast) -> None:
    client = cast.client(cast.priya)
    home = cast.cedar.get_absolute_url()
    assert client.get(home).status_code == 200
    actions.end_membership(cast.membership(cast.priya), by=cast.hannah)
    assert client.get(home).status_code == 404
    with refused("ended_already"):
        actions.end_membership(cast.membership(cast.priya), by=cast.hannah)


def test_anyone_may_leave_and_earlier_but_not_stay_longer(cast: Cast) -> None:
    membership, today = cast.membership(cast.tomas), timezone.localdate()
    actions.end_membership(membership, by=cast.marcus, ended_on=today + timedelta(days=30))
    with refused("own_rights"):
        actions.end_membership(membership, by=cast.tomas, ended_on=today + timedelta(days=31))
    actions.end_membership(membership, by=cast.tomas, ended_on=today + timedelta(days=3))
    actions.end_membership(membership, by=cast.marcus, ended_on=today + timedelta(days=60))
    assert cast.membership(cast.tomas).ended_on == today + timedelta(days=60)


def test_a_membership_is_not_lengthened_into_the_next_one(cast: Cast) -> None:
    first, today = cast.membership(cast.denise), timezone.localdate()
    change = today + timedelta(days=10)
    actions.end_membership(first, by=cast.marcus, ended_on=change)
    actions.admit(
        cast.denise, cast.cedar, side="practice", role="observer", by=cast.marcus, started_on=change
    )
    with refused("member_already"):
        actions.end_membership(first, by=cast.marcus, ended_on=change + timedelta(days=1))


def test_a_membership_does_not_end_before_it_started(cast: Cast) -> None:
    membership = admit(cast, cast.nobody, by=cast.marcus)
    with refused("ends_before_start"):
        actions.end_membership(membership, by=cast.marcus, ended_on=date(2020, 1, 1))

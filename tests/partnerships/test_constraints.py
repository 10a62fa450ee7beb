"""What the database itself refuses, whoever writes: SQLite and PostgreSQL alike."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from fivefold.partnerships.models import Membership, Organization, Partnership, Space
from tests.cast import BEGAN, Cast, join
from tests.health.rounds import make_card

pytestmark = pytest.mark.django_db


def cedar_valley(cast: Cast) -> Organization:
    return cast.cedar.practice_organization


def same_organization_twice(cast: Cast) -> None:
    one = cedar_valley(cast)
    Partnership.objects.create(
        name="Alone", practice_organization=one, research_organization=one, began_on=BEGAN
    )


def third_side(cast: Cast) -> None:
    Space.objects.create(partnership=cast.cedar, side="broker")


def second_shared_space(cast: Cast) -> None:
    Space.objects.create(partnership=cast.cedar, side="")


def second_private_space(cast: Cast) -> None:
    Space.objects.create(partnership=cast.cedar, side="practice")


def space_of_nobody(cast: Cast) -> None:
    Space.objects.create(side="")


def space_of_two_owners(cast: Cast) -> None:
    Space.objects.create(partnership=cast.harbor, organization=cedar_valley(cast), side="")


def organizations_second_space(cast: Cast) -> None:
    for _ in range(2):
        Space.objects.create(organization=cedar_valley(cast))


def second_open_membership(cast: Cast) -> None:
    join(cast.cedar, cast.marcus, "practice", "observer", started_on=date(2030, 1, 1))


def ends_before_it_started(cast: Cast) -> None:
    join(cast.cedar, cast.nobody, "practice", "observer", ended_on=BEGAN - timedelta(days=1))


def role_of_the_other_side(cast: Cast) -> None:
    join(cast.cedar, cast.nobody, "practice", "researcher")


def administrator_as_a_role(cast: Cast) -> None:
    join(cast.cedar, cast.nobody, "broker", "administrator")


def unheard_of_side(cast: Cast) -> None:
    join(cast.cedar, cast.nobody, "both", "observer")


@pytest.mark.parametrize(
    "write",
    [
        same_organization_twice,
        third_side,
        second_shared_space,
        second_private_space,
        space_of_nobody,
        space_of_two_owners,
        organizations_second_space,
        second_open_membership,
        ends_before_it_started,
        role_of_the_other_side,
        administrator_as_a_role,
        unheard_of_side,
    ],
)
def test_the_database_refuses(cast: Cast, write: Callable[[Cast], None]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write(cast)


def test_a_bulk_update_cannot_give_a_role_of_the_other_side(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(person=cast.tomas).update(role="research_lead")


def test_who_was_a_member_may_become_one_again(cast: Cast) -> None:
    join(cast.cedar, cast.felix, "research", "researcher", started_on=date(2026, 1, 1))
    assert cast.felix.memberships.count() == 2


def test_a_record_never_lies_in_another_partnerships_space(cast: Cast) -> None:
    card = make_card(cast.cedar, by=cast.marcus, shared=False)
    card.space = Space.objects.get(partnership=cast.harbor, side="")
    with pytest.raises(ValueError, match="is not a space of"):
        card.save()

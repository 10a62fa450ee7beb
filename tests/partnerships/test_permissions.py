import pytest
from django.contrib.auth.models import AnonymousUser

from fivefold.partnerships.permissions import Permission, has_permission
from fivefold.partnerships.roles import ROLES
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_each_member_has_exactly_what_the_role_lists(cast: Cast) -> None:
    for key, person in cast.everyone().items():
        role = ROLES.get("observer" if key.endswith("observer") else key)
        allowed = {
            permission
            for permission in Permission
            if has_permission(person or AnonymousUser(), permission, partnership=cast.cedar)
        }
        assert allowed == (role.permissions if role else set()), key


def test_a_membership_in_another_partnership_opens_nothing(cast: Cast) -> None:
    assert has_permission(cast.outsider, Permission.PARTNERSHIP_VIEW, partnership=cast.harbor)
    assert not has_permission(cast.marcus, Permission.PARTNERSHIP_VIEW, partnership=cast.harbor)

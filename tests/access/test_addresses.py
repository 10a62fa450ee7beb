"""An address holds identifiers as they are made here, or leads nowhere: nothing else reaches the database."""

import pytest
from django.test import Client

from tests.access.scene import Scene, parameters

pytestmark = pytest.mark.django_db
STRANGE = ["%00", "a%00b", "%ff%fe", "%F0%9F%92%A9", "x" * 5000, "UPPERCASELETTER"[:14], "a" * 13, "%0a"]


def test_what_is_no_identifier_is_nowhere(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.marcus)
    for route, names in parameters().items():
        address = scene.address(route, "shared")
        for known in (f"/{scene.known('shared')[name]}" for name in names):
            assert known in address
            for strange in STRANGE:
                answer = client.get(address.replace(known, f"/{strange}", 1))
                assert answer.status_code in {404, 405}, f"{route}: {strange[:20]}"


@pytest.mark.parametrize("cookie", ["\\000aaaaaaaaaa", "a" * 5000])
def test_a_strange_session_is_nobodys(scene: Scene, cookie: str) -> None:
    answer = Client(headers={"cookie": f'fivefold_session="{cookie}"'}).get(scene.address("people", "shared"))
    assert answer.status_code == 302


def test_a_head_is_answered_as_the_page_would_be(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.marcus)
    for route in parameters():
        address = scene.address(route, "shared")
        page, head = client.get(address), client.head(address)
        assert (head.status_code, head.content) == (page.status_code, b""), route

"""The page on which anybody becomes anybody: only on a marked database, only for this very machine."""

import pytest
from django.test import Client

from fivefold.accounts.actions import add_person
from fivefold.core.demonstration import FORWARDING_HEADERS, mark_as_demonstration
from fivefold.demonstration.people import PEOPLE

pytestmark = pytest.mark.django_db

# Of families that are refused whole, and some of them in none of our lists.
OF_A_FAMILY = ("X-Forwarded", "X-Forwarded-Host", "X-Forwarded-Ssl", "X-Forwarded-Prefix", "X-Original-Url")
ON_PAGE = [person for person in PEOPLE if person.on_people_page]


@pytest.fixture
def marked() -> None:
    mark_as_demonstration()
    for person in PEOPLE:
        add_person(email=person.email, name=person.name, by=None)


def here(**headers: str) -> Client:
    return Client(headers={"host": "localhost:8000", **headers})


def test_there_is_no_such_page_on_a_real_installation(client: Client) -> None:
    add_person(email=PEOPLE[0].email, name=PEOPLE[0].name, by=None)
    assert here().get("/demo/").status_code == 404
    response = here().post(f"/demo/{PEOPLE[0].key}/")
    assert response.status_code == 404
    assert "_auth_user_id" not in response.client.session


@pytest.mark.usefixtures("marked")
class TestOnADemonstration:
    def test_it_names_four_people_and_one_press_brings_each_in(self) -> None:
        assert len(ON_PAGE) == 4
        page = here().get("/demo/")
        for person in ON_PAGE:
            assert person.name in page.content.decode()
            visitor = here()
            assert visitor.post(f"/demo/{person.key}/").status_code == 302
            assert visitor.get("/me/").status_code == 200

    def test_looking_signs_nobody_in(self) -> None:
        visitor = here()
        visitor.get("/demo/")
        assert visitor.get("/demo/marcus/").status_code == 405
        assert "_auth_user_id" not in visitor.session

    @pytest.mark.parametrize("who", [p.key for p in PEOPLE if not p.on_people_page] + ["nobody", "admin"])
    def test_nobody_else_can_be_chosen(self, who: str) -> None:
        assert here().post(f"/demo/{who}/").status_code == 404

    @pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost"])
    def test_it_is_there_for_this_machine(self, host: str) -> None:
        assert here(host=host).get("/demo/").status_code == 200

    @pytest.mark.parametrize(
        "host", ["fivefold.example.org", "localhost.example.org", "0.0.0.0", "[::1]:8000"]
    )
    def test_it_is_not_there_for_another_host(self, host: str) -> None:
        assert here(host=host).get("/demo/").status_code in {400, 404}

    @pytest.mark.parametrize("header", [*FORWARDING_HEADERS, *OF_A_FAMILY])
    def test_it_is_not_there_behind_a_proxy(self, header: str) -> None:
        assert here(**{header: "203.0.113.7"}).get("/demo/").status_code == 404
        visitor = here(**{header: "203.0.113.7"})
        assert visitor.post("/demo/marcus/").status_code == 404
        assert "_auth_user_id" not in visitor.session

    def test_it_is_not_there_for_another_machine(self) -> None:
        assert here().get("/demo/", REMOTE_ADDR="192.0.2.4").status_code == 404

    def test_a_page_elsewhere_cannot_press_the_button(self) -> None:
        strict = Client(enforce_csrf_checks=True, headers={"host": "localhost:8000"})
        assert strict.post("/demo/marcus/").status_code == 403

"""The page on which a person makes, reads and ends their tokens."""

import re

import pytest
from django.urls import reverse

from fivefold.api.models import Token
from fivefold.api.secret import LENGTH, PREFIX
from tests.api.holding import read, token_of

pytestmark = pytest.mark.django_db
SECRET = re.compile(rf"{PREFIX}[A-Za-z0-9]{{{LENGTH}}}")
WANTED = {"name": "R script", "reach": "all", "scopes": ["rounds", "figures"], "days": "90"}


def test_a_token_is_made_and_shown_this_once(cast):
    client = cast.client(cast.marcus)
    answer = client.post(reverse("tokens"), WANTED)
    (secret,) = set(SECRET.findall(answer.content.decode()))
    assert "no-store" in answer["Cache-Control"]
    assert read(secret, "api_rounds", cast.cedar.public_id).status_code == 200
    page = client.get(reverse("tokens")).content.decode()
    assert "R script" in page
    assert "In all of your partnerships." in page
    assert secret not in page
    assert not SECRET.search(page)


def test_a_second_press_makes_no_second_token(cast):
    client = cast.client(cast.marcus)
    client.post(reverse("tokens"), WANTED)
    again = client.post(reverse("tokens"), WANTED)
    assert "You have a token of this name." in again.content.decode()
    assert Token.objects.count() == 1


def test_one_chooses_among_ones_own_partnerships(cast):
    client = cast.client(cast.marcus)
    page = client.get(reverse("tokens")).content.decode()
    assert cast.cedar.name in page
    assert cast.harbor.name not in page
    refused = client.post(reverse("tokens"), WANTED | {"reach": cast.harbor.public_id})
    assert not SECRET.search(refused.content.decode())
    client.post(reverse("tokens"), WANTED | {"reach": cast.cedar.public_id})
    assert Token.objects.get().partnerships == [cast.cedar.public_id]


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"name": "a\x1bb"}, {"scopes": []}, {"scopes": "write"}, {"reach": []}, {"days": "366"}],
)
def test_what_is_wrong_is_said_and_nothing_is_made(cast, wrong):
    answer = cast.client(cast.marcus).post(reverse("tokens"), WANTED | wrong)
    assert answer.status_code == 200
    assert "Fix" in answer.content.decode()
    assert not Token.objects.exists()


def test_a_token_is_ended_by_a_press(cast):
    token, secret = token_of(cast.marcus)
    client = cast.client(cast.marcus)
    answer = client.post(reverse("token_end", args=[token.public_id]), follow=True)
    assert "Ended. Programs that use this token read nothing from now on." in answer.content.decode()
    assert read(secret, "api_partnerships").status_code == 401
    assert "Those that open nothing any more" in answer.content.decode()


def test_nobody_ends_or_sees_anothers(cast):
    token, secret = token_of(cast.marcus)
    client = cast.client(cast.hannah)
    assert client.post(reverse("token_end", args=[token.public_id])).status_code == 404
    assert "R script" not in client.get(reverse("tokens")).content.decode()
    assert read(secret, "api_partnerships").status_code == 200


def test_the_list_costs_the_same_however_long(cast, assert_queries_do_not_grow):
    token_of(cast.marcus)
    client = cast.client(cast.marcus)

    def more() -> None:
        for number in range(5):
            token_of(cast.marcus, name=f"Number {number}", partnerships=[cast.cedar.public_id])

    assert_queries_do_not_grow(lambda: client.get(reverse("tokens")), more)

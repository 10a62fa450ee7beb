"""The outbox gives away sign-in codes: it opens only on made-up data, on the machine that holds them."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from fivefold.core import demonstration
from fivefold.core.demonstration import FORWARDING_HEADERS
from fivefold.core.mail import queue_mail
from fivefold.core.models import OutgoingMail
from tests.cast import Cast

pytestmark = pytest.mark.django_db
HERE = {"HTTP_HOST": "localhost:8000"}


@pytest.fixture
def marked() -> None:
    demonstration.mark_as_demonstration()


def write(
    subject: str = "Shared with you", body: str = "See https://localhost:8000/p/x/", **more: Any
) -> None:
    told: dict[str, Any] = {"to": "marcus@example.org", "key": subject} | more
    queue_mail(subject=subject, body=body, **told)


def test_on_a_real_installation_there_is_no_outbox(client: Client) -> None:
    write()
    assert client.get("/outbox/", **HERE).status_code == 404


def test_a_demonstration_shows_every_message_newest_first(client: Client, marked: None, cast: Cast) -> None:
    write("First")
    write("Second", to=cast.marcus)
    response = client.get("/outbox/", **HERE)
    html = response.content.decode()
    assert response.status_code == 200
    assert html.index("Second") < html.index("First")
    assert cast.marcus.name in html


def test_an_empty_outbox_says_what_will_be_there(client: Client, marked: None) -> None:
    assert "No mail yet" in client.get("/outbox/", **HERE).content.decode()


@pytest.mark.parametrize("header", FORWARDING_HEADERS)
def test_behind_a_proxy_it_is_closed(client: Client, marked: None, header: str) -> None:
    assert client.get("/outbox/", headers={header: "10.0.0.1"}, **HERE).status_code == 404


def test_from_another_machine_it_is_closed(client: Client, marked: None) -> None:
    assert client.get("/outbox/", REMOTE_ADDR="10.0.0.7", **HERE).status_code == 404


def test_under_another_name_it_is_closed(client: Client, marked: None, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    assert client.get("/outbox/", HTTP_HOST="fivefold.example.org").status_code == 404


def test_a_link_leads_to_the_port_that_is_served_today(client: Client, marked: None, settings: Any) -> None:
    write(body="See http://localhost:8000/p/x/")
    settings.ADDRESS = urlsplit("http://localhost:8123")
    html = client.get("/outbox/", **HERE).content.decode()
    assert '<a href="http://localhost:8123/p/x/"' in html


def test_what_a_message_says_is_text(client: Client, marked: None) -> None:
    write("<b>bold</b>", "<script>alert(1)</script> https://localhost:8000/p/x/")
    html = client.get("/outbox/", **HERE).content.decode()
    assert "<script>alert" not in html
    assert "<b>bold" not in html
    assert '<a href="https://localhost:8000/p/x/"' in html


def test_a_message_is_marked_with_the_language_it_is_in(client: Client, marked: None) -> None:
    write(language="es")
    assert '<div lang="es">' in client.get("/outbox/", **HERE).content.decode()


def test_the_page_costs_the_same_however_many_messages(
    client: Client, marked: None, cast: Cast, assert_queries_do_not_grow: Any
) -> None:
    write(to=cast.marcus)
    assert_queries_do_not_grow(
        lambda: client.get("/outbox/", **HERE),
        add_rows=lambda: [write(f"Message {n}", to=cast.hannah) for n in range(20)],
    )
    assert OutgoingMail.objects.count() == 21


def test_marking_twice_makes_one_mark(marked: None) -> None:
    demonstration.mark_as_demonstration()
    assert demonstration.is_demonstration()


@pytest.mark.parametrize("method", ["get", "head"])
def test_healthz_answers_without_a_question_to_the_database_or_a_cookie(
    client: Client, method: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        response = getattr(client, method)("/healthz")
    assert response.status_code == 200
    assert not response.cookies
    assert response["Content-Type"].startswith("text/plain")
    assert response.content in {b"ok", b""}

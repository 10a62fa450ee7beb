"""What people paste, what they try in headers, and what somebody learns who guesses addresses."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from fivefold.accounts.naming import why_not_named
from fivefold.core import links
from fivefold.core.identifiers import new_public_id
from fivefold.core.mail.smtp import composed
from fivefold.core.models.mail import OutgoingMail
from fivefold.partnerships.telling import INVITATION
from fivefold.shares.actions import Named
from fivefold.shares.forms import SendForm
from fivefold.shares.models import Recipient, Share
from tests.access.scene import main_of
from tests.health.pages import words
from tests.health.rounds import make_card
from tests.shares.outside import ANA, Visitor, codes_to, link_of, share

NAMES = st.sampled_from(["Ana Ruiz", "O’Neill, Seán", "מרים כהן", "أمل حداد", "Lê Thị Hoa", "Dr. J. Ng"])
LOCALS = st.from_regex(r"\A[A-Za-z0-9]{1,8}([.+_-][A-Za-z0-9]{1,8}){0,2}\Z")
LINES = st.sampled_from(["{name} <{address}>", "{name}, {address}", "{address}\t{name}", "{name};{address}"])


def form(people: str, **more: str) -> SendForm:
    until = timezone.localdate().isoformat()
    return SendForm({"people": people, "until": until, "language": "en", "pressed": new_public_id()} | more)


@given(
    people=st.lists(
        st.tuples(NAMES, LOCALS, LINES), min_size=1, max_size=20, unique_by=lambda one: one[1].lower()
    )
)
def test_a_list_is_read_as_people_write_it(people: list[tuple[str, str, str]]) -> None:
    lines = [line.format(name=name, address=f"{local}@Board.Example") for name, local, line in people]
    found = form("\r\n".join(lines))
    assert found.is_valid(), found.errors
    expected = [(name.strip(" ,"), f"{local}@board.example".lower()) for name, local, _line in people]
    assert [(one.name, one.address) for one in found.sending.people] == expected


@given(text=st.text(max_size=200))
@example("Ana\r\nBcc: all@city.example, ana@city.example")
@example("\u202eAna ana@city.example")
@example("Ana Ruiz ana@city.example ben@city.example")
@example("ana@city.example")
@example("Ana ana@ana@city.example\x00")
def test_whatever_is_pasted_becomes_a_name_and_one_address_or_is_refused(text: str) -> None:
    found = form(text)
    if not found.is_valid():
        return
    for one in found.sending.people:
        assert why_not_named(one.name) is None
        assert "\n" not in one.name + one.address
        assert one.address.count("@") == 1


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ("", "name at least one person"),
        ("Ana Ruiz", "line 1, “Ana Ruiz”, needs one name and one e-mail address"),
        ("Ana, a@b.example\nBen", "line 2, “Ben”, needs"),
        ("Ana\nBen", "line 1, “Ana”"),
        ("Ana\nBen", "line 2, “Ben”"),
        ("Ana, a@b.example\nBen, A@B.example", "lines 1 and 2 have the same address"),
        ("Ana, a@b", "is no e-mail address"),
        ("a@b.example", "line 1 has no name"),
        ("A\u200bna, a@b.example", "signs that cannot be seen"),
        ("\n".join(f"Ana, a{number}@b.example" for number in range(21)), "21 people; at most 20"),
    ],
)
def test_each_fault_of_a_list_is_said_with_its_line(people: str, said: str) -> None:
    found = form(people)
    assert not found.is_valid()
    assert said in str(found.errors["people"])


@pytest.mark.parametrize("until", ["1999-01-01", "2999-01-01", "soon", ""])
def test_an_end_is_a_day_within_a_year(until: str) -> None:
    assert "until" in form("Ana, a@b.example", until=until).errors


@pytest.mark.django_db
def test_nothing_that_is_typed_writes_a_header_or_turns_the_line_around(cast) -> None:
    cast.marcus.name = "Marcus\r\nBcc: all@city.example"
    cast.marcus.save()
    typed = form("Ana, a@b.example", greeting="Read\r\nBcc: x@y.example \u202e this")
    assert typed.is_valid()
    greeting = typed.sending.greeting
    assert greeting == "Read Bcc: x@y.example this"
    share(make_card(cast.cedar, by=cast.hannah), by=cast.marcus, greeting=greeting)
    for mail in OutgoingMail.objects.filter(address=ANA.address):
        message = composed(mail, "fivefold@here.example")
        assert message["Bcc"] is None
        assert message["To"] == ANA.address


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["k" * 42 + "中", "k" * 42 + "\n", "k; Path=/; " + "k" * 32, "k" * 44])
def test_a_key_that_is_none_of_ours_becomes_no_cookie_and_sends_no_code(cast, key: str) -> None:
    share(make_card(cast.cedar, by=cast.marcus), by=cast.marcus)
    ana = Visitor.at(Recipient.objects.get(address=ANA.address))
    assert ana.ask(key)["Location"] == ana.link
    assert not codes_to(ANA.address)
    assert "fivefold_shared" not in ana.client.cookies


@pytest.mark.django_db
def test_a_form_that_somebody_else_sent_is_refused_in_a_sentence(cast) -> None:
    card = make_card(cast.cedar, by=cast.marcus)
    sent = share(card, by=cast.marcus)
    filled = {"people": "Cy Young, cy@city.example", "until": timezone.localdate().isoformat()}
    answer = cast.client(cast.hannah).post(
        reverse("share_out", args=[cast.cedar.public_id, card.public_id]),
        filled | {"language": "en", "pressed": sent.pressed, "step": "send"},
        follow=True,
    )
    assert "This form was sent already. Open it anew." in words(answer)
    assert list(Share.objects.all()) == [sent]


@pytest.mark.django_db
def test_a_name_written_right_to_left_keeps_the_message_in_order(cast) -> None:
    share(make_card(cast.cedar, by=cast.marcus), by=cast.marcus, people=(Named("מרים כהן", "m@b.example"),))
    assert "Hello \u2068מרים כהן\u2069," in OutgoingMail.objects.get(address="m@b.example").body


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["", "code/", "pdf/", "close/"])
def test_whoever_guesses_an_address_cannot_tell_what_exists(cast, ending: str) -> None:
    sent = share(make_card(cast.cedar, by=cast.marcus), by=cast.marcus)
    real = Recipient.objects.filter(share=sent).first()
    signature = link_of(real).strip("/").partition(":")[2]
    guesses = [
        f"{real.public_id}:{'x' * 43}",
        f"{new_public_id()}:{'x' * 43}",
        f"{new_public_id()}:{signature}",
        links.signed(INVITATION, real.public_id),
    ]
    for method in ("get", "post"):
        answers = set()
        for token in guesses:
            with CaptureQueriesContext(connection) as queries:
                answer = getattr(Client(), method)(
                    f"/shared/{token}/{ending}", {"key": "k" * 43, "code": "2"}
                )
            answers.add((answer.status_code, main_of(answer), len(queries)))
            assert not [one for one in queries if "shares_" in one["sql"]]
        assert len(answers) == 1, method


@pytest.mark.django_db
def test_what_is_shown_outside_is_what_members_read(cast) -> None:
    card = make_card(cast.cedar, by=cast.marcus)
    share(card, by=cast.marcus)
    visitor = Visitor.at(Recipient.objects.get(address=ANA.address))
    outside = words(visitor.come_in())
    inside = words(cast.client(cast.denise).get(card.get_absolute_url()))
    figures = re.compile(r"\d+\.\d\b")
    assert figures.findall(outside)
    assert set(figures.findall(outside)) <= set(figures.findall(inside))

"""Mail goes out with its act, at most once, and never with a header that somebody slipped in."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import transaction
from django.utils import timezone, translation
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from fivefold.core.mail import outbox, queue_mail
from fivefold.core.mail.delivery import WAITS, deliver_due, give_up_claims
from fivefold.core.mail.queueing import one_line
from fivefold.core.mail.smtp import MailServer, composed
from fivefold.core.models import OutgoingMail
from fivefold.core.models.mail import MailState
from tests.cast import Cast
from tests.core.mail_server import Behavior, running_mail_server
from tests.examples import up_to

pytestmark = pytest.mark.django_db


def mail(key: str = "k", **given: Any) -> OutgoingMail:
    told: dict[str, Any] = {
        "to": "marcus@example.org",
        "subject": "Shared",
        "body": "See the page.\n",
    } | given
    return queue_mail(key=key, **told)


@pytest.fixture
def server(settings: Any) -> Iterator[Behavior]:
    with running_mail_server() as behavior:
        settings.MAIL_URL = f"smtp://127.0.0.1:{behavior.port}"
        settings.DEFAULT_FROM_EMAIL = "Fivefold <fivefold@example.org>"
        yield behavior


def state(of: OutgoingMail) -> str:
    of.refresh_from_db()
    return of.state


def test_a_subject_arrives_with_its_spaces(server: Behavior) -> None:
    """Python loses one where it breaks a line between two encoded words."""
    subject = "Ina Admin took emergency access to “Middle-grades mathematics” — ¿qué pasó con las rondas?"
    mail(subject=subject)
    assert deliver_due() == 1
    assert server.messages[0]["Subject"] == subject
    assert max(len(line) for line in server.received[0].splitlines()) <= 78


# Writing


def test_without_a_mail_server_everything_is_held(settings: Any) -> None:
    held = mail()
    settings.MAIL_URL = "smtp://127.0.0.1:9"
    assert state(held) == MailState.HELD
    assert deliver_due() == 0
    assert state(held) == MailState.HELD


def test_one_occasion_makes_one_message() -> None:
    assert mail("shared:x:marcus").pk == mail("shared:x:marcus", subject="Again").pk
    assert OutgoingMail.objects.get().subject == "Shared"


def test_a_message_belongs_to_its_act() -> None:
    with transaction.atomic():
        mail()
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()


def test_a_message_knows_its_person_and_their_language(cast: Cast) -> None:
    with translation.override("es"):
        queue_mail(to=cast.hannah, subject="Hola", body="…", key="k")
    (found,) = outbox()
    assert (found.to, found.address, found.language) == (cast.hannah, cast.hannah.email, "es")


def test_the_outbox_shows_the_newest_first() -> None:
    mail("a", subject="First")
    mail("b", subject="Second")
    assert [message.subject for message in outbox()] == ["Second", "First"]


@pytest.mark.parametrize("address", ["", "nobody", "a@b.org\nBcc: c@d.org", "a@b.org, c@d.org", "a b@c.org"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        mail(to=address)


@limits(max_examples=up_to(200), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=("Cs",)), max_size=300))
def test_no_subject_can_become_a_header(text: str) -> None:
    subject = one_line(f"Shared: {text}\r\nBcc: thief@example.org")
    message = OutgoingMail(subject=subject, address="a@b.org", body="…", language="en", public_id="x")
    sent = composed(message, "fivefold@localhost")
    assert sent["Bcc"] is None
    assert sent["Subject"] == subject
    assert len(subject) <= 250
    raw = sent.as_bytes()
    assert b"\nBcc:" not in raw.partition(b"\r\n\r\n")[0]


@pytest.mark.parametrize("field", ["subject", "address", "language"])
def test_a_line_break_that_reached_the_table_is_still_refused(field: str) -> None:
    message = OutgoingMail(subject="s", address="a@b.org", body="…", language="en", public_id="x")
    setattr(message, field, "a@b.org\nBcc: thief@example.org")
    with pytest.raises((ValidationError, ValueError)):
        composed(message, "fivefold@localhost")


# Django's own way out


@pytest.fixture
def way_out(settings: Any) -> None:
    """The backend of the product: a test run puts another in its place."""
    settings.EMAIL_BACKEND = "fivefold.core.mail.OutboxBackend"


def test_a_librarys_mail_takes_the_same_road(cast: Cast, way_out: None) -> None:
    assert send_mail("Your code", "ABC-123", None, [cast.marcus.email.upper(), "new@example.org"]) == 1
    newest, first = outbox()
    assert (first.to, newest.to) == (cast.marcus, None)
    assert {first.body, newest.body} == {"ABC-123"}


def test_each_copy_is_a_message_of_its_own(way_out: None) -> None:
    EmailMessage("s", "b", to=["a@x.org"], cc=["b@x.org"], bcc=["c@x.org"]).send()
    assert {message.address for message in outbox()} == {"a@x.org", "b@x.org", "c@x.org"}


def test_the_same_words_twice_are_two_messages(way_out: None) -> None:
    send_mail("Your code", "1", None, ["a@x.org"])
    send_mail("Your code", "1", None, ["a@x.org"])
    assert OutgoingMail.objects.count() == 2


def test_only_the_plain_text_is_kept(way_out: None) -> None:
    message = EmailMultiAlternatives("s", "plain", to=["a@x.org"])
    message.attach_alternative("<p>html</p>", "text/html")
    message.send()
    assert outbox()[0].body == "plain"


def test_an_attachment_is_refused_rather_than_lost(way_out: None) -> None:
    message = EmailMessage("s", "b", to=["a@x.org"])
    message.attach("a.csv", "1,2", "text/csv")
    with pytest.raises(ValueError, match="attachment"):
        message.send()


# Sending


def test_a_message_arrives_as_it_was_written(server: Behavior) -> None:
    sent = mail(subject="Compartido: evaluación", body="Para usted — véalo aquí.\n.\nfin\n", language="es")
    assert deliver_due() == 1
    assert state(sent) == MailState.SENT
    (got,) = server.messages
    assert got["Subject"] == "Compartido: evaluación"
    assert (got["To"], got["From"]) == ("marcus@example.org", "Fivefold <fivefold@example.org>")
    assert got["Message-ID"] == f"<{sent.public_id}@example.org>"
    assert (got["Content-Language"], got["Auto-Submitted"]) == ("es", "auto-generated")
    assert "véalo aquí" in got.get_payload(decode=True).decode()  # type: ignore[union-attr]
    sender, recipient = server.envelopes[0]
    assert b"<fivefold@example.org>" in sender
    assert b"<marcus@example.org>" in recipient


def test_a_domain_with_an_accent_is_written_as_mail_servers_know_it(server: Behavior) -> None:
    mail(to="marcus@educación.example")
    assert deliver_due() == 1
    assert b"<marcus@xn--educacin-13a.example>" in server.envelopes[0][1]


def test_what_was_sent_is_not_kept_lying_here(server: Behavior) -> None:
    sent = mail(body="Your code is ABC-123")
    deliver_due()
    sent.refresh_from_db()
    assert sent.body == ""
    assert sent.sent_at is not None


def test_a_message_is_sent_once(server: Behavior) -> None:
    mail()
    assert (deliver_due(), deliver_due()) == (1, 0)
    assert len(server.received) == 1


def test_a_message_that_another_worker_claimed_is_left_to_it(server: Behavior) -> None:
    claimed = mail()
    OutgoingMail.objects.update(state=MailState.CLAIMED, claimed_at=timezone.now())
    assert deliver_due() == 0
    assert give_up_claims() == 0
    assert state(claimed) == MailState.CLAIMED


def test_a_message_whose_worker_died_is_shown_as_unknown_and_never_sent_again(server: Behavior) -> None:
    claimed = mail()
    OutgoingMail.objects.update(state=MailState.CLAIMED, claimed_at=timezone.now() - timedelta(minutes=11))
    assert give_up_claims() == 1
    deliver_due()
    assert state(claimed) == MailState.UNKNOWN
    assert server.received == []


def test_no_answer_after_the_message_means_that_nobody_knows(server: Behavior) -> None:
    server.hang_up_after_data = True
    lost = mail()
    assert deliver_due() == 0
    assert state(lost) == MailState.UNKNOWN
    assert lost.note
    deliver_due()
    assert len(server.received) == 1


def test_a_refusal_for_good_is_not_tried_again(server: Behavior) -> None:
    server.recipient_answer = b"550 no such mailbox"
    refused = mail()
    deliver_due()
    assert state(refused) == MailState.FAILED
    assert "no such mailbox" in refused.note
    assert server.received == []


def test_a_refusal_for_now_is_tried_again_later(server: Behavior) -> None:
    server.data_answer = b"451 busy, come back"
    later = mail()
    deliver_due()
    assert state(later) == MailState.QUEUED
    assert later.not_before > timezone.now() + timedelta(seconds=30)
    assert deliver_due() == 0
    server.data_answer = b"250 kept"
    OutgoingMail.objects.update(not_before=timezone.now())
    assert deliver_due() == 1
    assert state(later) == MailState.SENT


def test_after_the_last_wait_a_message_is_given_up(server: Behavior) -> None:
    server.recipient_answer = b"450 busy"
    refused = mail()
    for _ in range(len(WAITS) + 1):
        assert state(refused) == MailState.QUEUED
        OutgoingMail.objects.update(not_before=timezone.now())
        deliver_due()
    assert state(refused) == MailState.FAILED


def test_a_server_that_is_away_costs_no_message(settings: Any) -> None:
    with running_mail_server() as behavior:
        settings.MAIL_URL = f"smtp://127.0.0.1:{behavior.port}"
    waiting = mail()
    assert deliver_due() == 0
    assert state(waiting) == MailState.QUEUED
    assert waiting.note


def test_one_refused_message_does_not_hold_up_the_next(server: Behavior) -> None:
    first = mail("a", to="first@example.org")
    OutgoingMail.objects.update(address="not an address\n")
    second = mail("b")
    deliver_due()
    assert state(first) == MailState.FAILED
    assert first.note
    assert state(second) == MailState.SENT


# The address of the mail server


def test_a_mail_address_is_read() -> None:
    assert MailServer.from_url("smtp://fivefold:p%40ss@mail.example.org:2525") == MailServer(
        "mail.example.org", 2525, "fivefold", "p@ss", tls_from_start=False
    )
    assert MailServer.from_url("smtps://mail.example.org").port == 465
    assert MailServer.from_url("smtp://mail.example.org").port == 587


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://a:b"])
def test_what_is_no_mail_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        MailServer.from_url(url)


def test_a_server_elsewhere_is_never_spoken_to_in_the_clear(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The small server offers no encryption; under any other name than this machine's it gets nothing."""
    from fivefold.core.mail import smtp

    monkeypatch.setattr(smtp, "_THIS_MACHINE", set())
    with running_mail_server() as behavior:
        settings.MAIL_URL = f"smtp://127.0.0.1:{behavior.port}"
        waiting = mail()
        assert deliver_due() == 0
    assert state(waiting) == MailState.QUEUED
    assert behavior.envelopes == []

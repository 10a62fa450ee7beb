"""Who looks after the installation: asked in by mail and code, closed, each told to the others."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fivefold.accounts import administrators, erasing, invitations
from fivefold.accounts.administrators import link_of
from fivefold.accounts.models import AdministratorInvitation, Person
from fivefold.accounts.states import InvitationState
from fivefold.core import ledger
from fivefold.core.models.mail import OutgoingMail
from fivefold.core.rules import RuleError
from tests.access.scene import main_of
from tests.access.test_rights import undone
from tests.accounts.coming_in import is_signed_in, type_code
from tests.accounts.test_erasing import everything
from tests.cast import Cast, make_person
from tests.examples import up_to

pytestmark = pytest.mark.django_db
in_one_cast = settings(max_examples=up_to(100), suppress_health_check=[HealthCheck.function_scoped_fixture])
INES = "ines.duarte@elsewhere.example"


@pytest.fixture
def otto(cast: Cast) -> Person:
    return make_person("Otto Berg", "lakeshore.example", is_administrator=True)


def refused(code: str) -> "pytest.RaisesExc[RuleError]":
    return pytest.raises(RuleError, check=lambda refusal: refusal.code == code)


def invite(by: Person, address: str = INES) -> AdministratorInvitation:
    return administrators.invite(name="Ines Duarte", address=address, by=by)


def told(person: Person) -> list[str]:
    return list(OutgoingMail.objects.filter(to=person).order_by("pk").values_list("subject", flat=True))


def test_from_the_form_to_the_page_of_who_came_in(cast: Cast, otto: Person, settings: object) -> None:
    settings.EMAIL_BACKEND = "fivefold.core.mail.OutboxBackend"  # type: ignore[attr-defined]
    sent = {"name": "Ines Duarte", "address": INES.title(), "language": "en"}
    assert cast.client(cast.admin).post(reverse("administrator_invite"), sent).status_code == 302
    invitation = AdministratorInvitation.objects.get()
    visitor = Client()
    for _ in range(2):
        assert visitor.get(link_of(invitation)).status_code == 200
    assert not Person.objects.filter(email=INES).exists()
    page = visitor.post(link_of(invitation))["Location"]
    assert not is_signed_in(visitor)
    assert type_code(visitor, page, INES)["Location"] == link_of(invitation)
    assert visitor.get(reverse("administrators")).status_code == 404
    assert visitor.post(f"{link_of(invitation)}answer/", {"answer": "accept"}).status_code == 302
    assert "Otto Berg" in main_of(visitor.get(reverse("administrators")))
    assert visitor.get(link_of(invitation)).status_code == 410
    assert told(otto) == [
        "Ada Quinn invited another administrator",
        "Ines Duarte looks after this installation now",
    ]
    assert told(cast.admin) == ["Ines Duarte looks after this installation now"]
    assert cast.client(Person.objects.get(email=INES)).get(cast.cedar.get_absolute_url()).status_code == 404
    assert ledger.verify(ledger.INSTALLATION).unbroken


def test_only_an_administrator_asks_and_nobody_themselves(cast: Cast, otto: Person) -> None:
    for person in (cast.marcus, cast.nobody):
        with refused("administrators_only"):
            invite(person)
    for address in (cast.admin.email.upper(), otto.email):
        with refused("administrator_already"):
            invite(cast.admin, address)
    invite(cast.admin)
    with refused("invited_already"):
        invite(otto, INES.upper())


def test_whether_an_address_has_an_account_makes_no_difference(cast: Cast) -> None:
    for address in (cast.nobody.email, cast.gone.email, INES):
        assert invite(cast.admin, address).state == InvitationState.SENT


SENDERS = ["administrator", "no longer", "closed"]


@in_one_cast
@given(
    state=st.sampled_from(InvitationState),
    hours=st.sampled_from([-400, -1, 1, 400]),
    sender=st.sampled_from(SENDERS),
    who=st.sampled_from(["invited", "another", "closed"]),
)
@example(InvitationState.SENT, 1, "administrator", "invited")
@example(InvitationState.SENT, 1, "no longer", "invited")
def test_an_invitation_makes_exactly_whom_it_should_and_ends_when_it_should(
    cast: Cast, state: InvitationState, hours: int, sender: str, who: str
) -> None:
    with undone():
        by = make_person("Sender", is_administrator=sender != "no longer", is_active=sender != "closed")
        invited = make_person("Invited", is_active=who != "closed")
        waits = state == InvitationState.SENT
        invitation = AdministratorInvitation.objects.create(
            name="Invited" if waits else "",
            address=invited.email if waits else "",
            sent_by=by,
            sent_at=timezone.now(),
            ends_at=timezone.now() + timedelta(hours=hours),
            state=state,
        )
        before = set(administrators.administrators())
        open_ = waits and hours > 0 and sender == "administrator"
        assert Client().get(link_of(invitation)).status_code == (200 if open_ else 410)
        person = cast.nobody if who == "another" else invited
        cast.client(person).post(f"{link_of(invitation)}answer/", {"answer": "accept"})
        new = set(administrators.administrators()) - before
        assert new == ({invited} if open_ and who == "invited" else set())


def test_sent_again_withdrawn_declined_and_forgotten(cast: Cast, otto: Person) -> None:
    invitation = invite(cast.admin, cast.nobody.email)
    with refused("sent_just_now"):
        administrators.send_again(invitation, by=otto)
    AdministratorInvitation.objects.update(sent_at=timezone.now() - timedelta(hours=1))
    administrators.send_again(invitation, by=otto)
    assert OutgoingMail.objects.filter(address=cast.nobody.email).count() == 2
    administrators.decline(invitation, by=cast.nobody)
    second = invite(cast.admin)
    administrators.withdraw(second, by=otto)
    assert not OutgoingMail.objects.filter(address=INES).exists()
    with refused("answered_already"):
        administrators.send_again(second, by=otto)
    third = invite(cast.admin)
    AdministratorInvitation.objects.filter(pk=third.pk).update(ends_at=timezone.now() - timedelta(days=45))
    assert (administrators.forget_lapsed(), administrators.forget_lapsed()) == (1, 0)
    states = AdministratorInvitation.objects.order_by("pk").values_list("state", "address", "name")
    assert list(states) == [("declined", "", ""), ("withdrawn", "", ""), ("lapsed", "", "")]


def test_no_more_wait_than_one_can_see(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitations, "MOST_WAITING", 2)
    for place in range(2):
        invite(cast.admin, f"guest{place}@elsewhere.example")
    with refused("too_many_waiting"):
        invite(cast.admin)


def test_one_closes_another_and_the_rest_are_told(cast: Cast, otto: Person) -> None:
    third = make_person("Vera Lund", "lakeshore.example", is_administrator=True)
    page = reverse("administrator_close", args=[otto.public_id])
    admin, closed = cast.client(cast.admin), cast.client(otto)
    assert "Close the account of Otto Berg?" in main_of(admin.get(page))
    assert admin.post(page).status_code == 302
    assert not is_signed_in(closed)
    assert told(third) == ["Ada Quinn closed the account of an administrator"]
    assert told(cast.admin) == []
    assert admin.post(page).status_code == 404
    assert admin.get(reverse("administrator_close", args=[cast.admin.public_id])).status_code == 404
    assert admin.get(reverse("administrator_close", args=[cast.marcus.public_id])).status_code == 404


def test_of_two_who_close_each_other_one_stays(cast: Cast, otto: Person) -> None:
    administrators.close(otto, by=cast.admin)
    with pytest.raises(RuleError):
        administrators.close(cast.admin, by=otto)
    assert list(administrators.administrators()) == [cast.admin]


def test_an_administrator_from_the_shell_is_told_to_the_others(cast: Cast) -> None:
    from fivefold.accounts import links

    links.spend(links.make_link(another=True), name="Ines Duarte", email=INES)
    assert told(cast.admin) == ["Ines Duarte looks after this installation now"]


def test_erasing_takes_what_was_sent_to_and_by_a_person(cast: Cast, otto: Person) -> None:
    invite(otto)
    person = make_person("Zenobia Quill", "elsewhere.example")
    administrators.invite(name="Zenobia Quill", address=person.email, by=cast.admin)
    known = cast.client(person).get(reverse("known_file")).json()
    assert known["invitations_to_administer"][0]["from"] == "Ada Quinn"
    erasing.erase(person)
    erasing.erase(otto)
    left = everything()
    assert [trace for trace in ("Quill", "quill@", "Otto", "otto.") if trace in left] == []
    assert not AdministratorInvitation.objects.filter(state="sent").exists()
    assert ledger.verify(ledger.INSTALLATION).unbroken


def test_the_database_keeps_no_address_of_what_was_answered(cast: Cast) -> None:
    invite(cast.admin)
    with pytest.raises(IntegrityError), transaction.atomic():
        AdministratorInvitation.objects.update(state="declined")

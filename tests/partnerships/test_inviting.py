"""Invitations: who may ask whom, what a link opens and until when, and what is kept of who was asked."""

from contextlib import nullcontext, suppress
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fivefold.accounts import invitations
from fivefold.accounts.models import Person
from fivefold.accounts.states import TRANSITIONS, InvitationState
from fivefold.core import ledger
from fivefold.core.models.mail import MailState, OutgoingMail
from fivefold.core.rules import RuleError
from fivefold.partnerships import actions, inviting
from fivefold.partnerships.models import Invitation, Membership
from fivefold.partnerships.roles import LEADS, ROLES, roles_of
from fivefold.partnerships.states import Side
from fivefold.partnerships.telling import link_of
from tests.access.scene import main_of
from tests.access.test_rights import enroll, undone
from tests.cast import Cast, make_person
from tests.examples import up_to
from tests.partnerships.test_leaving import enroll_lead

pytestmark = pytest.mark.django_db
in_one_cast = settings(max_examples=up_to(120), suppress_health_check=[HealthCheck.function_scoped_fixture])
places = st.sampled_from([(side, role.key) for side in Side for role in roles_of(side)])
INES = "ines.duarte@elsewhere.example"


def refused(code: str) -> "pytest.RaisesExc[RuleError]":
    return pytest.raises(RuleError, check=lambda refusal: refusal.code == code)


def invite(cast: Cast, *, by: Person, address: str = INES, **given: str) -> Invitation:
    given = {"side": "practice", "role": "practice_member", "name": "Ines Duarte", **given}
    return inviting.invite(cast.cedar, address=address, by=by, **given)


def aged(invitation: Invitation, **times: timedelta) -> Invitation:
    """As if its times lay that much earlier."""
    for field, earlier in times.items():
        setattr(invitation, field, getattr(invitation, field) - earlier)
    invitation.save()
    return invitation


def member(cast: Cast, person: Person) -> Membership | None:
    return cast.cedar.memberships.current().filter(person=person).first()


def test_whoever_leads_a_side_invites_and_the_other_side_learns_nothing(cast: Cast) -> None:
    invitation = invite(cast, by=cast.marcus)
    mail = OutgoingMail.objects.get()
    assert mail.address == INES
    assert link_of(invitation) in mail.body
    entry = ledger.entries(cast.practice.key)[0]
    assert (entry.act, entry.actor) == ("partnerships.invited", cast.marcus.public_id)
    assert entry.detail == {"side": "practice", "role": "practice_member"}
    assert not ledger.entries(cast.shared.key)
    assert not ledger.entries(cast.research.key)
    for person, sees in ((cast.marcus, True), (cast.hannah, False), (cast.denise, False)):
        assert (INES in main_of(cast.client(person).get(page(cast)))) == sees


def page(cast: Cast) -> str:
    return reverse("people", args=[cast.cedar.public_id])


@in_one_cast
@given(place=places, administrator=st.booleans(), target=places)
@example(("practice", "point_person"), False, ("practice", "point_person"))
@example(("practice", "point_person"), False, ("research", "observer"))
def test_nobody_grants_more_than_their_own_side(
    cast: Cast, place: tuple[str, str], administrator: bool, target: tuple[str, str]
) -> None:
    with undone():
        by = make_person("Anyone", is_administrator=administrator)
        enroll(by, cast.cedar, place, (-1, None))
        leads = target[0] in LEADS and place == (target[0], LEADS[Side(target[0])].key)
        with nullcontext() if leads or administrator else refused("not_your_side"):
            invite(cast, by=by, side=target[0], role=target[1])


def test_nobody_invites_themselves_whatever_the_capitals(cast: Cast) -> None:
    for by in (cast.marcus, cast.admin):
        with refused("own_rights"):
            invite(cast, by=by, address=by.email.upper())


def test_the_address_of_a_member_is_refused_and_an_invitation_exists_once(cast: Cast) -> None:
    with refused("member_already"):
        invite(cast, by=cast.marcus, address="Hannah.Lindqvist@Northfield.example")
    invite(cast, by=cast.marcus, address="Ines.Duarte@Elsewhere.example")
    with refused("invited_already"):
        invite(cast, by=cast.marcus)
    assert OutgoingMail.objects.count() == 1
    # The other side is told nothing of it, and may ask too.
    invite(cast, by=cast.hannah, side="research", role="researcher")


def test_whether_an_address_has_an_account_makes_no_difference_to_who_invites(cast: Cast) -> None:
    answers = []
    for address in (cast.nobody.email, cast.gone.email, "new@elsewhere.example"):
        with transaction.atomic():
            sent = {"name": "Ines Duarte", "address": address, "role": "observer", "language": "en"}
            client = cast.client(cast.marcus)
            answer = client.post(reverse("invite", args=[cast.cedar.public_id]), sent)
            shown = main_of(client.get(page(cast))).replace(address, "ADDRESS")
            mail = OutgoingMail.objects.get()
            answers.append((answer.status_code, len(shown), mail.to_id, mail.state))
            transaction.set_rollback(True)
    assert answers[0] == answers[1] == answers[2]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Ines\r\nBcc: eve@example.org"},
        {"name": "\u202eseni"},
        {"address": "ines@elsewhere.example\r\nBcc: eve@example.org"},
        {"address": "ines"},
        {"role": "research_lead"},
        {"role": "administrator"},
        {"language": "tlh"},
    ],
)
def test_what_cannot_be_sent_comes_back_and_nothing_is_kept(cast: Cast, wrong: dict[str, str]) -> None:
    sent = {"name": "Ines Duarte", "address": INES, "role": "observer", "language": "en", **wrong}
    answer = cast.client(cast.marcus).post(reverse("invite", args=[cast.cedar.public_id]), sent)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Invitation.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_partnership_cannot_write_headers_by_its_name(cast: Cast) -> None:
    cast.cedar.name = "Mathematics\r\nBcc: eve@example.org"
    cast.cedar.save()
    invite(cast, by=cast.marcus, address="ines+math@elsewhere.example")
    mail = OutgoingMail.objects.get()
    assert "\n" not in mail.subject
    assert mail.address == "ines+math@elsewhere.example"


def test_the_message_is_in_the_language_that_was_chosen_and_names_the_operator(cast: Cast) -> None:
    invite(cast, by=cast.marcus, language="es")
    assert OutgoingMail.objects.get().language == "es"


def test_opening_the_link_changes_nothing_and_makes_nobody(cast: Cast) -> None:
    invitation = invite(cast, by=cast.marcus)
    people = Person.objects.count()
    for client in (Client(), cast.client(cast.nobody), cast.client(cast.marcus)):
        assert client.get(link_of(invitation)).status_code == 200
    assert Person.objects.count() == people
    assert OutgoingMail.objects.count() == 1
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.SENT


def test_a_forwarded_link_sends_the_code_to_the_invited_address_alone(cast: Cast, settings: object) -> None:
    settings.EMAIL_BACKEND = "fivefold.core.mail.OutboxBackend"  # type: ignore[attr-defined]
    invitation = invite(cast, by=cast.marcus)
    Client().post(link_of(invitation), {"email": "eve@example.org"})
    assert set(OutgoingMail.objects.values_list("address", flat=True)) == {INES}
    eve = cast.client(cast.nobody)
    eve.post(f"{link_of(invitation)}answer/", {"answer": "accept"})
    eve.post(f"{link_of(invitation)}answer/", {"answer": "decline"})
    assert member(cast, cast.nobody) is None
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.SENT


def test_accepting_is_in_the_shared_ledger_and_nothing_is_kept_of_the_address(cast: Cast) -> None:
    invitation = invite(cast, by=cast.marcus, address=cast.nobody.email, title="Analyst")
    membership = inviting.accept(invitation, by=cast.nobody)
    assert (membership.side, membership.role, membership.title) == ("practice", "practice_member", "Analyst")
    assert (membership.started_on, membership.ended_on) == (timezone.localdate(), None)
    entry = ledger.entries(cast.shared.key)[0]
    assert (entry.act, entry.actor) == ("partnerships.joined", cast.nobody.public_id)
    invitation.refresh_from_db()
    assert (invitation.state, invitation.address, invitation.name) == ("accepted", "", "")
    assert OutgoingMail.objects.filter(to=cast.marcus, subject__startswith="Noel Park").count() == 1


def test_whoever_comes_in_on_an_administrators_right_is_told_to_who_leads_a_side(cast: Cast) -> None:
    """Else an administrator could come in by a second address of their own, and nobody would look up."""
    invitation = invite(cast, by=cast.admin, address=cast.nobody.email, side="broker", role="observer")
    inviting.accept(invitation, by=cast.nobody)
    told = OutgoingMail.objects.filter(subject__endswith=", invited by an administrator")
    assert {mail.to for mail in told} == {cast.marcus, cast.hannah}
    assert all("Noel Park" in mail.subject and "Observer" in mail.body for mail in told)


def test_whoever_a_lead_asked_in_is_told_to_that_lead_alone(cast: Cast) -> None:
    inviting.accept(invite(cast, by=cast.marcus, address=cast.nobody.email), by=cast.nobody)
    assert {mail.to for mail in OutgoingMail.objects.all()} <= {cast.marcus, None}


def test_two_windows_and_two_invitations_make_one_membership(cast: Cast) -> None:
    first = invite(cast, by=cast.marcus, address=cast.nobody.email)
    second = invite(cast, by=cast.hannah, address=cast.nobody.email, side="research", role="researcher")
    client = cast.client(cast.nobody)
    for _ in range(2):
        client.post(f"{link_of(first)}answer/", {"answer": "accept"})
    client.post(f"{link_of(second)}answer/", {"answer": "accept"})
    assert [one.side for one in cast.nobody.memberships.all()] == ["practice"]
    assert client.get(link_of(first))["Location"] == cast.cedar.get_absolute_url()


def test_declining_is_told_to_the_sender_and_frees_the_address(cast: Cast) -> None:
    invitation = invite(cast, by=cast.marcus, address=cast.nobody.email)
    cast.client(cast.nobody).post(f"{link_of(invitation)}answer/", {"answer": "decline"})
    assert OutgoingMail.objects.filter(to=cast.marcus, subject__contains="declined").exists()
    assert member(cast, cast.nobody) is None
    invite(cast, by=cast.marcus, address=cast.nobody.email)


def test_withdrawing_takes_back_what_has_not_gone_out_and_forgets_to_whom_it_went(cast: Cast) -> None:
    invitation = invite(cast, by=cast.marcus)
    inviting.withdraw(invitation, by=cast.marcus)
    assert not OutgoingMail.objects.exists()
    assert Client().get(link_of(invitation)).status_code == 410
    again = invite(cast, by=cast.marcus)
    OutgoingMail.objects.update(state=MailState.SENT, body="")
    inviting.withdraw(again, by=cast.marcus)
    # Whoever never came has no account from which their address could be erased.
    assert not OutgoingMail.objects.exists()
    with refused("answered_already"):
        inviting.withdraw(again, by=cast.marcus)
    with refused("answered_already"):
        inviting.send_again(again, by=cast.marcus)


def test_sending_again_keeps_the_link_moves_the_end_and_waits_a_while(cast: Cast) -> None:
    invitation = invite(cast, by=cast.marcus)
    with refused("sent_just_now"):
        inviting.send_again(invitation, by=cast.marcus)
    aged(invitation, sent_at=timedelta(days=20), ends_at=timedelta(days=20))
    assert Client().get(link_of(invitation)).status_code == 410
    before = link_of(invitation)
    again = inviting.send_again(invitation, by=cast.marcus)
    assert link_of(again) == before
    assert Client().get(before).status_code == 200
    assert OutgoingMail.objects.filter(address=INES).count() == 2


def test_another_lead_of_the_side_takes_an_invitation_over(cast: Cast) -> None:
    invitation = aged(invite(cast, by=cast.marcus, address=cast.nobody.email), sent_at=timedelta(hours=1))
    second = enroll_lead(cast)
    actions.end_membership(cast.membership(cast.marcus), by=cast.marcus)
    with refused("invitation_ended"):
        inviting.accept(invitation, by=cast.nobody)
    inviting.send_again(invitation, by=second)
    assert inviting.accept(invitation, by=cast.nobody)


def test_what_was_not_answered_is_forgotten(cast: Cast) -> None:
    kept = invite(cast, by=cast.marcus)
    old = aged(invite(cast, by=cast.marcus, address="old@elsewhere.example"), ends_at=timedelta(days=45))
    OutgoingMail.objects.update(state=MailState.SENT, body="")
    assert inviting.forget_lapsed() == 1
    assert inviting.forget_lapsed() == 0
    old.refresh_from_db()
    assert (old.state, old.address, old.name) == ("lapsed", "", "")
    assert [mail.address for mail in OutgoingMail.objects.all()] == [INES]
    kept.refresh_from_db()
    assert kept.address == INES


def test_a_name_that_somebody_bears_is_refused_when_it_is_taken(cast: Cast) -> None:
    twin = Person.objects.create_user("twin@elsewhere.example", name="Denise Okáfor")
    invitation = invite(cast, by=cast.marcus, address=twin.email)
    client = cast.client(twin)
    answer = client.post(f"{link_of(invitation)}answer/", {"answer": "accept"}, follow=True)
    assert "bears the same name" in main_of(answer)
    assert member(cast, twin) is None


STATES = list(InvitationState)
SENDERS = ["lead", "former lead", "closed lead", "demoted lead", "administrator", "former administrator"]


@in_one_cast
@given(
    state=st.sampled_from(STATES),
    ends_in=st.sampled_from([-400, -1, 1, 400]),
    target=places,
    sender=st.sampled_from(
        ["lead", "former lead", "closed lead", "demoted lead", "administrator", "former administrator"]
    ),
    who=st.sampled_from(["invited", "another", "lead of the other side"]),
    active=st.booleans(),
)
@example("sent", 1, ("practice", "point_person"), "administrator", "invited", True)
@example("sent", 1, ("practice", "practice_member"), "lead", "invited", True)
@example("sent", 1, ("practice", "practice_member"), "demoted lead", "invited", True)
@example("sent", -1, ("practice", "practice_member"), "lead", "invited", True)
def test_an_invitation_opens_exactly_what_it_should_and_ends_when_it_should(
    cast: Cast, state: str, ends_in: int, target: tuple[str, str], sender: str, who: str, active: bool
) -> None:
    with undone():
        side, role = target
        if side not in LEADS and "lead" in sender:
            sender = "administrator"
        by = make_sender(cast, sender, side)
        invited = make_person("Invited Person", is_active=active)
        membership = None
        if state == InvitationState.ACCEPTED:
            enroll(make_person("Earlier Guest"), cast.cedar, target, (-2, -1))
            membership = Membership.objects.latest("pk")
        invitation = Invitation.objects.create(
            partnership=cast.cedar,
            side=side,
            role=role,
            name=invited.name if state == InvitationState.SENT else "",
            address=invited.email if state == InvitationState.SENT else "",
            sent_by=by,
            sent_at=timezone.now() - timedelta(days=14),
            ends_at=timezone.now() + timedelta(hours=ends_in),
            state=state,
            membership=membership,
        )
        open_ = state == InvitationState.SENT and ends_in > 0 and sender in {"lead", "administrator"}
        person = {"invited": invited, "another": cast.nobody, "lead of the other side": cast.hannah}[who]
        before = set(Membership.objects.values_list("pk", flat=True))
        assert Client().get(link_of(invitation)).status_code == (200 if open_ else 410)
        cast.client(person).post(f"{link_of(invitation)}answer/", {"answer": "accept"})
        new = Membership.objects.exclude(pk__in=before)
        due = open_ and who == "invited" and active
        assert [(one.person, one.side, one.role) for one in new] == ([(invited, side, role)] if due else [])
        assert Client().get(link_of(invitation)).status_code == (200 if open_ and not due else 410)


def make_sender(cast: Cast, kind: str, side: str) -> Person:
    by = make_person("The Sender", is_administrator=kind == "administrator", is_active=kind != "closed lead")
    if "lead" in kind:
        role = "observer" if kind == "demoted lead" else LEADS[Side(side)].key
        enroll(by, cast.cedar, (side, role), (-400, -1 if kind == "former lead" else None))
    return by


@in_one_cast
@given(before=st.sampled_from(STATES), after=st.sampled_from(STATES))
def test_the_acts_follow_the_table(cast: Cast, before: InvitationState, after: InvitationState) -> None:
    acts = {
        InvitationState.SENT: lambda one: inviting.send_again(one, by=cast.marcus),
        InvitationState.ACCEPTED: lambda one: inviting.accept(one, by=cast.nobody),
        InvitationState.DECLINED: lambda one: inviting.decline(one, by=cast.nobody),
        InvitationState.WITHDRAWN: lambda one: inviting.withdraw(one, by=cast.marcus),
        InvitationState.LAPSED: lambda one: inviting.forget_lapsed(),
    }
    with undone():
        one = aged(invite(cast, by=cast.marcus, address=cast.nobody.email), sent_at=timedelta(hours=1))
        if before != InvitationState.SENT:
            reach(one, before, acts)
        one.refresh_from_db()
        assert one.state == before
        reach(one, after, acts)
        one.refresh_from_db()
        assert one.state == (after if after in TRANSITIONS[before] else before)


def reach(one: Invitation, state: InvitationState, acts: dict) -> None:
    if state == InvitationState.LAPSED:
        aged(Invitation.objects.get(pk=one.pk), ends_at=timedelta(days=60))
    with suppress(RuleError):
        acts[state](one)


def test_the_database_keeps_no_address_of_what_was_answered(cast: Cast) -> None:
    invitation = invite(cast, by=cast.marcus)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=invitation.pk).update(state="declined")
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=invitation.pk).update(state="accepted", name="", address="")


def test_the_people_page_costs_no_more_for_more_invitations(cast: Cast, assert_queries_do_not_grow) -> None:
    invite(cast, by=cast.marcus)
    client = cast.client(cast.marcus)

    def more() -> None:
        for place in range(5):
            invite(cast, by=cast.marcus, address=f"guest{place}@elsewhere.example")

    assert_queries_do_not_grow(lambda: client.get(page(cast)), more)


def test_an_invitation_waits_on_the_page_of_partnerships_too(cast: Cast) -> None:
    invitation = invite(cast, by=cast.marcus, address=cast.nobody.email)
    assert link_of(invitation) in main_of(cast.client(cast.nobody).get(reverse("partnerships")))
    assert link_of(invitation) not in main_of(cast.client(cast.outsider).get(reverse("partnerships")))


def test_every_role_has_a_sentence_on_the_page_that_gives_it(cast: Cast) -> None:
    shown = main_of(cast.client(cast.marcus).get(reverse("invite", args=[cast.cedar.public_id])))
    for role in roles_of(Side.PRACTICE):
        assert str(role.sentence) in shown
    assert set(ROLES) >= {role.key for role in roles_of(Side.PRACTICE)}


def test_the_pause_is_shorter_than_the_life_of_an_invitation() -> None:
    assert invitations.PAUSE < inviting.LASTS < inviting.LASTS + inviting.KEPT

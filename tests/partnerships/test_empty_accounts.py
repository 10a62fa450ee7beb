"""Accounts made for a code: made once also when two ask at once, and gone when nothing came of it."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fivefold.accounts import administrators, invitations
from fivefold.accounts.invitations import forget_empty_accounts
from fivefold.accounts.models import AdministratorInvitation, Person
from fivefold.core import ledger
from fivefold.core.mail import queue_mail
from fivefold.core.models.mail import OutgoingMail
from fivefold.core.rules import RuleError
from fivefold.partnerships import inviting
from fivefold.partnerships.models import Invitation, Partnership
from tests.access.test_rights import undone
from tests.accounts.test_erasing import everything
from tests.cast import Cast, make_person
from tests.examples import up_to

pytestmark = pytest.mark.django_db
in_one_cast = settings(max_examples=up_to(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
INES = "ines.duarte@elsewhere.example"


def invite(cast: Cast, partnership: Partnership, address: str = INES) -> Invitation:
    by = cast.marcus if partnership == cast.cedar else cast.outsider
    sent = {"side": "practice", "role": "observer", "address": address, "name": "Ines Duarte"}
    return inviting.invite(partnership, by=by, **sent)


ENDS = ["waits", "ended", "lapsed", "withdrawn", "declined", "accepted"]


@in_one_cast
@given(first=st.sampled_from(ENDS), second=st.none() | st.sampled_from(ENDS), administers=st.booleans())
@example("lapsed", None, False)
@example("withdrawn", "waits", True)
@example("declined", "accepted", True)
def test_an_account_goes_when_nothing_was_accepted_and_nothing_can_be(
    cast: Cast, first: str, second: str | None, administers: bool
) -> None:
    with undone():
        bring_to(first, cast, invite(cast, cast.cedar))
        if second and administers:
            bring_to(second, cast, administrators.invite(name="Ines Duarte", address=INES, by=cast.admin))
        elif second:
            bring_to(second, cast, invite(cast, cast.harbor))
        accounts = Person.objects.count()
        stays = {first, second} & {"waits", "ended", "accepted"}
        assert forget_empty_accounts() == (0 if stays else 1)
        assert forget_empty_accounts() == 0
        assert Person.objects.filter(email=INES).exists() == bool(stays)
        if not stays:
            acted = "declined" in {first, second}
            assert Person.objects.count() == accounts - (0 if acted else 1)
            assert "Ines" not in everything()
        for chain in (ledger.INSTALLATION, cast.practice.key, cast.shared.key):
            assert ledger.verify(chain).unbroken


def bring_to(end: str, cast: Cast, invitation: Invitation | AdministratorInvitation) -> None:
    room = inviting if isinstance(invitation, Invitation) else administrators
    room.account_for(invitation)
    queue_mail(to=INES, subject="Your code", body="Hello Ines", key=f"code:{invitation.public_id}")
    person = Person.objects.get(email=INES)
    now = timezone.now()
    kind = type(invitation).objects.filter(pk=invitation.pk)
    if end in {"ended", "lapsed"}:
        kind.update(ends_at=now - (timedelta(days=1) if end == "ended" else timedelta(days=45)))
        room.forget_lapsed()
    elif end == "withdrawn":
        room.withdraw(invitation, by=invitation.sent_by)
    elif end == "declined":
        room.decline(invitation, by=person)
    elif end == "accepted":
        room.accept(invitation, by=person)


def test_no_other_account_is_touched(cast: Cast) -> None:
    before = set(Person.objects.values_list("pk", flat=True))
    make_person("Somebody Without Anything")
    assert forget_empty_accounts() == 0
    assert before < set(Person.objects.values_list("pk", flat=True))


def test_what_refers_to_an_account_keeps_it_and_the_others_go(cast: Cast) -> None:
    for place in range(2):
        inviting.account_for(one := invite(cast, cast.cedar, f"guest{place}@elsewhere.example"))
        inviting.withdraw(one, by=cast.marcus)
    kept, gone = Person.objects.filter(is_only_invited=True).order_by("pk")
    Invitation.objects.filter(state="withdrawn").update(sent_by=kept)
    assert forget_empty_accounts() == 1
    assert Person.objects.filter(pk=kept.pk).exists()
    assert not Person.objects.filter(pk=gone.pk).exists()


def test_a_hundred_may_wait_on_a_side_and_the_other_side_does_not_learn_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invitations, "MOST_WAITING", 3)
    for place in range(3):
        invite(cast, cast.cedar, f"guest{place}@elsewhere.example")
    with pytest.raises(RuleError, match="3 invitations wait for an answer already"):
        invite(cast, cast.cedar)
    other = {"side": "research", "role": "researcher", "address": INES, "name": "Ines Duarte"}
    inviting.invite(cast.cedar, by=cast.hannah, **other)
    invite(cast, cast.harbor)
    inviting.withdraw(Invitation.objects.earliest("pk"), by=cast.marcus)
    invite(cast, cast.cedar)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_two_partnerships_that_ask_one_new_address_at_once_make_one_account(cast: Cast, attempt: int) -> None:
    asked = [invite(cast, cast.cedar), invite(cast, cast.harbor)]
    ready, faults = threading.Barrier(2), []

    def open_link(invitation: Invitation) -> None:
        ready.wait(timeout=10)
        try:
            inviting.account_for(invitation)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=open_link, args=[one]) for one in asked]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=60)
    assert not faults
    assert Person.objects.filter(email=INES).count() == 1
    assert OutgoingMail.objects.filter(address=INES).count() == 2
    assert ledger.verify(ledger.INSTALLATION).unbroken


@pytest.mark.skipif(connection.vendor != "postgresql", reason="elsewhere one transaction writes at a time")
@pytest.mark.django_db(transaction=True)
def test_an_account_made_between_the_question_and_the_row_is_the_one(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same, at the worst moment: the other is kept after this one has looked, before it writes."""
    asked = [invite(cast, cast.cedar), invite(cast, cast.harbor)]
    real = Person.objects.create_user

    def late(*given: object, **named: object) -> Person:
        monkeypatch.setattr(Person.objects, "create_user", real)
        other = threading.Thread(target=_elsewhere, args=[asked[1]])
        other.start()
        other.join(timeout=60)
        return real(*given, **named)

    monkeypatch.setattr(Person.objects, "create_user", late)
    inviting.account_for(asked[0])
    assert Person.objects.filter(email=INES).count() == 1


def _elsewhere(invitation: Invitation) -> None:
    try:
        inviting.account_for(invitation)
    finally:
        connection.close()

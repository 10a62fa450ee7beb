"""What holds for a mailed invitation to anything: how long it lasts, who answers, what is kept."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.accounts import actions, erasing, sessions
from fivefold.accounts.models import MailedInvitation, Person
from fivefold.accounts.states import TRANSITIONS, InvitationState
from fivefold.core import ledger
from fivefold.core.mail import forget_about, forget_in_mail
from fivefold.core.rules import RuleError

LASTS = timedelta(days=14)
# After its end an invitation can still be sent again for this long; then name and address go.
KEPT = timedelta(days=30)
# Whoever presses twice, or has not yet looked, sends one message.
PAUSE = timedelta(minutes=10)
# As many may wait at once where one can see them all.
MOST_WAITING = 100


def about(invitation: MailedInvitation) -> str:
    """Its name in the ledger and in the outbox."""
    return f"invitation:{invitation.public_id}"


def is_open(invitation: MailedInvitation) -> bool:
    return invitation.state == InvitationState.SENT and invitation.ends_at > timezone.now()


def lapsed() -> RuleError:
    return RuleError(
        "invitation_ended", _("This invitation is no longer open. Ask whoever invited you for another.")
    )


def answered_already() -> RuleError:
    return RuleError("answered_already", _("This invitation was answered or withdrawn already."))


def why_not_waiting(waiting: int) -> RuleError | None:
    """waiting: how many invitations stand open beside this one."""
    if waiting < MOST_WAITING:
        return None
    return RuleError(
        "too_many_waiting",
        _("{number} invitations wait for an answer already. Withdraw one that is no longer needed.").format(
            number=MOST_WAITING
        ),
    )


def why_not_answered_by(invitation: MailedInvitation, person: Person) -> RuleError | None:
    """Only whoever reads the mail of the invited address can answer."""
    if invitation.address == person.email:
        return None
    return RuleError("not_your_invitation", _("This invitation is for somebody else."))


def why_not_sent_again(invitation: MailedInvitation, now: datetime) -> RuleError | None:
    if invitation.state != InvitationState.SENT:
        return answered_already()
    if now < invitation.sent_at + PAUSE:
        return RuleError("sent_just_now", _("It was sent a few minutes ago. Let the message arrive first."))
    return None


def renew(invitation: MailedInvitation, *, by: Person) -> None:
    """The same link once more, with a new end; from now on it stands on the right of whoever sends it."""
    now = timezone.now()
    if refusal := why_not_sent_again(invitation, now):
        raise refusal
    invitation.sent_by, invitation.sent_at, invitation.ends_at = by, now, now + LASTS
    invitation.times_sent += 1
    invitation.save(update_fields=["sent_by", "sent_at", "ends_at", "times_sent"])


def end(invitation: MailedInvitation, state: InvitationState) -> None:
    """Forget who was asked, and every message to them; what has not gone out does not."""
    if state not in TRANSITIONS[InvitationState(invitation.state)]:
        raise answered_already()
    forget_about(about(invitation))
    invitation.state, invitation.answered_at = state, timezone.now()
    invitation.name = invitation.address = ""
    invitation.save()


def account_for(invitation: MailedInvitation) -> None:
    """Give the invited address an account, which opens nothing, so that a code can be sent there."""
    if Person.objects.filter(email__iexact=invitation.address).exists():
        return
    try:
        actions.add_person(
            name=invitation.name,
            email=invitation.address,
            by=None,
            language=invitation.language,
            is_only_invited=True,
        )
    except RuleError as refusal:
        # Another invitation to the same address was opened at the same moment.
        if refusal.code != "address_taken":
            raise


def came_in(person: Person) -> None:
    """They accepted something: the account is theirs from now on."""
    if person.is_only_invited:
        person.is_only_invited = False
        person.save(update_fields=["is_only_invited"])


def forget_empty_accounts() -> int:
    """Let go of accounts made for a code where nothing was accepted and no invitation can be any more."""
    empty = Person.objects.filter(is_only_invited=True).exclude(email__in=_addresses_that_wait())
    found = 0
    for pk in empty.values_list("pk", flat=True):
        # What somebody left a trace in keeps their account.
        with suppress(ProtectedError):
            found += _forget_empty(pk)
    return found


def _addresses_that_wait() -> set[str]:
    """Of invitations of every kind."""
    return {
        address
        for kind in MailedInvitation.__subclasses__()
        for address in kind._default_manager.filter(state=InvitationState.SENT).values_list(
            "address", flat=True
        )
    }


@transaction.atomic
def _forget_empty(pk: int) -> bool:
    """Judged anew under a lock. Whoever has acted, by declining, is erased as they could have themselves."""
    person = Person.objects.select_for_update().filter(pk=pk, is_only_invited=True).first()
    if person is None or person.email in _addresses_that_wait():
        return False
    if ledger.by(person).exists():
        erasing.erase(person)
        return True
    forget_in_mail(person, names=(), about=(), instead="")
    ledger.erase_all({f"person:{person.public_id}"}, by=None)
    sessions.end(person)
    sessions.forget_unfinished(person.email)
    person.delete()
    return True

"""Who looks after the installation: asked in by mail, come in, closed. The others are told of each.

An invitation stands on the right of whoever sent it last, and nobody gives one to themselves.
"""

from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivefold.accounts import actions, invitations, naming
from fivefold.accounts.models import AdministratorInvitation, Person
from fivefold.accounts.states import InvitationState
from fivefold.core import ledger, links
from fivefold.core.actors import language_of
from fivefold.core.mail import queue_mail, told_by
from fivefold.core.rules import RuleError

PURPOSE = "administrator-invitation"
INVITED = _("%(who)s invited another administrator")
CAME_IN = _("%(who)s looks after this installation now")
CLOSED = _("%(who)s closed the account of an administrator")


def administrators() -> QuerySet[Person]:
    return Person.objects.filter(is_administrator=True, is_active=True).order_by("name", "pk")


def waiting() -> QuerySet[AdministratorInvitation]:
    found = AdministratorInvitation.objects.filter(state=InvitationState.SENT)
    return found.select_related("sent_by").order_by("sent_at", "pk")


@transaction.atomic
def invite(*, name: str, address: str, by: Person, language: str = "") -> AdministratorInvitation:
    """Ask somebody in by e-mail. What is answered does not depend on whether the address has an account."""
    _require_administrator(by)
    address, name = address.lower(), naming.tidied(name)
    if refusal := naming.why_not_named(name) or _why_not_asked(address, by):
        raise refusal
    now = timezone.now()
    invitation = AdministratorInvitation.objects.create(
        name=name,
        address=address,
        language=language,
        sent_by=by,
        sent_at=now,
        ends_at=now + invitations.LASTS,
    )
    _enter(invitation, "accounts.administrator_invited", by)
    _send(invitation)
    tell_others(INVITED, by=by, key=f"{invitations.about(invitation)}:sent")
    return invitation


@transaction.atomic
def send_again(invitation: AdministratorInvitation, *, by: Person) -> None:
    _require_administrator(by)
    invitation = _locked(invitation)
    invitations.renew(invitation, by=by)
    _enter(invitation, "accounts.administrator_invited_again", by)
    _send(invitation)


@transaction.atomic
def withdraw(invitation: AdministratorInvitation, *, by: Person) -> None:
    _require_administrator(by)
    invitation = _locked(invitation)
    invitations.end(invitation, InvitationState.WITHDRAWN)
    _enter(invitation, "accounts.administrator_invitation_withdrawn", by)


@transaction.atomic
def account_for(invitation: AdministratorInvitation) -> None:
    invitation = _locked(invitation)
    if refusal := why_not_open(invitation):
        raise refusal
    invitations.account_for(invitation)


@transaction.atomic
def accept(invitation: AdministratorInvitation, *, by: Person) -> None:
    """Come in: the right is the sender's, the act is the person's own."""
    invitation = _locked(invitation)
    if refusal := invitations.why_not_answered_by(invitation, by) or why_not_open(invitation):
        raise refusal
    actions.make_administrator(by, by=invitation.sent_by)
    tell_others(CAME_IN, by=by, key=f"{invitations.about(invitation)}:accepted")
    invitations.end(invitation, InvitationState.ACCEPTED)


@transaction.atomic
def decline(invitation: AdministratorInvitation, *, by: Person) -> None:
    invitation = _locked(invitation)
    if refusal := invitations.why_not_answered_by(invitation, by):
        raise refusal
    _enter(invitation, "accounts.administrator_invitation_declined", by)
    invitations.end(invitation, InvitationState.DECLINED)


@transaction.atomic
def close(person: Person, *, by: Person) -> None:
    """End an administrator's account, and with it whatever they have open."""
    if not person.is_administrator:
        raise RuleError("not_an_administrator", _("This person does not look after the installation."))
    actions.close_account(person, by=by)
    tell_others(CLOSED, by=by, key=f"accounts.administrator_closed:{person.public_id}", of=person)


def why_not_open(invitation: AdministratorInvitation) -> RuleError | None:
    """Whether the link opens anything at this moment."""
    sender = invitation.sent_by
    stands = sender.is_administrator and sender.is_active
    return None if stands and invitations.is_open(invitation) else invitations.lapsed()


def link_of(invitation: AdministratorInvitation) -> str:
    return reverse("administrator_invited", args=[links.signed(PURPOSE, invitation.public_id)])


@transaction.atomic
def forget_lapsed() -> int:
    long_ago = timezone.now() - invitations.KEPT
    lapsed = waiting().select_for_update(of=("self",)).filter(ends_at__lte=long_ago)
    for invitation in lapsed:
        invitations.end(invitation, InvitationState.LAPSED)
    return len(lapsed)


def told(person: Person) -> dict[str, list[dict[str, object]]]:
    to_them = waiting().filter(address=person.email)
    sent = AdministratorInvitation.objects.filter(sent_by=person).order_by("pk")
    return {
        "invitations_to_administer": [
            {"from": str(one.sent_by), "name": one.name, "until": one.ends_at} for one in to_them
        ],
        "invitations_to_administer_you_sent": [{"at": one.sent_at, "state": one.state} for one in sent],
    }


def forget(person: Person) -> Iterator[str]:
    """What waits for this person's answer, and what stands on their right, ends with them."""
    for invitation in waiting().filter(address=person.email):
        decline(invitation, by=person)
        yield invitations.about(invitation)
    for invitation in waiting().filter(sent_by=person):
        invitations.end(_locked(invitation), InvitationState.LAPSED)


def tell_others(subject: Promise, *, by: Person, key: str, of: Person | None = None) -> None:
    """All administrators but those whom it is about. `subject` is a lazy pattern with `who`."""
    about_these = {by.pk, *([of.pk] if of else [])}
    for reader in administrators().exclude(pk__in=about_these):
        language = language_of(reader)
        with translation.override(language):
            sentence = str(subject) % {"who": by.name}
            queue_mail(
                to=reader,
                subject=sentence,
                body=render_to_string(
                    "accounts/mail/administrators.txt",
                    {"reader": reader, "sentence": sentence, "address": _whole(reverse("administrators"))},
                ),
                key=f"{key}:{reader.public_id}",
                language=language,
                about=told_by(by),
            )


def _send(invitation: AdministratorInvitation) -> None:
    language = invitation.language or language_of(invitation.sent_by)
    with translation.override(language):
        queue_mail(
            to=invitation.address,
            subject=gettext("%(who)s asks you to look after an installation of Fivefold")
            % {"who": invitation.sent_by.name},
            body=render_to_string(
                "accounts/mail/administrator_invitation.txt",
                {
                    "invitation": invitation,
                    "address": _whole(link_of(invitation)),
                    "operator": settings.OPERATOR,
                },
            ),
            key=f"accounts.administrator_invited:{invitation.public_id}:{invitation.times_sent}",
            language=language,
            about=invitations.about(invitation),
        )


def _why_not_asked(address: str, by: Person) -> RuleError | None:
    if address == by.email or administrators().filter(email=address).exists():
        return RuleError("administrator_already", _("This person looks after the installation already."))
    if waiting().filter(address=address).exists():
        return RuleError(
            "invited_already",
            _("This address has an invitation that waits for an answer. Send it again, or withdraw it."),
        )
    return invitations.why_not_waiting(waiting().count())


def _require_administrator(by: Person) -> None:
    """Locked: whoever is being closed asks nobody in meanwhile, and no address is asked twice at once."""
    if by.pk not in {one.pk for one in administrators().select_for_update().order_by("pk")}:
        raise RuleError(
            "administrators_only",
            _("Only an administrator of this installation decides who else looks after it."),
        )


def _locked(invitation: AdministratorInvitation) -> AdministratorInvitation:
    found = AdministratorInvitation.objects.select_for_update(of=("self",)).select_related("sent_by")
    return found.get(pk=invitation.pk)


def _enter(invitation: AdministratorInvitation, act: str, by: Person) -> None:
    # Without the name: whoever was asked and did not come has no account from which it could be erased.
    ledger.append(ledger.INSTALLATION, act, by=by, about=invitations.about(invitation), detail={})


def _whole(path: str) -> str:
    return settings.ADDRESS.geturl().rstrip("/") + path

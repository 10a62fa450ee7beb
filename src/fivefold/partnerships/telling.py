"""Messages to members about a record that they may see, and to who is invited, each in the reader's language.

They are rows of the act's transaction: whoever is told of an act, it was kept.
"""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fivefold.accounts.invitations import about
from fivefold.accounts.models import Person
from fivefold.core import links
from fivefold.core.actors import language_of
from fivefold.core.mail import queue_mail, told_by
from fivefold.partnerships import queries
from fivefold.partnerships.models import EmergencyAccess, Invitation, Membership, SpacedRecord
from fivefold.partnerships.states import Side

INVITATION = "invitation"


def tell(
    reader: Membership,
    *,
    subject: Promise,
    template: str,
    sender: Membership,
    record: SpacedRecord,
    address: str,
    key: str,
) -> None:
    """`subject` is a lazy pattern with `who` and `title`; `key` names the occasion, so each is told once."""
    language = reader.person.language or settings.LANGUAGE_CODE
    with translation.override(language):
        queue_mail(
            to=reader.person,
            subject=str(subject) % {"who": sender.person.name, "title": record},
            body=render_to_string(
                template,
                {
                    "reader": reader.person,
                    "sender": sender,
                    "side_name": sender.partnership.organization_of(sender.side),
                    "record": record,
                    "address": _whole(address),
                    "operator": settings.OPERATOR,
                },
            ),
            key=f"{key}:{record.public_id}:{reader.person.public_id}",
            language=language,
            about=told_by(sender.person),
        )


def link_of(invitation: Invitation) -> str:
    return reverse("invitation", args=[links.signed(INVITATION, invitation.public_id)])


def send_invitation(invitation: Invitation) -> None:
    """To the address alone: whether a person with it is known here must make no difference."""
    language = invitation.language or language_of(invitation.sent_by)
    with translation.override(language):
        queue_mail(
            to=invitation.address,
            subject=_("%(who)s invites you to “%(partnership)s”")
            % {"who": invitation.sent_by.name, "partnership": invitation.partnership},
            body=render_to_string(
                "partnerships/mail/invitation.txt",
                {
                    "invitation": invitation,
                    "address": _whole(link_of(invitation)),
                    "operator": settings.OPERATOR,
                },
            ),
            key=f"partnerships.invited:{invitation.public_id}:{invitation.times_sent}",
            language=language,
            about=about(invitation),
        )


def tell_of_answer(invitation: Invitation, *, by: Person, accepted: bool) -> None:
    """To whoever sent the invitation."""
    words = (
        gettext_lazy("%(who)s is now in “%(partnership)s”")
        if accepted
        else gettext_lazy("%(who)s declined the invitation to “%(partnership)s”")
    )
    key = f"partnerships.answered:{invitation.public_id}"
    _tell_of_answer(invitation, invitation.sent_by, words, by=by, page=_page_of_sender(invitation), key=key)


def tell_of_guest(invitation: Invitation, *, by: Person) -> None:
    """To whoever leads a side, where somebody came in on an administrator's right and not on a lead's."""
    partnership = invitation.partnership
    if queries.leads_of(partnership, invitation.side).filter(person=invitation.sent_by).exists():
        return
    words = gettext_lazy("%(who)s is now in “%(partnership)s”, invited by an administrator")
    page = reverse("people", args=[partnership.public_id])
    for side in (Side.PRACTICE, Side.RESEARCH):
        for lead in queries.leads_of(partnership, side).select_related("person").exclude(person=by):
            key = f"partnerships.guest:{invitation.public_id}:{lead.person.public_id}"
            _tell_of_answer(invitation, lead.person, words, by=by, page=page, key=key)


def _tell_of_answer(
    invitation: Invitation, reader: Person, words: Promise, *, by: Person, page: str, key: str
) -> None:
    language = language_of(reader)
    with translation.override(language):
        subject = str(words) % {"who": by.name, "partnership": invitation.partnership}
        queue_mail(
            to=reader,
            subject=subject,
            body=render_to_string(
                "partnerships/mail/answered.txt",
                {
                    "reader": reader,
                    "sentence": subject,
                    "role": invitation.role_class.name,
                    "address": _whole(page),
                },
            ),
            key=key,
            language=language,
            about=told_by(by),
        )


def tell_of_emergency(access: EmergencyAccess) -> None:
    """Whoever leads a side; where nobody does, everybody on it."""
    partnership = access.partnership
    current = partnership.memberships.current().select_related("person")
    for side in (Side.PRACTICE, Side.RESEARCH):
        leads = queries.leads_of(partnership, side).select_related("person")
        for reader in leads or current.filter(side=side):
            _tell_of_emergency(access, reader.person)


def _tell_of_emergency(access: EmergencyAccess, reader: Person) -> None:
    language = language_of(reader)
    with translation.override(language):
        subject = _("%(who)s took emergency access to “%(partnership)s”")
        queue_mail(
            to=reader,
            subject=subject % {"who": access.person.name, "partnership": access.partnership},
            body=render_to_string(
                "partnerships/mail/emergency.txt",
                {
                    "reader": reader,
                    "access": access,
                    "address": _whole(reverse("people", args=[access.partnership.public_id])),
                },
            ),
            key=f"partnerships.emergency:{access.public_id}:{reader.public_id}",
            language=language,
            about=told_by(access.person),
        )


def _page_of_sender(invitation: Invitation) -> str:
    """Where the sender sees who came in: People is closed to an administrator who is no member."""
    partnership = invitation.partnership
    is_member = partnership.memberships.current().filter(person=invitation.sent_by).exists()
    return reverse("people" if is_member else "setup_one", args=[partnership.public_id])


def _whole(path: str) -> str:
    return settings.ADDRESS.geturl().rstrip("/") + path

"""Messages to members about a record that they may see, and to who is invited, each in the reader's language.

They are rows of the act's transaction: whoever is told of an act, it was kept.
"""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

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
    language = language_of(invitation.sent_by)
    with translation.override(language):
        words = (
            _("%(who)s is now in “%(partnership)s”")
            if accepted
            else _("%(who)s declined the invitation to “%(partnership)s”")
        )
        subject = words % {"who": by.name, "partnership": invitation.partnership}
        queue_mail(
            to=invitation.sent_by,
            subject=subject,
            body=render_to_string(
                "partnerships/mail/answered.txt",
                {
                    "reader": invitation.sent_by,
                    "sentence": subject,
                    "role": invitation.role_class.name,
                    "address": _whole(_page_of_sender(invitation)),
                },
            ),
            key=f"partnerships.answered:{invitation.public_id}",
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

"""Messages to people outside: to the address that was named, in the language that was chosen for them."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fivefold.core.directions import isolated
from fivefold.core.mail import queue_mail
from fivefold.partnerships.models import Membership
from fivefold.partnerships.queries import leads_of
from fivefold.partnerships.roles import LEADS
from fivefold.partnerships.telling import tell
from fivefold.shares.models import Recipient, Share, Visit
from fivefold.shares.policies import CODE_LASTS, KEPT
from fivefold.shares.queries import token_of


def send_link(recipient: Recipient) -> None:
    share = recipient.share
    with translation.override(share.language):
        queue_mail(
            to=recipient.address,
            subject=_("%(who)s sends you a report card") % {"who": share.sent_by.name},
            body=render_to_string(
                "shares/mail/link.txt",
                {
                    "share": share,
                    "name": isolated(recipient.name),
                    "who": isolated(share.sent_by.name),
                    "greeting": isolated(share.greeting),
                    "address": _whole(reverse("shared", args=[token_of(recipient)])),
                    "kept_days": KEPT.days,
                    "operator": settings.OPERATOR,
                },
            ),
            key=f"shares.link:{recipient.public_id}:{recipient.times_sent}",
            language=share.language,
            about=recipient.about,
        )


def send_code(recipient: Recipient, visit: Visit, code: str) -> None:
    share = recipient.share
    with translation.override(share.language):
        queue_mail(
            to=recipient.address,
            subject=_("Your code for the report card"),
            body=render_to_string(
                "shares/mail/code.txt",
                {"code": code, "minutes": int(CODE_LASTS.total_seconds()) // 60, "share": share},
            ),
            key=f"shares.code:{visit.pk}:{visit.asked_key[:32]}",
            language=share.language,
            about=recipient.about,
        )


def tell_leads(share: Share, sender: Membership) -> None:
    """Both sides' leads can see whom it was sent to, and end it. Names stay out of the message."""
    for side in LEADS:
        for lead in leads_of(share.partnership, side).exclude(pk=sender.pk).select_related("person"):
            tell(
                lead,
                subject=gettext_lazy("%(who)s shared “%(title)s” with people outside"),
                template="shares/mail/shared.txt",
                sender=sender,
                record=share.assessment,
                address=share.get_absolute_url(),
                key=f"shares.sent:{share.public_id}",
            )


def _whole(path: str) -> str:
    return settings.ADDRESS.geturl().rstrip("/") + path

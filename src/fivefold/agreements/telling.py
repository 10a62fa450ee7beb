"""Messages to whoever else leads a side: terms were proposed, withdrawn, returned or confirmed."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fivefold.agreements.models import Terms
from fivefold.partnerships.models import Membership
from fivefold.partnerships.queries import leads_of
from fivefold.partnerships.roles import LEADS
from fivefold.partnerships.telling import tell

_SUBJECTS: dict[str, Promise] = {
    "proposed": _("%(who)s proposes working terms: “%(title)s”"),
    "withdrawn": _("%(who)s withdrew a proposal: “%(title)s”"),
    "returned": _("%(who)s returned a proposal: “%(title)s”"),
    "confirmed": _("%(who)s confirmed: “%(title)s”"),
}


def tell_leads(terms: Terms, sender: Membership, act: str) -> None:
    for side in LEADS:
        for lead in leads_of(terms.partnership, side).exclude(pk=sender.pk).select_related("person"):
            tell(
                lead,
                subject=_SUBJECTS[act],
                template=f"agreements/mail/{act}.txt",
                sender=sender,
                record=terms,
                address=terms.get_absolute_url(),
                key=f"agreements.{act}",
            )

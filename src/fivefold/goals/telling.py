"""Messages to whoever else leads a side: a goal or a strategy was written, revised or ended."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fivefold.goals.models import Goal, Revised
from fivefold.goals.states import Standing
from fivefold.partnerships.models import Membership
from fivefold.partnerships.queries import leads_of
from fivefold.partnerships.roles import LEADS
from fivefold.partnerships.telling import tell

_SUBJECTS: dict[tuple[bool, str], Promise] = {
    (True, "set"): _("%(who)s wrote a goal: “%(title)s”"),
    (True, "revised"): _("%(who)s revised a goal: “%(title)s”"),
    (True, "ended"): _("%(who)s ended a goal: “%(title)s”"),
    (False, "set"): _("%(who)s wrote a strategy: “%(title)s”"),
    (False, "revised"): _("%(who)s revised a strategy: “%(title)s”"),
    (False, "ended"): _("%(who)s ended a strategy: “%(title)s”"),
}


def tell_leads(record: Revised, sender: Membership, act: str) -> None:
    kind = "ended" if act in Standing.values else act
    for side in LEADS:
        for lead in leads_of(record.partnership, side).exclude(pk=sender.pk).select_related("person"):
            tell(
                lead,
                subject=_SUBJECTS[isinstance(record, Goal), kind],
                template="goals/mail/goal.txt",
                sender=sender,
                record=record,
                address=record.get_absolute_url(),
                key=f"goals.{act}:{record.newest.number}",
            )

"""What of the working terms waits for a member: a proposal of the other side, to be answered."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext

from fivefold.agreements import policies
from fivefold.agreements.models import Terms
from fivefold.agreements.states import TermsState
from fivefold.partnerships.models import Membership
from fivefold.partnerships.needs import Need
from fivefold.partnerships.permissions import Permission


def needs(membership: Membership) -> Iterator[Need]:
    if Permission.TERMS_AGREE not in membership.permissions:
        return
    open_ones = Terms.objects.filter(partnership=membership.partnership_id, state=TermsState.PROPOSED)
    for terms in open_ones.select_related("partnership", "made_by"):
        if policies.why_not_answered(terms, membership, TermsState.CONFIRMED) is None:
            about = gettext("%(who)s proposes terms that would hold from %(day)s.") % {
                "who": terms.made_by or "",
                "day": date_format(terms.from_day, "DATE_FORMAT"),
            }
            yield Need(
                gettext("Answer the proposal of working terms"),
                about,
                terms.get_absolute_url(),
                gettext("Read and answer"),
                minutes=5,
                by=terms.from_day,
            )

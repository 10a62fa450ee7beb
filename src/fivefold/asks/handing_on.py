"""Who leaves in the middle: their asks pass to whoever leads, and nobody is asked who is no longer there."""

from fivefold.accounts.models import Person
from fivefold.asks.actions import enter_passed_on
from fivefold.asks.models import Ask, Asked
from fivefold.asks.states import OPEN, AskState
from fivefold.partnerships.models import Membership
from fivefold.partnerships.queries import leads_of
from fivefold.partnerships.states import Side


def pass_on(membership: Membership, by: Person | None) -> None:
    """Between the sides nobody leads: there the research side takes over, which most of the asks are for."""
    Asked.objects.filter(membership=membership, ask__state__in=OPEN, minutes=None).delete()
    side = Side(membership.side)
    leads = leads_of(membership.partnership, Side.RESEARCH if side == Side.BROKER else side)
    lead = leads.exclude(person=membership.person_id).select_related("person").order_by("pk").first()
    if lead is None:
        return
    theirs = Ask.objects.filter(partnership=membership.partnership_id, asker=membership.person_id)
    for ask in theirs.select_related("space", "activity"):
        if ask.state in OPEN or (ask.state == AskState.DONE and not ask.outcome):
            ask.asker = lead.person
            ask.save(update_fields=["asker"])
            enter_passed_on(ask, by)

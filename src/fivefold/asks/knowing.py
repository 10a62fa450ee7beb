"""What this room knows about a person: what they asked for, what they were asked for, their own minutes."""

from collections.abc import Iterator

from fivefold.accounts.knowledge import Known
from fivefold.accounts.models import Person
from fivefold.asks.models import Ask, Asked, AskLink
from fivefold.asks.states import AskState


def told(person: Person) -> Known:
    made = Ask.objects.filter(asker=person).select_related("partnership", "activity").order_by("pk")
    asked = Asked.objects.filter(membership__person=person).select_related(
        "ask__partnership", "ask__activity"
    )
    return {
        "asks_you_made": [
            {
                "partnership": str(one.partnership),
                "what": str(one),
                "from": one.first_day,
                "state": AskState(one.state).label,
            }
            for one in made
        ],
        "asks_of_you": [
            {
                "partnership": str(one.ask.partnership),
                "what": str(one.ask),
                "from": one.ask.first_day,
                "minutes": one.minutes,
            }
            for one in asked.order_by("pk")
        ],
    }


def forget(person: Person) -> Iterator[str]:
    """Who was asked, and their own minutes; what they asked for lies in the partnership and stays."""
    Asked.objects.filter(membership__person=person).delete()
    AskLink.objects.filter(person=person).delete()
    yield from ()

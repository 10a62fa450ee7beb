"""What this room knows about a person: that they wrote versions of goals and strategies.

The words stay when they go. They are the partnership's, name nobody by intent, and the name of whoever
wrote them goes with the account.
"""

from collections.abc import Iterator

from fivefold.accounts.knowledge import Known
from fivefold.accounts.models import Person
from fivefold.goals.models import GoalVersion, StrategyVersion


def told(person: Person) -> Known:
    # Without the words: they belong to a space that somebody may have left.
    return {
        "goals_you_wrote": [
            {
                "kind": str(one.of._meta.verbose_name),
                "of": one.of.public_id,
                "version": one.number,
                "at": one.made_at,
            }
            for model in (GoalVersion, StrategyVersion)
            for one in model._default_manager.filter(made_by=person).select_related("of").order_by("pk")
        ]
    }


def forget(_person: Person) -> Iterator[str]:
    yield from ()

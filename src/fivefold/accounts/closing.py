"""Whether an account may end: nobody on whom others depend vanishes by accident.

On whom a partnership depends is known in the rooms above, which register it when they start.
"""

from collections.abc import Callable, Collection

from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.core.rules import RuleError

_reasons: list[Callable[[Person], RuleError | None]] = []
_endings: list[Callable[[Person, Person | None], None]] = []


def register(reason: Callable[[Person], RuleError | None]) -> None:
    """Say why an account cannot end today. Asked inside the transaction that would end it."""
    _reasons.append(reason)


def register_ending(ending: Callable[[Person, Person | None], None]) -> None:
    """Say what ends with an account: given whose, and who closes it, inside the transaction that does."""
    _endings.append(ending)


def close_with(person: Person, by: Person | None) -> None:
    for ending in _endings:
        ending(person, by)


def why_not_closed(person: Person, administrators: Collection[int]) -> RuleError | None:
    """administrators: the primary keys of those who look after the installation today."""
    if set(administrators) == {person.pk}:
        return RuleError(
            "last_administrator",
            _("Nobody else looks after this installation. Let there be another administrator first."),
        )
    return next((refusal for reason in _reasons if (refusal := reason(person))), None)

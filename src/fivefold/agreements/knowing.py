"""What this room knows about a person: the terms that name them, and how it lets go of a name in words."""

from collections.abc import Iterator

from django.db.models import Q

from fivefold.accounts.knowledge import Known
from fivefold.accounts.models import Person
from fivefold.accounts.naming import alike
from fivefold.agreements.models import Terms
from fivefold.agreements.states import TermsState


def told(person: Person) -> Known:
    named = Q(areas__leader=person) | Q(areas__alternate=person)
    pauses = Q(pause_practice=person) | Q(pause_research=person)
    found = Terms.objects.filter(named | pauses).select_related("partnership").distinct().order_by("pk")
    answered = Terms.objects.filter(answered_by=person).select_related("partnership").order_by("pk")
    return {
        "terms_that_name_you": [
            {"partnership": str(one.partnership), "from": one.from_day, "state": TermsState(one.state).label}
            for one in found
        ],
        "terms_you_answered": [
            {"partnership": str(one.partnership), "from": one.from_day, "state": TermsState(one.state).label}
            for one in answered
        ],
    }


def forget(person: Person) -> Iterator[str]:
    """Elsewhere they are named by their account. The outside checker is words, which may be their name."""
    for terms in Terms.objects.exclude(outside_checker=""):
        if alike(terms.outside_checker, person.name):
            terms.outside_checker = ""
            terms.save(update_fields=["outside_checker"])
    yield from ()

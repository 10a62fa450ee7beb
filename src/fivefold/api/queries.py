"""Which token a secret opens, and what a token opens at this moment."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from fivefold.api.models import Token
from fivefold.api.secret import hash_of
from fivefold.api.states import Scope
from fivefold.partnerships.models import Membership
from fivefold.partnerships.queries import memberships_of

if TYPE_CHECKING:
    from fivefold.accounts.models import Person


def opened_by(secret: str) -> Token | None:
    """One query, whatever the secret is: a token that ended costs what one that never was costs."""
    return Token.objects.open().filter(secret_hash=hash_of(secret)).select_related("person").first()


def tokens_of(person: "Person") -> QuerySet[Token]:
    """What still opens something, newest first."""
    return Token.objects.open().filter(person=person)


def past_tokens_of(person: "Person") -> QuerySet[Token]:
    over = Q(ended_at__isnull=False) | Q(ends_at__lte=timezone.now())
    return Token.objects.filter(over, person=person)


def memberships_open_to(token: Token) -> QuerySet[Membership]:
    """The person's memberships of today that lie in the scope."""
    found = memberships_of(token.person)
    if token.partnerships is not None:
        found = found.filter(partnership__public_id__in=token.partnerships)
    return found


def membership_open_to(token: Token, partnership_id: str) -> Membership:
    """Out of scope is as if it did not exist, at the same price. Emergency access is for pages alone."""
    membership = memberships_of(token.person).filter(partnership__public_id=partnership_id).first()
    if membership is None or not token.reaches(partnership_id):
        raise Http404
    return membership


def described(token: Token, names: dict[str, str]) -> dict[str, Any]:
    """A token as its person reads of it. names: of partnerships that are still theirs, by identifier."""
    reached = None if token.partnerships is None else [names.get(one, "") for one in token.partnerships]
    return {
        "token": token,
        "partnerships": reached and sorted(filter(None, reached)),
        "everywhere": reached is None,
        "scopes": [scope.label for scope in Scope if scope in token.scopes],
    }


def names_of(person: "Person") -> dict[str, str]:
    return {one.partnership.public_id: one.partnership.name for one in memberships_of(person)}

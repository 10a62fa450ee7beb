"""The only writers of this room: tokens are made, used and ended, and what leaves by them is noted."""

import hashlib
import json
from collections.abc import Collection
from datetime import timedelta

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from fivefold.accounts.models import Person
from fivefold.api.models import Taking, Token
from fivefold.api.policies import why_not_made
from fivefold.api.queries import memberships_open_to
from fivefold.api.secret import hash_of, new_secret
from fivefold.api.states import Days, Scope
from fivefold.core import ledger
from fivefold.partnerships.models import Membership, Space
from fivefold.partnerships.states import SpaceSide
from fivefold.reports import actions as reports
from fivefold.reports.actions import Prepared

MADE = "api.token_made"
ENDED = "api.token_ended"
KEPT_AFTER_END = timedelta(days=90)


@transaction.atomic
def make_token(
    *,
    name: str,
    scopes: Collection[Scope],
    partnerships: Collection[str] | None,
    days: Days,
    by: Person,
) -> tuple[Token, str]:
    """A token and its secret, which nobody can read again.

    partnerships: their public identifiers; None for all that are theirs, also later ones.
    """
    _alone(by)
    others = Token.objects.filter(person=by, ended_at__isnull=True)
    # A name is free again when its token has run out; the row then says when that was.
    others.filter(ends_at__lte=timezone.now()).update(ended_at=timezone.now())
    if refusal := why_not_made(name, list(others.values_list("name", flat=True))):
        raise refusal
    secret, now = new_secret(), timezone.now()
    token = Token.objects.create(
        person=by,
        name=name,
        secret_hash=hash_of(secret),
        partnerships=None if partnerships is None else sorted(partnerships),
        reads_rounds=Scope.ROUNDS in scopes,
        reads_figures=Scope.FIGURES in scopes,
        made_at=now,
        ends_at=now + timedelta(days=days),
    )
    _enter(token, MADE)
    return token, secret


@transaction.atomic
def end_token(token: Token, *, by: Person) -> None:
    """At once. Pressed twice, it is ended once."""
    if token.person_id != by.pk:
        raise ValueError("a token is ended by whose it is")
    _alone(by)
    ended = Token.objects.filter(pk=token.pk, ended_at__isnull=True).update(ended_at=timezone.now())
    if ended:
        _enter(token, ENDED)


def end_tokens_of(person: Person, _by: Person | None) -> None:
    """With the account, inside the transaction that closes it, whose entry says enough."""
    Token.objects.filter(person=person, ended_at__isnull=True).update(ended_at=timezone.now())


def note_use(token: Token) -> None:
    """Once a day, so that reading stays reading."""
    today = timezone.localdate()
    if token.last_used_on != today:
        Token.objects.filter(pk=token.pk).update(last_used_on=today)


def note_taking(token: Token, prepared: Prepared) -> None:
    """Enter figures before they leave: the first time each day, and whenever they are others than before."""
    figures = json.dumps(prepared.figures, cls=DjangoJSONEncoder, sort_keys=True)
    taken = {
        "noted_on": timezone.localdate(),
        "figures_hash": hashlib.sha256(figures.encode()).hexdigest(),
    }
    same = Taking.objects.filter(token=token, assessment=prepared.assessment, **taken)
    if same.exists():
        return
    with transaction.atomic():
        Token.objects.select_for_update(no_key=True).get(pk=token.pk)
        if not same.exists():
            Taking.objects.update_or_create(token=token, assessment=prepared.assessment, defaults=taken)
            reports.note(prepared)


def forget_ended_tokens() -> int:
    """Delete rows of tokens that have opened nothing for long; their acts stay in the ledgers."""
    before = timezone.now() - KEPT_AFTER_END
    return Token.objects.filter(Q(ended_at__lte=before) | Q(ends_at__lte=before)).delete()[0]


def _alone(person: Person) -> None:
    """Two presses, or two tabs, one after the other."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _enter(token: Token, act: str) -> None:
    """Where whoever answers for the figures reads it: in each partnership that it reaches today, in the space
    of the person's own side; without one, in the chain that holds their account."""
    memberships = memberships_open_to(token).order_by("partnership_id")
    detail = {"name": token.name, "scopes": sorted(token.scopes), "ends": token.ends_at.date().isoformat()}
    for chain in [_chain_of(one) for one in memberships] or [ledger.INSTALLATION]:
        ledger.append(chain, act, by=token.person, about=f"token:{token.public_id}", detail=detail)


def _chain_of(membership: Membership) -> str:
    side = membership.side if membership.has_private_space else SpaceSide.SHARED
    return Space.objects.get(partnership_id=membership.partnership_id, side=side).key

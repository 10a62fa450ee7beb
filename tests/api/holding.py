"""Tokens and the programs that hold them."""

from collections.abc import Collection
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from fivefold.accounts.models import Person
from fivefold.api.actions import make_token
from fivefold.api.models import Token
from fivefold.api.states import Days, Scope

BOTH = (Scope.ROUNDS, Scope.FIGURES)


def token_of(
    person: Person,
    *,
    name: str = "R script",
    scopes: Collection[Scope] = BOTH,
    partnerships: Collection[str] | None = None,
    days: Days = Days.QUARTER,
) -> tuple[Token, str]:
    return make_token(name=name, scopes=scopes, partnerships=partnerships, days=days, by=person)


def read(secret: str | None, route: str, *ids: str, **more: Any) -> HttpResponse:
    """As a program asks: without a cookie, with its secret in the header."""
    return ask(secret, reverse(route, args=ids), **more)


def ask(
    secret: str | None, address: str, *, headers: dict[str, str] | None = None, **query: Any
) -> HttpResponse:
    sent = {"host": "localhost"} | (headers or {})
    if secret is not None:
        sent["authorization"] = f"Bearer {secret}"
    return Client().get(address, query, headers=sent)

"""What one partnership has in some rooms, copied: to other partnerships, or to its own earlier years."""

from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models

from fivefold.core.identifiers import PublicIdField, new_public_id
from fivefold.partnerships.models import Membership, Partnership, Space

A_YEAR = timedelta(days=364)
Known = dict[type[models.Model], dict[int, int]]
Pattern = dict[type[models.Model], list[models.Model]]


def pattern_of(labels: list[str], of: Partnership) -> Pattern:
    """The rows of some rooms, each table behind those that it points to."""
    tables = _in_order([model for label in labels for model in apps.get_app_config(label).get_models()])
    found: Pattern = {}
    for model in tables:
        rows = model._default_manager.order_by("pk")
        if any(field.name == "partnership" for field in model._meta.fields):
            rows = rows.filter(partnership=of)
        else:
            parent = next(one for one in _links(model) if one.related_model in found)
            rows = rows.filter(**{f"{parent.name}__in": found[parent.related_model]})
        found[model] = list(rows)
    return found


def copy(pattern: Pattern, known: Known, *, years: int = 0) -> None:
    """known: which row stands for which, by its model; what is copied is added. years: how far back."""
    for model, rows in pattern.items():
        made = [_copied(row, known, years) for row in rows]
        stored = model._default_manager.bulk_create(made, batch_size=500)
        known[model] = {old.pk: new.pk for old, new in zip(rows, stored, strict=True)}


def _copied(row: models.Model, known: Known, years: int) -> models.Model:
    values: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.primary_key:
            continue
        if isinstance(field, PublicIdField) or field.name == "pressed":
            value = new_public_id()
        elif isinstance(field, models.ForeignKey):
            value = known.get(field.related_model, {}).get(value, value)
        elif years and isinstance(value, datetime | date):
            value = value - A_YEAR * years
        elif years and field.name == "name" and row._meta.model_name == "cycle":
            value = f"{value} ({years})"
        values[field.attname] = value
    return type(row)(**values)


def _in_order(tables: list[type[models.Model]]) -> list[type[models.Model]]:
    ordered: list[type[models.Model]] = []
    while waiting := [one for one in tables if one not in ordered]:
        free = [
            one
            for one in waiting
            if not any(link.related_model in waiting for link in _links(one) if link.related_model is not one)
        ]
        ordered += free
    return ordered


def _links(model: type[models.Model]) -> list[Any]:
    return [one for one in model._meta.concrete_fields if isinstance(one, models.ForeignKey)]


def another_partnership(pattern: Partnership, strangers: dict[int, int]) -> Known:
    """A partnership like it, whose members are others: its reader belongs to as many as before."""
    other = Partnership.objects.get(pk=pattern.pk)
    other.pk, other.public_id = None, new_public_id()
    other.save()
    spaces = {
        one.pk: Space.objects.create(partnership=other, side=one.side).pk
        for one in Space.objects.filter(partnership=pattern)
    }
    members = {}
    for member in Membership.objects.filter(partnership=pattern):
        made = Membership.objects.create(
            person_id=strangers[member.person_id],
            partnership=other,
            side=member.side,
            role=member.role,
            started_on=member.started_on,
        )
        members[member.pk] = made.pk
    people = apps.get_model("accounts", "Person")
    return {Partnership: {pattern.pk: other.pk}, Space: spaces, Membership: members, people: dict(strangers)}


def strangers_for(pattern: Partnership) -> dict[int, int]:
    from fivefold.accounts.models import Person

    return {
        member.person_id: Person.objects.create_user(
            f"stranger{member.pk}@elsewhere.example", name="A stranger"
        ).pk
        for member in Membership.objects.filter(partnership=pattern)
    }

"""Long lists in pieces. The place in a list is the last item's identifier, so nothing that stands there
throughout is told twice or left out, whatever comes and goes meanwhile; and a place tells no number."""

from collections.abc import Sequence
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Field, Schema

from fivefold.core.identifiers import ALPHABET, LENGTH

Item = TypeVar("Item", bound=Model)
LARGEST = 100


class Place(Schema):
    after: Annotated[str, Field(pattern=f"^[{ALPHABET}]{{{LENGTH}}}$")] | None = Field(
        None, description=_("Identifier of the last item of the page before")
    )
    limit: Annotated[int, Field(ge=1, le=LARGEST)] = Field(
        50, description=_("How many items a page has at most")
    )


def page_of(
    request: HttpRequest, found: QuerySet[Item], place: Place, *, by: str = "public_id"
) -> tuple[Sequence[Item], str | None]:
    """In the order of identifiers, which never changes. by: the field that holds them."""
    ordered = found.order_by(by)
    if place.after is not None:
        ordered = ordered.filter(**{f"{by}__gt": place.after})
    items = list(ordered[: place.limit + 1])
    if len(items) <= place.limit:
        return items, None
    kept = items[: place.limit]
    return kept, _next(request, _value(kept[-1], by), place.limit)


def _value(item: Any, by: str) -> str:
    for name in by.split("__"):
        item = getattr(item, name)
    return str(item)


def _next(request: HttpRequest, after: str, limit: int) -> str:
    asked = {name: value for name, value in request.GET.items() if name == "language"}
    return f"{request.path}?{urlencode(asked | {'after': after, 'limit': limit})}"

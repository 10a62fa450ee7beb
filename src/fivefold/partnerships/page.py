"""What stands before every page of a partnership: sign-in, membership, permission, in this order."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from fivefold.accounts.models import Person
from fivefold.partnerships import queries
from fivefold.partnerships.permissions import Permission, require
from fivefold.partnerships.place import Place

Rest = ParamSpec("Rest")


class PartnershipRequest(HttpRequest):
    """What a view under `partnership_page` is given: someone who may, and where they are."""

    user: Person
    place: Place


View = Callable[Concatenate[PartnershipRequest, Rest], HttpResponse]


def partnership_page(
    permission: Permission, *, section: str = "home"
) -> Callable[[View[Rest]], Callable[..., HttpResponse]]:
    """Open a view at `…<publicid:partnership_id>…` to members with this permission, and to nobody else.

    The signed-out are sent to sign in, wherever they pointed; outsiders find nothing there; members
    without the right learn which right it is. The view gets `request.place` instead of the identifier.
    """

    def decorate(view: View[Rest]) -> Callable[..., HttpResponse]:
        # A page of a partnership must not come back from a shared computer's cache after sign-out.
        @never_cache
        @wraps(view)
        def page(request: HttpRequest, partnership_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            membership = queries.get_membership(request.user, partnership_id)
            require(permission, membership)
            request.place = Place(membership, section)  # type: ignore[attr-defined]
            return view(cast(PartnershipRequest, request), *args, **kwargs)

        return page

    return decorate

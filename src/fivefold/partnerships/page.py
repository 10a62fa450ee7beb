"""What stands before every page of a partnership: sign-in, membership, permission, in this order."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.common import no_append_slash
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from fivefold.accounts.kept_forms import to_sign_in
from fivefold.accounts.models import Person
from fivefold.partnerships import emergency, queries
from fivefold.partnerships.models import EmergencyAccess
from fivefold.partnerships.permissions import Permission, reading_only, require
from fivefold.partnerships.place import Place

Rest = ParamSpec("Rest")
READING = frozenset({"GET", "HEAD"})


class PartnershipRequest(HttpRequest):
    """What a view under `partnership_page` is given: someone who may, and where they are."""

    user: Person
    place: Place


class AdministratorRequest(HttpRequest):
    user: Person


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
                return to_sign_in(request)
            membership = queries.get_membership(request.user, partnership_id)
            require(permission, membership)
            if membership.emergency:
                _let_read(request, permission, membership.emergency, section)
            request.place = Place(membership, section)  # type: ignore[attr-defined]
            return view(cast(PartnershipRequest, request), *args, **kwargs)

        return page

    return decorate


def _let_read(request: HttpRequest, permission: Permission, access: EmergencyAccess, section: str) -> None:
    """No button does anything by emergency access, and no page opens before that is in the ledger."""
    if request.method not in READING:
        raise reading_only(permission)
    emergency.note_reading(access, section)


AdministratorView = Callable[Concatenate[AdministratorRequest, Rest], HttpResponse]


def administrators_page(view: AdministratorView[Rest]) -> Callable[..., HttpResponse]:
    """Open a view to administrators; for everyone else who is signed in there is nothing there."""

    @never_cache
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        if not request.user.is_administrator:
            raise Http404
        return view(cast(AdministratorRequest, request), *args, **kwargs)

    return page


def hidden_page(view: AdministratorView[Rest]) -> Callable[..., HttpResponse]:
    """Open a view to administrators. For all others its address answers as any that does not exist.

    So it stands before what else would tell: a method that is not allowed, a form's missing token, a
    slash that is added.
    """
    protected = csrf_protect(view)

    @csrf_exempt
    @no_append_slash
    @never_cache
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (request.user.is_authenticated and request.user.is_administrator):
            raise Http404
        return protected(cast(AdministratorRequest, request), *args, **kwargs)

    return page

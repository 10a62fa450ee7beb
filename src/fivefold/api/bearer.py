"""Who asks: by the secret in the header, never by a cookie and never by an address."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest
from ninja.security import HttpBearer

from fivefold.api import actions, queries
from fivefold.api.models import Token
from fivefold.api.problems import TOO_MANY_ATTEMPTS, RefusedError

# Of the library that counts attempts to sign in, over all processes alike. A token that opens something is
# never held up by a neighbor's program that runs with an old one: guessing is hopeless, flooding is not.
LIMIT = {"token": "30/5m/ip"}
SCHEME = "bearer "


class Bearer(HttpBearer):
    def __call__(self, request: HttpRequest) -> Token | None:
        # The library's own writes a header that it does not understand, secret and all, into the log.
        header = request.headers.get("Authorization", "")
        if not header.lower().startswith(SCHEME):
            return None
        return self.authenticate(request, header[len(SCHEME) :].strip())

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        found = queries.opened_by(token)
        if found is None:
            if not ratelimit.consume(
                request, app="fivefold.api", action="token", config=LIMIT, limit_get=True
            ):
                raise RefusedError(TOO_MANY_ATTEMPTS)
            return None
        actions.note_use(found)
        return found

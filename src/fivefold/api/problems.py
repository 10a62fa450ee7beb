"""What the API answers where it gives nothing: one shape for every refusal, by RFC 9457."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext, gettext_noop

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Kind:
    """One reason to refuse. Programs tell it by its code; its words are said in a language."""

    code: str
    status: int
    title: str
    detail: str
    remedy: str


TOKEN_NEEDED = Kind(
    "token_needed",
    401,
    gettext_noop("A token is needed"),
    gettext_noop("This address is open to a token, and the request brought none that opens anything today."),
    gettext_noop(
        "Send the header “Authorization: Bearer fivefold_…”. Tokens are made, listed and ended on the page "
        "“Tokens for programs” beside your settings."
    ),
)
NOT_IN_SCOPE = Kind(
    "not_in_scope",
    403,
    gettext_noop("Not in the scope of this token"),
    gettext_noop("This token was made to read something else."),
    gettext_noop("Make a token whose scope has it, and end this one."),
)
PERMISSION_NEEDED = Kind(
    "permission_needed",
    403,
    gettext_noop("Your role does not open this"),
    gettext_noop("It needs a permission that your role does not carry."),
    gettext_noop("Ask whoever leads your side."),
)
NOTHING_HERE = Kind(
    "nothing_here",
    404,
    gettext_noop("There is nothing here for this token"),
    gettext_noop(
        "The address may be mistyped, what it names may be gone, or it may belong to a partnership that "
        "you are not a member of or that is not in the scope of this token."
    ),
    gettext_noop("Start from the list of partnerships. Every address ends with a slash."),
)
METHOD_NOT_ALLOWED = Kind(
    "method_not_allowed",
    405,
    gettext_noop("This interface only reads"),
    gettext_noop("The request asked to change something."),
    gettext_noop("Send GET or HEAD."),
)
WITHDRAWN = Kind(
    "withdrawn",
    410,
    gettext_noop("This round was withdrawn"),
    gettext_noop("This round was withdrawn and its figures no longer hold, so no file is made of them."),
    gettext_noop("Take the figures of another round."),
)
SUPERSEDED = Kind(
    "superseded",
    410,
    gettext_noop("These figures were worked out again"),
    gettext_noop("A newer report card stands in the place of this one."),
    gettext_noop("Ask for the one that the member “instead” names."),
)
NOT_UNDERSTOOD = Kind(
    "not_understood",
    422,
    gettext_noop("A part of the question cannot be understood"),
    gettext_noop("The member “errors” says which part, and what was expected there."),
    gettext_noop("Correct it and ask again."),
)
TOO_MANY_ATTEMPTS = Kind(
    "too_many_attempts",
    429,
    gettext_noop("Too many attempts"),
    gettext_noop("From this network there were too many requests with a token that opens nothing."),
    gettext_noop("Wait some minutes, and let the program stop where its token is refused."),
)
OUR_FAULT = Kind(
    "our_fault",
    500,
    gettext_noop("Something went wrong on our side"),
    gettext_noop("Nothing was changed."),
    gettext_noop("Ask again later. If it happens again, tell the people who run this server when it did."),
)
KINDS = (
    TOKEN_NEEDED,
    NOT_IN_SCOPE,
    PERMISSION_NEEDED,
    NOTHING_HERE,
    METHOD_NOT_ALLOWED,
    WITHDRAWN,
    SUPERSEDED,
    NOT_UNDERSTOOD,
    TOO_MANY_ATTEMPTS,
    OUR_FAULT,
)


class RefusedError(Exception):
    """Raised anywhere beneath the API, and answered as its kind says."""

    def __init__(self, kind: Kind, **more: Any) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.more = more


def answer(
    kind: Kind,
    *,
    detail: str = "",
    remedy: str = "",
    headers: Mapping[str, str] | None = None,
    errors: Sequence[Mapping[str, str]] | None = None,
    instead: str | None = None,
) -> HttpResponse:
    """In the language of the request. `type` leads to where the documentation page explains it."""
    told: dict[str, Any] = {
        "type": f"/api/1/#{kind.code}",
        "title": gettext(kind.title),
        "status": kind.status,
        "detail": detail or gettext(kind.detail),
        "code": kind.code,
        "remedy": remedy or gettext(kind.remedy),
    }
    told |= {name: value for name, value in (("errors", errors), ("instead", instead)) if value is not None}
    content = json.dumps(told, ensure_ascii=False, indent=1)
    return HttpResponse(content, status=kind.status, content_type=MEDIA_TYPE, headers=dict(headers or {}))

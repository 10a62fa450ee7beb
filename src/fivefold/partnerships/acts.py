"""The acts of the ledger, in words. Each room adds its own when it starts (`AppConfig.ready`)."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.core import ledger
from fivefold.partnerships import sharing
from fivefold.partnerships.place import section_name
from fivefold.partnerships.roles import ROLES

_sentences: dict[str, Promise] = {
    "partnerships.space_opened": _("opened this space"),
    "partnerships.partnership_began": _("began the partnership “{name}”"),
    "partnerships.admitted": _("brought in {name}: {role}"),
    "partnerships.invited": _("invited somebody: {role}"),
    "partnerships.invited_again": _("sent an invitation once more: {role}"),
    "partnerships.invitation_withdrawn": _("withdrew an invitation: {role}"),
    "partnerships.invitation_declined": _("declined an invitation: {role}"),
    "partnerships.joined": _("came in by invitation: {role}"),
    "partnerships.role_changed": _("gave {name} another role: {role}"),
    "partnerships.membership_ended": _("ended the membership of {name}"),
    "partnerships.moved_out": _("moved “{title}” from here to the shared space"),
    "partnerships.shared": _("shared “{title}”"),
    "partnerships.emergency_opened": _(
        "took emergency access for an hour, as an administrator of the installation, because: “{because}”"
    ),
    "partnerships.emergency_page_opened": _("opened by emergency access: {page}"),
    "partnerships.emergency_ended": _("ended their emergency access"),
    "partnerships.emergency_expired": _("ended the emergency access of {name}: the hour was over"),
    "partnerships.emergency_closed": _("ended the emergency access of {name} with their account"),
    "partnerships.organization_founded": _("entered an organization"),
    "accounts.administrator_link_made": _("had a link printed that makes an administrator"),
    "accounts.administrator_made": _("made somebody an administrator"),
    "accounts.administrator_invited": _("invited another administrator"),
    "accounts.administrator_invited_again": _("sent the invitation of an administrator once more"),
    "accounts.administrator_invitation_withdrawn": _("withdrew the invitation of an administrator"),
    "accounts.administrator_invitation_declined": _("declined to be an administrator"),
    "accounts.person_added": _("gave somebody an account"),
    "accounts.person_closed": _("closed an account"),
    "accounts.second_steps_removed": _("took the second steps off an account, on the server"),
    "accounts.person_erased": _("had their name and address erased"),
    "accounts.name_changed": _("took the name {name}; until then: {before}"),
    ledger.PUBLISHED: _("let figures leave this space; which ones, and to whom, is kept"),
    ledger.DETAIL_ERASED: _("erased the detail of an earlier entry"),
}
ENTRIES_SHOWN = 100
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def register(sentences: Mapping[str, Promise]) -> None:
    """Say what an act is, after the name of whoever did it; `{title}` and the like come from its detail."""
    _sentences.update(sentences)


@dataclass(frozen=True)
class Line:
    """One entry as a page shows it."""

    number: int
    at: datetime
    who: str
    what: str
    hash: str


def lines(chain_key: str, limit: int | None, *, but: Collection[str] = ()) -> list[Line]:
    """Newest first, without some acts. The names of those who acted are looked up once for the page."""
    entries = ledger.entries(chain_key, limit, but=but)
    people = Person.objects.filter(public_id__in={entry.actor for entry in entries})
    names = dict(people.values_list("public_id", "name"))
    return [
        Line(
            number=entry.number,
            at=entry.at,
            who=names.get(entry.actor, "") or gettext("The installation"),
            what=in_words(entry.act, entry.detail),
            hash=entry.hash,
        )
        for entry in entries
    ]


def newest(chain_key: str, *, show_all: bool) -> dict[str, Any]:
    """What a page of a ledger shows of its entries."""
    found = lines(chain_key, limit=None if show_all else ENTRIES_SHOWN)
    return {
        "lines": found,
        "earlier": 0 if show_all or not found else found[-1].number - 1,
        "head": ledger.head(chain_key),
    }


def in_words(act: str, detail: Mapping[str, Any] | None) -> str:
    """A sentence for an act; the act's own code where no room has said more."""
    sentence = str(_sentences.get(act, act))
    if detail is None:
        return sentence.format_map(_Erased())
    known = _Known({name: _in_language(value) for name, value in detail.items()})
    if role := ROLES.get(str(detail.get("role"))):
        known["role"] = role.name
    if "page" in detail:
        known["page"] = section_name(str(detail["page"]))
    if "kind" in detail:
        known["title"] = sharing.titled(str(detail["kind"]), str(detail.get("title", "…")))
    return sentence.format_map(known)


def _in_language(value: Any) -> Any:
    """Details keep days in no language."""
    is_day = isinstance(value, str) and _DAY.fullmatch(value)
    return date_format(date.fromisoformat(value), "DATE_FORMAT") if is_day else value


class _Known(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


class _Erased(dict[str, Any]):
    """Stands in for every name and word of a detail that a person had erased."""

    def __missing__(self, key: str) -> str:
        return gettext("(erased)")

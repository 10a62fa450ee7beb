"""Getting to know us: the account is written, shown by the one act that shares, corrected and confirmed."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.core import ledger
from fivefold.core.rules import RuleError
from fivefold.cycles import policies, queries
from fivefold.cycles.models import AccountText, KnownSince, TwoPageAccount
from fivefold.partnerships.actions import one_at_a_time
from fivefold.partnerships.models import Membership, Partnership, Space
from fivefold.partnerships.permissions import Permission, require
from fivefold.partnerships.queries import get_membership, shared_space


@transaction.atomic
def write(partnership: Partnership, *, text: str, by: Person) -> TwoPageAccount:
    """A version more, in the space in which the account lies. The same text again is none."""
    membership, known = _met(partnership, by)
    if refusal := policies.why_not_written(known.account, membership):
        raise refusal
    text = text.strip()
    if not text:
        raise RuleError("no_text", _("There is nothing written yet."))
    account = known.account or TwoPageAccount.objects.create(
        partnership=partnership, space=_own_space(membership), made_by=by
    )
    newest = account.newest
    if newest is None or newest.text != text:
        AccountText.objects.create(
            partnership=partnership, space=account.space, made_by=by, account=account, text=text
        )
        _enter(account, "cycles.account_written", by)
    return account


@transaction.atomic
def confirm(partnership: Partnership, *, text_id: str, by: Person) -> TwoPageAccount:
    """The district's lead says that it is right. text_id: the version that was read."""
    membership, known = _met(partnership, by)
    account = known.account
    if refusal := policies.why_not_confirmed(account, membership):
        raise refusal
    assert account is not None  # noqa: S101 the rule above
    if account.newest is None or account.newest.public_id != text_id:
        raise RuleError("newer_text", _("There is a newer version by now. Read it first."))
    account.confirmed_at, account.confirmed_by = timezone.now(), by
    account.save(update_fields=["confirmed_at", "confirmed_by"])
    _enter(account, "cycles.account_confirmed", by)
    return account


@transaction.atomic
def record_known_since(partnership: Partnership, *, since: date, reason: str, by: Person) -> KnownSince:
    """Instead of an account, for a partnership that is older than its first year here."""
    membership, _known = _met(partnership, by)
    require(Permission.YEAR_WRITE, membership)
    acquainted = queries.acquaintance(partnership).is_confirmed
    if refusal := policies.why_not_known_since(queries.first_year(partnership), acquainted, membership):
        raise refusal
    if since > timezone.localdate():
        raise RuleError("not_yet", _("That day has not come. Choose today, or a day before."))
    if not reason.strip():
        raise RuleError("no_reason", _("Say why, in words that both sides can read."))
    shared = shared_space(partnership)
    known = KnownSince.objects.create(
        partnership=partnership, space=shared, made_by=by, since=since, reason=reason.strip()
    )
    detail = {"since": since.isoformat(), "reason": known.reason}
    about = f"knownsince:{known.public_id}"
    ledger.append(shared.key, "cycles.known_since", by=by, about=about, detail=detail)
    return known


def _met(partnership: Partnership, by: Person) -> tuple[Membership, queries.Acquaintance]:
    membership = get_membership(by, partnership.public_id)
    one_at_a_time(partnership)
    return membership, queries.acquaintance(partnership, membership)


def _own_space(membership: Membership) -> Space:
    return Space.objects.get(partnership=membership.partnership_id, side=membership.side)


def _enter(account: TwoPageAccount, act: str, by: Person) -> None:
    ledger.append(account.space.key, act, by=by, about=account.about, detail={})

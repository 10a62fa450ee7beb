"""What somebody outside does at their link: ask for a code, type it, read, take the PDF, close it.

A browser is known by a key in a cookie that goes to its link's address alone; here lie hashes of both
keys and codes. Only a POST writes: whoever opens a link, a scanner of mail too, leaves nothing.
"""

import re
import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from fivefold.core.identifiers import ALPHABET
from fivefold.core.rules import RuleError
from fivefold.health.models import Assessment
from fivefold.partnerships.publications import OUTSIDE
from fivefold.shares import files, policies, queries, telling
from fivefold.shares.actions import enter_about, is_published, locked, publish
from fivefold.shares.models import Recipient, SharedFile, Visit

CODE_LENGTH = 6
KEY = re.compile("[A-Za-z0-9_-]{43}")


def new_key() -> str:
    return secrets.token_urlsafe(32)


def is_key(text: str) -> bool:
    """Whether it could be one of ours: it becomes a cookie, which holds few signs."""
    return KEY.fullmatch(text) is not None


@transaction.atomic
def ask_for_code(recipient: Recipient, key: str) -> None:
    """Mail a code to the named address, and to no other. With the same key again, nothing more is sent."""
    recipient = locked(recipient)
    now = timezone.now()
    if queries.open_card(recipient, now) is None:
        raise policies.ended()
    asked_key = _hashed("asked", recipient, key)
    if Visit.objects.filter(asked_key=asked_key).exists():
        return
    if any(_asked_since(recipient, now - span) >= most for span, most in policies.CODES):
        raise RuleError(
            "many_codes", _("Many codes were sent to this address already. Wait an hour, then ask again.")
        )
    code = _new_code()
    visit = Visit.objects.create(
        recipient=recipient, asked_key=asked_key, code=_hashed("code", recipient, key, code), asked_at=now
    )
    telling.send_code(recipient, visit, f"{code[:3]}-{code[3:]}")


def is_waiting(recipient: Recipient, key: str) -> bool:
    """Whether this browser asked for a code that can still be typed."""
    visit = _asked(recipient, key)
    return visit is not None and policies.is_waiting(visit, timezone.now())


def enter_code(recipient: Recipient, key: str, typed: str) -> str:
    """Let a browser in; returns the key that it holds from then on."""
    # A refusal is returned out of the transaction: what it counted must stay counted.
    with transaction.atomic():
        answer = _entered(locked(recipient), key, typed)
    if isinstance(answer, RuleError):
        raise answer
    return answer


def _entered(recipient: Recipient, key: str, typed: str) -> str | RuleError:
    now = timezone.now()
    card, visit = queries.open_card(recipient, now), _asked(recipient, key)
    if card is None:
        return policies.ended()
    if visit is None or not policies.is_waiting(visit, now):
        return RuleError("code_ended", _("This code is no longer good. Ask for another."))
    code = _plain(typed)
    if not constant_time_compare(visit.code, _hashed("code", recipient, key, code)):
        return _wrong(visit, recipient)
    opened = salted_hmac("fivefold.shares.opened", f"{key}:{code}", algorithm="sha256").hexdigest()
    if visit.opened_at is None:
        _let_in(visit, recipient, card, _hashed("opened", recipient, opened), now)
    return opened


def _let_in(visit: Visit, recipient: Recipient, card: Assessment, opened_key: str, now: datetime) -> None:
    visit.opened_at, visit.opened_key, visit.assessment = now, opened_key, card
    visit.save(update_fields=["opened_at", "opened_key", "assessment"])
    recipient.openings, recipient.last_opened_at = recipient.openings + 1, now
    recipient.save(update_fields=["openings", "last_opened_at"])
    enter_about(recipient, "shares.opened", by=None)
    share = recipient.share
    if share.assessment != card:
        share.assessment = card
        share.save(update_fields=["assessment"])
    if not is_published(share):
        publish(share, kind=OUTSIDE, by=None)


def _wrong(visit: Visit, recipient: Recipient) -> RuleError:
    visit.wrong += 1
    visit.save(update_fields=["wrong"])
    if visit.wrong < policies.GUESSES:
        return RuleError("wrong_code", _("This is not the code we sent. Copy it from the newest message."))
    enter_about(recipient, "shares.refused", by=None)
    return RuleError("many_guesses", _("That was the wrong code too often. Ask for another."))


def is_in(recipient: Recipient, key: str, card: Assessment) -> bool:
    """Whether this browser was let in to these very figures, and its time has not run out."""
    found = Visit.objects.filter(
        recipient=recipient, opened_key=_hashed("opened", recipient, key), assessment=card
    ).first()
    now = timezone.now()
    return found is not None and policies.within(found.opened_at or now, policies.VISIT_LASTS, now)


@transaction.atomic
def take_file(recipient: Recipient) -> SharedFile | None:
    """The PDF, noted as having left; where it is not made yet, it will be."""
    recipient = locked(recipient)
    card = queries.open_card(recipient)
    if card is None:
        raise policies.ended()
    found = files.file_of(recipient.share, card)
    if found is None:
        files.start_making(recipient.share)
        return None
    enter_about(recipient, "shares.taken_away", by=None)
    publish(recipient.share, kind=f"{OUTSIDE}.pdf", by=None)
    return found


@transaction.atomic
def close(recipient: Recipient, key: str) -> None:
    """On a computer that others use, whoever has read closes it."""
    Visit.objects.filter(recipient=recipient, opened_key=_hashed("opened", recipient, key)).delete()


def _asked(recipient: Recipient, key: str) -> Visit | None:
    return Visit.objects.filter(recipient=recipient, asked_key=_hashed("asked", recipient, key)).first()


def _asked_since(recipient: Recipient, since: datetime) -> int:
    return recipient.visits.filter(asked_at__gt=since).count()


def _new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _letter in range(CODE_LENGTH)).upper()


def _plain(typed: str) -> str:
    """Capitals, spaces and dashes make no difference."""
    return "".join(one for one in typed if one.isalnum()).upper()


def _hashed(purpose: str, recipient: Recipient, *secret: str) -> str:
    text = ":".join((recipient.public_id, *secret))
    return salted_hmac(f"fivefold.shares.{purpose}", text, algorithm="sha256").hexdigest()

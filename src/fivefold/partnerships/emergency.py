"""Emergency access ("break-glass"), and the only writers of it.

An administrator looks after a server and reads no partnership. Where there is a need they say which, and
read what both sides share, for an hour: told to both at once, and entered in the shared ledger.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from fivefold.accounts import administrators
from fivefold.accounts.models import Person
from fivefold.core import ledger
from fivefold.core.rules import RuleError
from fivefold.partnerships import queries, telling
from fivefold.partnerships.actions import one_at_a_time
from fivefold.partnerships.models import EmergencyAccess, Partnership
from fivefold.partnerships.states import TRANSITIONS, EmergencyState

LASTS = timedelta(hours=1)
PAGE_OPENED = "partnerships.emergency_page_opened"
ENDINGS = {
    EmergencyState.ENDED: "partnerships.emergency_ended",
    EmergencyState.EXPIRED: "partnerships.emergency_expired",
    EmergencyState.CLOSED: "partnerships.emergency_closed",
}

ATTRIBUTED = timedelta(days=30)
TAKEN = _("%(who)s took emergency access to a partnership")


@transaction.atomic
def ask(partnership: Partnership, *, because: str, by: Person) -> EmergencyAccess:
    """From this moment on, for an hour. Pressed twice, it is what it was after the first time."""
    # In the order in which an account is closed: the person, then their partnerships.
    by = Person.objects.select_for_update().get(pk=by.pk)
    one_at_a_time(partnership)
    because = _tidied(because)
    if refusal := _why_not_asked(partnership, because, by):
        raise refusal
    _end_expired(partnership)
    open_now = EmergencyAccess.objects.open().filter(partnership=partnership).first()
    if open_now is not None and open_now.person_id == by.pk:
        return open_now
    if open_now is not None:
        raise RuleError(
            "emergency_already",
            _("Another administrator has emergency access to this partnership now. It ends within the hour."),
        )
    made = EmergencyAccess.objects.create(
        partnership=partnership, person=by, because=because, asked_at=Now(), ends_at=Now() + LASTS
    )
    access = EmergencyAccess.objects.as_of_now().select_related(*queries.OF_A_PARTNERSHIP).get(pk=made.pk)
    _enter(access, "partnerships.emergency_opened", by, because=because)
    telling.tell_of_emergency(access)
    administrators.tell_others(TAKEN, by=by, key=f"partnerships.emergency:{access.public_id}")
    return access


@transaction.atomic
def end(access: EmergencyAccess, *, by: Person) -> None:
    """At the press of the button; once it has ended, nothing more happens."""
    locked = _locked(access)
    if locked.person_id != by.pk:
        raise RuleError("not_your_emergency", _("Whoever has emergency access ends it."))
    if locked.state == EmergencyState.OPEN:
        _end(locked, EmergencyState.ENDED if locked.is_open else EmergencyState.EXPIRED, by)


def why_not_erased(person: Person) -> RuleError | None:
    """For a while both sides must be able to know, and to ask, who read what is theirs."""
    newest = EmergencyAccess.objects.filter(person=person).order_by("-asked_at").first()
    if newest is None or timezone.now() >= newest.asked_at + ATTRIBUTED:
        return None
    return RuleError(
        "emergency_lately",
        _(
            "You had emergency access on {day}. Your name stays with it for 30 days, so that both sides "
            "can ask; after that it can be erased."
        ).format(day=date_format(timezone.localtime(newest.asked_at), "DATE_FORMAT")),
    )


def end_with_account(person: Person, by: Person | None) -> None:
    """In the transaction that closes the account."""
    for access in EmergencyAccess.objects.filter(person=person, state=EmergencyState.OPEN):
        _end(_locked(access), EmergencyState.CLOSED, by)


@transaction.atomic
def end_expired() -> int:
    """Enter in the ledger what time has ended; the worker does, each minute. It opens nothing meanwhile."""
    partnerships = Partnership.objects.filter(
        emergencies__state=EmergencyState.OPEN, emergencies__ends_at__lte=Now()
    )
    found = 0
    for partnership in partnerships.order_by("pk"):
        one_at_a_time(partnership)
        found += _end_expired(partnership)
    return found


def note_reading(access: EmergencyAccess, pages: str) -> None:
    """Which kind of page is opened ("health"), once for each: entered before anything is shown."""
    about = f"{access.about}:{pages}"
    if _noted(access, about):
        return
    with transaction.atomic():
        _locked(access)
        if not _noted(access, about):
            chain = queries.shared_space(access.partnership).key
            ledger.append(chain, PAGE_OPENED, by=access.person, about=about, detail={"page": pages})


def _noted(access: EmergencyAccess, about: str) -> bool:
    return ledger.newest(queries.shared_space(access.partnership).key, PAGE_OPENED, {about}) is not None


def _tidied(because: str) -> str:
    """One plain paragraph, of signs that can be seen."""
    return " ".join("".join(one if one.isprintable() else " " for one in because).split())


def _why_not_asked(partnership: Partnership, because: str, by: Person) -> RuleError | None:
    if not (by.is_active and by.is_administrator):
        return RuleError(
            "administrators_only", _("Only an administrator of this installation has emergency access.")
        )
    if not any(one.isalpha() for one in because):
        return RuleError("no_reason", _("Say why, in words that both sides can read."))
    if queries.memberships_of(by).filter(partnership=partnership).exists():
        return RuleError(
            "member_already", _("You are a member of this partnership, and read it as a member does.")
        )
    return None


def _locked(access: EmergencyAccess) -> EmergencyAccess:
    one_at_a_time(access.partnership)
    found = EmergencyAccess.objects.as_of_now().select_for_update(of=("self",))
    return found.select_related("person", "partnership").get(pk=access.pk)


def _end_expired(partnership: Partnership) -> int:
    ended = EmergencyAccess.objects.as_of_now().filter(
        partnership=partnership, state=EmergencyState.OPEN, ends_at__lte=Now()
    )
    found = list(ended.select_related("person", "partnership"))
    for access in found:
        _end(access, EmergencyState.EXPIRED, None)
    return len(found)


def _end(access: EmergencyAccess, state: EmergencyState, by: Person | None) -> None:
    if state not in TRANSITIONS[EmergencyState(access.state)]:
        return
    access.state = state
    access.ended_at = min(access.now, access.ends_at)
    access.save(update_fields=["state", "ended_at"])
    _enter(access, ENDINGS[state], None if state == EmergencyState.EXPIRED else by)


def _enter(access: EmergencyAccess, act: str, by: Person | None, **detail: str) -> None:
    chain = queries.shared_space(access.partnership).key
    ledger.append(chain, act, by=by, about=access.about, detail={"name": access.person.name, **detail})

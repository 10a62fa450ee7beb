"""Erasing a person. What remains is a closed account without a name, and the chains' hashes."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from fivefold.accounts import closing, kept_forms, knowledge, second_steps, sessions
from fivefold.accounts.models import Person, Theme
from fivefold.core import ledger
from fivefold.core.mail import forget_in_mail


@transaction.atomic
def erase(person: Person) -> None:
    """At the person's own wish, so there is no `by`. Refused while others depend on them."""
    locked = Person.objects.select_for_update().filter(is_administrator=True, is_active=True)
    administrators = [one.pk for one in locked.order_by("pk")]
    person = Person.objects.select_for_update().get(pk=person.pk)
    if refusal := closing.why_not_closed(person, administrators):
        raise refusal
    about = {f"person:{person.public_id}", *knowledge.forget(person)}
    ledger.append(
        ledger.INSTALLATION,
        "accounts.person_erased",
        by=person,
        about=f"person:{person.public_id}",
        detail={},
    )
    invitations = {entry.about for entry in ledger.by(person).filter(about__startswith="invitation:")}
    names = {person.name, *_earlier_names(about)}
    forget_in_mail(person, names=names, about=invitations, instead=_no_name())
    ledger.erase_all(about, by=person)
    sessions.end(person)
    sessions.forget_unfinished(person.email)
    kept_forms.forget(person)
    second_steps.of(person).delete()
    EmailAddress.objects.filter(user=person).delete()
    _empty(person)


def _earlier_names(about: Iterable[str]) -> set[str]:
    details = [entry.detail or {} for entry in ledger.about(about)]
    return {str(detail[key]) for detail in details for key in ("name", "before") if detail.get(key)}


def _empty(person: Person) -> None:
    person.name = _no_name()
    person.email = f"erased-{person.public_id}@erased.invalid"
    person.language, person.theme = "", Theme.DEVICE
    person.last_login = None
    person.is_active = person.is_administrator = person.is_only_invited = False
    person.save()


def _no_name() -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return gettext("(name erased)")

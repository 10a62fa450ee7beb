"""The link that makes an administrator: printed by a command, so whoever has it came from the shell."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.accounts import actions, administrators
from fivefold.accounts.models import AdministratorLink, Person
from fivefold.core import ledger, links
from fivefold.core.rules import RuleError

PURPOSE = "administrator"
LASTS = timedelta(hours=24)


@transaction.atomic
def make_link(*, another: bool = False) -> AdministratorLink:
    """The one link that is good from now on: every earlier one that was not spent ends.

    another: asked for although there is an administrator.
    """
    if has_administrator() and not another:
        raise RuleError("administrator_already", _("This installation has an administrator already."))
    AdministratorLink.objects.filter(spent_at__isnull=True).delete()
    link = AdministratorLink.objects.create(ends_at=timezone.now() + LASTS, another=another)
    ledger.append(
        ledger.INSTALLATION,
        "accounts.administrator_link_made",
        by=None,
        about=f"link:{link.public_id}",
        detail={},
    )
    return link


def address_of(link: AdministratorLink) -> str:
    path = reverse("first_administrator", args=[links.signed(PURPOSE, link.public_id)])
    return settings.ADDRESS.geturl().rstrip("/") + path


def was_printed(token: str) -> bool:
    """Whether the command of this installation made it, however long ago."""
    return links.read(PURPOSE, token) is not None


def find_link(token: str) -> AdministratorLink | None:
    """The link behind a token while it is good, else nothing: spent, ended, overtaken, made up."""
    link = AdministratorLink.objects.filter(public_id=links.read(PURPOSE, token)).first()
    return link if link is not None and is_good(link) else None


def is_good(link: AdministratorLink) -> bool:
    if link.spent_at is not None or link.ends_at <= timezone.now():
        return False
    return link.another or not has_administrator()


@transaction.atomic
def spend(link: AdministratorLink, *, name: str, email: str) -> tuple[Person, bool]:
    """Make the administrator, once. The second value says whether the account is new.

    Someone who has an account is made an administrator, and signs in as ever: the link shows no more than
    that somebody came from the shell, not that they are this person.
    """
    locked = AdministratorLink.objects.select_for_update().filter(pk=link.pk).first()
    if locked is None or not is_good(locked):
        raise RuleError("link_ended", _("This link has been used, or is no longer good."))
    person = Person.objects.filter(email__iexact=email).first()
    is_new = person is None
    if person is None:
        person = actions.add_person(name=name, email=email, by=None, is_administrator=True)
    else:
        actions.make_administrator(person, by=None)
    administrators.tell_others(
        administrators.CAME_IN, by=person, key=f"accounts.administrator_link:{locked.public_id}"
    )
    locked.spent_at = timezone.now()
    locked.save(update_fields=["spent_at"])
    return person, is_new


def has_administrator() -> bool:
    return Person.objects.filter(is_administrator=True, is_active=True).exists()

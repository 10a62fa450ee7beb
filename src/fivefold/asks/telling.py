"""Messages about asks: to whoever decides, to whoever asked, to those who give their time.

Each in its reader's language; nobody's own minutes stand in any.
"""

from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.asks import queries, words
from fivefold.asks.budget import Left
from fivefold.asks.models import Ask, AskLink
from fivefold.core import links
from fivefold.core.actors import language_of
from fivefold.core.mail import queue_mail, told_by
from fivefold.partnerships.models import Membership
from fivefold.partnerships.permissions import Permission

PURPOSE = "ask"
_SUBJECTS: dict[str, Promise] = {
    "asked": _("%(who)s asks for staff time: “%(title)s”, %(hours)s"),
    "approved": _("%(who)s approved: “%(title)s”"),
    "changed": _("%(who)s offers something else: “%(title)s”"),
    "declined": _("%(who)s declined: “%(title)s”"),
    "accepted": _("%(who)s accepted what you offered: “%(title)s”"),
    "withdrawn": _("%(who)s withdrew an ask: “%(title)s”"),
    "cancelled": _("%(who)s cancelled: “%(title)s”"),
    "done": _("%(who)s noted what it took: “%(title)s”"),
    "for_you": _("You are asked for time: “%(title)s”"),
    "outcome": _("What came of it: “%(title)s”"),
}


def link_to(ask: Ask, person: Person) -> str:
    """The address in a message: it names the ask and its reader, and opens nothing without a code."""
    link, _made = AskLink.objects.get_or_create(ask=ask, person=person)
    return reverse("ask_link", args=[links.signed(PURPOSE, link.public_id)])


def tell_deciders(ask: Ask, sender: Membership) -> None:
    today = timezone.localdate()
    for reader in queries.who_may(ask.partnership, Permission.ASKS_DECIDE):
        budget = queries.budget_for(ask.claim, ask.partnership, ask.first_day, but=ask, today=today)
        _send(ask, reader.person, sender, "asked", left=budget.tightest)


def tell_asker(ask: Ask, sender: Membership, act: str, *, number: int = 0) -> None:
    if ask.asker_id != sender.person_id:
        _send(ask, ask.asker, sender, act, number=number)


def tell_district(ask: Ask, sender: Membership, act: str) -> None:
    for reader in queries.who_may(ask.partnership, Permission.ASKS_DECIDE):
        if reader.person_id != sender.person_id:
            _send(ask, reader.person, sender, act)


def tell_asked(ask: Ask, sender: Membership) -> None:
    for person in _asked(ask):
        _send(ask, person, sender, "for_you")


def tell_others(ask: Ask, sender: Membership, act: str) -> None:
    """Everyone whom it concerns, but for whoever did it."""
    deciders = [one.person for one in queries.who_may(ask.partnership, Permission.ASKS_DECIDE)]
    for person in _once([*deciders, ask.asker, *_asked(ask)], but=sender):
        _send(ask, person, sender, act)


def tell_what_came_of_it(ask: Ask, sender: Membership) -> None:
    """To those who were asked by name, and to whoever decides; said again, once for each time it is."""
    deciders = [one.person for one in queries.who_may(ask.partnership, Permission.ASKS_DECIDE)]
    assert ask.outcome_at is not None  # noqa: S101 written just now
    for person in _once([*_asked(ask), *deciders], but=sender):
        _send(ask, person, sender, "outcome", number=int(ask.outcome_at.timestamp()))


def _asked(ask: Ask) -> list[Person]:
    members = queries.who_can_be_asked(ask.partnership)
    return [one.person for one in members.filter(pk__in=ask.asked.values("membership"))]


def _once(people: Iterable[Person], *, but: Membership) -> list[Person]:
    return list({one.pk: one for one in people if one.pk != but.person_id}.values())


def _send(
    ask: Ask, reader: Person, sender: Membership, act: str, *, number: int = 0, left: Left | None = None
) -> None:
    language = language_of(reader)
    with translation.override(language):
        said = {"who": sender.person.name, "title": ask, "hours": words.hours(ask.minutes)}
        body = render_to_string(
            f"asks/mail/{act}.txt",
            {
                "reader": reader,
                "sender": sender,
                "side_name": sender.partnership.organization_of(sender.side),
                "record": ask,
                "ask": ask,
                "offer": ask.offers.last() if act == "changed" else None,
                "left_before": words.left_before(left) if left else "",
                "left_after": words.left_after(left) if left else "",
                "product": words.product(ask.people, ask.minutes_each),
                "days": words.days(ask.first_day, ask.last_day),
                "address": settings.ADDRESS.geturl().rstrip("/") + link_to(ask, reader),
                "operator": settings.OPERATOR,
            },
        )
        queue_mail(
            to=reader,
            subject=str(_SUBJECTS[act]) % said,
            body=body,
            key=f"asks.{act}:{ask.public_id}:{number}:{reader.public_id}",
            language=language,
            about=told_by(sender.person),
        )

"""What members do about people outside: send a report card, send it again, end it, erase who was named."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.naming import tidied, why_not_named
from fivefold.core import ledger
from fivefold.core.mail import forget_about, take_back
from fivefold.core.models.publication import Publication
from fivefold.core.publication import record_publication
from fivefold.core.rules import RuleError
from fivefold.health.models import Assessment
from fivefold.health.queries import card_page
from fivefold.partnerships.actions import one_at_a_time
from fivefold.partnerships.models import Membership
from fivefold.partnerships.permissions import Permission, require
from fivefold.partnerships.publications import OUTSIDE
from fivefold.partnerships.queries import get_membership
from fivefold.shares import files, policies, queries, telling
from fivefold.shares.models import Recipient, Share

if TYPE_CHECKING:
    from fivefold.accounts.models import Person


@dataclass(frozen=True)
class Named:
    """Somebody outside, as whoever sends it names them."""

    name: str
    address: str


@dataclass(frozen=True)
class Sending:
    """What is decided on the page that sends. `pressed` is the same for one form, pressed twice."""

    people: Sequence[Named]
    language: str
    until: date
    greeting: str
    pressed: str


@transaction.atomic
def send(assessment_id: str, sending: Sending, *, partnership_id: str, by: "Person") -> Share:
    """Open a report card that both sides share to people outside, each by a link of their own."""
    membership = get_membership(by, partnership_id)
    require(Permission.SHARE_OUTSIDE, membership)
    one_at_a_time(membership.partnership)
    card = card_page(membership, assessment_id).assessment
    before = Share.objects.filter(pressed=sending.pressed).first()
    if before is not None and (before.sent_by_id, before.assessment_id) == (by.pk, card.pk):
        return before
    if before is not None:
        raise RuleError("sent_already", _("This form was sent already. Open it anew."))
    if refusal := policies.why_not_shared_outside(card) or _why_not_sent(card, sending):
        raise refusal
    now = timezone.now()
    share = Share.objects.create(
        pressed=sending.pressed,
        assessment=card,
        language=sending.language,
        greeting=sending.greeting,
        sent_by=by,
        side=membership.side,
        sent_at=now,
        ends_at=end_of(sending.until),
    )
    detail = {"people": len(sending.people), "until": sending.until.isoformat()}
    enter(share, "shares.sent", about=f"share:{share.public_id}", by=by, **detail)
    for one in sending.people:
        recipient = Recipient.objects.create(
            share=share, name=tidied(one.name), address=one.address.lower(), sent_at=now
        )
        enter_about(recipient, "shares.named", by=by)
        telling.send_link(recipient)
    publish(share, kind=OUTSIDE, by=by)
    telling.tell_leads(share, membership)
    files.start_making(share)
    return share


def end_of(day: date) -> datetime:
    """The last moment of a day where the installation is."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _why_not_sent(card: Assessment, sending: Sending) -> RuleError | None:
    addresses = {one.address.lower() for one in sending.people}
    if not sending.people or len(sending.people) > policies.MOST_PEOPLE:
        return RuleError("how_many", _("Name at least one person, and at most 20."))
    if len(addresses) < len(sending.people):
        return RuleError("address_twice", _("An address stands there twice."))
    today = timezone.localdate()
    if not today <= sending.until <= today + timedelta(days=policies.LONGEST_DAYS):
        return RuleError("until", _("Choose a day from today on, within a year."))
    if (
        Recipient.objects.filter(
            share__assessment__round=card.round_id, ended_at=None, share__ends_at__gt=timezone.now()
        ).count()
        + len(sending.people)
        > policies.MOST_LINKS
    ):
        return RuleError("many_links", _("Too many links to this report card are open. End some first."))
    return next(filter(None, (why_not_named(tidied(one.name)) for one in sending.people)), None)


@transaction.atomic
def send_again(recipient: Recipient, *, by: "Person") -> None:
    recipient = _locked(recipient, by)
    now = timezone.now()
    refusal = None if queries.open_card(recipient, now) else policies.ended()
    if refusal := refusal or policies.why_not_sent_again(recipient, now):
        raise refusal
    recipient.sent_at, recipient.times_sent = now, recipient.times_sent + 1
    recipient.save(update_fields=["sent_at", "times_sent"])
    enter_about(recipient, "shares.sent_again", by=by)
    telling.send_link(recipient)


@transaction.atomic
def end(recipient: Recipient, *, by: "Person") -> None:
    """From now on the link opens nothing, in browsers that were let in too."""
    recipient = _locked(recipient, by)
    if recipient.ended_at is None:
        end_link(recipient, by=by)


@transaction.atomic
def erase(recipient: Recipient, *, by: "Person") -> None:
    """End the link, and take name and address out of everything but what is in others' hands."""
    forget(_locked(recipient, by), by=by)


def forget(recipient: Recipient, *, by: "Person | None") -> None:
    """As whoever leads a side wishes, or the person themselves, or the upkeep; inside their transaction."""
    if recipient.ended_at is None:
        end_link(recipient, by=by)
    if not recipient.address:
        return
    recipient.name = recipient.address = ""
    recipient.save(update_fields=["name", "address"])
    forget_about(recipient.about)
    ledger.erase_all({recipient.about}, by=by)
    enter(recipient.share, "shares.erased", about=recipient.about, by=by)
    share = recipient.share
    if share.greeting and not share.recipients.exclude(address="").exists():
        share.greeting = ""
        share.save(update_fields=["greeting"])


def end_link(recipient: Recipient, *, by: "Person | None") -> None:
    """Inside the transaction of whoever ends it, for a link that has not ended."""
    enter_about(recipient, "shares.ended", by=by)
    close(recipient, timezone.now())


def close(recipient: Recipient, at: datetime) -> None:
    """Messages on their way are taken back, and browsers that were let in are out."""
    take_back(recipient.about)
    recipient.visits.all().delete()
    recipient.ended_at = at
    recipient.save(update_fields=["ended_at"])
    if not recipient.share.recipients.filter(ended_at=None).exists():
        recipient.share.files.all().delete()


def locked(recipient: Recipient) -> Recipient:
    """Taken anew, so that what is done to one link is done one after the other."""
    one_at_a_time(recipient.share.partnership)
    reads = [f"share__{one}" for one in queries.OF_A_SHARE]
    found = Recipient.objects.select_for_update(of=("self",), no_key=True).select_related(*reads)
    return found.get(pk=recipient.pk)


def _locked(recipient: Recipient, by: "Person") -> Recipient:
    require(Permission.SHARE_OUTSIDE, _membership(recipient, by))
    return locked(recipient)


def _membership(recipient: Recipient, by: "Person") -> Membership:
    return get_membership(by, recipient.share.partnership.public_id)


def publish(share: Share, *, kind: str, by: "Person | None") -> None:
    """That figures went outside. By whose leave cannot be erased, so it is the organization."""
    record_publication(
        kind=kind,
        about=f"assessment:{share.assessment.public_id}",
        audience=str(share.organization or ""),
        figures=share.assessment.figures_shown(),
        space_key=share.assessment.space.key,
        by=by,
    )


def is_published(share: Share) -> bool:
    """Whether what the card says now is what was noted last as shown outside: its record may have gone on."""
    about, kind = f"assessment:{share.assessment.public_id}", OUTSIDE
    space = share.assessment.space.key
    noted = Publication.objects.filter(space_key=space, about=about, kind__startswith=kind).first()
    now = json.dumps(share.assessment.figures_shown(), cls=DjangoJSONEncoder, sort_keys=True)
    return noted is not None and json.dumps(noted.figures, sort_keys=True) == now


def enter_about(recipient: Recipient, act: str, *, by: "Person | None") -> None:
    enter(recipient.share, act, about=recipient.about, by=by, name=recipient.name)


def enter(share: Share, act: str, *, about: str, by: "Person | None", **detail: Any) -> None:
    """In the chain of what both sides share, where every report that goes outside lies."""
    card = share.assessment
    said = {"kind": "assessment", "title": card.plain_title, **detail}
    ledger.append(card.space.key, act, by=by, about=about, detail=said)

"""What this room knows about a person with an account, and how it lets go of them."""

from collections.abc import Iterator

from fivefold.accounts.knowledge import Known
from fivefold.accounts.models import Person
from fivefold.core.mail import forget_about
from fivefold.shares import actions, queries
from fivefold.shares.models import Recipient, Share


def told(person: Person) -> Known:
    reads = [f"share__{one}" for one in queries.OF_A_SHARE]
    named = Recipient.objects.filter(address=person.email.lower()).select_related(*reads)
    sent = Share.objects.filter(sent_by=person).select_related(*queries.OF_A_SHARE).order_by("pk")
    return {
        "reports_sent_to_you": [
            {
                "partnership": str(one.share.partnership),
                "report": str(one.share.assessment),
                "name": one.name,
                "at": one.sent_at,
                "until": one.ended_at or one.share.ends_at,
                "opened": one.openings,
                "last_opened": one.last_opened_at,
            }
            for one in named
        ],
        "reports_you_sent_outside": [
            {"partnership": str(one.partnership), "report": str(one.assessment), "at": one.sent_at}
            for one in sent
        ],
    }


def forget(person: Person) -> Iterator[str]:
    """Links to them are erased. Those that they sent end, since nobody is left who sent them.

    The messages with those bear their name, and in a greeting they may have named themselves.
    """
    for recipient in Recipient.objects.filter(address=person.email.lower()):
        actions.forget(actions.locked(recipient), by=person)
        yield recipient.about
    for recipient in Recipient.objects.filter(share__sent_by=person):
        if recipient.ended_at is None:
            actions.end_link(actions.locked(recipient), by=person)
        forget_about(recipient.about)
    Share.objects.filter(sent_by=person).update(greeting="")

"""Messages about a commitment: to whom it is given, and to whoever waits for it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fivefold.commitments.models import Commitment
from fivefold.commitments.states import Act
from fivefold.partnerships.models import Membership
from fivefold.partnerships.telling import tell

_SUBJECTS: dict[str, Promise] = {
    "made": _("%(who)s wrote down what you took on: “%(title)s”"),
    Act.HANDED_ON: _("%(who)s handed on to you: “%(title)s”"),
    Act.NOT_MINE: _("%(who)s gave back to you: “%(title)s”"),
    Act.PASSED_ON: _("%(who)s has left, and this passes to you: “%(title)s”"),
    Act.DONE: _("%(who)s says this is done: “%(title)s”"),
    Act.MOVED: _("%(who)s moved the day of “%(title)s”"),
    Act.DROPPED: _("%(who)s dropped “%(title)s”"),
    Act.TAKEN_BACK: _("%(who)s took back a step of “%(title)s”"),
}


def tell_owner(commitment: Commitment, sender: Membership, act: str) -> None:
    """It is yours now."""
    if commitment.owner_id != sender.person_id:
        _tell(commitment, sender, act, {commitment.owner_id}, "commitments/mail/yours.txt")


def tell_who_waits(commitment: Commitment, sender: Membership, act: Act) -> None:
    """Its owner, where somebody else acted for them, and whoever wrote it down."""
    waiting = {commitment.owner_id, commitment.made_by_id} - {sender.person_id, None}
    _tell(commitment, sender, act, waiting, "commitments/mail/changed.txt")


def _tell(
    commitment: Commitment, sender: Membership, act: str, people: set[int | None], template: str
) -> None:
    readers = commitment.partnership.memberships.current().filter(person__in=people)
    for reader in readers.select_related("person"):
        tell(
            reader,
            subject=_SUBJECTS[act],
            template=template,
            sender=sender,
            record=commitment,
            address=commitment.get_absolute_url(),
            key=f"commitments.{act}:{commitment.steps.count()}",
        )

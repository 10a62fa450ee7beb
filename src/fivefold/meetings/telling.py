"""What everyone is told when a meeting is closed: its decisions and commitments, as its page has them."""

from django.utils.translation import gettext_lazy as _

from fivefold.meetings.models import Meeting
from fivefold.partnerships.models import Membership
from fivefold.partnerships.queries import other_members
from fivefold.partnerships.telling import tell


def tell_of_minutes(meeting: Meeting, sender: Membership) -> None:
    """Where nothing was decided or taken on, there is nothing to interrupt anybody for."""
    if not (meeting.decisions or meeting.commitments):
        return
    for member in other_members(sender):
        tell(
            member,
            subject=_("What was decided: “%(title)s”"),
            template="meetings/mail/closed.txt",
            sender=sender,
            record=meeting,
            address=meeting.get_absolute_url(),
            key="meetings.closed",
        )

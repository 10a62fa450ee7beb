"""What the page of an activity offers where it is a meeting: to prepare it, or to go there."""

from django.urls import reverse
from django.utils.translation import gettext

from fivefold.cycles.alongside import Deed
from fivefold.cycles.models import Activity, Scheduled
from fivefold.cycles.states import Lane, State
from fivefold.meetings.models import Meeting
from fivefold.partnerships.models import Membership
from fivefold.partnerships.permissions import Permission


def item_deed(item: Scheduled, membership: Membership) -> Deed | None:
    if not (isinstance(item, Activity) and item.lane == Lane.MEETINGS):
        return None
    if meeting := Meeting.objects.filter(activity=item).select_related("partnership").first():
        return Deed(gettext("Agenda and minutes"), meeting.get_absolute_url())
    is_ahead = item.state != State.CALLED_OFF and not item.cycle.is_closed
    if not is_ahead or Permission.MEETINGS_WRITE not in membership.permissions:
        return None
    address = reverse("meeting_prepare", args=[membership.partnership.public_id, item.public_id])
    return Deed(gettext("Prepare this meeting"), address)

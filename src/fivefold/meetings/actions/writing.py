"""What every act on a meeting does: who may, the rows anew under a lock, what is entered."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.core import ledger
from fivefold.core.rules import RuleError
from fivefold.meetings.models import Meeting
from fivefold.meetings.queries import OF_A_MEETING
from fivefold.partnerships.actions import one_at_a_time
from fivefold.partnerships.models import Membership, Partnership, SpacedRecord
from fivefold.partnerships.permissions import Permission, require
from fivefold.partnerships.queries import get_membership, shared_space


def who(partnership: Partnership, by: Person, right: Permission) -> Membership:
    membership = get_membership(by, partnership.public_id)
    require(right, membership)
    one_at_a_time(partnership)
    return membership


def anew(meeting: Meeting) -> Meeting:
    """As it is now, under the partnership's lock."""
    return Meeting.objects.select_related(*OF_A_MEETING).get(pk=meeting.pk)


def spaced(meeting: Meeting, by: Person) -> dict[str, Any]:
    return {"partnership": meeting.partnership, "space": meeting.space, "made_by": by}


def in_shared_space(partnership: Partnership, by: Person) -> dict[str, Any]:
    return {"partnership": partnership, "space": shared_space(partnership), "made_by": by}


def enter(meeting: Meeting, act: str, by: Person | None, **detail: str) -> None:
    """The name of a meeting is that of its activity, which a template may have named."""
    said = {"kind": "activity", "title": meeting.plain_title, **detail}
    ledger.append(meeting.space.key, f"meetings.{act}", by=by, about=meeting.about, detail=said)


def same_press(before: SpacedRecord, partnership: Partnership, by: Person) -> None:
    """A key that was used is only ever used again by the same hand."""
    if (before.made_by_id, before.partnership_id) != (by.pk, partnership.pk):
        raise RuleError("sent_already", _("This form was sent already. Open it anew."))

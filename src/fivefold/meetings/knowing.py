"""What this room knows about a person: where they were, what they wrote down, what they prepare.

The words stay when they go: they are the partnership's minutes, and the name of whoever wrote them goes
with the account.
"""

from collections.abc import Iterator

from fivefold.accounts.knowledge import Known
from fivefold.accounts.models import Person
from fivefold.meetings.models import Attended, Entry, Meeting, TalkVersion


def told(person: Person) -> Known:
    # Without the words: they belong to a space that somebody may have left.
    attended = Attended.objects.filter(membership__person=person).select_related("meeting__activity")
    entries = Entry.objects.filter(made_by=person).order_by("pk")
    owned = Entry.objects.filter(owner=person).order_by("pk")
    talks = TalkVersion.objects.filter(made_by=person).order_by("pk")
    kept = Meeting.objects.filter(keeper=person).order_by("pk")
    return {
        "meetings_attended": [
            {"meeting": one.meeting.public_id, "day": one.meeting.day} for one in attended.order_by("pk")
        ],
        "meetings_you_prepare": [{"meeting": one.public_id} for one in kept],
        "minutes_you_wrote": [
            *({"kind": one.kind, "of": one.public_id, "at": one.made_at} for one in entries),
            *({"kind": "dialogue", "of": one.public_id, "at": one.made_at} for one in talks),
        ],
        "commitments_in_minutes": [{"of": one.public_id, "due": one.due} for one in owned],
    }


def forget(_person: Person) -> Iterator[str]:
    yield from ()

"""Minutes, written by several people at once: entries are appended, and each is its author's."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.accounts.models import Person
from fivefold.commitments.actions import commit
from fivefold.core.rules import RuleError
from fivefold.goals.models import Strategy
from fivefold.meetings import policies
from fivefold.meetings.actions.writing import anew, enter, same_press, spaced, who
from fivefold.meetings.models import Entry, Meeting
from fivefold.meetings.states import EntryKind
from fivefold.partnerships.models import Membership
from fivefold.partnerships.permissions import Permission


@dataclass(frozen=True)
class Written:
    """An entry as it was typed; owner and day are of a commitment alone."""

    kind: str
    text: str
    owner: Person | None = None
    due: date | None = None
    strategy: Strategy | None = None


@transaction.atomic
def capture(meeting: Meeting, written: Written, *, pressed: str, by: Person) -> Entry:
    """One entry more. The same key again, from a device that never heard the answer, is the same entry."""
    membership = who(meeting.partnership, by, Permission.MEETINGS_CAPTURE)
    if before := Entry.objects.filter(pressed=pressed).first():
        same_press(before, meeting.partnership, by)
        return before
    meeting = anew(meeting)
    if refusal := policies.why_not_captured(meeting, meeting.entries.count()):
        raise refusal
    is_commitment = written.kind == EntryKind.COMMITMENT
    if is_commitment and not (written.owner and written.due):
        raise RuleError("no_owner", _("A commitment has an owner and a day."))
    entry = Entry.objects.create(
        **spaced(meeting, by),
        meeting=meeting,
        kind=written.kind,
        text=written.text.strip(),
        strategy=written.strategy,
        owner=written.owner if is_commitment else None,
        due=written.due if is_commitment else None,
        pressed=pressed,
        is_later=not meeting.is_open,
    )
    enter(meeting, f"{written.kind}_written", by)
    return take_up(entry, by=by) if is_commitment and _may_take_up(entry, membership) else entry


@transaction.atomic
def take_up(entry: Entry, *, by: Person) -> Entry:
    """Among the commitments, from this meeting, by somebody who may name its owner. Twice is once."""
    membership = who(entry.partnership, by, Permission.COMMITMENTS_WRITE)
    entry = Entry.objects.select_related("partnership", "meeting__partnership", "owner").get(pk=entry.pk)
    if not entry.is_commitment or entry.owner is None or entry.due is None:
        raise RuleError("no_owner", _("A commitment has an owner and a day."))
    if entry.commitment_id is None:
        entry.commitment = commit(
            entry.partnership,
            what=entry.text,
            owner=entry.owner,
            due=entry.due,
            source=entry.meeting,
            pressed=entry.pressed,
            by=membership.person,
        )
        entry.save(update_fields=["commitment"])
    return entry


def take_up_all(meeting: Meeting, membership: Membership) -> None:
    """What this member may, of all that still waits in the minutes."""
    for entry in meeting.entries.filter(kind=EntryKind.COMMITMENT, commitment=None).order_by("pk"):
        if _may_take_up(entry, membership):
            take_up(entry, by=membership.person)


def _may_take_up(entry: Entry, membership: Membership) -> bool:
    members = entry.partnership.memberships.current().select_related("person")
    return policies.may_take_up(membership, members.filter(person=entry.owner_id).first())


@transaction.atomic
def edit(entry: Entry, *, text: str, seen: int, by: Person) -> Entry:
    """seen: the number of the text that was read."""
    who(entry.partnership, by, Permission.MEETINGS_CAPTURE)
    entry = Entry.objects.select_related("made_by", "partnership", "space").get(pk=entry.pk)
    entry.meeting = anew(entry.meeting)
    if refusal := policies.why_not_edited(entry, by.pk):
        raise refusal
    text = text.strip()
    if text == entry.text:
        return entry
    if refusal := policies.why_not_meanwhile(entry.made_by, entry.number, seen):
        raise refusal
    entry.text, entry.number, entry.changed_at = text, entry.number + 1, timezone.now()
    entry.save(update_fields=["text", "number", "changed_at"])
    enter(entry.meeting, "entry_changed", by)
    return entry

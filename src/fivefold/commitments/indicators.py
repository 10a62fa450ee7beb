"""Counted from the rows: commitments that were done by their day."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from fivefold.commitments import queries
from fivefold.commitments.models import Commitment
from fivefold.commitments.states import Act, State
from fivefold.partnerships.models import Partnership
from fivefold.partnerships.record import Counted, Row


def counted(partnership: Partnership, first: date, last: date) -> list[Counted]:
    """Under trust: to keep one's word, or to say in time that one cannot, is what regular work rests on."""
    rows = list(_rows(partnership, first, min(last, timezone.localdate())))
    done = sum(row.is_done for row in rows)
    sentence = ngettext(
        "%(done)d of %(due)d commitment was done by its day",
        "%(done)d of %(due)d commitments were done by their day",
        len(rows),
    ) % {"done": done, "due": len(rows)}
    return [
        Counted(
            key="commitments_kept",
            dimension="trust",
            sentence=sentence,
            done=done,
            due=len(rows),
            first=first,
            last=last,
            rows=rows,
            name=gettext("Commitments done by their day"),
            note=gettext(
                "One that was moved before its day came counts by the new day; one that was dropped "
                "before it, not at all."
            ),
        )
    ]


def _rows(partnership: Partnership, first: date, last: date) -> Iterator[Row]:
    for one in queries.all_of(partnership).order_by("due", "pk"):
        day = counts_by(one)
        if first <= day <= last and not _was_dropped_in_time(one, day):
            kept = one.done_on is not None and one.done_on <= day
            yield Row(str(one), one.get_absolute_url(), kept)


def counts_by(commitment: Commitment) -> date:
    """The newest day that was agreed before the one that held until then had passed."""
    day = commitment.first_due
    for move in commitment.moves:
        if move.day is None or timezone.localdate(move.at) > day:
            break
        day = move.day
    return day


def _was_dropped_in_time(commitment: Commitment, day: date) -> bool:
    if commitment.state != State.DROPPED:
        return False
    dropped = [one.at for one in commitment.history if one.act == Act.DROPPED]
    return timezone.localdate(dropped[-1]) <= day

"""What people of Cedar Valley and Northfield took on. Made up; its days are those around the visit."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils import timezone

from fivefold.accounts.models import Person
from fivefold.commitments import actions
from fivefold.commitments.models import Commitment
from fivefold.core.identifiers import new_public_id
from fivefold.partnerships.models import Partnership

SAFEGUARD = "Ask the safeguard office for its sign-off on classroom video."
SAFEGUARD_MOVED = "The office answers on Thursdays only, and this Thursday is a holiday."


def take_on(partnership: Partnership, people: Mapping[str, Person]) -> None:
    """Some on their way, one late, one moved, some done, one dropped."""

    def take(owner: str, by: str, what: str, days: int) -> Commitment:
        due, pressed = _in_days(days), new_public_id()
        return actions.commit(
            partnership, what=what, owner=people[owner], due=due, pressed=pressed, by=people[by]
        )

    safeguard = take("marcus", "amara", SAFEGUARD, 1)
    actions.move(safeguard, due=_in_days(6), reason=SAFEGUARD_MOVED, by=people["marcus"])
    take("priya", "hannah", "Send the principals the observation protocol, two pages at most.", -9)
    take("luis", "amara", "Put the coaches’ calendars for the spring where both sides see them.", 13)
    take(
        "hannah",
        "amara",
        "Write the brief on coaching load so that a principal reads it in five minutes.",
        20,
    )
    take("denise", "marcus", "Tell the board in one paragraph what the year will ask of schools.", 27)
    sent = take("priya", "hannah", "Send back to each coach what their logs showed.", -20)
    actions.done(sent, on=_in_days(-22), by=people["priya"])
    listed = take("marcus", "marcus", "List who decides on staff time in each school.", -14)
    actions.done(listed, on=_in_days(-12), by=people["marcus"])
    asked = take("luis", "marcus", "Find two principals who would read the brief before anyone else.", -6)
    actions.done(asked, on=_in_days(-6), by=people["luis"])
    survey = take("hannah", "hannah", "Draft a second teacher survey for the winter.", 9)
    actions.drop(
        survey,
        reason="The spring round asks the same; a second one would cost teachers time for nothing new.",
        by=people["hannah"],
    )


def _in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)

"""How much time is left, of a dialogue and of one strategy in it: said in words, and ticked by the page."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from fivefold.meetings.models import Meeting
from fivefold.meetings.models.meetings import by_the_clock


@dataclass(frozen=True)
class Span:
    first: datetime
    last: datetime
    now: datetime

    @property
    def begins(self) -> str:
        return by_the_clock(self.first)

    @property
    def ends(self) -> str:
        return by_the_clock(self.last)

    @property
    def is_ahead(self) -> bool:
        return self.now < self.first

    @property
    def is_over(self) -> bool:
        return self.now >= self.last

    @property
    def minutes_left(self) -> int:
        """Begun minutes count whole, so that nobody is hurried by a rounding."""
        return max(0, ceil((self.last - max(self.now, self.first)).total_seconds() / 60))


@dataclass(frozen=True)
class Clock:
    whole: Span
    part: Span


def clock_of(meeting: Meeting, place: int, of: int, now: datetime) -> Clock:
    """place: of the strategy, from 0, among `of`: each has the same share of the time."""
    whole = Span(meeting.starts_at, meeting.ends_at, now)
    # In whole minutes, of which the last strategy ends with the dialogue.
    first, last = (meeting.minutes * number // max(of, 1) for number in (place, place + 1))
    begins = meeting.starts_at
    part = Span(begins + timedelta(minutes=first), begins + timedelta(minutes=last), now)
    return Clock(whole, part)

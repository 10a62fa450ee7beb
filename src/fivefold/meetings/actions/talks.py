"""What stands beside a strategy in the dialogue: prepared before, written on while people talk."""

from collections.abc import Mapping

from django.db import transaction

from fivefold.accounts.models import Person
from fivefold.goals.models import Strategy
from fivefold.meetings import policies
from fivefold.meetings.actions.writing import anew, enter, spaced, who
from fivefold.meetings.models import Meeting, TalkVersion
from fivefold.partnerships.permissions import Permission


@transaction.atomic
def write_talk(
    meeting: Meeting, strategy: Strategy, words: Mapping[str, str], *, seen: int, by: Person
) -> TalkVersion:
    """A version more; seen: the number of the one that was read, 0 where there was none."""
    who(meeting.partnership, by, Permission.MEETINGS_WRITE)
    meeting = anew(meeting)
    found = meeting.talks.filter(strategy=strategy).select_related("made_by", "partnership")
    newest = found.order_by("-number").first()
    words = {name: text.strip() for name, text in words.items()}
    if newest is not None and newest.words == words:
        return newest  # pressed twice
    if refusal := policies.why_not_talked(meeting, newest, words, seen):
        raise refusal
    talk = TalkVersion.objects.create(
        **spaced(meeting, by),
        meeting=meeting,
        strategy=strategy,
        envisioned=strategy.versions.order_by("-number")[0],
        number=newest.number + 1 if newest else 1,
        **words,
    )
    enter(meeting, "talk_written", by, strategy=str(strategy))
    return talk

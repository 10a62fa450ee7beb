"""Several people write, and two close a meeting, at the same moment; on both databases."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from fivefold.core import ledger
from fivefold.core.identifiers import new_public_id
from fivefold.core.models.mail import OutgoingMail
from fivefold.meetings import actions
from fivefold.meetings.models import Entry, Meeting
from tests.cast import Cast
from tests.meetings.holding import make_meeting, say_there, today, write


def at_once(*acts: Callable[[], object]) -> list[BaseException]:
    """Each in a thread of its own, all from one moment on; what they raised."""
    ready, raised = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            ready.wait()
            act()
        except BaseException as fault:
            raised.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return raised


@pytest.mark.django_db(transaction=True)
def test_what_several_write_and_send_again_at_once_is_there_once(cast: Cast) -> None:
    meeting = make_meeting(cast)
    people = (cast.marcus, cast.denise, cast.hannah, cast.priya)
    keys = {(person, number): new_public_id() for person in people for number in range(3)}

    def send(person: object, number: int) -> Callable[[], object]:
        key = keys[person, number]  # type: ignore[index]
        return lambda: write(meeting, person, f"{person} {number}", pressed=key)  # type: ignore[arg-type]

    twice = [send(person, number) for person, number in keys for _twice in range(2)]
    assert at_once(*twice) == []
    assert sorted(one.pressed for one in Entry.objects.all()) == sorted(keys.values())
    assert all(one.text.startswith(str(one.made_by)) for one in Entry.objects.all())
    assert ledger.verify(cast.shared.key).unbroken


@pytest.mark.django_db(transaction=True)
def test_of_two_who_close_at_once_one_does_and_nobody_is_told_twice(cast: Cast) -> None:
    meeting = make_meeting(cast)
    say_there(meeting, cast)
    write(meeting, cast.marcus, kind="decision")
    closing = [
        lambda by=by: actions.close(meeting, on=today(), by=by)
        for by in (cast.marcus, cast.hannah, cast.amara)
    ]
    assert at_once(*closing) == []
    entries = ledger.entries(cast.shared.key, None)
    assert sum(one.act == "meetings.closed" for one in entries) == 1
    closer = Meeting.objects.get().closed_by
    told = [one.to for one in OutgoingMail.objects.filter(key__startswith="meetings.closed")]
    assert len(told) == len(set(told)) == 6
    assert closer not in told


@pytest.mark.django_db(transaction=True)
def test_what_is_written_while_a_meeting_is_closed_is_in_it_or_marked_as_later(cast: Cast) -> None:
    meeting = make_meeting(cast)
    say_there(meeting, cast)
    acts = [lambda number=number: write(meeting, cast.denise, f"Note {number}") for number in range(4)]
    assert at_once(*acts, lambda: actions.close(meeting, on=today(), by=cast.marcus)) == []
    closed_at = Meeting.objects.get().closed_at
    assert Entry.objects.count() == 4
    assert closed_at is not None
    for entry in Entry.objects.all():
        assert entry.is_later == (entry.made_at > closed_at)

"""The mails of a day for 5,000 partnerships against those for 500, by the time that one person takes.

Two processes, each with an SQLite database of its own, take turns, so that the machine's moods fall on both
alike. Each turn breaks off after a twentieth of the people and the next goes on, as the worker's minutes do.
The goal is at most 1.3 times as long for each person, and one mail for everybody.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import Any

FEW, MANY = 500, 5_000
PEOPLE_EACH = 2
TURNS = 20
GOAL = 1.3


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        small, large = Morning(Path(folder) / "few", FEW), Morning(Path(folder) / "many", MANY)
        for _ in range(TURNS):
            small.turn()
            large.turn()
        found = [one.end() for one in (small, large)]
    for one in found:
        print(
            f"{one['partnerships']:>5,} partnerships: {one['mails']:,} mails, "
            f"{one['milliseconds']:.2f} ms each, "
            f"{one['queries']} queries each, to everybody once: {one['each_once']}"
        )
    ratio = found[1]["milliseconds"] / found[0]["milliseconds"]
    same = found[0]["queries"] == found[1]["queries"]
    print(f"ratio {ratio:.2f} (goal: at most {GOAL}), queries identical: {same}")
    return 0


class Morning:
    """A process that holds one database and writes mails when asked."""

    def __init__(self, folder: Path, partnerships: int) -> None:
        self.process = subprocess.Popen(
            [sys.executable, __file__, str(partnerships)],
            env={**os.environ, "FIVEFOLD_DATA": str(folder), "DATABASE_URL": "", "FIVEFOLD_MAIL_URL": ""},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._read()

    def turn(self) -> None:
        assert self.process.stdin
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        self._read()

    def _read(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline()

    def end(self) -> dict[str, Any]:
        assert self.process.stdin
        self.process.stdin.close()
        found: dict[str, Any] = json.loads(self._read())
        self.process.wait()
        return found


def answer(partnerships: int) -> None:
    from fivefold.config.installation import prepare, start_django

    start_django()
    prepare(lambda _: None)
    _fill(partnerships)
    from django.utils import timezone

    from fivefold.reminders.actions import send_due

    now, seconds = timezone.now(), 0.0
    queries = _queries_each(now)
    print("ready", flush=True)
    for _ in sys.stdin:
        handled = count()
        began = time.perf_counter()
        send_due(now, until=lambda handled=handled: next(handled) >= partnerships * PEOPLE_EACH // TURNS)
        seconds += time.perf_counter() - began
        print("done", flush=True)
    print(json.dumps(_what_came_of_it(partnerships, seconds, queries)), flush=True)


def _queries_each(now: Any) -> int:
    """Of one person, whose mail is then taken back."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from fivefold.core.models import OutgoingMail
    from fivefold.reminders.actions import send
    from fivefold.reminders.models import Digest
    from fivefold.reminders.queries import due

    [person] = due(now, 0, 1)
    with CaptureQueriesContext(connection) as counted:
        assert send(person, now)
    Digest.objects.all().delete()
    OutgoingMail.objects.all().delete()
    return len(counted)


def _what_came_of_it(partnerships: int, seconds: float, queries: int) -> dict[str, Any]:
    from fivefold.core.models import OutgoingMail

    mails = list(OutgoingMail.objects.values_list("to", flat=True))
    people = partnerships * PEOPLE_EACH
    return {
        "partnerships": partnerships,
        "mails": len(mails),
        "milliseconds": seconds * 1000 / people,
        "queries": queries,
        "each_once": len(mails) == len(set(mails)) == people,
    }


def _fill(partnerships: int) -> None:
    """Each with two people of its own, a year's few dates, and something that waits for both."""
    from datetime import timedelta

    from django.db import transaction
    from django.utils import timezone

    from fivefold.accounts.models import Person
    from fivefold.commitments.models import Commitment
    from fivefold.core.identifiers import new_public_id
    from fivefold.partnerships.models import Membership, Organization, Partnership, Space
    from fivefold.reminders.models import Choice

    today = timezone.localdate()
    district = Organization.objects.create(name="District", kind="district")
    university = Organization.objects.create(name="University", kind="university")
    with transaction.atomic():
        for number in range(partnerships):
            one = Partnership.objects.create(
                name=f"Partnership {number}",
                practice_organization=district,
                research_organization=university,
                began_on=today - timedelta(days=400),
            )
            shared = Space.objects.create(partnership=one, side="")
            for side, role in (("practice", "point_person"), ("research", "research_lead")):
                person = Person(email=f"{side}{number}@elsewhere.example", name=f"{side} {number}")
                person.save()
                Membership.objects.create(
                    person=person, partnership=one, side=side, role=role, started_on=one.began_on
                )
                # Every day from midnight on, so that it is no matter when this runs.
                Choice.objects.create(person=person, hour=0, weekdays_only=False)
                Commitment.objects.create(
                    partnership=one,
                    space=shared,
                    made_by=person,
                    pressed=new_public_id(),
                    what="Read the brief.",
                    owner=person,
                    side=side,
                    due=today + timedelta(days=2),
                )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        answer(int(sys.argv[1]))
    else:
        sys.exit(main())

"""The report-card page with 1,000 partnerships in the database against the same page with 1.

Two processes, each with an SQLite database of its own, answer in turns, so that the machine's moods
fall on both alike. The goal is a p95 at most 1.2 times as long and the same number of queries.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

PARTNERSHIPS = 1_000
TURNS = 12
REQUESTS_A_TURN = 25
GOAL = 1.2


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        small, large = Server(Path(folder) / "one", 1), Server(Path(folder) / "thousand", PARTNERSHIPS)
        for _ in range(TURNS):
            small.turn()
            large.turn()
        small.end()
        large.end()
    ratio = large.p95() / small.p95()
    print(f"report card, 1 partnership:     p95 {small.p95():.1f} ms, {small.queries()} queries")
    print(f"report card, {PARTNERSHIPS:,} partnerships: p95 {large.p95():.1f} ms, {large.queries()} queries")
    print(
        f"ratio {ratio:.2f} (goal: at most {GOAL}), queries identical: {small.queries() == large.queries()}"
    )
    return 0


class Server:
    """A process that holds one database and answers when asked."""

    def __init__(self, folder: Path, partnerships: int) -> None:
        environment = {**os.environ, "FIVEFOLD_DATA": str(folder), "DATABASE_URL": ""}
        self.process = subprocess.Popen(
            [sys.executable, __file__, str(partnerships)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.found: list[dict[str, Any]] = []
        self._read()

    def turn(self) -> None:
        assert self.process.stdin
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        self.found.append(json.loads(self._read()))

    def _read(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline()

    def end(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()

    def p95(self) -> float:
        return statistics.quantiles([one for turn in self.found for one in turn["milliseconds"]], n=20)[-1]

    def queries(self) -> int:
        counts = {turn["queries"] for turn in self.found}
        assert len(counts) == 1, "the number of queries varies from request to request"
        return int(counts.pop())


def answer(partnerships: int) -> None:
    from fivefold.config.installation import prepare, start_django

    start_django()
    prepare(lambda _: None)
    from fivefold.demonstration.loading import load

    load(lambda _: None)
    if partnerships > 1:
        _multiply(partnerships)
    page = _report_card()
    page()
    print("ready", flush=True)
    for _ in sys.stdin:
        print(json.dumps(_ask(page)), flush=True)


def _multiply(partnerships: int) -> None:
    """More partnerships, each with members, rounds, cards and years as the demonstration’s first has them."""
    from fivefold.core.identifiers import new_public_id
    from fivefold.health.models import Assessment
    from fivefold.partnerships.models import Membership, Partnership, Space
    from fivefold.surveys.models import Round

    pattern = Partnership.objects.get(name="Middle-grades mathematics")
    members = list(Membership.objects.filter(partnership=pattern))
    assessments = list(Assessment.objects.filter(partnership=pattern).select_related("space", "round"))
    strangers = _strangers(members)
    for _ in range(partnerships - 1):
        copy = Partnership.objects.get(pk=pattern.pk)
        copy.pk, copy.public_id = None, new_public_id()
        copy.save()
        spaces = {
            side: Space.objects.create(partnership=copy, side=side) for side in ("practice", "", "research")
        }
        for member in members:
            Membership.objects.create(
                person=strangers[member.person_id],
                partnership=copy,
                side=member.side,
                role=member.role,
                started_on=member.started_on,
            )
        for one in assessments:
            facts = Round.objects.get(pk=one.round_id)
            facts.pk, facts.public_id = None, new_public_id()
            facts.partnership, facts.space = copy, spaces[one.space.side]
            facts.save()
            Assessment.objects.create(
                partnership=copy,
                space=spaces[one.space.side],
                made_by=one.made_by,
                round=facts,
                framework_key=one.framework_key,
                framework_version=one.framework_version,
                dimensions_asked=one.dimensions_asked,
                record=one.record,
            )
        _copy_years(pattern, copy, spaces[""])


def _copy_years(pattern: Any, copy: Any, space: Any) -> None:
    """What the record strand counts, with the moves that decide it."""
    from fivefold.core.identifiers import new_public_id
    from fivefold.cycles.models import Activity, Cycle, Move

    def fresh(one: Any, **more: Any) -> Any:
        of = {name: getattr(one, name) for name in (field.attname for field in one._meta.concrete_fields)}
        of |= {"id": None, "public_id": new_public_id(), "partnership_id": copy.pk, "space_id": space.pk}
        return type(one)(**of | more)

    for year in Cycle.objects.filter(partnership=pattern):
        cycle = fresh(year, made_from_id=None)
        cycle.save()
        activities = list(Activity.objects.filter(cycle=year))
        own = Activity.objects.bulk_create([fresh(one, cycle_id=cycle.pk) for one in activities])
        of = {one.pk: new.pk for one, new in zip(activities, own, strict=True)}
        moves = Move.objects.filter(activity__in=activities)
        Move.objects.bulk_create([fresh(one, activity_id=of[one.activity_id]) for one in moves])


def _strangers(members: list[Any]) -> dict[int, Any]:
    """Other people hold the other memberships: the reader belongs to as many partnerships as before."""
    from fivefold.accounts.models import Person

    return {
        member.person_id: Person.objects.create_user(f"stranger{number}@elsewhere.example", name="A stranger")
        for number, member in enumerate(members)
    }


def _report_card() -> Any:
    from django.test import Client
    from django.urls import reverse

    from fivefold.accounts.models import Person
    from fivefold.partnerships.models import Partnership

    client = Client(headers={"host": "localhost"})
    client.force_login(Person.objects.get(name="Marcus Webb"))
    partnership = Partnership.objects.filter(name="Middle-grades mathematics").earliest("pk")
    address = reverse("report_card", args=[partnership.public_id])

    def page() -> None:
        response = client.get(address)
        assert response.status_code == 200, response.status_code

    return page


def _ask(page: Any) -> dict[str, Any]:
    import time

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    milliseconds = []
    for _ in range(REQUESTS_A_TURN):
        began = time.perf_counter()
        page()
        milliseconds.append((time.perf_counter() - began) * 1000)
    with CaptureQueriesContext(connection) as counted:
        page()
    return {"milliseconds": milliseconds, "queries": len(counted)}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        answer(int(sys.argv[1]))
    else:
        sys.exit(main())

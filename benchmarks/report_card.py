"""The report-card page with 1,000 partnerships in the database against the same page with 1.

The goal is a p95 at most 1.2 times as long and the same number of queries.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from serving.turns import answer, in_turns, page_of, start_demonstration

PARTNERSHIPS = 1_000
GOAL = 1.2
CARD = "report card"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        small, large = in_turns(__file__, Path(folder), 1, PARTNERSHIPS)
    for title, server in (("1 partnership:    ", small), (f"{PARTNERSHIPS:,} partnerships:", large)):
        print(f"report card, {title} p95 {server.p95(CARD):.1f} ms, {server.queries(CARD)} queries")
    ratio = large.p95(CARD) / small.p95(CARD)
    same = small.queries(CARD) == large.queries(CARD)
    print(f"ratio {ratio:.2f} (goal: at most {GOAL}), queries identical: {same}")
    return 0


def serve(partnerships: int) -> None:
    start_demonstration()
    from django.urls import reverse

    from fivefold.partnerships.models import Partnership

    if partnerships > 1:
        _multiply(partnerships)
    first = Partnership.objects.filter(name="Middle-grades mathematics").earliest("pk")
    answer({CARD: page_of(reverse("report_card", args=[first.public_id]), name="Marcus Webb")})


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


if __name__ == "__main__":
    if len(sys.argv) > 1:
        serve(int(sys.argv[1]))
    else:
        sys.exit(main())

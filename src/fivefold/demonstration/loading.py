"""Puts the demonstration into an empty database, by the same actions that people's pages call."""

import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from django.db import transaction

from fivefold.accounts.actions import add_person
from fivefold.accounts.models import Person
from fivefold.assess import instruments
from fivefold.assess.mapping import SideColumn
from fivefold.core.demonstration import is_demonstration, mark_as_demonstration
from fivefold.demonstration import agreeing, promising
from fivefold.demonstration.answers import simulate, write_survey
from fivefold.demonstration.asking import ask_for_time
from fivefold.demonstration.meeting import hold_meetings
from fivefold.demonstration.people import MATHEMATICS, PARTNERSHIPS, PEOPLE, DemoPartnership, DemoRound
from fivefold.demonstration.years import plan_years
from fivefold.files.reading import open_table
from fivefold.health.models import Assessment
from fivefold.partnerships.actions import admit, begin_partnership, found_organization
from fivefold.partnerships.models import Organization, Partnership
from fivefold.partnerships.sharing import share
from fivefold.partnerships.states import OrganizationKind
from fivefold.surveys.actions import record_round

# One seed a round, fixed: everyone who looks at the demonstration sees the same numbers.
FIRST_SEED = 20261124
ORGANIZATIONS = {
    "Cedar Valley USD": ("Cedar Valley", OrganizationKind.DISTRICT),
    "Northfield University": ("Northfield", OrganizationKind.UNIVERSITY),
    "Millbrook College": ("Millbrook", OrganizationKind.UNIVERSITY),
    "Lakeshore Education Service Agency": ("Lakeshore", OrganizationKind.BROKER),
}

People = Mapping[str, Person]


class DatabaseInUseError(Exception):
    def __init__(self) -> None:
        super().__init__(
            "This database holds real people, so no demonstration is put into it. "
            "Set FIVEFOLD_DATA to an empty folder, or leave out --database."
        )


def load(tell: Callable[[str], None]) -> None:
    """Load once; a second call finds the mark and leaves everything as visitors have made it."""
    if is_demonstration():
        return
    if Person.objects.exists():
        raise DatabaseInUseError
    tell("Making up three partnerships and simulating their members’ answers: a few seconds.")
    # All or nothing: an interrupted start leaves an empty database, not half a demonstration.
    with transaction.atomic():
        mark_as_demonstration()
        people = {one.key: add_person(email=one.email, name=one.name, by=None) for one in PEOPLE}
        organizations = {
            name: found_organization(name=name, short_name=short, kind=kind, by=None)
            for name, (short, kind) in ORGANIZATIONS.items()
        }
        seed = FIRST_SEED
        for made_up in PARTNERSHIPS:
            partnership = _begin(made_up, organizations, people)
            if made_up is MATHEMATICS:
                agreeing.write_goals(partnership, people)
                agreeing.agree_terms(partnership, people)
            for one in made_up.rounds:
                _record(one, partnership, made_up, people, seed=seed, tell=tell)
                seed += 1
            if made_up.key == MATHEMATICS.key:
                plan_years(partnership, people)
                hold_meetings(partnership, people)
                promising.take_on(partnership, people)
                ask_for_time(partnership, people)


def _begin(
    made_up: DemoPartnership, organizations: Mapping[str, Organization], people: People
) -> Partnership:
    partnership = begin_partnership(
        name=made_up.name,
        practice=organizations[made_up.practice],
        research=organizations[made_up.research],
        broker=organizations[made_up.broker],
        began_on=made_up.began_on,
        by=None,
    )
    for member in made_up.members:
        admit(
            people[member.person],
            partnership,
            side=member.side,
            role=member.role,
            title=member.title,
            started_on=min(made_up.began_on, date.today()),
            by=None,
        )
    return partnership


def _record(
    one: DemoRound,
    partnership: Partnership,
    made_up: DemoPartnership,
    people: People,
    *,
    seed: int,
    tell: Callable[[str], None],
) -> None:
    tell(f"  {made_up.name}: {one.title}")
    instrument = instruments.load(instruments.DEFAULT)
    with tempfile.TemporaryDirectory() as folder:
        survey = Path(folder) / "survey.csv"
        write_survey(survey, simulate(one, instrument, seed=seed), instrument)
        table = open_table(survey)
    by = people[one.recorded_by]
    recorded = record_round(
        partnership=partnership,
        title=one.title,
        began_on=one.began_on,
        ended_on=one.ended_on,
        table=table,
        mapping=instrument.mapping(SideColumn("side", {side: (side,) for side in one.members})),
        members=one.members,
        instrument=instrument,
        by=by,
    )
    assessment = Assessment.objects.get(round=recorded)
    if one.shared_by:
        share(assessment, by=people[one.shared_by])

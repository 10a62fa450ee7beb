"""The made-up people and partnerships of the demonstration, and the truth behind their answers.

Every name is invented. The truth is stated so that a visitor can hold the report card against it:
`docs/researchers/demonstration.md` prints it.
"""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class DemoPerson:
    key: str
    name: str
    email: str
    on_people_page: bool = False
    # The partnership whose report card opens at once for who has one minute.
    opens: str = ""


@dataclass(frozen=True)
class DemoMember:
    person: str
    side: str
    role: str
    title: str


@dataclass(frozen=True)
class DemoRound:
    """One yearly round: members invited, share who answer, and the true mean of each scale by side."""

    title: str
    began_on: date
    ended_on: date
    members: dict[str, int]
    response_rate: dict[str, float]
    truth: dict[str, dict[str, float]]
    recorded_by: str
    # Nobody: it stays private to the side that recorded it.
    shared_by: str = ""


@dataclass(frozen=True)
class DemoPartnership:
    key: str
    name: str
    practice: str
    research: str
    broker: str
    began_on: date
    members: tuple[DemoMember, ...]
    rounds: tuple[DemoRound, ...] = field(default=())


PEOPLE = (
    DemoPerson("marcus", "Marcus Webb", "marcus.webb@cedarvalley.example", on_people_page=True),
    DemoPerson("priya", "Priya Raman", "priya.raman@northfield.example", on_people_page=True),
    DemoPerson("amara", "Amara Lewis", "amara.lewis@lakeshore.example", on_people_page=True),
    DemoPerson(
        "denise", "Denise Okafor", "denise.okafor@cedarvalley.example", True, "Middle-grades mathematics"
    ),
    DemoPerson("hannah", "Hannah Lindqvist", "hannah.lindqvist@northfield.example"),
    DemoPerson("luis", "Luis Ortega", "luis.ortega@cedarvalley.example"),
    DemoPerson("ruth", "Ruth Abernathy", "ruth.abernathy@millbrook.example"),
)


def _truth(
    trust: tuple[float, float],
    rigor: tuple[float, float],
    goals: tuple[float, float],
    field_: tuple[float, float],
    capacity: tuple[float, float],
) -> dict[str, dict[str, float]]:
    pairs = {"trust": trust, "rigor": rigor, "goals": goals, "field": field_, "capacity": capacity}
    return {
        scale: {"practice": practice, "research": research} for scale, (practice, research) in pairs.items()
    }


def _spring(
    year: int, members: tuple[int, int], rate: float, truth: dict[str, dict[str, float]], *, shared_by: str
) -> DemoRound:
    return DemoRound(
        title=f"Spring {year}",
        began_on=date(year, 3, 2),
        ended_on=date(year, 3, 27),
        members={"practice": members[0], "research": members[1]},
        response_rate={"practice": rate, "research": min(1.0, rate + 0.15)},
        truth=truth,
        recorded_by="priya",
        shared_by=shared_by,
    )


MATHEMATICS = DemoPartnership(
    key="mathematics",
    name="Middle-grades mathematics",
    practice="Cedar Valley USD",
    research="Northfield University",
    broker="Lakeshore Education Service Agency",
    began_on=date(2023, 8, 1),
    members=(
        DemoMember("marcus", "practice", "point_person", "Director of research"),
        DemoMember("denise", "practice", "practice_member", "Superintendent"),
        DemoMember("luis", "practice", "practice_member", "Assistant superintendent"),
        DemoMember("hannah", "research", "research_lead", "Principal investigator"),
        DemoMember("priya", "research", "researcher", "Partnership manager"),
        DemoMember("amara", "broker", "facilitator", "Partnership consultant"),
    ),
    rounds=(
        _spring(
            2024,
            (112, 24),
            0.70,
            _truth((52, 58), (64, 66), (64, 66), (47, 52), (60, 61)),
            shared_by="hannah",
        ),
        _spring(
            2025,
            (118, 26),
            0.72,
            _truth((62, 66), (58, 71), (65, 67), (48, 54), (59, 61)),
            shared_by="hannah",
        ),
        _spring(
            2026,
            (121, 28),
            0.74,
            _truth((72, 74), (52, 77), (66, 68), (49, 55), (57, 61)),
            shared_by="hannah",
        ),
        DemoRound(
            title="Coaches’ check-in, fall 2026",
            began_on=date(2026, 10, 5),
            ended_on=date(2026, 10, 16),
            members={"practice": 31},
            response_rate={"practice": 0.84},
            truth=_truth((68, 68), (45, 45), (58, 58), (42, 42), (44, 44)),
            recorded_by="marcus",
        ),
    ),
)

READING = DemoPartnership(
    key="reading",
    name="Early reading, rural schools",
    practice="Cedar Valley USD",
    research="Millbrook College",
    broker="Lakeshore Education Service Agency",
    began_on=date(2025, 1, 15),
    members=(
        DemoMember("marcus", "practice", "point_person", "Director of research"),
        DemoMember("denise", "practice", "practice_member", "Superintendent"),
        DemoMember("ruth", "research", "research_lead", "Associate professor"),
        DemoMember("priya", "research", "researcher", "Visiting researcher"),
        DemoMember("amara", "broker", "facilitator", "Partnership consultant"),
    ),
    rounds=(
        _spring(
            2026,
            (8, 3),
            0.8,
            _truth((70, 72), (55, 60), (58, 60), (40, 42), (50, 55)),
            shared_by="ruth",
        ),
    ),
)

ADVISING = DemoPartnership(
    key="advising",
    name="High school advising",
    practice="Cedar Valley USD",
    research="Northfield University",
    broker="Lakeshore Education Service Agency",
    began_on=date(2026, 10, 1),
    members=(
        DemoMember("marcus", "practice", "point_person", "Director of research"),
        DemoMember("denise", "practice", "practice_member", "Superintendent"),
        DemoMember("hannah", "research", "research_lead", "Principal investigator"),
        DemoMember("priya", "research", "researcher", "Partnership manager"),
    ),
)

PARTNERSHIPS = (MATHEMATICS, READING, ADVISING)

"""Numbers that the documents state are those of the code."""

from datetime import timedelta
from fractions import Fraction

import pytest

from fivefold.accounts import invitations
from fivefold.agreements.terms import LEAST_THRESHOLD, Content
from fivefold.assess import instruments
from fivefold.assess.frameworks import keys, load
from fivefold.demonstration import answers, loading
from fivefold.demonstration.people import PARTNERSHIPS
from fivefold.files import limits
from fivefold.files.calendars import occurrences as calendar_rules
from fivefold.health import opening, reading
from fivefold.partnerships import emergency
from fivefold.partnerships.record import LEAST_DUE
from fivefold.reports.models import KEPT_FOR as FILE_KEPT_FOR
from fivefold.shares import policies as shares
from fivefold.stats.disclosure import THRESHOLD
from fivefold.surveys.models.imports import KEPT_FOR as IMPORT_KEPT_FOR
from tests.docs.pages import DOCS, ROOT, rows

RESEARCHERS = DOCS / "researchers"
POINT_PERSON = DOCS / "point-person"
SCALES = ("trust", "rigor", "goals", "field", "capacity")


def test_the_demonstrations_truth_is_the_one_that_is_simulated() -> None:
    stated = rows(RESEARCHERS / "demonstration.md", "What is true")
    made_up = [
        [partnership.name, one.title, side, members, one.response_rate[side]]
        + [one.truth[scale][side] for scale in SCALES]
        for partnership in PARTNERSHIPS
        for one in partnership.rounds
        for side, members in one.members.items()
    ]
    assert [row[:3] for row in stated] == [row[:3] for row in made_up]
    for row, truth in zip(stated, made_up, strict=True):
        assert [float(cell) for cell in row[3:]] == pytest.approx(truth[3:]), row


def test_the_demonstrations_rates_are_those_that_are_simulated() -> None:
    page = RESEARCHERS / "demonstration.md"
    assert [float(row[1]) for row in rows(page, "How answers come about")] == [
        answers.SPREAD_OF_PERSONS,
        answers.SPREAD_OF_ITEMS,
        answers.NOT_APPLICABLE,
        answers.STOP_HALF_WAY,
    ]
    text = page.read_text()
    for side, unseen in answers.UNSEEN.items():
        assert f"| {side} | {' | '.join(f'{unseen[scale]:.2f}' for scale in SCALES)} |" in text
    assert f"The seed is {loading.FIRST_SEED} for the first round" in text


def test_the_rules_of_the_report_card_are_those_that_are_applied() -> None:
    page = RESEARCHERS / "methods.md"
    stated = [Fraction(row[1]) for row in rows(page, "How the report card reads a round")]
    assert [float(number) for number in stated] == pytest.approx(
        [
            THRESHOLD,
            reading.STRENGTH_LINE,
            reading.TINY_SIDE,
            reading.SIGNIFICANCE,
            reading.CANNOT_TELL_TALK,
            reading.SAME_PART_OF_STEP,
            opening.MOST_ANSWERED,
            Fraction(*reading.AGREED_SHARE),
            LEAST_DUE,
        ]
    )
    assert f"Rules of version {reading.RULES_VERSION}." in page.read_text()


def test_the_limits_are_those_that_are_kept() -> None:
    stated = [row[1] for row in rows(RESEARCHERS / "mapping.md", "Limits")]
    assert stated == [
        f"{limits.FILE_BYTES // limits.MEGABYTE} MB",
        f"{limits.COLUMNS:,}",
        f"{limits.CELLS:,}",
        f"{limits.CELL_CHARACTERS:,}",
        f"{limits.WORKBOOK_BYTES // limits.MEGABYTE} MB",
        f"{limits.CODEBOOK_BYTES // limits.MEGABYTE} MB",
        f"{limits.CALENDAR_BYTES // limits.MEGABYTE} MB",
        f"{limits.CALENDAR_EVENTS:,} each",
        f"{calendar_rules.OCCURRENCES:,}",
        f"{limits.MEMORY_BYTES >> 30} GiB",
        f"{limits.CPU_SECONDS} s",
    ]


def test_the_limits_of_a_roll_are_those_that_are_kept() -> None:
    most = f"{limits.ROLL_ROWS:,} rows of {limits.ROLL_COLUMNS} columns"
    assert most in (RESEARCHERS / "rosters.md").read_text()


def test_the_frameworks_are_those_that_ship() -> None:
    page = RESEARCHERS / "frameworks.md"
    stated = {row[0].split()[0]: row[1].split() for row in rows(page, "What ships")}
    assert stated == {key: list(load(key).dimension_keys) for key in keys()}


def test_the_members_survey_is_the_one_that_ships() -> None:
    pilot = instruments.load()
    text = (RESEARCHERS / "frameworks.md").read_text() + (ROOT / "README.md").read_text()
    assert pilot.key in text
    assert f"{len(pilot.items)} statements" in text
    assert f"survey of {len(pilot.items)} items" in text
    for scale in pilot.scales:
        assert f"`{scale.items[0].key}` … `{scale.items[-1].key}`" in " ".join(text.split())


@pytest.mark.parametrize(
    ("name", "kept", "stated", "english", "spanish"),
    [
        ("first-days.md", invitations.LASTS, timedelta(weeks=2), "two weeks", "dos semanas"),
        ("bringing-a-survey.md", IMPORT_KEPT_FOR, timedelta(days=14), "14 days", "14 días"),
        ("taking-it-away.md", FILE_KEPT_FOR, timedelta(hours=24), "24 hours", "24 horas"),
        ("sharing-outside.md", shares.MOST_PEOPLE, 20, "up to twenty", "hasta veinte"),
        ("sharing-outside.md", shares.LASTS_DAYS, 30, "A month from now", "un mes desde hoy"),
        ("sharing-outside.md", shares.LONGEST_DAYS, 365, "a year is the most", "el máximo es un año"),
        ("sharing-outside.md", shares.VISIT_LASTS, timedelta(hours=8), "eight hours", "ocho horas"),
        ("sharing-outside.md", shares.KEPT, timedelta(days=90), "90 days", "90 días"),
        ("sharing-outside.md", shares.PAUSE, timedelta(minutes=10), "ten minutes", "diez minutos"),
        ("sharing-outside.md", shares.TIMES_SENT, 6, "six times", "seis veces"),
        ("terms.md", Content().reply_days, 10, "ten school days", "diez días de clase"),
        ("terms.md", Content().extension_days, 5, "one extension of five", "prórroga de cinco"),
        ("terms.md", LEAST_THRESHOLD, 5, "five at least", "cinco por lo menos"),
        ("reading-the-report-card.md", emergency.LASTS, timedelta(hours=1), "within the hour", "en una hora"),
        ("reading-the-report-card.md", THRESHOLD, 5, "Fewer than five people", "menos de cinco personas"),
        (
            "reading-the-report-card.md",
            reading.TINY_SIDE,
            10,
            "fewer than ten members",
            "menos de diez miembros",
        ),
    ],
)
def test_what_a_point_person_is_told_to_count_on_is_what_is_kept(
    name: str, kept: object, stated: object, english: str, spanish: str
) -> None:
    assert kept == stated
    for page, words in ((POINT_PERSON / name, english), (POINT_PERSON / "es" / name, spanish)):
        assert words in " ".join(page.read_text(encoding="utf-8").split())

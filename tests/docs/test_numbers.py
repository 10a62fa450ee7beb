"""Numbers that the documents state are those of the code."""

from fractions import Fraction

import pytest

from fivefold.assess import instruments
from fivefold.assess.frameworks import keys, load
from fivefold.demonstration import answers, loading
from fivefold.demonstration.people import PARTNERSHIPS
from fivefold.files import limits
from fivefold.health import opening, reading
from fivefold.stats.disclosure import THRESHOLD
from tests.docs.pages import DOCS, ROOT, rows

RESEARCHERS = DOCS / "researchers"
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

"""Figures of real files, worked out again with plain Python and nothing of ours."""

import csv
import math
from pathlib import Path

import pytest
from scipy import stats as reference

from fivefold.assess import frameworks, mapping_toml
from fivefold.assess.assessing import assess
from fivefold.assess.assessment import ScaleResult
from fivefold.files.reading import open_table

AGREEABLE = """
[scales.agreeable]
items = ["A1", "A2", "A3", "A4", "A5"]
reverse = ["A1"]
answers = { "1" = 1, "2" = 2, "3" = 3, "4" = 4, "5" = 5, "6" = 6 }
[groups]
side = { column = "gender", practice = [1], research = [2] }
"""
SCIENCE = """
[scales.science]
items = ["Comfort", "Work", "Future", "Benefit"]
answers = { "1" = 1, "2" = 2, "3" = 3, "4" = 4 }
"""


def found(path: Path, mapping: str, members: int | None = None) -> ScaleResult:
    (only,) = assess(
        open_table(path),
        mapping_toml.parse(mapping, "map.toml"),
        framework=frameworks.load(),
        members=members,
    ).scales
    return only


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def score(answers: list[int], items: int) -> float | None:
    return sum(answers) / len(answers) if 2 * len(answers) >= items and answers else None


def test_mean_interval_and_bounds_of_science_attitudes(samples: Path) -> None:
    path = samples / "scales" / "science_attitudes.csv"
    people = [
        sum(100 * (int(row[item]) - 1) / 3 for item in ("Comfort", "Work", "Future", "Benefit")) / 4
        for row in rows_of(path)
    ]
    n, members = 392, 500
    assert len(people) == n
    mean = sum(people) / n
    sd = math.sqrt(sum((one - mean) ** 2 for one in people) / (n - 1))
    half = reference.t.ppf(0.975, n - 1) * sd / math.sqrt(n) * math.sqrt(1 - n / members)
    result = found(path, SCIENCE, members)
    assert result.mean == pytest.approx(mean, abs=1e-9)
    assert (result.low, result.high) == pytest.approx((mean - half, mean + half), abs=1e-9)
    assert result.bounds == pytest.approx((n * mean / members, (n * mean + 108 * 100) / members), abs=1e-9)
    # Published with the data: alpha .598.
    assert result.alpha == pytest.approx(0.598, abs=0.0005)


def test_a_reversed_item_and_missing_answers_in_bfi(samples: Path) -> None:
    path = samples / "scales" / "bfi.csv"
    people: dict[str, list[float]] = {"1": [], "2": []}
    for row in rows_of(path):
        native = [
            7 - int(row[item]) if item == "A1" else int(row[item])
            for item in ("A1", "A2", "A3", "A4", "A5")
            if row[item]
        ]
        scored = score([100 * (one - 1) for one in native], 5)
        if scored is not None:
            people[row["gender"]].append(scored / 5)
    everyone = people["1"] + people["2"]
    result = found(path, AGREEABLE)
    assert result.n == len(everyone)
    assert result.mean == pytest.approx(sum(everyone) / len(everyone), abs=1e-9)
    # Published with the data: alpha .70.
    assert result.alpha == pytest.approx(0.70, abs=0.005)
    welch = reference.ttest_ind(people["1"], people["2"], equal_var=False).confidence_interval(0.95)
    assert result.difference is not None
    assert result.difference.mean == pytest.approx(
        sum(people["1"]) / len(people["1"]) - sum(people["2"]) / len(people["2"]), abs=1e-9
    )
    assert (result.difference.low, result.difference.high) == pytest.approx((welch.low, welch.high), abs=1e-9)


def test_leadership_in_companies(samples: Path) -> None:
    path = samples / "scales" / "groups_lq2002.csv"
    items = [f"LEAD{number:02}" for number in range(1, 12)]
    people = [100 * (sum(int(row[item]) for item in items) / 11 - 1) / 4 for row in rows_of(path)]
    listed = ", ".join(f'"{item}"' for item in items)
    answers = ", ".join(f'"{number}" = {number}' for number in range(1, 6))
    result = found(path, f"[scales.lead]\nitems = [{listed}]\nanswers = {{ {answers} }}")
    assert result.n == len(people) == 2042
    assert result.mean == pytest.approx(sum(people) / 2042, abs=1e-9)
    # Published with the data: alpha .902.
    assert result.alpha == pytest.approx(0.902, abs=0.0005)

"""Recognizing a file of 10,000 rows × 200 columns and proposing its mapping, against merely reading it.

Both open the same file anew, in turns. Reading is told the format; the other finds out the sign between
cells, the tool, the header, the personal columns and the scales, and reads the file too. Goal: less than
twice as long in all.
"""

import csv
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fivefold.assess import frameworks
from fivefold.assess.from_file import open_proposed
from fivefold.files.reading import open_table

ROWS = 10_000
GRIDS = 15
ITEMS = 10
NUMBERED = 30
TURNS = 7
GOAL = 2.0
AGREE = ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree", "Does not apply", "")
OFTEN = ("Never", "Rarely", "Sometimes", "Often", "Always", "I cannot tell", "")
WORDS = ("the", "district", "met", "us", "often", "and", "we", "learned", "from", "it")


def write_survey(path: Path) -> int:
    """A LimeSurvey export: its own columns, grids in words, numbers, comments, a role. Returns its width."""
    rng = random.Random(20261124)
    own = ["Response ID", "Date submitted", "Last page", "Start language", "Seed"]
    grids = [
        f"How far is this true of part {grid}? [Statement {item} of it]"
        for grid in range(GRIDS)
        for item in range(ITEMS)
    ]
    numbers = [f"From 1 to 5, aspect {number}" for number in range(NUMBERED)]
    others = [*("What is your role?", "Email address"), *(f"Comment {number}" for number in range(13))]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([*own, *grids, *numbers, *others])
        for row in range(ROWS):
            answers = [
                answer
                for grid in range(GRIDS)
                for answer in rng.choices(AGREE if grid % 2 else OFTEN, k=ITEMS)
            ]
            role = rng.choice(("Teacher", "Principal", "University researcher"))
            comments = [" ".join(rng.choices(WORDS, k=6)) if rng.random() < 0.2 else "" for _ in range(13)]
            told = [row, "2026-02-02 08:00:00", 3, "en", rng.randrange(10**9)]
            rest = [*rng.choices("12345", k=NUMBERED), role, f"p{row}@example.org", *comments]
            writer.writerow([*told, *answers, *rest])
    return len(own) + len(grids) + len(numbers) + len(others)


def seconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def main() -> int:
    framework = frameworks.load()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "results.csv"
        columns = write_survey(path)
        table, proposal = open_proposed(path, framework)
        found = f"{table.format}, {len(proposal.scales)} scales, {len(proposal.personal)} personal columns"
        pairs = [
            (
                seconds(lambda: open_proposed(path, framework)),
                seconds(
                    lambda: open_table(path, format="csv", header_rows=1, encoding="utf-8", delimiter=",")
                ),
            )
            for _ in range(TURNS)
        ]
        megabytes = path.stat().st_size / 1e6
    proposing, reading = (statistics.median(pair[which] for pair in pairs) for which in (0, 1))
    print(
        f"{ROWS:,} rows × {columns} columns, {megabytes:.0f} MB: recognized and proposed ({found}) in "
        f"{proposing:.2f} s, merely read in {reading:.2f} s, ratio {proposing / reading:.2f} (goal {GOAL:g})"
    )
    return 0 if proposing / reading < GOAL else 1


if __name__ == "__main__":
    sys.exit(main())

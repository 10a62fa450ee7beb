"""The numbers as a page prints them, and every way in which people may have answered to make them so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement

from fivefold.stats.estimates import group_mean
from tests.attack.collecting import Page

WHO = {"All members": None, "Practice": "practice", "Research": "research"}
NUMBER = re.compile(r"−?\d+(?:\.\d+)?")
COUNTS = (
    r"(\d+) of \d+ answered",
    r"(\d+) answered; how many",
    r"(\d+) of \d+ members count here",
    r"(\d+) of \d+ members answered \(",
    r"(\d+) people answered",
)


@dataclass(frozen=True)
class Shown:
    """A mean in the unit of the answers, as printed: to a tenth."""

    about: str
    side: str | None
    mean: float | None
    interval: tuple[float, float] | None
    n: int
    population: int | None


def shown_on(pages: list[Page]) -> set[Shown]:
    found = set()
    for page in pages:
        for heads, *rows in page.tables():
            if page.language == "en" and "Typical answer" in heads and "Answered" in heads:
                found |= {one for row in rows if (one := _shown(dict(zip(heads, row, strict=True))))}
    return found


def _shown(row: dict[str, str]) -> Shown | None:
    if not row["Answered"]:
        return None
    mean, interval = NUMBER.findall(row["Typical answer"]), NUMBER.findall(row["95% interval"])
    return Shown(
        about=row.get("Scale") or row.get("Statement") or row.get("Round", ""),
        side=WHO[row.get("Who", "All members")],
        mean=float(mean[-1]) if mean else None,
        interval=(float(interval[0]), float(interval[1])) if len(interval) == 2 else None,
        n=int(row["Answered"]),
        population=int(row["Of"]) if row["Of"].isdigit() else None,
    )


def counts_in(page: Page) -> list[int]:
    return [int(number) for pattern in COUNTS for number in re.findall(pattern, page.words)]


def consistent(shown: Shown) -> Iterator[tuple[int, ...]]:
    """All ways in which n people may have answered one statement, 1 to 5, so that this is printed."""
    assert shown.mean is not None
    for answers in combinations_with_replacement(range(1, 6), shown.n):
        if abs(sum(answers) / shown.n - shown.mean) <= 0.0501 and _interval_is(shown, answers):
            yield answers


def _interval_is(shown: Shown, answers: tuple[int, ...]) -> bool:
    if shown.interval is None:
        return True
    found = group_mean([25 * (answer - 1) for answer in answers], shown.population)
    ends = (1 + found.low / 25, 1 + found.high / 25)
    return all(abs(end - said) <= 0.0501 for end, said in zip(ends, shown.interval, strict=True))

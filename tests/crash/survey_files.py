"""Large survey files whose answers are known row by row."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

ANSWERS = ("Never", "Seldom", "Sometimes", "Often", "Always")
ITEMS = ("We plan together", "We decide together", "We listen", "We write together", "We meet on time")
SIDES = {"District": "practice", "University": "research"}


@dataclass(frozen=True)
class SurveyFile:
    name: str
    content: bytes
    people: Counter[tuple[str, ...]]
    """Side and answers of each person."""

    @property
    def title(self) -> str:
        return self.name.removesuffix(".csv").capitalize()


def survey_file(number: int, rows: int, rng: np.random.Generator) -> SurveyFile:
    """People who differ, so that their answers hang together; a name and a remark that must not be kept."""
    leaning = rng.normal(0, 1, rows)[:, None] + rng.normal(0, 1, (rows, len(ITEMS)))
    codes = np.clip(np.rint(leaning + 2.2 + 0.1 * number), 0, 4).astype(int)
    sides = rng.choice(list(SIDES), rows)
    lines = [",".join(["Timestamp", "Your name", "Organization", *ITEMS, "Remarks"])]
    people: Counter[tuple[str, ...]] = Counter()
    for row in range(rows):
        answers = [ANSWERS[code] for code in codes[row]]
        people[SIDES[str(sides[row])], *answers] += 1
        stamp = f"2026-03-{row % 20 + 1:02} 10:00:0{row % 10}"
        remark = f"Remark {row} that somebody wrote"
        lines.append(",".join([stamp, f"Person {row}", str(sides[row]), *answers, remark]))
    return SurveyFile(f"survey-{number}.csv", "\n".join(lines).encode(), people)

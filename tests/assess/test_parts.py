"""Columns are parted by comparing each once; the rule itself compares all of a part with each other."""

import random
import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from fivefold.assess.proposal.answer_sets import set_for
from fivefold.assess.proposal.parts import labels_of
from fivefold.assess.proposal.profiles import HIGHEST, Profile, Wording, profile
from fivefold.assess.proposal.proposal import _alike
from tests.assess.tables import column
from tests.commands.test_cli import fivefold

WORDS = (
    "Never",
    "Rarely",
    "Sometimes",
    "Often",
    "Always",
    "Agree",
    "Disagree",
    "Strongly agree",
    "Yes",
    "No",
)
CODES = tuple(str(number) for number in range(-1, 13))


def fits(group: list[Profile]) -> bool:
    """The rule as it is stated, over the whole group."""
    wording = group[0].wording
    if wording is Wording.WORDS:
        return set_for(labels_of(group)) is not None
    if wording is Wording.LABELS:
        return all(one.codes == group[0].codes for one in group)
    return all(one.numbers[0] >= 0 and one.numbers[-1] <= HIGHEST for one in group)


def parted(bucket: list[Profile]) -> list[list[Profile]]:
    parts: list[list[Profile]] = []
    for one in bucket:
        part = next((part for part in parts if fits([*part, one])), None)
        if part is None:
            parts.append([one])
        else:
            part.append(one)
    return parts


words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(lambda cells: (cells, {}))
numbers = st.lists(st.sampled_from(CODES), min_size=1, max_size=5).map(lambda cells: (cells, {}))
labels = st.permutations(WORDS[:4]).flatmap(
    lambda said: st.just((["1"], {str(code): label for code, label in enumerate(said, start=1)}))
)


@given(st.sampled_from([words, numbers, labels]).flatmap(lambda kind: st.lists(kind, max_size=12)))
def test_parts_are_those_of_the_rule(drawn: list[tuple[list[str], dict[str, str]]]) -> None:
    profiles = [
        found
        for place, (cells, labelled) in enumerate(drawn)
        if (found := profile(place, column(f"q{place}", cells, labels=labelled)))
    ]
    for wording in Wording:
        bucket = [one for one in profiles if one.wording is wording]
        assert _alike(bucket) == parted(bucket)


def test_five_thousand_columns_take_seconds(tmp_path: Path) -> None:
    rng = random.Random(1)
    lines = [",".join(f"q{place}" for place in range(5000))]
    lines += [",".join(str(rng.randint(1, 7)) for _ in range(5000)) for _ in range(100)]
    (tmp_path / "wide.csv").write_text("\n".join(lines), encoding="utf-8")
    began = time.monotonic()
    assert 'title = "q"' in fivefold("map", tmp_path / "wide.csv").stdout
    assert time.monotonic() - began < 30

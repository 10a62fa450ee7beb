"""Answers are kept without order, dates or anything the mapping does not name."""

from collections import Counter
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fivefold.assess.answer import Answer
from fivefold.assess.mapping import FileOptions, MappedScale, Mapping, SideColumn
from fivefold.assess.text import Text
from fivefold.files.table import Column, Table
from fivefold.surveys.sheets import pack, unpack

LABELS = ("never", "sometimes", "always")
MAPPING = Mapping(
    scales=(
        MappedScale(
            key="trust",
            title=Text({"en": "Trust", "es": "Confianza"}),
            items=("a", "b"),
            dimension="trust",
            reverse=("b",),
            answers=tuple(Answer(float(at), Text(label)) for at, label in enumerate(LABELS, start=1)),
            cannot_tell=("cannot tell",),
            not_applicable=("n/a",),
        ),
        MappedScale(key="plain", title=Text("Plain"), items=("c",)),
    ),
    options=FileOptions(missing=("-99",)),
    side=SideColumn("side", {"practice": ("district",), "research": ("university", "lab")}),
)
KEPT_AS = {"district": "practice", "university": "research"}


def column(name: str, cells: list[str], labels: dict[str, str] | None = None) -> Column:
    values = tuple(dict.fromkeys(cell for cell in cells if cell))
    codes = np.array([values.index(cell) if cell else -1 for cell in cells], dtype=np.int32)
    return Column(name, f"{name}?", labels or {}, frozenset({"9"}), values, codes)


def table(rows: list[tuple[str, str, str, str]]) -> Table:
    cells = [list(cells) for cells in zip(*rows, strict=True)]
    named = [column(name, part) for name, part in zip(("side", "a", "b", "c"), cells, strict=True)]
    stamped = [column("StartDate", [f"2026-03-{at % 28 + 1:02}" for at in range(len(rows))])]
    return Table(
        "x.csv", "csv", None, None, 1, tuple(stamped + named), len(rows), np.arange(len(rows)), (), ()
    )


row = st.tuples(
    st.sampled_from(("district", "university", "Evaluator of the northern schools", "")),
    st.sampled_from((*LABELS, "cannot tell", "")),
    st.sampled_from((*LABELS, "n/a", "")),
    st.sampled_from(("1", "2", "9", "")),
)


def rows_of(answers) -> list[tuple[str, ...]]:
    return [
        tuple(one.values[one.codes[at]] if one.codes[at] >= 0 else "" for one in answers.columns)
        for at in range(answers.rows)
    ]


@settings(max_examples=50)
@given(st.lists(row, min_size=1, max_size=40))
def test_the_same_persons_come_back_with_what_was_mapped_and_nothing_else(rows):
    kept = unpack(pack(table(rows), MAPPING))
    assert [one.name for one in kept.columns] == ["side", "a", "b", "c"]
    assert Counter(rows_of(kept)) == Counter((KEPT_AS.get(side, ""), *answers) for side, *answers in rows)
    assert all(list(one.values) == sorted(one.values) for one in kept.columns)
    assert kept.mapping.scales == MAPPING.scales
    assert kept.mapping.options == MAPPING.options


def test_the_order_of_arrival_is_gone():
    rows = [("district", "never", "never", str(at)) for at in range(200)]
    kept = [int(cells[3]) for cells in rows_of(unpack(pack(table(rows), MAPPING)))]
    assert sorted(kept) == list(range(200))
    # Of 200 shuffled rows, 40 in their old place would happen once in ever so many lifetimes.
    assert sum(at == one for at, one in enumerate(kept)) < 40


def test_nothing_of_the_dates_is_in_the_bytes():
    import zlib

    content = pack(table([("district", "never", "always", "1")] * 3), MAPPING)
    assert b"2026-03" not in zlib.decompress(content)


def test_a_title_that_one_person_holds_is_not_in_the_bytes():
    import zlib

    rows = [("district", "never", "always", "1"), ("Evaluator", "never", "always", "1")]
    assert b"Evaluator" not in zlib.decompress(pack(table(rows), MAPPING))


def test_value_labels_and_declared_missing_values_are_kept():
    one = table([("district", "never", "always", "1")])
    labelled = replace(one, columns=(*one.columns[:-1], column("c", ["1"], {"1": "low", "2": "high"})))
    kept = unpack(pack(labelled, MAPPING)).columns[-1]
    assert (kept.labels, kept.user_missing, kept.text) == ({"1": "low", "2": "high"}, frozenset({"9"}), "c?")

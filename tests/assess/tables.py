"""Small tables made by hand, as the reader of files would give them."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from fivefold.assess.answer import Answer
from fivefold.assess.mapping import FileOptions, MappedScale, SideColumn
from fivefold.assess.mapping import Mapping as SurveyMapping
from fivefold.assess.text import Text
from fivefold.files.table import Column, Skipped, Table

FREQUENCY = tuple(
    Answer(float(number), Text(label))
    for number, label in enumerate(("Never", "Seldom", "Sometimes", "Often", "Always"), start=1)
)
ONE_TO_FIVE = tuple(Answer(float(number), Text(str(number))) for number in range(1, 6))


def column(
    name: str,
    cells: Sequence[str],
    *,
    text: str = "",
    labels: Mapping[str, str] | None = None,
    user_missing: Iterable[str] = (),
) -> Column:
    values = tuple(dict.fromkeys(cell for cell in cells if cell.strip()))
    codes = [values.index(cell) if cell.strip() else -1 for cell in cells]
    return Column(name, text, labels or {}, frozenset(user_missing), values, np.array(codes, dtype=np.int32))


def table(*columns: Column, skipped: Iterable[Skipped] = (), header_rows: int = 1) -> Table:
    rows = len(columns[0].codes)
    return Table(
        file="survey.csv",
        format="csv",
        encoding="utf-8",
        sheet=None,
        header_rows=header_rows,
        columns=columns,
        rows=rows,
        record=np.arange(header_rows + 1, header_rows + 1 + rows, dtype=np.int32),
        skipped=tuple(skipped),
        warnings=(),
    )


def scale(key: str, items: Sequence[str], **changes: object) -> MappedScale:
    fields = {"key": key, "title": Text(key), "items": tuple(items), "answers": FREQUENCY, **changes}
    return MappedScale(**fields)  # type: ignore[arg-type]


def mapping(
    *scales: MappedScale, side: SideColumn | None = None, missing: Sequence[str] = ()
) -> SurveyMapping:
    return SurveyMapping(scales, FileOptions(missing=tuple(missing)), side, "map.toml")


TWO_SIDES = SideColumn("side", {"practice": ("district",), "research": ("university",)})
THREE_SIDES = SideColumn(
    "side", {"practice": ("district",), "research": ("university",), "broker": ("network",)}
)

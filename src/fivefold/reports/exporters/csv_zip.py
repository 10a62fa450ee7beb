"""The figures as CSV, with their codebook beside them in one zip."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence

from fivefold.reports.codebook import COLUMNS
from fivefold.reports.exporters.safe_text import plain
from fivefold.reports.figures import Row

# A spreadsheet takes UTF-8 for what it is only where this mark comes first.
ENCODING = "utf-8-sig"


def csv_zip(figures: Sequence[Row]) -> bytes:
    names = [column.name for column in COLUMNS]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("figures.csv", _csv(names, ([row[name] for name in names] for row in figures)))
        archive.writestr(
            "codebook.csv",
            _csv(["column", "kind", "means"], ([one.name, one.kind, str(one.means)] for one in COLUMNS)),
        )
    return packed.getvalue()


def _csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows([plain(cell) for cell in row] for row in rows)
    return text.getvalue().encode(ENCODING)

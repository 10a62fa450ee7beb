"""The figures as one JSON object, with their codebook."""

import json
from collections.abc import Sequence

from fivefold.reports.codebook import COLUMNS
from fivefold.reports.figures import Row

VERSION = 1


def json_file(figures: Sequence[Row]) -> bytes:
    found = {
        "fivefold_figures": VERSION,
        "figures": figures,
        "codebook": [{"column": one.name, "kind": one.kind, "means": str(one.means)} for one in COLUMNS],
    }
    return json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False).encode()

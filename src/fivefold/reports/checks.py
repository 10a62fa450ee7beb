"""What `fivefold check` looks at for this room."""

from typing import Any

from django.core import checks

from fivefold.core.rules import RuleError
from fivefold.reports.exporters.pdf import library


def pango(**_which: Any) -> list[checks.CheckMessage]:
    try:
        library()
    except RuleError as missing:
        sentence, _, remedy = str(missing).partition(". ")
        return [checks.Warning(f"{sentence}.", hint=f"{remedy}.", id="fivefold.pango")]
    return []

"""Questions for the next meeting: data per framework, chosen by rule (`opening.reason_to_talk`)."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from fivefold.assess.text import Text


class Reason(StrEnum):
    APART = "apart"
    GAP = "gap"
    UNSEEN = "unseen"
    OPEN = "open"


@dataclass(frozen=True)
class Prompts:
    """What one dimension offers a meeting."""

    routine: Text
    questions: dict[Reason, Text]


@cache
def prompts(framework_key: str) -> dict[str, Prompts]:
    """By dimension key; empty for a framework from somebody's file, whose own questions are used then."""
    file = resources.files(__name__).joinpath(f"{framework_key}.toml")
    if not file.is_file():
        return {}
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        dimension: Prompts(
            routine=Text(table["routine"]), questions={reason: Text(table[reason]) for reason in Reason}
        )
        for dimension, table in tables.items()
    }

"""JSON Schemas of what the command line prints. A change of either is a new version beside the old."""

import json
from importlib import resources
from typing import Any

ASSESSMENT = "assessment-1"
ERROR = "error-1"


def load(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(
        resources.files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8")
    )
    return schema

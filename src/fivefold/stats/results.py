"""What every result shares: it is frozen and turns into plain values for JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np


def _plain(value: object) -> object:
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


@dataclass(frozen=True)
class Result:
    """Base of all results of this room."""

    def to_dict(self) -> dict[str, object]:
        """Fields by name, as plain numbers, strings, lists, dictionaries and None."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}

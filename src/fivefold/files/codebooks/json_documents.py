"""JSON read so that nothing in it is taken twice, and nothing of it brings the reader down."""

import json
from pathlib import Path
from typing import Any

from fivefold.files.codebooks.faults import damaged
from fivefold.files.sentences import say


def load(path: Path) -> Any:
    """The document; a NaN is None. `damaged_file` for anything that is no JSON, or names a key twice."""
    try:
        return json.loads(path.read_bytes(), object_pairs_hook=_once, parse_constant=lambda _constant: None)
    except UnicodeDecodeError:
        raise damaged(say("its letters are not in UTF-8.")) from None
    except RecursionError:
        raise damaged(say("it is nested deeper than any survey.")) from None
    except ValueError:
        raise damaged(say("it is not whole, or is no JSON.")) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise damaged(say("it names “{name}” twice in one place.", name=twice[:60]))
    return found

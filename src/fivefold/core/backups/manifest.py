"""What a copy says of itself: when and of what it was made, what is in it, and the hash of each part."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import PurePosixPath
from typing import Any

FORMAT = "fivefold-backup"
VERSION = 1
NAME = "manifest.json"
DATABASE = "database/"
FILES = "files/"


@dataclass(frozen=True)
class Part:
    """One file inside the copy."""

    name: str
    bytes: int
    sha256: str

    def is_in_its_place(self) -> bool:
        """Whether the name stays inside the folder that it is unpacked to."""
        path = PurePosixPath(self.name)
        return (
            self.name.startswith((DATABASE, FILES))
            and str(path) == self.name
            and ".." not in path.parts
            and "\\" not in self.name
        )


@dataclass(frozen=True)
class Table:
    """One table of the database; `columns` in the order in which its rows are written."""

    rows: int
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manifest:
    fivefold: str
    made_at: str
    database: str
    # Which steps of the database's set-up its tables stand at, as `app.name`.
    migrations: tuple[str, ...]
    tables: dict[str, Table]
    parts: tuple[Part, ...]
    # Tells whether another key is the same, and nothing about it.
    key_mark: str
    # Files that the database names and that were not there.
    lost: tuple[str, ...] = field(default=())

    def to_json(self) -> str:
        told = {"format": FORMAT, "version": VERSION, **asdict(self)}
        return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)

    @classmethod
    def of_json(cls, text: str | bytes) -> "Manifest | None":
        """None where this is not the manifest of a copy that this version can read."""
        try:
            told: dict[str, Any] = json.loads(text)
            if (told.pop("format"), told.pop("version")) != (FORMAT, VERSION):
                return None
            return cls(
                fivefold=str(told["fivefold"]),
                made_at=str(told["made_at"]),
                database=str(told["database"]),
                migrations=tuple(map(str, told["migrations"])),
                tables={
                    str(name): Table(int(one["rows"]), tuple(map(str, one["columns"])))
                    for name, one in told["tables"].items()
                },
                parts=tuple(
                    Part(str(one["name"]), int(one["bytes"]), str(one["sha256"])) for one in told["parts"]
                ),
                key_mark=str(told["key_mark"]),
                lost=tuple(map(str, told["lost"])),
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            return None

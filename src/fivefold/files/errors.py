"""The one error of this room: a fault in a file, with its place and what to do about it."""

from collections.abc import Mapping
from typing import Any


class FileError(Exception):
    """A fault in a file. `row` counts the records of the file, headers included, from 1."""

    def __init__(
        self,
        code: str,
        message: str,
        *,
        remedy: str,
        file: str = "",
        row: int | None = None,
        column: str | None = None,
    ) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.remedy = remedy
        self.file = file
        self.row = row
        self.column = column

    def __str__(self) -> str:
        place = f"{self.file}: " if self.file else ""
        return f"{place}{self.message} {self.remedy}".strip()

    def to_dict(self) -> dict[str, str | int | None]:
        return {
            "code": self.code,
            "message": self.message,
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "remedy": self.remedy,
        }

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> "FileError":
        return cls(
            fields["code"],
            fields["message"],
            remedy=fields["remedy"],
            file=fields["file"],
            row=fields["row"],
            column=fields["column"],
        )

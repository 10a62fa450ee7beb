"""The one error of this room: a fault in a file, with its place and what to do about it."""

from collections.abc import Mapping
from typing import Any

from fivefold.files.sentences import Sentence


class FileError(Exception):
    """A fault in a file. `row` counts the records of the file, headers included, from 1."""

    def __init__(
        self,
        code: str,
        message: Sentence,
        *,
        remedy: Sentence,
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
            "message": str(self.message),
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "remedy": str(self.remedy),
        }

    def to_record(self) -> dict[str, Any]:
        """Unlike the object for programs, it keeps the sentences as they can be said again."""
        return {
            **self.to_dict(),
            "message": self.message.to_record(),
            "remedy": self.remedy.to_record(),
        }

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> "FileError":
        return cls(
            record["code"],
            Sentence.of_record(record["message"]),
            remedy=Sentence.of_record(record["remedy"]),
            file=record["file"],
            row=record["row"],
            column=record["column"],
        )

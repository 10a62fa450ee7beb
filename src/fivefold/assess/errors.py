"""Faults a person can mend, each with a place and a remedy."""

from fivefold.files.errors import FileError


class AssessError(FileError):
    """A fault met while a table becomes an assessment."""


class MappingError(AssessError):
    """A fault in a mapping, or between a mapping and its file. `column` is the key's path."""


class FrameworkError(AssessError):
    """A fault in a framework or instrument file. `column` is the key's path."""


class ProposalError(AssessError):
    """No mapping can be proposed for this file."""


class UsageError(ValueError):
    """The command was given values that do not fit together.

    Raised in this room its words are sentences, since a page may show them; the command line speaks English.
    """

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.code = code
        self.message = message
        self.remedy = remedy

    def to_dict(self) -> dict[str, object]:
        return {
            "code": self.code,
            "message": str(self.message),
            "file": None,
            "row": None,
            "column": None,
            "remedy": str(self.remedy),
        }

"""What a check of an installation found. Free of Django, so that broken settings can still be told of."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    OK = "ok"
    NOTE = "note"
    FAULT = "fault"


@dataclass(frozen=True)
class CheckResult:
    """One thing looked at: what it is, in a sentence, and what to do where that is not as it should be."""

    code: str
    level: Level
    message: str
    remedy: str = ""


def database_failed(error: Exception) -> CheckResult:
    """In the database's own words: a refused password and a full disk are told apart nowhere else."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    words = " ".join(line if line[-1] in ".:?" else f"{line}." for line in lines)
    return fault(
        "database",
        f"The database cannot be used: {words}",
        "Check DATABASE_URL, and that the database server runs and lets this machine in; "
        "with SQLite, that the data folder has room and can be written.",
    )


def ok(code: str, message: str) -> CheckResult:
    return CheckResult(code, Level.OK, message)


def note(code: str, message: str, remedy: str = "") -> CheckResult:
    return CheckResult(code, Level.NOTE, message, remedy)


def fault(code: str, message: str, remedy: str) -> CheckResult:
    return CheckResult(code, Level.FAULT, message, remedy)

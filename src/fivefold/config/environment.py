"""Every environment variable that Fivefold reads, in one place.

`docs/administrators/settings.md` documents each of them; a test compares the two.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from fivefold.assess.errors import UsageError


@dataclass(frozen=True)
class Variable:
    name: str
    default: str
    meaning: str


VARIABLES = (
    Variable("FIVEFOLD_URL", "http://localhost:8000", "The address at which people reach this server."),
    Variable("FIVEFOLD_DATA", "~/.local/share/fivefold", "The folder for the database, secrets and files."),
    Variable("DATABASE_URL", "", "A PostgreSQL address; empty means SQLite in the data folder."),
    Variable(
        "FIVEFOLD_OPERATOR", "", "Who runs this server, as shown on every page and in every invitation."
    ),
    Variable(
        "FIVEFOLD_SECRET_KEY", "", "The signing key; empty means one made on first run in the data folder."
    ),
    Variable(
        "FIVEFOLD_MAIL_URL",
        "",
        "smtp://user:password@host:587 (STARTTLS) or smtps://…; empty holds all mail.",
    ),
    Variable("FIVEFOLD_MAIL_FROM", "fivefold@localhost", "The sender of every message."),
    Variable("FIVEFOLD_LANGUAGE", "en", "The language of a visitor who has not chosen one: en or es."),
    Variable("FIVEFOLD_TIMEZONE", "America/Chicago", "The time zone in which dates are shown."),
    Variable(
        "FIVEFOLD_BEHIND_PROXY",
        "0",
        "1 where a reverse proxy sets X-Forwarded-Proto itself and adds to X-Forwarded-For.",
    ),
    Variable("FIVEFOLD_UPLOAD_MB", "25", "The largest request body accepted, in megabytes."),
    Variable("FIVEFOLD_DEBUG", "0", "1 shows tracebacks; never on a server that people use."),
    Variable("PORT", "8000", "The port that `fivefold serve` and `fivefold demo` listen on."),
)
_BY_NAME = {variable.name: variable for variable in VARIABLES}


def read(name: str) -> str:
    """The value set outside, or the documented default. An unknown name is a programming error."""
    variable = _BY_NAME[name]
    return os.environ.get(name, "").strip() or variable.default


def is_on(name: str) -> bool:
    return read(name).lower() in {"1", "true", "yes", "on"}


def data_folder() -> Path:
    if not os.environ.get("FIVEFOLD_DATA") and os.environ.get("XDG_DATA_HOME"):
        return Path(os.environ["XDG_DATA_HOME"]) / "fivefold"
    try:
        return Path(read("FIVEFOLD_DATA")).expanduser()
    except RuntimeError:
        raise UsageError(
            "data_folder",
            f"FIVEFOLD_DATA is “{read('FIVEFOLD_DATA')}”, and no such home folder is known.",
            "Write the whole path, beginning with a slash.",
        ) from None


def address() -> SplitResult:
    return urlsplit(read("FIVEFOLD_URL"))

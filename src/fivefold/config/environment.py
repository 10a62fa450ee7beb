"""Every environment variable that Fivefold reads, in one place.

`docs/administrators/settings.md` documents each of them; a test compares the two.
"""

import os
import re
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
    Variable(
        "FIVEFOLD_SETTINGS", "", "A file with these settings; empty means settings.env in the data folder."
    ),
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
    Variable("FIVEFOLD_SIGN_ON_ISSUER", "", "The issuer of the district's own sign-on (OpenID Connect)."),
    Variable("FIVEFOLD_SIGN_ON_CLIENT", "", "The client id that the sign-on knows this server by."),
    Variable("FIVEFOLD_SIGN_ON_SECRET_FILE", "", "A file that holds the client secret, and nothing else."),
    Variable("FIVEFOLD_SIGN_ON_NAME", "", "The district's name, as it stands on the button."),
    Variable("FIVEFOLD_SESSION_HOURS", "12", "After so many hours whoever is signed in signs in anew."),
    Variable(
        "FIVEFOLD_SESSION_IDLE_MINUTES", "120", "After so many minutes without a request a session ends."
    ),
    Variable("FIVEFOLD_UPLOAD_MB", "25", "The largest request body accepted, in megabytes."),
    Variable("FIVEFOLD_DEBUG", "0", "1 shows tracebacks; never on a server that people use."),
    Variable("PORT", "8000", "The port that `fivefold serve` and `fivefold demo` listen on."),
)
# As a shell, systemd and compose read it alike.
SETTING = re.compile(
    r"""\s*(?:(?P<name>[A-Za-z_]\w*)=(?:'(?P<quoted>[^']*)'|"(?P<doubled>(?:[^"\\]|\\.)*)"|(?P<bare>[^\s'"\\]*)))?"""
    r"""\s*(?:\#.*)?"""
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


def settings_file() -> Path:
    given = read("FIVEFOLD_SETTINGS")
    return Path(given).expanduser() if given else data_folder() / "settings.env"


def take_in_settings_file() -> None:
    """Read the settings that `fivefold init` wrote. What is set outside comes first."""
    try:
        path = settings_file()
    except UsageError:
        # Where no data folder can be named, whoever needs it says so.
        return
    if not os.path.lexists(path):
        return
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise UsageError(
            "settings_file",
            f"The settings in {path} cannot be read.",
            "Give the file to the account that runs Fivefold, or name another by FIVEFOLD_SETTINGS.",
        ) from None
    for number, line in enumerate(lines, start=1):
        found = SETTING.fullmatch(line)
        if found is None:
            raise UsageError(
                "settings_file",
                f"Line {number} of {path} is no setting.",
                "Write NAME='value', and # before what is a remark.",
            )
        if found["name"]:
            doubled = re.sub(r"\\(.)", r"\1", found["doubled"] or "")
            os.environ.setdefault(found["name"], found["quoted"] or doubled or found["bare"] or "")


def address() -> SplitResult:
    return urlsplit(read("FIVEFOLD_URL"))

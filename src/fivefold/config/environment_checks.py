"""What can be said of the settings without Django, which one that cannot be read would stop."""

import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fivefold.assess.errors import UsageError
from fivefold.config import environment, sign_on
from fivefold.config.environment import is_on, read
from fivefold.core.check_results import CheckResult, Level, fault, note, ok

LOCAL = {"localhost", "127.0.0.1", "::1"}
SHORTEST_KEY = 32
DATABASES = {"postgres", "postgresql"}
WHOLE_NUMBERS = (
    ("upload_limit", "FIVEFOLD_UPLOAD_MB", "megabytes", 1, 2048),
    ("session_hours", "FIVEFOLD_SESSION_HOURS", "hours", 1, 720),
    # A code sent by e-mail is good for a quarter of an hour, and must not outlive what waits for it.
    ("session_idle", "FIVEFOLD_SESSION_IDLE_MINUTES", "minutes", 15, 43200),
)


def findings() -> list[CheckResult]:
    """All that is to be said of the settings. What is merely unwise is told only once they can be read."""
    found = list(_unknown_names())
    readable = list(_readable())
    found += readable
    if not any(one.level == Level.FAULT for one in readable):
        found += [*_exposure(), *_operator(), *_key_strength(), *_settings_file(), *sign_on.findings()]
    return found


def require_readable_settings() -> None:
    """Raise with the first setting that no part of the server could start with."""
    for one in _readable():
        if one.level == Level.FAULT:
            raise UsageError(one.code, one.message, one.remedy)


def _readable() -> Iterator[CheckResult]:
    yield from _address()
    yield from _values()
    yield from _database_url()
    yield from _folder()
    yield from sign_on.readable()


def _is_local() -> bool:
    return (environment.address().hostname or "") in LOCAL


def _unknown_names() -> Iterator[CheckResult]:
    known = {variable.name for variable in environment.VARIABLES}
    for name in sorted(os.environ):
        if name.startswith("FIVEFOLD_") and name not in known:
            yield note("unknown_setting", f"{name} is set, but nothing reads it.", "Is the name mistyped?")


# What must be readable


def _address() -> Iterator[CheckResult]:
    try:
        address = environment.address()
        usable = address.scheme in {"http", "https"} and bool(address.hostname) and address.port != 0
    except ValueError:
        usable = False
    if usable:
        yield ok("address", f"People reach this server at {read('FIVEFOLD_URL')}.")
    else:
        yield fault(
            "address",
            f"FIVEFOLD_URL is “{read('FIVEFOLD_URL')}”, which is no web address.",
            "Write it as people type it: https://fivefold.example.org",
        )


def _settings_file() -> Iterator[CheckResult]:
    path = environment.settings_file()
    if not os.path.lexists(path):
        if read("FIVEFOLD_SETTINGS"):
            yield fault("settings_file", f"There are no settings at {path}.", "Unset FIVEFOLD_SETTINGS.")
    elif _open_to_others(path):
        yield fault(
            "settings_file",
            f"Other accounts of this machine can read the keys in {path}.",
            f"chmod 600 {path}",
        )


def _values() -> Iterator[CheckResult]:
    if read("FIVEFOLD_LANGUAGE") not in {"en", "es"}:
        yield fault("language", f"FIVEFOLD_LANGUAGE is “{read('FIVEFOLD_LANGUAGE')}”.", "Choose en or es.")
    try:
        ZoneInfo(read("FIVEFOLD_TIMEZONE"))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield fault(
            "time_zone",
            f"FIVEFOLD_TIMEZONE is “{read('FIVEFOLD_TIMEZONE')}”, which is no time zone.",
            "Use a name such as America/Chicago.",
        )
    for code, name, of_what, least, most in WHOLE_NUMBERS:
        number = read(name)
        if not (number.isdecimal() and least <= int(number) <= most):
            yield fault(
                code,
                f"{name} is “{number}”, which is no number of {of_what}.",
                f"Use a whole number from {least} to {most}.",
            )


def _database_url() -> Iterator[CheckResult]:
    url = read("DATABASE_URL")
    try:
        parts = urlsplit(url)
        usable = not url or (parts.scheme in DATABASES and len(parts.path) > 1 and parts.port != 0)
    except ValueError:
        usable = False
    if not usable:
        # The address itself is not repeated: it may hold a password.
        yield fault(
            "database_url",
            "DATABASE_URL is no address of a PostgreSQL database.",
            "Write postgres://user:password@host:5432/name, in a password %40 for @, %2F for /, %23 for #, "
            "%3F for ?, %25 for %; or leave it empty for SQLite.",
        )


def _folder() -> Iterator[CheckResult]:
    try:
        folder = environment.data_folder()
    except UsageError as error:
        yield fault(error.code, error.message, error.remedy)
        return
    if not _can_write_in(folder):
        yield fault(
            "data_folder",
            f"Nothing can be written to the data folder {folder}.",
            "Give it to the account that runs Fivefold, or name another by FIVEFOLD_DATA.",
        )
    elif folder.exists() and _open_to_others(folder):
        yield note(
            "data_folder",
            f"Other accounts of this machine can look into the data folder {folder}.",
            f"chmod 700 {folder}",
        )
    else:
        yield ok("data_folder", f"The data folder is {folder}.")
    yield from _key_file()


def _can_write_in(folder: Path) -> bool:
    """Whether the folder, or the nearest one above it that is there, takes a file. Nothing is left behind.

    Tried rather than asked: to the superuser even a read-only disk claims to be writable.
    """
    above = (path for path in (folder, *folder.absolute().parents) if os.path.lexists(path))
    try:
        with tempfile.TemporaryFile(dir=next(above)):
            return True
    except OSError:
        return False


def _key_file() -> Iterator[CheckResult]:
    path = _key_path()
    if not read("FIVEFOLD_SECRET_KEY") and os.path.lexists(path) and not os.access(path, os.R_OK):
        yield fault(
            "secret_key",
            f"The signing key {path} cannot be read.",
            "Give it to the account that runs Fivefold.",
        )


def _key_path() -> Path:
    return environment.data_folder() / "secret-key"


# What would be unwise


def _exposure() -> Iterator[CheckResult]:
    address = environment.address()
    if address.scheme == "http" and not _is_local():
        yield fault(
            "encryption",
            f"People would reach {address.geturl()} without encryption: anyone between could read along.",
            "Put a reverse proxy with a certificate before the server, "
            "and let FIVEFOLD_URL begin with https://.",
        )
    if address.scheme == "https" and not is_on("FIVEFOLD_BEHIND_PROXY"):
        yield fault(
            "behind_proxy",
            "FIVEFOLD_URL begins with https://, but FIVEFOLD_BEHIND_PROXY is off: "
            "every page would send its visitor back to itself.",
            "Let the reverse proxy set X-Forwarded-Proto, then set FIVEFOLD_BEHIND_PROXY=1.",
        )
    if is_on("FIVEFOLD_DEBUG"):
        found = "FIVEFOLD_DEBUG is on: a fault would show visitors the inside of the server."
        yield (note if _is_local() else fault)("debug", found, "Unset FIVEFOLD_DEBUG.")


def _operator() -> Iterator[CheckResult]:
    operator = read("FIVEFOLD_OPERATOR")
    if operator:
        yield ok("operator", f"Every page says that {operator} runs this server.")
        return
    found = "FIVEFOLD_OPERATOR is empty: no page can say who runs this server and may read what is in it."
    yield (note if _is_local() else fault)("operator", found, "Set it to the name of your organization.")


def _key_strength() -> Iterator[CheckResult]:
    given, path = read("FIVEFOLD_SECRET_KEY"), _key_path()
    if given and len(given) < SHORTEST_KEY:
        yield fault(
            "secret_key",
            f"FIVEFOLD_SECRET_KEY has {len(given)} characters: sign-in could be forged.",
            f"Use at least {SHORTEST_KEY} random ones, or unset it: Fivefold then makes its own.",
        )
    elif given:
        yield ok("secret_key", "The signing key comes from FIVEFOLD_SECRET_KEY.")
    elif not path.exists():
        yield note("secret_key", "There is no signing key yet.", "It is made on the first start.")
    elif _open_to_others(path):
        yield fault(
            "secret_key",
            f"Other accounts of this machine can read the signing key {path}.",
            f"chmod 600 {path}",
        )
    elif len(path.read_text().strip()) < SHORTEST_KEY:
        yield fault(
            "secret_key",
            f"The signing key {path} is too short.",
            "Remove the file: a new one is made, and people sign in anew.",
        )
    else:
        yield ok("secret_key", "The signing key is kept from others.")


def _open_to_others(path: Path) -> bool:
    return os.name == "posix" and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))

"""A setting that cannot be used ends every command of the server in a sentence with its remedy."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.commands.test_cli import error_of, fivefold

pytestmark = pytest.mark.every

# What each command is given so that it would end by itself, were nothing wrong, or wait for no port.
OPTIONS = {"serve": ["--port", "0"], "worker": ["--once"], "demo": ["--load-only"]}
# Nobody listens there.
CLOSED = "127.0.0.1:1"
SIGN_ON = {
    "FIVEFOLD_SIGN_ON_ISSUER": "https://sign-on.example.org",
    "FIVEFOLD_SIGN_ON_CLIENT": "fivefold",
    "FIVEFOLD_SIGN_ON_SECRET_FILE": __file__,
    "FIVEFOLD_SIGN_ON_NAME": "Cedar Valley USD",
}
UNUSABLE = {
    "no web address": ({"FIVEFOLD_URL": "fivefold.example.org"}, "address"),
    "half an address": ({"FIVEFOLD_URL": "http://[::1"}, "address"),
    "a port beyond all ports": ({"FIVEFOLD_URL": "https://example.org:99999999"}, "address"),
    "megabytes in letters": ({"FIVEFOLD_UPLOAD_MB": "abc"}, "upload_limit"),
    "no megabytes": ({"FIVEFOLD_UPLOAD_MB": "0"}, "upload_limit"),
    "hours in letters": ({"FIVEFOLD_SESSION_HOURS": "twelve"}, "session_hours"),
    "a session that ends at once": ({"FIVEFOLD_SESSION_IDLE_MINUTES": "0"}, "session_idle"),
    "half a sign-on": (
        {"FIVEFOLD_SIGN_ON_ISSUER": "https://sign-on.example.org", "FIVEFOLD_SIGN_ON_NAME": "Cedar Valley"},
        "sign_on",
    ),
    "a sign-on without encryption": (
        SIGN_ON | {"FIVEFOLD_SIGN_ON_ISSUER": "http://x.example"},
        "sign_on_issuer",
    ),
    "an address of discovery": (
        SIGN_ON | {"FIVEFOLD_SIGN_ON_ISSUER": "https://x.example/.well-known/openid-configuration"},
        "sign_on_issuer",
    ),
    "a sign-on without secret": (
        SIGN_ON | {"FIVEFOLD_SIGN_ON_SECRET_FILE": "/nowhere/secret"},
        "sign_on_secret",
    ),
    "an empty secret": (SIGN_ON | {"FIVEFOLD_SIGN_ON_SECRET_FILE": os.devnull}, "sign_on_secret"),
    "an unknown language": ({"FIVEFOLD_LANGUAGE": "tlh"}, "language"),
    "an unknown time zone": ({"FIVEFOLD_TIMEZONE": "Mars/Olympus"}, "time_zone"),
    "another kind of database": ({"DATABASE_URL": "mysql://root:hunter2@localhost/fivefold"}, "database_url"),
    "no database address": ({"DATABASE_URL": "hunter2"}, "database_url"),
    "half a database address": ({"DATABASE_URL": "postgres://u:hunter2@[::1/fivefold"}, "database_url"),
    "an unknown home": ({"FIVEFOLD_DATA": "~nobody-of-that-name/fivefold"}, "data_folder"),
}


def server(*arguments: object, data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {"FIVEFOLD_DATA": str(data), "FIVEFOLD_SECRET_KEY": "", "DATABASE_URL": "", "FIVEFOLD_DEBUG": ""}
    return fivefold(
        *arguments, **{**given, "DJANGO_SETTINGS_MODULE": "fivefold.config.settings", **environment}
    )


def sentence_of(result: subprocess.CompletedProcess[str]) -> str:
    """What was said, which must be for people: no traceback, no blame on Fivefold, no password."""
    words = " ".join((result.stdout + result.stderr).split())
    for unwanted in ("Traceback", "inside Fivefold", "internal_error", "hunter2"):
        assert unwanted not in words
    return words


@pytest.mark.parametrize("name", UNUSABLE)
def test_check_finds_it(name: str, tmp_path: Path) -> None:
    environment, code = UNUSABLE[name]
    result = server("check", "--json", data=tmp_path, **environment)
    assert result.returncode == 1
    sentence_of(result)
    faults = [one for one in json.loads(result.stdout)["findings"] if one["level"] == "fault"]
    assert [one["code"] for one in faults] == [code]
    assert faults[0]["remedy"]


@pytest.mark.parametrize(
    ("command", "name"), [("worker", "megabytes in letters"), *(("serve", name) for name in UNUSABLE)]
)
def test_nothing_starts_with_it(command: str, name: str, tmp_path: Path) -> None:
    environment, _ = UNUSABLE[name]
    result = server(command, *OPTIONS[command], data=tmp_path, **environment)
    assert result.returncode == 2
    assert sentence_of(result).startswith(f"fivefold {command}: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", OPTIONS)
def test_a_data_folder_that_takes_nothing(command: str, tmp_path: Path) -> None:
    """A file where the folder should be; permissions would not stop the superuser."""
    (tmp_path / "a file").touch()
    result = server(command, *OPTIONS[command], data=tmp_path / "a file" / "fivefold")
    assert result.returncode == 2
    assert "Nothing can be written to the data folder" in sentence_of(result)


def test_the_demonstration_takes_its_database_only_from_its_option(tmp_path: Path) -> None:
    result = server("demo", "--load-only", "--database", "mysql://hunter2@localhost/x", data=tmp_path)
    assert result.returncode == 2
    assert "DATABASE_URL is no address of a PostgreSQL database." in sentence_of(result)


@pytest.mark.parametrize("command", OPTIONS)
def test_a_database_that_does_not_answer(command: str, tmp_path: Path) -> None:
    url = f"postgres://fivefold:hunter2@{CLOSED}/fivefold"
    options = [*OPTIONS[command], *(["--database", url] if command == "demo" else [])]
    result = server(command, *options, data=tmp_path, DATABASE_URL=url)
    assert result.returncode == 1
    words = sentence_of(result)
    assert "The database cannot be used" in words
    assert "Check DATABASE_URL" in words


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "fivefold.sqlite3").write_text("This is a shopping list, and a rather long one. " * 100)
    for arguments in (["serve", "--port", "0"], ["worker", "--once"], ["check"]):
        result = server(*arguments, data=tmp_path)
        assert result.returncode == 1
        assert "The database cannot be used: file is not a database." in sentence_of(result)


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_in_letters(command: str, tmp_path: Path) -> None:
    for result in (
        server(command, data=tmp_path, PORT="abc"),
        server(command, "--port", "abc", data=tmp_path),
    ):
        assert result.returncode == 2
        assert "“abc” is not a port" in sentence_of(result)


def test_a_worker_before_there_is_a_database(tmp_path: Path) -> None:
    result = server("worker", "--once", data=tmp_path)
    assert result.returncode == 2
    assert "There is no database yet. Start `fivefold serve` once" in sentence_of(result)


def test_a_worker_whose_database_is_not_set_up(tmp_path: Path) -> None:
    (tmp_path / "fivefold.sqlite3").touch()
    result = server("worker", "--once", data=tmp_path)
    assert result.returncode == 2
    assert "steps of the database's set-up are not done" in sentence_of(result)


def test_a_worker_with_a_mail_address_that_cannot_be_used(tmp_path: Path) -> None:
    result = server("worker", "--once", data=tmp_path, FIVEFOLD_MAIL_URL="hunter2")
    assert result.returncode == 2
    assert "FIVEFOLD_MAIL_URL cannot be used: it must read smtp://" in sentence_of(result)


def test_a_program_gets_an_object(tmp_path: Path) -> None:
    """`check` prints its findings; what it cannot foresee is the object that every command prints."""
    found = error_of(server("check", "--json", "--nonsense", data=tmp_path))
    assert found["code"] == "wrong_usage"

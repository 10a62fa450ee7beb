"""`fivefold check` on installations as they should be, and as they should not."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.commands.test_settings_faults import sentence_of, server
from tests.core.mail_server import running_mail_server

pytestmark = pytest.mark.every

ELSEWHERE = {
    "FIVEFOLD_URL": "https://fivefold.example.org",
    "FIVEFOLD_BEHIND_PROXY": "1",
    "FIVEFOLD_OPERATOR": "Lakeshore Education Service Agency",
    "FIVEFOLD_MAIL_URL": "smtp://user:hunter2@mail.example.org:587",
    "FIVEFOLD_MAIL_FROM": "Fivefold <fivefold@example.org>",
}


@pytest.fixture
def copy(installed: Path, tmp_path: Path) -> Path:
    import shutil

    folder = tmp_path / "copy"
    shutil.copytree(installed, folder, ignore=shutil.ignore_patterns("static"))
    return folder


def check(data: Path, **environment: str) -> tuple[int, dict[str, Any]]:
    """The exit code, and the level of each finding by its code."""
    result = server("check", "--json", data=data, **environment)
    sentence_of(result)
    answer = json.loads(result.stdout)
    assert answer["ok"] == (result.returncode == 0)
    for one in answer["findings"]:
        assert one["message"].endswith((".", "?")), one
        assert one["remedy"] or one["level"] == "ok", one
    return result.returncode, {one["code"]: one["level"] for one in answer["findings"]}


@pytest.mark.pango
def test_an_installation_that_people_use_has_nothing_in_its_way(installed: Path) -> None:
    code, found = check(installed, **ELSEWHERE)
    assert code == 0
    # This interpreter's SQLite decides about the note on its version.
    assert found.pop("database") in {"ok", "note"}
    assert found.pop("heartbeat") == "note"
    assert found.pop("disk") in {"ok", "note"}
    assert found == dict.fromkeys(
        ["address", "data_folder", "operator", "secret_key", "mail", "migrations", "ledger"], "ok"
    )


def test_it_says_so_to_people(installed: Path) -> None:
    result = server("check", data=installed, **ELSEWHERE)
    assert result.returncode == 0
    assert result.stdout.endswith("Nothing stands in the way.\n")
    assert "SQLite" in result.stdout
    if sqlite3.sqlite_version_info < (3, 51, 3):
        assert "Versions before 3.51.3" in " ".join(result.stdout.split())


def test_looking_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "not yet"
    code, found = check(folder)
    assert (code, found["no_database"], found["secret_key"]) == (0, "note", "note")
    assert not folder.exists()


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"FIVEFOLD_URL": "http://fivefold.example.org"}, "encryption"),
        ({"FIVEFOLD_BEHIND_PROXY": "0"}, "behind_proxy"),
        ({"FIVEFOLD_OPERATOR": ""}, "operator"),
        ({"FIVEFOLD_DEBUG": "1"}, "debug"),
        ({"FIVEFOLD_SECRET_KEY": "short"}, "secret_key"),
        ({"FIVEFOLD_MAIL_URL": ""}, "mail"),
        ({"FIVEFOLD_MAIL_URL": "mail.example.org"}, "mail_url"),
        ({"FIVEFOLD_MAIL_URL": "smtp://user:p@ss/w@mail.example.org:587"}, "mail_url"),
        ({"FIVEFOLD_MAIL_FROM": "nobody at all"}, "mail_from"),
    ],
)
def test_what_people_should_not_meet(changed: dict[str, str], fault: str, installed: Path) -> None:
    code, found = check(installed, **{**ELSEWHERE, **changed})
    assert code == 1
    assert [name for name, level in found.items() if level == "fault"] == [fault]


def test_a_message_goes_out_where_one_asks_for_it(installed: Path) -> None:
    with running_mail_server() as mail:
        there = {**ELSEWHERE, "FIVEFOLD_MAIL_URL": f"smtp://127.0.0.1:{mail.port}"}
        sent = server("check", "--mail", "ada@lakeshore.example", data=installed, **there)
        assert sent.returncode == 0, sent.stdout
        assert "took a message to ada@lakeshore.example" in " ".join(sent.stdout.split())
        [message] = mail.messages
        assert (message["To"], message["Subject"]) == ("ada@lakeshore.example", "Fivefold can send mail")
        mail.recipient_answer = b"550 nobody of that name"
        refused = server("check", "--mail", "ada@lakeshore.example", data=installed, **there)
        assert refused.returncode == 1
        assert "550 nobody of that name" in " ".join(refused.stdout.split())
    closed = server("check", "--mail", "ada@lakeshore.example", data=installed, **there)
    assert closed.returncode == 1
    assert "did not take a message" in " ".join(closed.stdout.split())


def test_on_one_s_own_machine_these_are_notes(installed: Path) -> None:
    code, found = check(installed, FIVEFOLD_OPERATOR="", FIVEFOLD_DEBUG="0", FIVEFOLD_TYPO="1")
    assert code == 0
    assert (found["operator"], found["mail"], found["unknown_setting"]) == ("note", "note", "note")


Damage = Callable[[Path], object]


def _run(statement: str) -> Damage:
    def run(folder: Path) -> None:
        with sqlite3.connect(folder / "fivefold.sqlite3") as database:
            database.execute(statement)
        database.close()

    return run


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (_run("DROP TRIGGER ledger_entry_no_update"), "ledger"),
        (_run("DELETE FROM django_migrations WHERE app = 'health'"), "migrations"),
        (_run("DROP TABLE fivefold_cache"), "cache"),
        (lambda folder: (folder / "uploads").write_text("a file in its place"), "uploads"),
        (lambda folder: (folder / "secret-key").chmod(0o640), "secret_key"),
        (lambda folder: (folder / "secret-key").write_text("short"), "secret_key"),
        (lambda folder: (folder / "fivefold.sqlite3").write_text("a shopping list " * 999), "database"),
    ],
)
def test_damage_is_found(damage: Damage, fault: str, copy: Path) -> None:
    damage(copy)
    code, found = check(copy)
    assert code == 1
    assert [name for name, level in found.items() if level == "fault"] == [fault]


def test_a_folder_open_to_others_is_noted(copy: Path) -> None:
    copy.chmod(0o755)
    code, found = check(copy)
    assert (code, found["data_folder"]) == (0, "note")


def test_what_waits_too_long_and_what_never_arrived_is_counted(copy: Path) -> None:
    for state in ("queued", "unknown"):
        _run(
            "INSERT INTO core_outgoingmail (public_id, key, address, subject, body, language, about, state,"
            " note, attempts, not_before, created_at) VALUES"
            f" ('{state}', '{state}', 'a@example.org', '', '', '', '', '{state}', '', 0,"
            " '2026-01-01 00:00:00', '2026-01-01 00:00:00')"
        )(copy)
    code, found = check(copy)
    assert (code, found["worker"], found["undelivered"]) == (0, "note", "note")


def test_the_worker_finds_a_prepared_installation_fit(installed: Path) -> None:
    result = server("worker", "--once", data=installed)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_the_district_s_sign_on_is_said_and_its_secret_is_kept_from_others(
    copy: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hunter2\n")
    secret.chmod(0o600)
    sign_on = {
        "FIVEFOLD_SIGN_ON_ISSUER": "https://sign-on.example.org",
        "FIVEFOLD_SIGN_ON_CLIENT": "fivefold",
        "FIVEFOLD_SIGN_ON_SECRET_FILE": str(secret),
        "FIVEFOLD_SIGN_ON_NAME": "Cedar Valley USD",
    }
    code, found = check(copy, **ELSEWHERE, **sign_on)
    assert (code, found["sign_on"]) == (0, "ok")
    secret.chmod(0o644)
    code, found = check(copy, **ELSEWHERE, **sign_on)
    assert (code, found["sign_on_secret"]) == (1, "fault")

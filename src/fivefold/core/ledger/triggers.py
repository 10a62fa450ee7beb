"""Append-only, also for whoever reaches past the code: triggers on both databases.

Altering a table can drop its triggers without a word (SQLite builds the table anew), so they are put
back after every `migrate`, and `fivefold check` names any that are gone.
"""

from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "the ledger is append-only"


GROWS = "NEW.id <> OLD.id OR NEW.key <> OLD.key OR NEW.length <> OLD.length + 1"


@dataclass(frozen=True)
class Trigger:
    name: str
    table: str
    event: str
    when: str = ""


TRIGGERS = (
    Trigger("ledger_entry_no_update", "core_entry", "UPDATE"),
    Trigger("ledger_entry_no_delete", "core_entry", "DELETE"),
    # A detail can be erased, never rewritten.
    Trigger("ledger_detail_no_update", "core_entrydetail", "UPDATE"),
    Trigger("ledger_chain_no_delete", "core_chain", "DELETE"),
    Trigger(
        "ledger_chain_only_grows",
        "core_chain",
        "UPDATE",
        GROWS,
    ),
    Trigger("ledger_publication_no_update", "core_publication", "UPDATE"),
    Trigger("ledger_publication_no_delete", "core_publication", "DELETE"),
)
# SQLite alone has INSERT OR REPLACE, which takes the old row away without a delete that a trigger sees.
_REPLACE = tuple(
    Trigger(
        f"ledger_{name}_no_replace",
        f"core_{table}",
        "INSERT",
        f"EXISTS (SELECT 1 FROM core_{table} AS kept WHERE kept.id = NEW.id OR ({unique}))",  # noqa: S608
    )
    for name, table, unique in (
        ("entry", "entry", "kept.chain_id = NEW.chain_id AND kept.number = NEW.number"),
        ("detail", "entrydetail", "kept.entry_id = NEW.entry_id"),
        ("chain", "chain", "kept.key = NEW.key"),
        ("publication", "publication", "kept.public_id = NEW.public_id"),
    )
)
# PostgreSQL alone has TRUNCATE, which no row trigger sees.
_TRUNCATE = (
    Trigger("ledger_entry_no_truncate", "core_entry", "TRUNCATE"),
    Trigger("ledger_detail_no_truncate", "core_entrydetail", "TRUNCATE"),
    Trigger("ledger_chain_no_truncate", "core_chain", "TRUNCATE"),
    Trigger("ledger_publication_no_truncate", "core_publication", "TRUNCATE"),
)


def expected(connection: BaseDatabaseWrapper) -> tuple[Trigger, ...]:
    return TRIGGERS + (_TRUNCATE if connection.vendor == "postgresql" else _REPLACE)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put back every trigger that is missing, as far as its table is there yet."""
    tables = set(connection.introspection.table_names())
    absent = {trigger.name for trigger in expected(connection) if trigger.table in tables} & set(
        missing(connection)
    )
    if not absent:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' "
                "USING ERRCODE = 'integrity_constraint_violation'; END $$"
            )
        for trigger in expected(connection):
            if trigger.name in absent:
                cursor.execute(_create(connection, trigger))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Lift the triggers by name. Only for emptying a test database."""
    absent = missing(connection)
    with connection.cursor() as cursor:
        for trigger in expected(connection):
            if trigger.name not in absent:
                on = f" ON {trigger.table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {trigger.name}{on}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the triggers that should be there and are not."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    return [trigger.name for trigger in expected(connection) if trigger.name not in present]


def put_back_after_migrating(*, using: str, **_: Any) -> None:
    from django.db import connections

    install(connections[using])


def _create(connection: BaseDatabaseWrapper, trigger: Trigger) -> str:
    begin = f"CREATE TRIGGER {trigger.name} BEFORE {trigger.event} ON {trigger.table}"
    if connection.vendor != "postgresql":
        when = f" WHEN {trigger.when}" if trigger.when else ""
        return f"{begin} FOR EACH ROW{when} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    each = "STATEMENT" if trigger.event == "TRUNCATE" else "ROW"
    when = f" WHEN ({trigger.when})" if trigger.when else ""
    return f"{begin} FOR EACH {each}{when} EXECUTE FUNCTION ledger_refuse()"

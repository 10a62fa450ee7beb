"""The ledger remembers: append-only, hash-chained, erasable without breaking."""

import hashlib
import json
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fivefold.core import ledger
from fivefold.core.ledger import triggers
from fivefold.core.models import Chain, Entry, EntryDetail, Publication
from fivefold.core.publication import publications, record_publication
from tests.cast import Cast, make_person

pytestmark = pytest.mark.django_db

KEY = "space:abc"
AT = datetime(2026, 5, 1, 15, 30, tzinfo=UTC)


def write(count: int, key: str = KEY) -> list[Entry]:
    return [
        ledger.append(key, "tests.act", by=None, about=f"thing:{n}", detail={"n": n}, at=AT)
        for n in range(count)
    ]


@pytest.fixture
def lifted() -> Any:
    """A hand that reaches past the triggers, as an operator with the database file could."""
    triggers.remove(connection)
    yield
    triggers.install(connection)


def test_the_hash_is_what_the_documentation_says() -> None:
    """Reckoned here from the written rule alone, without the code under test."""
    entry = ledger.append(KEY, "tests.act", by=None, about="thing:1", detail={"b": 1, "a": "é"}, at=AT)
    kept = EntryDetail.objects.get(entry=entry)
    detail_hash = hashlib.sha256((kept.salt + '{"a":"é","b":1}').encode()).hexdigest()
    instant = "2026-05-01T15:30:00.000000+00:00"
    payload = [KEY, 1, "tests.act", "", "thing:1", instant, detail_hash, "0" * 64]
    text = json.dumps(payload, separators=(",", ":"))
    assert entry.hash == hashlib.sha256(text.encode()).hexdigest()
    assert ledger.head(KEY) == entry.hash


def test_numbers_count_inside_a_chain() -> None:
    write(3)
    write(2, "space:other")
    assert [entry.number for entry in ledger.entries(KEY)] == [3, 2, 1]
    assert [entry.number for entry in ledger.entries("space:other")] == [2, 1]
    assert ledger.verify(KEY).entries == 3


def test_an_empty_chain_is_unbroken_and_has_the_beginning_as_its_head() -> None:
    result = ledger.verify("space:nothing")
    assert (result.unbroken, result.entries, result.head) == (True, 0, ledger.BEGINNING)
    assert ledger.head("space:nothing") == ledger.BEGINNING


def test_an_entry_names_its_actor_by_identifier_only(cast: Cast) -> None:
    entry = ledger.append(KEY, "tests.act", by=cast.marcus, about="thing:1", detail={"who": cast.marcus.name})
    assert entry.actor == cast.marcus.public_id
    plain = [str(getattr(entry, field.attname)) for field in Entry._meta.concrete_fields]
    assert not any(cast.marcus.name in text or cast.marcus.email in text for text in plain)
    assert ledger.entries(KEY)[0].detail == {"who": cast.marcus.name}


@pytest.mark.django_db(transaction=True)
def test_an_entry_apart_from_its_act_is_refused() -> None:
    with pytest.raises(ledger.OutsideTransactionError):
        ledger.append(KEY, "tests.act", by=None, about="thing:1", detail={})
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_act_that_is_undone_leaves_no_entry_and_no_gap() -> None:
    with transaction.atomic():
        write(1)
    with transaction.atomic():
        write(1)
        transaction.set_rollback(True)
    with transaction.atomic():
        write(1)
    assert [entry.number for entry in ledger.entries(KEY)] == [2, 1]
    assert ledger.verify(KEY).unbroken


@pytest.mark.parametrize("detail", [{"share": float("nan")}, {"when": AT}, {"who": object()}])
def test_a_detail_that_could_not_be_hashed_the_same_way_twice_is_refused(detail: dict[str, Any]) -> None:
    with pytest.raises((TypeError, ValueError)):
        ledger.append(KEY, "tests.act", by=None, about="thing:1", detail=detail)
    assert not Entry.objects.exists()


plain_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(details=st.lists(st.dictionaries(st.text("xyz", max_size=3), plain_values, max_size=3), max_size=4))
def test_whatever_the_details_the_chain_verifies_and_gives_them_back(
    details: list[dict[str, Any]], django_db_blocker: Any
) -> None:
    key = f"space:{timezone.now().timestamp()}"
    for detail in details:
        ledger.append(key, "tests.act", by=None, about="thing:1", detail=detail)
    assert [entry.detail for entry in reversed(ledger.entries(key))] == details
    result = ledger.verify(key)
    assert (result.unbroken, result.entries) == (True, len(details))


TAMPERING = {
    "act": lambda: Entry.objects.filter(number=2).update(act="tests.other"),
    "actor": lambda: Entry.objects.filter(number=2).update(actor="somebody"),
    "about": lambda: Entry.objects.filter(number=2).update(about="thing:9"),
    "time": lambda: Entry.objects.filter(number=2).update(at=timezone.now()),
    "detail hash": lambda: Entry.objects.filter(number=2).update(detail_hash="1" * 64),
    "previous hash": lambda: Entry.objects.filter(number=2).update(previous_hash="1" * 64),
    "hash": lambda: Entry.objects.filter(number=2).update(hash="1" * 64),
    "detail": lambda: EntryDetail.objects.filter(entry__number=2).update(text='{"n":9}'),
    "salt": lambda: EntryDetail.objects.filter(entry__number=2).update(salt="00"),
    "detail taken away in silence": lambda: EntryDetail.objects.filter(entry__number=2).delete(),
}


@pytest.mark.parametrize("what", TAMPERING)
def test_a_changed_entry_is_found(what: str, lifted: None) -> None:
    write(4)
    TAMPERING[what]()
    result = ledger.verify(KEY)
    assert (result.unbroken, result.first_fault) == (False, 2)


def _delete(number: int) -> None:
    EntryDetail.objects.filter(entry__number=number).delete()
    Entry.objects.filter(number=number).delete()


def test_an_entry_taken_out_is_found(lifted: None) -> None:
    write(4)
    _delete(2)
    assert ledger.verify(KEY).first_fault == 2


def test_entries_cut_off_at_the_end_are_found_against_the_kept_head(lifted: None) -> None:
    write(4)
    _delete(4)
    result = ledger.verify(KEY)
    assert (result.unbroken, result.first_fault) == (False, 4)


def test_a_whole_end_cut_off_with_its_head_shows_against_a_printed_head(lifted: None) -> None:
    """No chain can show this by itself; that is why the newest head is printed on what leaves."""
    third, fourth = write(4)[2:]
    _delete(4)
    Chain.objects.filter(key=KEY).update(length=3, head=third.hash)
    assert ledger.verify(KEY).unbroken
    assert ledger.head(KEY) != fourth.hash


def test_a_detail_can_be_erased_and_the_chain_still_verifies(cast: Cast) -> None:
    entries = write(3)
    ledger.erase_detail(entries[1], by=cast.admin)
    newest, _, erased, _ = ledger.entries(KEY)
    assert erased.detail is None
    assert not EntryDetail.objects.filter(entry=entries[1]).exists()
    assert (newest.act, newest.about, newest.actor) == (ledger.DETAIL_ERASED, "entry:2", cast.admin.public_id)
    result = ledger.verify(KEY)
    assert (result.unbroken, result.entries, result.erased) == (True, 4, 1)


def test_erasing_twice_writes_one_entry(cast: Cast) -> None:
    (entry,) = write(1)
    ledger.erase_detail(entry, by=cast.admin)
    ledger.erase_detail(entry, by=cast.admin)
    assert ledger.verify(KEY).entries == 2


def test_every_trigger_is_there_after_all_migrations() -> None:
    assert triggers.missing(connection) == []


def test_a_trigger_that_was_dropped_is_named_and_put_back() -> None:
    on = " ON core_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER ledger_entry_no_update{on}")
    assert triggers.missing(connection) == ["ledger_entry_no_update"]
    triggers.put_back_after_migrating(using="default")
    assert triggers.missing(connection) == []


FORBIDDEN = {
    "update an entry": lambda: Entry.objects.update(act="x"),
    "delete an entry": lambda: Entry.objects.all()._raw_delete("default"),
    "rewrite a detail": lambda: EntryDetail.objects.update(text="{}"),
    "delete a chain": lambda: Chain.objects.all()._raw_delete("default"),
    "rename a chain": lambda: Chain.objects.update(key="x", length=2),
    "shorten a chain": lambda: Chain.objects.update(length=0),
    "swap a head": lambda: Chain.objects.update(head="1" * 64),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_database_itself_refuses_to(what: str) -> None:
    write(1)
    with pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic():
        FORBIDDEN[what]()
    assert ledger.verify(KEY).unbroken


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL has TRUNCATE")
@pytest.mark.parametrize("table", ["core_entry", "core_entrydetail", "core_chain", "core_publication"])
def test_truncate_is_refused(table: str) -> None:
    with (
        pytest.raises(DatabaseError, match=triggers.REFUSAL),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.django_db(transaction=True)
def test_a_flushed_test_database_has_its_triggers_again() -> None:
    with transaction.atomic():
        write(1)
    from django.core.management import call_command

    call_command("flush", interactive=False, verbosity=0)
    assert not Entry.objects.exists()
    assert triggers.missing(connection) == []


def test_listing_and_appending_cost_the_same_however_long_the_chain(assert_queries_do_not_grow: Any) -> None:
    write(2)
    assert_queries_do_not_grow(
        lambda: [entry.detail for entry in ledger.entries(KEY)], add_rows=lambda: write(20)
    )


def test_two_at_once_make_one_unbroken_chain(transactional_db: None) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def many(who: int) -> None:
        try:
            for n in range(10):
                with transaction.atomic():
                    ledger.append(KEY, "tests.act", by=None, about=f"thing:{who}-{n}", detail={})
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(many, range(4)))
    result = ledger.verify(KEY)
    assert (result.unbroken, result.entries) == (True, 40)


def test_the_publication_log_keeps_figures_with_the_head_they_left_under(cast: Cast) -> None:
    (entry,) = write(1)
    figures = {"trust": {"n": 12, "mean": 66.1}}
    record_publication(
        kind="shared",
        about="assessment:x",
        audience="Northfield",
        figures=figures,
        space_key=KEY,
        by=cast.marcus,
    )
    record_publication(
        kind="shared", about="assessment:y", audience="Harbor", figures={}, space_key="space:other", by=None
    )
    (found,) = publications(KEY)
    assert (ledger.verify(KEY).unbroken, ledger.verify(KEY).entries) == (True, 2)
    assert (found.figures, found.by, found.ledger_head) == (figures, cast.marcus, entry.hash)
    with pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic():
        found.save()


def test_the_actor_may_be_anybody_with_a_public_identifier() -> None:
    person = make_person("New Person")
    assert ledger.append(KEY, "tests.act", by=person, about="x:1", detail={}).actor == person.public_id


def publish(cast: Cast, figures: dict[str, Any]) -> Publication:
    return record_publication(
        kind="assessment",
        about="assessment:x",
        audience="Northfield",
        figures=figures,
        space_key=KEY,
        by=cast.marcus,
    )


REWRITING = {
    "figures": lambda cast: Publication.objects.update(figures={"trust": 1}),
    "audience": lambda cast: Publication.objects.update(audience="nobody"),
    "person": lambda cast: Publication.objects.update(by=cast.hannah),
    "day": lambda cast: Publication.objects.update(at=AT),
    "identifier": lambda cast: Publication.objects.update(public_id="x"),
    "space": lambda cast: Publication.objects.update(space_key="space:other"),
    "all of it": lambda cast: Publication.objects.all().delete(),
}


@pytest.mark.parametrize("what", REWRITING)
def test_a_publication_written_anew_is_found(what: str, cast: Cast, lifted: None) -> None:
    write(1)
    publish(cast, {"trust": {"n": 12, "mean": 66.10000000000001, "low": -0.0, "high": 1e22}})
    write(1)
    assert ledger.verify(KEY).unbroken
    REWRITING[what](cast)
    result = ledger.verify(KEY)
    assert (result.unbroken, result.first_fault) == (False, 2)


def test_a_publication_slipped_in_is_found(cast: Cast) -> None:
    publish(cast, {})
    Publication.objects.create(space_key=KEY, kind="assessment", about="assessment:y", figures={})
    assert ledger.verify(KEY).first_fault == 2


def replace(table: str, **changed: str) -> None:
    """SQLite's way to put a row in the place of another without an update or a delete."""
    with connection.cursor() as cursor:
        columns = [one.name for one in connection.introspection.get_table_description(cursor, table)]
        values = ", ".join(changed.get(column, column) for column in columns)
        cursor.execute(f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table}")


REPLACED = {
    "an entry": ("core_entry", {"act": "'forged'"}),
    "an entry under another identifier": ("core_entry", {"id": "id + 9", "act": "'forged'"}),
    "a detail": ("core_entrydetail", {"text": "'{}'"}),
    "a detail under another identifier": ("core_entrydetail", {"id": "id + 9", "text": "'{}'"}),
    "a chain": ("core_chain", {"length": "0"}),
    "a chain under another identifier": ("core_chain", {"id": "id + 9", "length": "0"}),
    "a publication": ("core_publication", {"audience": "'nobody'"}),
    "a publication under another identifier": ("core_publication", {"id": "id + 9", "audience": "'nobody'"}),
}


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite has INSERT OR REPLACE")
@pytest.mark.parametrize("what", REPLACED)
def test_replacing_a_row_is_refused(what: str, cast: Cast) -> None:
    publish(cast, {})
    table, changed = REPLACED[what]
    with pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic():
        replace(table, **changed)
    assert ledger.verify(KEY).unbroken


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite has UPDATE OR REPLACE")
def test_a_chain_cannot_be_moved_over_another(cast: Cast) -> None:
    publish(cast, {})
    write(1, "space:other")
    other = Chain.objects.get(key="space:other")
    moved = f"UPDATE OR REPLACE core_chain SET id = {other.pk}, length = length + 1 WHERE key = '{KEY}'"
    with (
        pytest.raises(DatabaseError, match=triggers.REFUSAL),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(moved)


def test_what_had_been_published_before_is_entered(cast: Cast) -> None:
    from django.apps import apps

    write(1)
    Publication.objects.create(space_key=KEY, kind="assessment", about="assessment:y", figures={})
    assert not ledger.verify(KEY).unbroken
    migration = import_module("fivefold.core.migrations.0003_ledger_holds_publications")
    migration.enter_what_was_published(apps, None)
    assert ledger.verify(KEY).unbroken

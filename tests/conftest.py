"""What every room's tests share: sample data, a standing cast, a query budget, a closed network."""

import os
import socket
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.cast import Cast

# No deadline for an example: it measures how busy the machine is, not what is true.
# Where a test names no number of its own: some on each run, six times as many by `make again`.
settings.register_profile("some", deadline=None, max_examples=50)
settings.register_profile("many", deadline=None, max_examples=300)
settings.load_profile("some")


# Rooms that ask the database what all rooms ask it; `make again` runs them on PostgreSQL.
OF_ANY_DATABASE = {"api", "demonstration", "design", "health", "reports"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    tests = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(tests) and item.path.relative_to(tests).parts[0] in OF_ANY_DATABASE:
            item.add_marker(pytest.mark.once)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("pango"):
        try:
            import weasyprint  # noqa: F401
        except OSError:
            pytest.skip("this machine lacks Pango, which sets the text of a PDF")


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real public data, or a skip that says why."""
    folder = os.environ.get("FIVEFOLD_SAMPLES")
    if not folder:
        pytest.skip("FIVEFOLD_SAMPLES is not set: this test reads real survey files that are not shipped")
    return Path(folder).resolve()


@pytest.fixture
def cast(db: None) -> "Cast":
    """Marcus, Hannah and the others, in a database that holds nothing else."""
    from tests.cast import make_cast

    return make_cast()


@pytest.fixture
def assert_queries_do_not_grow() -> Callable[[Callable[[], Any], Callable[[], Any]], None]:
    """`check(show, add_rows)`: showing a page costs the same number of queries after rows were added."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def check(show: Callable[[], Any], add_rows: Callable[[], Any]) -> None:
        show()  # what is loaded once per process is not part of a page's cost
        with CaptureQueriesContext(connection) as before:
            show()
        add_rows()
        with CaptureQueriesContext(connection) as after:
            show()
        grown = "\n".join(query["sql"] for query in after.captured_queries)
        assert len(after) <= len(before), f"{len(before)} queries became {len(after)}:\n{grown}"

    return check


@pytest.fixture(scope="session", autouse=True)
def _emptying_lifts_the_ledgers_triggers() -> Iterator[None]:
    """Between two transactional tests Django empties every table, which the ledger rightly refuses.

    The triggers are lifted by name for that one act; `migrate`'s signal, sent after it, puts them back.
    """
    from django.db.backends.base.operations import BaseDatabaseOperations

    from fivefold.core.ledger import triggers

    empty = BaseDatabaseOperations.execute_sql_flush

    def lift_and_empty(self: BaseDatabaseOperations, sql_list: Sequence[str]) -> None:
        triggers.remove(self.connection)
        empty(self, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", lift_and_empty)
        yield


@pytest.fixture(autouse=True)
def _closed_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule 10: no call leaves the installation. Only this machine may be reached."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test tried to reach {address[0]}")
        real(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect)

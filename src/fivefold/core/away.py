"""When the database is away, locked or full: no mistake in the code, and its own words say what it is."""

import sqlite3

from django.db import InterfaceError, OperationalError


def is_away(error: BaseException | None) -> bool:
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    # SQLite calls a query that is wrong by the same class: that is our fault, and its traceback is wanted.
    return getattr(error.__cause__, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR


def words_of(error: BaseException) -> str:
    """The first line: what follows may repeat a row."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)

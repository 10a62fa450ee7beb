"""What the log of a server is spared."""

import logging
import re

from django.core.exceptions import PermissionDenied

from fivefold.core.away import is_away, words_of
from fivefold.core.links import TOKEN


class RefusalsInOneLine(logging.Filter):
    """A refusal is an answer and no fault: the log has who was refused what, without a traceback.

    Nor is a database that is away or full: its own words say all there is to know.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and is_away(error):
            record.msg, record.args = f"{record.getMessage()}: the database: {words_of(error)}", ()
        if isinstance(error, PermissionDenied) or is_away(error):
            record.exc_info = record.exc_text = None
        return True


class WithoutProbes(logging.Filter):
    """A probe that is told “not yet” every ten seconds has its answer, and would fill the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        return getattr(getattr(record, "request", None), "path", "") not in {"/healthz", "/readyz"}


ADDRESS = re.compile(r"[^\s<>]+@(?=\S*\w)")
# PostgreSQL repeats the row that it refuses, whoever's it is.
VALUES = re.compile(r"^(DETAIL: ).*$", re.MULTILINE)


class WithoutPeople(logging.Formatter):
    """Of a mail address only the host is written, and of a refused row nothing, in tracebacks as well.

    Mail servers put the recipient into their refusals, and a database puts values into its own.
    """

    def format(self, record: logging.LogRecord) -> str:
        return VALUES.sub(r"\1…", ADDRESS.sub("…@", super().format(record)))


class LinksWithoutSignature(logging.Filter):
    """Whoever reads a log can tell which link was opened, and cannot open it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = re.sub(TOKEN, _without_signature, record.getMessage()), ()
        return True


def _without_signature(token: "re.Match[str]") -> str:
    return token.group().partition(":")[0] + ":…"

"""What the log of a server is spared."""

import logging
import re

from django.core.exceptions import PermissionDenied

from fivefold.core.links import TOKEN


class RefusalsInOneLine(logging.Filter):
    """A refusal is an answer and no fault: the log has who was refused what, without a traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], PermissionDenied):
            record.exc_info = record.exc_text = None
        return True


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

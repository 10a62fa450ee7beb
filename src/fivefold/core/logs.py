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


class LinksWithoutSignature(logging.Filter):
    """Whoever reads a log can tell which link was opened, and cannot open it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = re.sub(TOKEN, _without_signature, record.getMessage()), ()
        return True


def _without_signature(token: "re.Match[str]") -> str:
    return token.group().partition(":")[0] + ":…"

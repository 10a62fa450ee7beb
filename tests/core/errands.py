"""Small jobs for the tests of jobs. Importing this module registers them, in a worker process too."""

import os
import signal
import time
from pathlib import Path
from typing import Any

from django.db import OperationalError, transaction

from fivefold.core import ledger
from fivefold.core.jobs.context import JobContext
from fivefold.core.jobs.registry import job
from fivefold.core.rules import RuleError

CHAIN = "space:errands"


@job("tests.write", title="Writing one entry for each piece")
def write(context: JobContext) -> dict[str, Any]:
    for key in context.pieces(context.arguments["pieces"]):
        with context.keeping(key):
            ledger.append(CHAIN, "tests.piece", by=None, about=f"piece:{key}", detail={})
    return {"url": "/somewhere/"}


@job("tests.die_midway", title="Dying in the middle of the second piece's writes")
def die_midway(context: JobContext) -> dict[str, Any]:
    """Killed as by the machine: no exception, no cleaning up. `deaths` says how many attempts end so."""
    for key in context.pieces(context.arguments["pieces"]):
        with context.keeping(key):
            ledger.append(CHAIN, "tests.piece", by=None, about=f"piece:{key}", detail={})
            if key == "b" and context.attempt <= context.arguments["deaths"]:
                os.kill(os.getpid(), signal.SIGKILL)
    return {}


@job("tests.slow", title="Taking its time")
def slow(context: JobContext) -> dict[str, Any]:
    Path(context.arguments["started"]).touch()
    for _ in context.pieces([str(n) for n in range(context.arguments["pieces"])]):
        time.sleep(context.arguments["seconds"])
    return {"finished": True}


@job("tests.refuse", title="Being refused")
def refuse(context: JobContext) -> dict[str, Any]:
    raise RuleError("too_early", "The round is still open.")


@job("tests.fail", title="Failing")
def fail(context: JobContext) -> dict[str, Any]:
    raise ZeroDivisionError("a secret detail")


@job("tests.database_gone", title="Losing the database")
def database_gone(context: JobContext) -> dict[str, Any]:
    raise OperationalError("the connection is gone")


@job("tests.overtaken", title="Being overtaken in the middle")
def overtaken(context: JobContext) -> dict[str, Any]:
    """Another worker takes the job while this attempt is still at it."""
    with context.keeping("a"):
        ledger.append(CHAIN, "tests.piece", by=None, about="piece:a", detail={})
    with transaction.atomic():
        row = context.own_row().select_for_update().get()
        row.attempt += 1
        row.save(update_fields=["attempt"])
    with context.keeping("b"):
        ledger.append(CHAIN, "tests.piece", by=None, about="piece:b", detail={})
    return {}

"""What a person is told when a command cannot do its work. Never a traceback, unless asked for."""

import json
import os
import sys
import textwrap

from fivefold.assess.errors import UsageError
from fivefold.assess.terminal import harmless, harmless_json
from fivefold.config.cli import COMMANDS, DATA_FAULT, SERVER_COMMANDS, WRONG_USAGE, CommandLineError
from fivefold.core.backups.errors import BackupError
from fivefold.core.check_results import database_failed
from fivefold.files.errors import FileError

# Naming a file that is not there is wrong usage, not a fault in the data.
NOT_THERE = frozenset({"no_such_file", "not_a_file"})
WIDTH = 80


def report(fault: Exception, *, command: str | None, as_json: bool) -> int:
    """Say what happened, on standard output as an object when `--json` was asked, and give the exit code."""
    if os.environ.get("FIVEFOLD_DEBUG") == "1" and not isinstance(fault, CommandLineError):
        raise fault
    said, code = _said(fault, command)
    if as_json:
        print(harmless_json(json.dumps({"error": said}, ensure_ascii=False)))
        return code
    prefix = f"fivefold {command}: " if command in COMMANDS else "fivefold: "
    place = f"{said['file']}: " if said["file"] else ""
    usage = fault.usage if isinstance(fault, CommandLineError) else ""
    sentence = f"{prefix}{place}{said['message']} {said['remedy']}".strip()
    wrapped = textwrap.fill(sentence, WIDTH, break_long_words=False, break_on_hyphens=False)
    print(harmless(f"{usage}{wrapped}"), file=sys.stderr)
    return code


def _said(fault: Exception, command: str | None) -> tuple[dict[str, object], int]:
    if isinstance(fault, FileError):
        return dict(fault.to_dict()), WRONG_USAGE if fault.code in NOT_THERE else DATA_FAULT
    if isinstance(fault, UsageError):
        return fault.to_dict(), DATA_FAULT if isinstance(fault, BackupError) else WRONG_USAGE
    if isinstance(fault, CommandLineError):
        message = f"{str(fault)[:1].upper()}{str(fault)[1:]}."
        asked = f"fivefold {command} --help" if command in COMMANDS else "fivefold --help"
        return UsageError("wrong_usage", message, f"See {asked}.").to_dict(), WRONG_USAGE
    if _is_of_the_database(fault):
        found = database_failed(fault)
        return UsageError(found.code, found.message, found.remedy).to_dict(), DATA_FAULT
    if _lacks_server(fault, command):
        message = "This command needs the server's parts:"
        return UsageError(
            "server_not_installed", message, 'pip install "fivefold[server]"'
        ).to_dict(), WRONG_USAGE
    return (
        UsageError(
            "internal_error",
            f"Something went wrong inside Fivefold ({type(fault).__name__}: {fault}).",
            "This is our fault, not yours. Please report it; FIVEFOLD_DEBUG=1 shows where it happened.",
        ).to_dict(),
        DATA_FAULT,
    )


def _is_of_the_database(fault: Exception) -> bool:
    """Unreachable, full, locked, damaged: a person can mend that, as they cannot mend a wrong query."""
    if "django.db" not in sys.modules:
        return False
    from django.db import DatabaseError, InterfaceError, OperationalError

    # A file that is no database at all raises the base class itself.
    return isinstance(fault, (InterfaceError, OperationalError)) or type(fault) is DatabaseError


def _lacks_server(fault: Exception, command: str | None) -> bool:
    """Whether a command of the server met a package that only `fivefold[server]` brings."""
    needs = command in SERVER_COMMANDS
    missing = (fault.name or "") if isinstance(fault, ModuleNotFoundError) else ""
    return needs and bool(missing) and not missing.startswith("fivefold")

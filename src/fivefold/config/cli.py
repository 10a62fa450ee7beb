"""The command line. Each command is imported when it runs, so that `fivefold --help` stays light.

Light down to the standard library: `dataclasses` and `typing` alone would take as long as argparse does.

A command lives in `fivefold.config.commands.<name>`, with `add_arguments(parser)` and `run(args)`. The
module itself imports nothing heavy; `run` does, and returns the exit code.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

from fivefold import __version__

# Type checkers take the name for true; importing it from `typing` is what is to be avoided.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType
    from typing import NoReturn

DATA_FAULT = 1
WRONG_USAGE = 2
INTERRUPTED = 130
BROKEN_PIPE = 141


COMMANDS = {
    "map": "propose a mapping for a survey file, ready to edit",
    "assess": "turn a survey file into a five-dimension assessment",
    "members": "count who was asked, from a list of members or a OneRoster export",
    "demo": "run Fivefold with made-up partnerships, to look around",
    "createadmin": "print the link that makes the first administrator",
    "letin": "let in again whoever has lost the device for their second step",
    "serve": "start the server",
    "worker": "do the background work of the server",
    "init": "write the settings of a new installation, with fresh keys",
    "check": "check the configuration",
    "upgrade": "copy the installation, bring it up to date and check it",
    "backup": "make a copy of the database and the files, in one file",
    "restore": "put a copy back",
}
SERVED = frozenset({"serve", "worker", "check", "upgrade", "backup", "restore", "createadmin", "letin"})
"""They work on an installation, by its settings."""
SERVER_COMMANDS = SERVED | {"demo"}


class CommandLineError(Exception):
    """What argparse found wrong, with the usage line of the command."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.usage = usage


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise CommandLineError(message, self.format_usage())


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did its work, 1 for a fault in the data, 2 for wrong usage."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        _write_utf8()
        code = _run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone; Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    return code


def _write_utf8() -> None:
    """A mapping that goes into a file is TOML, hence UTF-8; a terminal shows what it can."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(**({"errors": "replace"} if stream.isatty() else {"encoding": "utf-8"}))


def _run(arguments: list[str]) -> int:
    name = next((word for word in arguments if not word.startswith("-")), None)
    try:
        module = import_module(f"fivefold.config.commands.{name}") if name in COMMANDS else None
        if name in SERVED:
            from fivefold.config.environment import take_in_settings_file

            take_in_settings_file()
        args = _parser(name, module).parse_args(arguments)
        if module is None:
            _parser(None, None).print_help()
            return WRONG_USAGE
        code = module.run(args)
        return code if isinstance(code, int) else 0
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else WRONG_USAGE
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except Exception as fault:
        from fivefold.config.faults import report

        return report(fault, command=name, as_json="--json" in arguments)


def _parser(chosen: str | None, module: ModuleType | None) -> Parser:
    parser = Parser(
        prog="fivefold",
        description="Know whether a research-practice partnership works.",
        epilog="fivefold COMMAND --help tells more about one command.",
    )
    parser.add_argument("--version", action="version", version=f"fivefold {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name, summary in COMMANDS.items():
        own = commands.add_parser(name, help=summary, description=f"{summary.capitalize()}.")
        if name == chosen and module is not None:
            module.add_arguments(own)
    return parser

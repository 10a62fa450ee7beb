"""The command line. Each command is imported when it runs, so that `fivefold --help` stays light."""

import argparse
import os
import sys
from collections import abc
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import NoReturn

from fivefold import __version__

DATA_FAULT = 1
WRONG_USAGE = 2
INTERRUPTED = 130
BROKEN_PIPE = 141


@dataclass(frozen=True)
class Command:
    """A command lives in `fivefold.config.commands.<name>`, with `add_arguments(parser)` and `run(args)`.

    The module itself imports nothing heavy; `run` does, and returns the exit code.
    """

    name: str
    help: str
    needs_server: bool = False


COMMANDS = (
    Command("map", "propose a mapping for a survey file, ready to edit"),
    Command("assess", "turn a survey file into a five-dimension assessment"),
    Command("demo", "make the demonstration's database and data", needs_server=True),
    Command("serve", "start the server", needs_server=True),
    Command("worker", "do the background work of the server", needs_server=True),
    Command("check", "check the configuration", needs_server=True),
)


class CommandLineError(Exception):
    """What argparse found wrong, with the usage line of the command."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.usage = usage


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise CommandLineError(message, self.format_usage())


def main(argv: abc.Sequence[str] | None = None) -> int:
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
        command = next((one for one in COMMANDS if one.name == name), None)
        module = _module(command) if command else None
        args = _parser(command, module).parse_args(arguments)
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


def _module(command: Command) -> ModuleType:
    return import_module(f"fivefold.config.commands.{command.name}")


def _parser(chosen: Command | None, module: ModuleType | None) -> Parser:
    parser = Parser(
        prog="fivefold",
        description="Know whether a research-practice partnership works.",
        epilog="fivefold COMMAND --help tells more about one command.",
    )
    parser.add_argument("--version", action="version", version=f"fivefold {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for command in COMMANDS:
        own = commands.add_parser(
            command.name, help=command.help, description=f"{command.help.capitalize()}."
        )
        if command is chosen and module is not None:
            module.add_arguments(own)
    return parser

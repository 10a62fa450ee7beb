"""What `fivefold assess --html OUT --pdf OUT --docx OUT` writes: the full report of one survey file."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fivefold.assess.assessment import Assessment
    from fivefold.assess.frameworks import Framework

FORMATS = {"html": "one HTML file that needs nothing else", "pdf": "a tagged PDF", "docx": "a Word document"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    for name, what in FORMATS.items():
        parser.add_argument(
            f"--{name}", metavar="OUT", help=f'write the full report as {what} ("server" extra)'
        )
    parser.add_argument("--language", choices=["en", "es"], default="en", help="of the report (default: en)")


def wanted(args: argparse.Namespace) -> dict[str, Path]:
    return {name: Path(out) for name in FORMATS if (out := getattr(args, name)) is not None}


def check(outs: dict[str, Path]) -> None:
    """Before the slow part, what can be known of the places to write to, and whether the parts are there."""
    from fivefold.assess.errors import UsageError
    from fivefold.config.without_server import start_django_without_server

    for out in outs.values():
        if out.is_dir() or not out.absolute().parent.is_dir():
            raise UsageError(
                "cannot_write", f"{out} cannot be written.", "Name a file in a folder that is there."
            )
    start_django_without_server()


def write(
    outs: dict[str, Path], assessment: "Assessment", framework: "Framework", *, title: str, language: str
) -> None:
    from fivefold.assess.errors import UsageError
    from fivefold.config.without_server import lacks_server
    from fivefold.core.rules import RuleError
    from fivefold.reports.exporters import make
    from fivefold.reports.states import Format, Order, Part
    from fivefold.reports.subject import subject_of_file

    for name, out in outs.items():
        order = Order(Part.FULL, Format(name), language)
        try:
            made = make(order, lambda: subject_of_file(assessment, framework, title=title))
            out.write_bytes(made.content)
        except ModuleNotFoundError as missing:
            raise lacks_server() from missing
        except RuleError as refusal:
            raise UsageError("no_pango", str(refusal), "") from refusal
        except OSError as fault:
            raise UsageError("cannot_write", f"{out} cannot be written: {fault.strerror}.", "") from fault

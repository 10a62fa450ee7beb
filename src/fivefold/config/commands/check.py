"""`fivefold check`: is this installation set up as it should be? It looks, and changes nothing."""

import argparse
import json
import os
import secrets
import textwrap
from collections.abc import Sequence

from fivefold import __version__
from fivefold.config import environment
from fivefold.config.environment_checks import findings as environment_findings
from fivefold.core.check_results import CheckResult, Level

WIDTH = 96


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of lines")
    parser.add_argument(
        "--mail", metavar="ADDRESS", help="send one message there, to see whether mail goes out"
    )


def run(args: argparse.Namespace) -> int:
    found = environment_findings()
    # With a setting that cannot be read, Django would not start at all.
    if not _has_fault(found):
        from fivefold.config.installation import start_django

        # Django's settings make the installation's key where there is none. A check leaves nothing behind.
        there = environment.read("FIVEFOLD_SECRET_KEY") or (environment.data_folder() / "secret-key").exists()
        if not there:
            os.environ["FIVEFOLD_SECRET_KEY"] = secrets.token_urlsafe(64)
        start_django()
        from fivefold.core import installation_checks

        found += installation_checks.findings()
        if args.mail and any((one.code, one.level) == ("mail", Level.OK) for one in found):
            found.append(installation_checks.mail_reaches(args.mail))
    print(_as_json(found) if args.json else _as_lines(found))
    return 1 if _has_fault(found) else 0


def _has_fault(found: Sequence[CheckResult]) -> bool:
    return any(one.level == Level.FAULT for one in found)


def _as_json(found: Sequence[CheckResult]) -> str:
    findings = [
        {"code": one.code, "level": one.level, "message": one.message, "remedy": one.remedy} for one in found
    ]
    answer = {"fivefold": __version__, "ok": not _has_fault(found), "findings": findings}
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _as_lines(found: Sequence[CheckResult]) -> str:
    lines: list[str] = []
    for one in found:
        lines += _wrapped(f"{one.level:<7}", one.message)
        if one.remedy:
            lines += _wrapped(" " * 7, one.remedy)
    faults = sum(one.level == Level.FAULT for one in found)
    return "\n".join([*lines, "", _verdict(faults)])


def _wrapped(lead: str, text: str) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _verdict(faults: int) -> str:
    if not faults:
        return "Nothing stands in the way."
    return "One thing to mend." if faults == 1 else f"{faults} things to mend."

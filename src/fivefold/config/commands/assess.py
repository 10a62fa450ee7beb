"""`fivefold assess FILE`: a five-dimension assessment, as a table for people or an object for programs."""

import argparse
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from fivefold.config.commands import report_files
from fivefold.stats.disclosure import THRESHOLD

if TYPE_CHECKING:
    from fivefold.assess.assessment import Assessment


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Read a survey file by a mapping and print what its members say about the partnership, dimension by "
        "dimension, each number with the conditions under which it holds."
    )
    parser.add_argument("file", metavar="FILE", help="the survey export: CSV, XLSX, SPSS or Stata")
    parser.add_argument(
        "--map",
        metavar="MAP.toml",
        help="how its columns become scales; without it, what fivefold map proposes",
    )
    parser.add_argument(
        "--codebook",
        metavar="FILE",
        help="the survey itself, for its questions and answers: .qsf, XLSForm, REDCap dictionary or .lss",
    )
    parser.add_argument(
        "--framework",
        default="rpp-2017",
        metavar="KEY",
        help="rpp-2017 (the default), rpp-2023, or the TOML file of another",
    )
    parser.add_argument(
        "--members",
        metavar="N",
        help="how many people were asked: 24, or by side practice=14,research=10",
    )
    parser.add_argument(
        "--threshold",
        type=int,
        default=THRESHOLD,
        metavar="N",
        help=f"fewest people behind any number shown ({THRESHOLD})",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object; errors too")
    report_files.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    outs = report_files.wanted(args)
    if outs:
        report_files.check(outs)
    assessment = _assessment(args)
    if outs:
        _write(outs, assessment, args)
    if args.json:
        from fivefold.assess.terminal import harmless_json

        print(harmless_json(json.dumps(assessment.to_dict(), ensure_ascii=False, indent=2, allow_nan=False)))
    else:
        from fivefold.assess.plain_text import plain_text

        print(plain_text(assessment, width=shutil.get_terminal_size((80, 24)).columns), end="")
    return 0


def _write(outs: dict[str, Path], assessment: "Assessment", args: argparse.Namespace) -> None:
    from fivefold.assess import frameworks

    framework = frameworks.load(args.framework)
    report_files.write(outs, assessment, framework, title=Path(args.file).name, language=args.language)


def _assessment(args: argparse.Namespace) -> "Assessment":
    from fivefold.assess import frameworks
    from fivefold.assess.assessing import assess
    from fivefold.assess.assessment import Caveat
    from fivefold.assess.from_file import open_mapped, open_proposed
    from fivefold.files.sentences import say

    members = parse_members(args.members)
    framework = frameworks.load(args.framework)
    codebook = Path(args.codebook) if args.codebook else None
    if args.map is not None:
        table, mapping = open_mapped(Path(args.file), Path(args.map), codebook=codebook)
        return assess(table, mapping, framework=framework, members=members, threshold=args.threshold)
    table, proposal = open_proposed(Path(args.file), framework, codebook=codebook)
    proposed = Caveat(
        code="proposed_mapping",
        message=say("No mapping was given, so a proposed one was used. See it with fivefold map."),
    )
    return assess(
        table,
        proposal.mapping,
        framework=framework,
        members=members,
        threshold=args.threshold,
        warnings=[proposed],
    )


def parse_members(text: str | None) -> int | dict[str, int] | None:
    """`24` or `practice=14,research=10`."""
    from fivefold.assess.errors import UsageError

    if text is None:
        return None
    try:
        if "=" not in text:
            return int(text)
        pairs = [part.split("=") for part in text.split(",")]
        members = {side.strip(): int(count) for side, count in pairs}
    except ValueError:
        members = {}
        pairs = []
    if not members or len(members) < len(pairs):
        raise UsageError(
            "bad_members",
            f'"{text}" does not say how many members were asked.',
            "Write --members 24, or --members practice=14,research=10.",
        )
    return members

"""`fivefold members FILE`: how many people a roll of members lists, in all and on each side."""

import argparse
import json
import shutil
from pathlib import Path

SIDES = ("practice", "research", "broker")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Count who was asked, from a list of the members or a OneRoster export, and print what fivefold "
        "assess takes as --members. Nothing is kept, and a file with students in it is refused."
    )
    parser.add_argument(
        "file",
        metavar="FILE",
        help="a list of people as CSV or XLSX, a row each; or OneRoster's users.csv, or its zip",
    )
    parser.add_argument(
        "--column", metavar="NAME", help="the column that tells the sides, where that is not seen"
    )
    for side in SIDES:
        parser.add_argument(
            f"--{side}",
            nargs="+",
            action="extend",
            metavar="VALUE",
            help=f"values of that column that mean the {side} side",
        )
    parser.add_argument(
        "--sheet", metavar="NAME", help="the sheet of a workbook (the first that has a table)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object; errors too")


def run(args: argparse.Namespace) -> int:
    from fivefold.assess.roll import roll_of
    from fivefold.files.rolls.opening import open_people

    given = {side: values for side in SIDES if (values := getattr(args, side))}
    people = open_people(Path(args.file), sheet=args.sheet)
    roll = roll_of(people, column=args.column, sides=given)
    if args.json:
        print(json.dumps(roll.to_dict(), ensure_ascii=False, indent=2))
    else:
        from fivefold.assess.roll_text import roll_text

        print(roll_text(roll, width=shutil.get_terminal_size((80, 24)).columns), end="")
    return 0

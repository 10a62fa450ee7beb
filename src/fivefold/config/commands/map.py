"""`fivefold map FILE`: a proposed mapping, ready to edit."""

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Print a proposed mapping for a survey file: TOML with comments, ready to edit. "
        "Save it with: fivefold map FILE > MAP.toml"
    )
    parser.add_argument("file", metavar="FILE", help="the survey export: CSV, XLSX, SPSS or Stata")
    parser.add_argument(
        "--framework",
        default="rpp-2017",
        metavar="KEY",
        help="rpp-2017 (the default), rpp-2023, or the TOML file of another",
    )
    parser.add_argument(
        "--sheet", metavar="NAME", help="the sheet of a workbook (the first that has a table)"
    )
    parser.add_argument(
        "--header-rows",
        type=int,
        metavar="N",
        help="how many records name the columns, where that is not seen",
    )
    parser.add_argument(
        "--format", metavar="NAME", help="qualtrics-csv, csv, xlsx …, where it is not recognized"
    )
    parser.add_argument(
        "--encoding", metavar="NAME", help="how letters are written, such as cp1252, where it is not UTF-8"
    )
    parser.add_argument(
        "--delimiter", metavar="SIGN", help="the sign between cells, or tab, where it is not seen"
    )
    parser.add_argument(
        "--codebook",
        metavar="FILE",
        help="the survey itself, for its questions and answers: .qsf, XLSForm, REDCap dictionary or .lss",
    )


def run(args: argparse.Namespace) -> int:
    from fivefold.assess import frameworks
    from fivefold.assess.from_file import open_proposed
    from fivefold.assess.proposal import render

    framework = frameworks.load(args.framework)
    table, proposal = open_proposed(
        Path(args.file),
        framework,
        format=args.format,
        sheet=args.sheet,
        header_rows=args.header_rows,
        encoding=args.encoding,
        delimiter=args.delimiter,
        codebook=Path(args.codebook) if args.codebook else None,
    )
    print(render(proposal, table, framework), end="")
    return 0

"""`fivefold createadmin`: a link, good once and for a day, that makes the first administrator."""

import argparse

from fivefold.assess.errors import UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--another", action="store_true", help="also where this installation has an administrator already"
    )


def run(args: argparse.Namespace) -> int:
    from fivefold.config import environment
    from fivefold.config.installation import prepare, start_django

    start_django()
    prepare(print)
    from fivefold.accounts.links import LASTS, address_of, make_link
    from fivefold.core.rules import RuleError

    try:
        link = make_link(another=args.another)
    except RuleError as refusal:
        raise UsageError(
            refusal.code, str(refusal), "To make another: fivefold createadmin --another"
        ) from refusal
    print(f"The installation in {environment.data_folder()}.")
    hours = int(LASTS.total_seconds() // 3600)
    print(f"Open this link within {hours} hours. It makes one administrator, and works once:")
    print(address_of(link))
    return 0

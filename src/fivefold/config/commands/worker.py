"""`fivefold worker`: background jobs and outgoing mail, until told to stop."""

import argparse
import logging
import os

from fivefold.assess.errors import UsageError

NICENESS = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what is waiting, then end")


def run(args: argparse.Namespace) -> int:
    from fivefold.config.installation import start_django

    start_django()
    from fivefold.core.installation_checks import hindrances
    from fivefold.core.worker import run_worker

    for one in hindrances():
        raise UsageError(one.code, one.message, one.remedy)

    if hasattr(os, "nice"):
        # Whoever waits for a page comes before whoever waits for an import.
        os.nice(NICENESS)
    # Polls that find nothing and an orderly end are not news; a job that fails is logged by the job itself.
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    run_worker(until_empty=args.once)
    return 0

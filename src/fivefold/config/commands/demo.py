"""`fivefold demo`: made-up partnerships on this machine, in a database of their own."""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from fivefold.config import environment
from fivefold.config.commands import serve

ADDRESS = "127.0.0.1"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    serve.add_port(parser)
    parser.add_argument(
        "--database",
        metavar="URL",
        help="an empty PostgreSQL database for it (default: SQLite in its own folder)",
    )
    parser.add_argument("--load-only", action="store_true", help="load the data, print where it is, and end")


def run(args: argparse.Namespace) -> int:
    if not args.load_only and (problem := serve.port_problem(ADDRESS, args.port)):
        print(problem, file=sys.stderr)
        return 1
    keep_apart(args.port, args.database)
    from fivefold.config.installation import prepare, start_django

    start_django()
    from fivefold.demonstration.loading import DatabaseInUseError, load

    try:
        prepare(_say, then=lambda: load(_say))
    except DatabaseInUseError as error:
        print(error, file=sys.stderr)
        return 1
    if args.load_only:
        _say(f"The demonstration data are in {environment.data_folder()}.")
        return 0
    with worker_beside():
        _say(f"\nFivefold is at http://localhost:{args.port}")
        _say("Open it and come in as any of four people. Ctrl-C ends it.")
        serve.listen(ADDRESS, args.port)
    _say("Ended. The demonstration is kept for next time.")
    return 0


def keep_apart(port: int, database: str | None) -> None:
    """A demonstration never shares a folder, a database or a mail server with a real installation."""
    os.environ["FIVEFOLD_DATA"] = str(environment.data_folder() / "demonstration")
    os.environ["FIVEFOLD_URL"] = f"http://localhost:{port}"
    os.environ["FIVEFOLD_MAIL_URL"] = ""
    os.environ["FIVEFOLD_SETTINGS"] = ""
    os.environ.setdefault("FIVEFOLD_OPERATOR", "Lakeshore Education Service Agency")
    os.environ["DATABASE_URL"] = database or ""


def _say(text: str) -> None:
    print(text, flush=True)


@contextmanager
def worker_beside() -> Iterator[None]:
    """Background work and mail run in a second process, as they do on a real server."""
    # In a session of its own, so that Ctrl-C reaches the server alone and the worker may end its piece.
    worker = subprocess.Popen(
        [sys.executable, "-m", "fivefold", "worker"], stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield
    finally:
        worker.send_signal(signal.SIGTERM)
        try:
            worker.wait(timeout=10)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()

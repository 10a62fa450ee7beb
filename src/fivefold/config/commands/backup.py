"""`fivefold backup`: a copy of the database and the files in one file, while the server goes on."""

import argparse
from pathlib import Path

from fivefold.assess.errors import UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Write a copy of this installation, its database and its files, to one file, and read it back. "
        "The server may go on meanwhile. The signing key is not in it: keep that elsewhere."
    )
    parser.add_argument(
        "to", nargs="?", metavar="TO", help="a new file, or a folder (default: backups in the data folder)"
    )
    parser.add_argument(
        "--keep",
        type=_count,
        metavar="N",
        help="of this installation's copies in the folder, leave the newest N, once the new one is whole",
    )


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of copies: write 1 or more")
    return int(text)


def run(args: argparse.Namespace) -> int:
    from fivefold.config.installation import start_django

    to = Path(args.to) if args.to else None
    if to is not None and args.to.endswith("/") and not to.is_dir():
        raise UsageError("no_folder", f"There is no folder {to}.", "Make it first.")
    if args.keep and to is not None and not to.is_dir():
        raise UsageError("keep_in_a_folder", f"--keep needs a folder, and {to} is none.", "Make it first.")
    start_django()
    folder = print_copy(to)
    if args.keep:
        from fivefold.core.backups.keeping import remove_all_but

        for old in remove_all_but(args.keep, folder):
            print(f"Removed, since {args.keep} are kept: {old}")
    return 0


def print_copy(to: Path | None) -> Path:
    """Make a copy and say where it is, what tells it from any other, and what is not in it. Its folder."""
    from fivefold.config import environment
    from fivefold.config.installation import require_database
    from fivefold.config.one_at_a_time import one_at_a_time
    from fivefold.core.backups.making import make_backup

    require_database()
    data = environment.data_folder()
    if to is None:
        to = data / "backups"
        to.mkdir(mode=0o700, parents=True, exist_ok=True)
    with one_at_a_time(data, print):
        made = make_backup(to)
    print(f"{made.path}: {made.bytes:,} bytes, {_files(made.files)}. It was read back and is whole.")
    print(f"SHA-256 {made.sha256}")
    for name in made.lost:
        print(f"Not in it, since it is not there: {name}")
    if data.resolve() in made.path.resolve().parents:
        print("It lies beside what it is a copy of: take it to another machine.")
    print(f"Not in it: {key_place()}. Keep that elsewhere: whoever has both can sign in as anyone.")
    return made.path.parent


def key_place() -> str:
    from fivefold.config import environment

    given = environment.read("FIVEFOLD_SECRET_KEY")
    return "FIVEFOLD_SECRET_KEY" if given else f"the signing key {environment.data_folder() / 'secret-key'}"


def _files(count: int) -> str:
    return "1 file beside the database" if count == 1 else f"{count} files beside the database"

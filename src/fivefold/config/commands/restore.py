"""`fivefold restore FILE`: put a copy into this installation, wholly or not at all."""

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Put a copy that fivefold backup made into this installation. All of it is read and compared first; "
        "where anything is wrong, nothing is changed. Stop the server and the worker before."
    )
    parser.add_argument("file", metavar="FILE", help="the copy")
    parser.add_argument(
        "--replace",
        action="store_true",
        help="where there are data already: keep them aside and put the copy in their place",
    )


def run(args: argparse.Namespace) -> int:
    from fivefold.config import environment
    from fivefold.config.commands.backup import key_place
    from fivefold.config.installation import bring_up_to_date, start_django
    from fivefold.config.one_at_a_time import one_at_a_time

    start_django()
    from fivefold.core.backups.restoring import restore

    data = environment.data_folder()
    with one_at_a_time(data, print):
        restored = restore(Path(args.file), replace=args.replace)
        print(f"Restored to {data}, as it was on {restored.manifest.made_at}: ", end="")
        print(f"{sum(table.rows for table in restored.manifest.tables.values()):,} rows, ", end="")
        print(f"{restored.files} files.")
        if restored.aside:
            print(f"What was here before is kept in {restored.aside}. Delete it when nobody needs it.")
        bring_up_to_date(print)
    if not restored.same_key:
        print(f"Not the key of then: {key_place()}. Files brought before are not known again as the same;")
        print("where you have the old key, put it there before anybody signs in.")
    print("Everybody signs in anew. Messages that waited are not sent; what was erased since is back:")
    print("erase it again. Now: fivefold check, then start the server and the worker.")
    return 0

"""`fivefold init`: the settings of a new installation in one file, with keys that nobody has seen."""

import argparse
import os
import secrets
import textwrap
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Write the settings of a new installation to a file that the other commands read, with fresh keys. "
        "A file that is there is never written over."
    )
    parser.add_argument("--url", default="http://localhost:8000", help="the address at which people reach it")
    parser.add_argument("--operator", default="", help="who runs it, as shown on every page")
    parser.add_argument("--mail-url", default="", help="smtp://user:password@host:587")
    parser.add_argument("--mail-from", default="", help="the sender of every message")
    parser.add_argument("--compose", action="store_true", help="for compose.yaml, with a database of its own")
    parser.add_argument(
        "--to", metavar="FILE", help="where to (default: settings.env in the data folder; - prints it)"
    )


def run(args: argparse.Namespace) -> int:
    from fivefold.config import environment

    text = _file(args)
    if args.to == "-":
        print(text, end="")
        return 0
    path = Path(args.to) if args.to else environment.settings_file()
    _write_new(path, text)
    print(f"The settings are in {path}, which its owner alone can read.")
    print("There are keys in it: keep a copy of it apart.")
    print(_next_steps(path, args, found_by_itself=path == environment.settings_file()))
    return 0


def _file(args: argparse.Namespace) -> str:
    """Lines that a shell, systemd, compose and Fivefold read alike."""
    https = args.url.startswith("https://")
    lines = [
        "# The settings of one Fivefold. docs/administrators/settings.md tells of each and of the others.",
        "# There are keys in this file: let nobody else read it.",
        setting("FIVEFOLD_URL", args.url),
        setting("FIVEFOLD_OPERATOR", args.operator),
        "# Without mail nobody can sign in: smtp://user:password@host:587, or smtps://user:password@host:465",
        setting("FIVEFOLD_MAIL_URL", args.mail_url),
        setting("FIVEFOLD_MAIL_FROM", args.mail_from),
        "# 1 once a reverse proxy stands before it, which an address with https needs.",
        setting("FIVEFOLD_BEHIND_PROXY", "1" if https or args.compose else "0"),
        "# Signs sessions, and knows files again. Who has it can sign in as anyone.",
        setting("FIVEFOLD_SECRET_KEY", secrets.token_urlsafe(64)),
    ]
    lines.append("# The district's own sign-on, if it has one: docs/administrators/sign-on.md.")
    if args.compose:
        lines += [
            "# Of the database in compose.yaml.",
            setting("POSTGRES_PASSWORD", secrets.token_urlsafe(32)),
        ]
    return "\n".join(lines) + "\n"


def setting(name: str, value: str) -> str:
    from fivefold.assess.errors import UsageError

    if any(ord(sign) < 32 for sign in value):
        raise UsageError("bad_setting", f"The value of {name} has more than one line.", "Write it in one.")
    if "'" not in value:
        return f"{name}='{value}'"
    escaped = "".join(f"\\{sign}" if sign in '\\"$`' else sign for sign in value)
    return f'{name}="{escaped}"'


def _write_new(path: Path, text: str) -> None:
    """Under its name at once and whole, and only where no such name is there."""
    from fivefold.assess.errors import UsageError

    draft = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
        os.link(draft, path)
    except FileExistsError:
        raise UsageError(
            "there_already", f"{path} is there already.", "Nothing was changed. Edit it, or name another."
        ) from None
    except OSError as error:
        raise UsageError(
            "cannot_write", f"{path} cannot be written: {error.strerror}.", "Name another file by --to."
        ) from None
    finally:
        draft.unlink(missing_ok=True)


def _next_steps(path: Path, args: argparse.Namespace, found_by_itself: bool) -> str:
    if args.compose:
        return f"Next: edit {path}; docker compose --env-file {path} up --detach"
    steps = []
    if not (args.operator and args.mail_url):
        steps.append("fill in what is still empty in it")
    if not found_by_itself:
        steps.append(f"export FIVEFOLD_SETTINGS={path.absolute()}")
    steps += ["fivefold check", "fivefold serve", "fivefold worker, beside it"]
    return textwrap.fill(f"Next: {'; '.join(steps)}.", 96, break_long_words=False, break_on_hyphens=False)

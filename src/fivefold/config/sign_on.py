"""The district's own sign-on, by OpenID Connect: three settings and a file, all of them or none."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fivefold.config.environment import read
from fivefold.core.check_results import CheckResult, fault, ok

ISSUER, CLIENT = "FIVEFOLD_SIGN_ON_ISSUER", "FIVEFOLD_SIGN_ON_CLIENT"
SECRET_FILE, NAME = "FIVEFOLD_SIGN_ON_SECRET_FILE", "FIVEFOLD_SIGN_ON_NAME"
ALL = (ISSUER, CLIENT, SECRET_FILE, NAME)
LOCAL = {"localhost", "127.0.0.1", "::1"}
REMEDY = "Set all four, or none: docs/administrators/sign-on.md tells of each."


def providers() -> dict[str, Any]:
    """What the sign-in library is to know of it; nothing where a setting is missing."""
    if not all(read(name) for name in ALL):
        return {}
    return {
        "district": {
            "APPS": [
                {
                    "provider_id": "district",
                    "name": read(NAME),
                    "client_id": read(CLIENT),
                    "secret": _secret_file().read_text(encoding="utf-8").strip(),
                    "settings": {"server_url": read(ISSUER).rstrip("/"), "oauth_pkce_enabled": True},
                }
            ]
        }
    }


def readable() -> Iterator[CheckResult]:
    """What must hold before the server starts: a half-filled sign-on would stand there and let nobody in."""
    given = [name for name in ALL if read(name)]
    if not given:
        return
    if missing := [name for name in ALL if name not in given]:
        yield fault("sign_on", f"{_and(given)} set, but not {_and(missing, verb=False)}.", REMEDY)
        return
    if not _is_address(read(ISSUER)):
        yield fault(
            "sign_on_issuer",
            f"{ISSUER} is “{read(ISSUER)}”, which is no address that begins with https://.",
            "Copy the issuer as the sign-on service states it, without /.well-known/openid-configuration.",
        )
    yield from _secret()


def findings() -> Iterator[CheckResult]:
    """What is merely unwise, once all of it can be read."""
    if not read(ISSUER):
        return
    if os.name == "posix" and _secret_file().stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        path = _secret_file()
        yield fault("sign_on_secret", f"Other accounts of this machine can read {path}.", f"chmod 600 {path}")
    else:
        yield ok("sign_on", f"People can sign in with {read(NAME)}, by {urlsplit(read(ISSUER)).hostname}.")


def _secret() -> Iterator[CheckResult]:
    path = _secret_file()
    try:
        is_there = bool(path.read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError):
        is_there = False
    if not is_there:
        yield fault(
            "sign_on_secret",
            f"{path}, named by {SECRET_FILE}, holds no secret that can be read.",
            "Put the client secret into it, alone, and give the file to the account that runs Fivefold.",
        )


def _secret_file() -> Path:
    return Path(read(SECRET_FILE)).expanduser()


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    return (
        bool(host)
        and "/.well-known/" not in text
        and (parts.scheme == "https" or (parts.scheme == "http" and host in LOCAL))
    )


def _and(names: list[str], *, verb: bool = True) -> str:
    listed = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return f"{listed} {'is' if len(names) == 1 else 'are'}" if verb else listed

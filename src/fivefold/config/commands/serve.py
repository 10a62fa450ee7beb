"""`fivefold serve`: the web server, one process."""

import argparse
import errno
import os
import socket
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_port(parser)
    parser.add_argument(
        "--address", default="127.0.0.1", help="the interface to listen on (default: this machine only)"
    )


def add_port(parser: argparse.ArgumentParser) -> None:
    # As text: argparse then reads PORT as it reads the option, and complains of it in the same words.
    parser.add_argument(
        "--port", type=_port, default=os.environ.get("PORT") or "8000", help="default: PORT, or 8000"
    )


def _port(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"“{text}” is not a port: choose a number from 1024 to 65535")
    return int(text)


def run(args: argparse.Namespace) -> int:
    from fivefold.config.installation import prepare, start_django

    if problem := port_problem(args.address, args.port):
        print(problem, file=sys.stderr)
        return 1
    start_django()
    prepare(print)
    from django.conf import settings

    print(f"Listening on {args.address}:{args.port}, for {settings.ADDRESS.geturl()}. Ctrl-C ends it.")
    listen(args.address, args.port)
    return 0


def port_problem(address: str, port: int) -> str | None:
    """A sentence when the port cannot be had, found before anything slow begins."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As the server itself does, so that a port left a second ago is not mistaken for a taken one.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OverflowError:
            return f"{port} is not a port: choose a number from 1024 to 65535."
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"Port {port} is in use by another program. Choose another: PORT={port + 1}"
            return f"Port {port} on {address} cannot be used: {error.strerror}."
    return None


def listen(address: str, port: int) -> None:
    """Serve until interrupted, in one process."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fivefold.config.settings")
    Granian(
        "fivefold.config.rsgi:make_application",
        factory=True,
        address=address,
        port=port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        workers=1,
        websockets=False,
        log_level="warning",  # type: ignore[arg-type]
    ).serve()

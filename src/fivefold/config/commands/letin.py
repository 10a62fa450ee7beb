"""`fivefold letin ADDRESS`: take the second step off the account of somebody who has lost every device."""

import argparse

from fivefold.assess.errors import UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Take passkeys, authenticator app and recovery codes off one account and end its sessions, so that a "
        "code by e-mail opens it again. Be sure who asks: the ledger of the installation tells of it."
    )
    parser.add_argument("address", metavar="ADDRESS", help="the e-mail address of the account")


def run(args: argparse.Namespace) -> int:
    from fivefold.config.installation import require_database, start_django

    start_django()
    require_database()
    from fivefold.accounts.actions import remove_second_steps
    from fivefold.accounts.models import Person

    person = Person.objects.filter(email__iexact=args.address, is_active=True).first()
    if person is None:
        raise UsageError(
            "no_such_account", f"No open account has the address {args.address}.", "Is it mistyped?"
        )
    remove_second_steps(person, by=None)
    print(f"{person.email} signs in with a code by e-mail alone from now on.")
    return 0

"""`fivefold letin`: who has lost every device comes in by a mailed code again."""

import os
import subprocess
import sys
from pathlib import Path

from tests.commands.test_settings_faults import sentence_of, server

ADD = """
from fivefold.config.installation import start_django; start_django()
from allauth.mfa.models import Authenticator
from fivefold.accounts.actions import add_person
person = add_person(name="Denise Okafor", email="denise@example.org", by=None)
Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
"""
LEFT = """
from fivefold.config.installation import start_django; start_django()
from allauth.mfa.models import Authenticator
from fivefold.core import ledger
print(Authenticator.objects.count(), next(iter(ledger.entries(ledger.INSTALLATION))).act)
"""


def run(program: str, folder: Path) -> str:
    environment = {
        **os.environ,
        "FIVEFOLD_DATA": str(folder),
        "FIVEFOLD_SECRET_KEY": "",
        "DJANGO_SETTINGS_MODULE": "fivefold.config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def test_it_takes_the_second_steps_off_and_the_ledger_tells(installed: Path) -> None:
    run(ADD, installed)
    wrong = server("letin", "nobody@example.org", data=installed)
    assert wrong.returncode == 2
    assert "mistyped" in sentence_of(wrong)
    done = server("letin", "Denise@Example.org", data=installed)
    assert done.returncode == 0, done.stderr
    assert "with a code by e-mail alone" in done.stdout
    assert run(LEFT, installed) == "0 accounts.second_steps_removed"

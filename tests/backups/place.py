"""Installations on one machine, each with a folder and a database of its own, as commands meet them."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.utils.crypto import get_random_string

from tests.commands.test_cli import fivefold

KEY = "the key of this installation, which is long enough for signing"
ON_POSTGRES = os.environ.get("FIVEFOLD_TEST_DB") == "postgres"

# Made-up partnerships, and beside them a file on its way, a message that waits and an app that is set up.
FILL = """
from datetime import date
from pathlib import Path
from fivefold.config.installation import prepare, start_django
start_django()
from fivefold.demonstration.loading import load
prepare(lambda text: None, then=lambda: load(lambda text: None))
from allauth.mfa.totp.internal.auth import TOTP
from django.core.files.base import ContentFile
from fivefold.accounts.models import Person
from fivefold.accounts.sessions import SessionStore
from fivefold.core.mail import queue_mail
from fivefold.partnerships.models import Membership
from fivefold.surveys.models import Import
one = Membership.objects.select_related("partnership", "person").filter(side="practice").first()
space = one.partnership.spaces.get(side="practice")
brought = Import(partnership=one.partnership, space=space, made_by=one.person, file_name="Spring.csv",
    fingerprint="0" * 64)
brought.file.save("x", ContentFile(b"side,q1\\n" * 500), save=False)
brought.save()
queue_mail(to="marcus@example.org", subject="Shared", body="Look.", key="waiting", language="en")
SessionStore().create()
TOTP.activate(one.person, "THESECRETOFTHEIRAPP2")
from fivefold.api.actions import make_token, note_taking
from fivefold.api.states import Days, Scope
from fivefold.health.models import Assessment
from fivefold.reports.actions import prepare
from fivefold.reports.states import Format, Order, Part
token, _secret = make_token(name="R", scopes=[Scope.FIGURES], partnerships=None, days=Days.YEAR,
    by=one.person)
card = Assessment.objects.filter(partnership=one.partnership, space__side="").first()
note_taking(token, prepare(card.public_id, Order(Part.FIGURES, Format.JSON, "en"),
    partnership_id=one.partnership.public_id, by=one.person))
"""
# Every row but those that a copy leaves out, and the pages with the figures as a member sees them.
SHOW = """
import hashlib, json, re
from fivefold.config.installation import start_django
start_django()
from django.apps import apps
from django.contrib.auth.signals import user_logged_in
from django.test import Client
from django.urls import reverse
from fivefold.core import ledger
from fivefold.core.models import Chain, OutgoingMail
from fivefold.health.models import Assessment
from fivefold.partnerships.models import Membership
from fivefold.surveys.models import Import
rows = {}
for model in apps.get_models(include_auto_created=True):
    table = model._meta.db_table
    if table in ("accounts_opensession", "core_outgoingmail", "core_workerbeat", "api_token", "api_taking"):
        continue
    names = [field.attname for field in model._meta.local_fields]
    values = sorted(repr([bytes(v) if isinstance(v, memoryview) else v for v in row])
        for row in model._base_manager.values_list(*names))
    rows[table] = [len(values), hashlib.sha256("\\n".join(values).encode()).hexdigest()]
user_logged_in.disconnect(dispatch_uid="update_last_login")
pages = {}
for one in Membership.objects.select_related("partnership", "person").order_by("pk"):
    client = Client(SERVER_NAME="localhost")
    client.force_login(one.person)
    page = client.get(reverse("report_card", args=[one.partnership.public_id])).content.decode()
    shown = re.search("<main.*</main>", page, re.DOTALL)[0]
    shown = re.sub('name="csrfmiddlewaretoken" value="[^"]*"', "", shown)
    pages[one.pk] = [len(shown), hashlib.sha256(shown.encode()).hexdigest()]
print(json.dumps({
    "rows": rows,
    "pages": pages,
    "figures": [one.record for one in Assessment.with_superseded.order_by("pk")],
    "mail": [list(row) for row in OutgoingMail.objects.values_list("subject", "state").order_by("pk")],
    "files": [one.file.read().decode() for one in Import.objects.exclude(file="")],
    "unbroken": [ledger.verify(key).unbroken for key in Chain.objects.values_list("key", flat=True)],
}, default=str))
"""


@dataclass
class Place:
    data: Path
    database: str = ""

    def fivefold(self, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return fivefold(*arguments, **{**self.environment, **environment})

    def run(self, program: str, **environment: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, **self.environment, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def shown(self) -> dict[str, Any]:
        shown: dict[str, Any] = json.loads(self.run(SHOW))
        return shown

    def files(self) -> dict[str, bytes]:
        """Everything in the folder but what any start makes anew."""
        passing = {"static", ".preparing", "secret-key"}
        return {
            str(path.relative_to(self.data)): path.read_bytes()
            for path in sorted(self.data.rglob("*"))
            if path.is_file() and path.relative_to(self.data).parts[0] not in passing
        }

    @property
    def environment(self) -> dict[str, str]:
        return {
            "FIVEFOLD_DATA": str(self.data),
            "FIVEFOLD_SECRET_KEY": KEY,
            "FIVEFOLD_DEBUG": "",
            "FIVEFOLD_MAIL_URL": "smtp://127.0.0.1:1",
            "DATABASE_URL": self.database,
            "DJANGO_SETTINGS_MODULE": "fivefold.config.settings",
        }


def new_place(folder: Path) -> Place:
    """Nothing in it yet."""
    return Place(folder, _new_postgresql() if ON_POSTGRES else "")


def _new_postgresql() -> str:
    import psycopg

    name = f"place_{get_random_string(12).lower()}"
    host = os.environ["PGHOST"]
    with psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"'.encode())
    return f"postgres://postgres@{quote(host, safe='')}/{name}"

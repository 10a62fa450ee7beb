"""What `fivefold check` looks at once Django has its settings. Nothing here changes anything."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from fivefold.core.check_results import CheckResult, Level, database_failed, fault, note, ok
from fivefold.core.heartbeat import a_worker_is_alive
from fivefold.core.jobs.states import JobState
from fivefold.core.ledger import triggers
from fivefold.core.mail.smtp import Connection, MailServer, NotAccepted, OutcomeUnknown, composed
from fivefold.core.models import Job, OutgoingMail
from fivefold.core.models.mail import MailState
from fivefold.core.models.worker import WorkerBeat

# Until this version two connections could, rarely, damage a database in WAL mode.
SQLITE_WITHOUT_WAL_RACE = (3, 51, 3)
MEGABYTE = 1024 * 1024
# A copy, an upload and the database's own log each want room at once.
LITTLE_ROOM = 1024 * MEGABYTE
NO_ROOM = 20 * MEGABYTE
LONG = timedelta(minutes=5)
# What rooms register with Django under this tag is told by `fivefold check` alone.
INSTALLATION = "installation"
ENCODE = "Write the address so, and in a password %40 for @, %2F for /, %23 for #, %3F for ?, %25 for %."
PREPARE = "Start `fivefold serve` once: it brings the database up to date."


def findings() -> Iterator[CheckResult]:
    yield from _framework()
    yield from _mail()
    yield from _disk()
    yield from _uploads()
    if _there_is_no_database():
        yield note("no_database", "There is no database yet.", "`fivefold serve` makes it when it starts.")
        return
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        yield database_failed(error)
        return
    yield from _database()


def mail_reaches(address: str) -> CheckResult:
    """Hand one message to the mail server, as the worker does; nothing of it is kept here."""
    mail = OutgoingMail(
        address=address,
        subject="Fivefold can send mail",
        body=f"This message was sent by `fivefold check --mail` of {settings.ADDRESS.geturl()}.\n",
        language="en",
        created_at=timezone.now(),
    )
    remedy = "Look at FIVEFOLD_MAIL_URL and FIVEFOLD_MAIL_FROM, or ask whoever runs the mail server."
    try:
        message = composed(mail, settings.DEFAULT_FROM_EMAIL)
    except (ValidationError, ValueError):
        return fault("mail_sent", f"“{address}” is no mail address.", "Name your own.")
    try:
        with Connection(MailServer.from_url(settings.MAIL_URL)) as conversation:
            conversation.hand_over(message)
    except NotAccepted as refused:
        return fault("mail_sent", f"The mail server did not take a message: {refused.reason}", remedy)
    except OutcomeUnknown as lost:
        return fault("mail_sent", f"Whether the message went out nobody knows: {lost}", remedy)
    return ok("mail_sent", f"The mail server took a message to {address}. See whether it arrives.")


def hindrances() -> Iterator[CheckResult]:
    """What a worker cannot begin with. A database out of reach raises, as it would while working."""
    yield from (one for one in _mail() if one.code == "mail_url")
    if _there_is_no_database():
        yield fault("no_database", "There is no database yet.", PREPARE)
    else:
        yield from (one for one in _migrations() if one.level == Level.FAULT)


def _disk() -> Iterator[CheckResult]:
    folder = next(one for one in (settings.DATA, *settings.DATA.absolute().parents) if one.is_dir())
    free = shutil.disk_usage(folder).free
    if free < NO_ROOM:
        yield fault(
            "disk",
            f"{free // MEGABYTE:,} MB are left on the disk of {folder}: nothing can be written.",
            "Make room.",
        )
    elif free < LITTLE_ROOM:
        yield note(
            "disk",
            f"{free // MEGABYTE:,} MB are left on the disk of {folder}.",
            "Make room: on a full disk nothing can be written.",
        )
    else:
        yield ok("disk", f"{free // MEGABYTE:,} MB are free on the disk of {folder}.")


def _uploads() -> Iterator[CheckResult]:
    """It is made with the first file; what is said is whether the next one could be put there."""
    folder = Path(settings.UPLOADS)
    if os.path.lexists(folder) and not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
        yield fault(
            "uploads",
            f"No file can be put into {folder}.",
            "Let it be a folder of the account that runs Fivefold.",
        )


def _there_is_no_database() -> bool:
    return connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists()


def _framework() -> Iterator[CheckResult]:
    for message in checks.run_checks():
        if message.level >= checks.ERROR:
            yield fault(
                "framework", str(message.msg), str(message.hint or "This is a fault of Fivefold's own.")
            )
    for message in checks.run_checks(tags=[INSTALLATION], include_deployment_checks=True):
        yield note(str(message.id).rpartition(".")[2], str(message.msg), str(message.hint or ""))


def _mail() -> Iterator[CheckResult]:
    if not settings.MAIL_URL:
        problem = "No mail leaves this server: every message, sign-in codes included, is held in it."
        remedy = "Set FIVEFOLD_MAIL_URL to smtp://user:password@host:587."
        yield note("mail", problem, remedy) if settings.IS_LOCAL else fault("mail", problem, remedy)
        return
    try:
        server = MailServer.from_url(settings.MAIL_URL)
    except ValueError as error:
        yield fault("mail_url", f"FIVEFOLD_MAIL_URL cannot be used: {error}.", ENCODE)
        return
    try:
        validate_email(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    except ValidationError:
        yield fault(
            "mail_from",
            f"FIVEFOLD_MAIL_FROM is “{settings.DEFAULT_FROM_EMAIL}”, which is no mail address.",
            "Write fivefold@example.org, or Fivefold <fivefold@example.org>.",
        )
        return
    if not settings.IS_LOCAL and settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        yield fault(
            "mail_from",
            f"The sender of every message is {settings.DEFAULT_FROM_EMAIL}, which other servers refuse.",
            "Set FIVEFOLD_MAIL_FROM to an address of yours.",
        )
        return
    yield ok("mail", f"Mail goes out by {server.host}:{server.port}, from {settings.DEFAULT_FROM_EMAIL}.")


def _database() -> Iterator[CheckResult]:
    yield from _sqlite() if connection.vendor == "sqlite" else _postgresql()
    if not connection.introspection.table_names():
        yield note("no_tables", "The database is empty.", "`fivefold serve` sets it up when it starts.")
        return
    migrations = list(_migrations())
    yield from migrations
    if all(one.level == Level.OK for one in migrations):
        yield from _tables()
        yield from _heartbeat()
        yield from _backlog()


def _migrations() -> Iterator[CheckResult]:
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        yield fault("migrations", f"{len(pending)} steps of the database's set-up are not done.", PREPARE)
    else:
        yield ok("migrations", "The database is set up for this version.")


def _sqlite() -> Iterator[CheckResult]:
    version = sqlite3.sqlite_version
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0]
    if mode != "wal":
        yield fault(
            "database",
            f"SQLite writes in the mode {mode}, not WAL: web server and worker would block each other.",
            "Keep the data folder on a local disk, not on a network share.",
        )
    elif sqlite3.sqlite_version_info < SQLITE_WITHOUT_WAL_RACE:
        yield note(
            "database",
            f"SQLite {version} answers. Versions before 3.51.3 can, rarely, damage a database "
            "that several processes write.",
            "Run one `fivefold serve` and one `fivefold worker`, and keep checked copies.",
        )
    else:
        yield ok("database", f"SQLite {version} answers.")


def _postgresql() -> Iterator[CheckResult]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0].split()[0]
    if int(version.split(".")[0]) < 14:
        yield fault("database", f"PostgreSQL {version} is too old.", "Use PostgreSQL 14 or newer.")
    else:
        yield ok("database", f"PostgreSQL {version} answers.")


def _tables() -> Iterator[CheckResult]:
    cache = settings.CACHES["default"].get("LOCATION")
    if cache and cache not in connection.introspection.table_names():
        yield fault("cache", "The table that counts sign-in attempts is missing.", PREPARE)
    absent = triggers.missing(connection)
    if absent:
        yield fault(
            "ledger",
            f"The database would let the ledger be rewritten: {', '.join(absent)} missing.",
            "Find out who removed them; `fivefold serve` after a `migrate` puts them back.",
        )
    else:
        yield ok("ledger", "The database refuses to rewrite the ledger.")


def _heartbeat() -> Iterator[CheckResult]:
    if a_worker_is_alive():
        yield ok("heartbeat", "A worker was heard of within the last minute.")
    elif WorkerBeat.objects.exists():
        # An orderly end takes its beat back.
        yield fault("heartbeat", "The worker fell silent without an end.", "Start `fivefold worker` again.")
    else:
        yield note("heartbeat", "No worker was heard of for a minute.", "Start `fivefold worker`.")


def _backlog() -> Iterator[CheckResult]:
    since = timezone.now() - LONG
    jobs = Job.objects.filter(state=JobState.QUEUED, created_at__lt=since).count()
    mails = OutgoingMail.objects.filter(state=MailState.QUEUED, not_before__lt=since).count()
    if jobs or mails:
        yield note(
            "worker",
            f"{jobs} jobs and {mails} messages have waited for more than five minutes.",
            "Start `fivefold worker`, or look into its log.",
        )
    refused = OutgoingMail.objects.filter(state=MailState.QUEUED, attempts__gt=0)
    if last := refused.order_by("-claimed_at").first():
        yield fault(
            "mail_refused",
            f"The mail server has not taken what was sent to it ({refused.count()} waiting): {last.note}",
            "Look at FIVEFOLD_MAIL_URL, or ask whoever runs the mail server; each is tried again, "
            "after 1, 5 and 30 minutes and 4 hours.",
        )
    unsure = OutgoingMail.objects.filter(state__in=[MailState.UNKNOWN, MailState.FAILED]).count()
    if unsure:
        yield note(
            "undelivered",
            f"{unsure} messages did not go out, or nobody knows.",
            "Tell their recipients otherwise.",
        )

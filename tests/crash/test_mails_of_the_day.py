"""kill -9 in the morning: the mails of a day are written and sent while whoever writes them is killed."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from fivefold.accounts.models import Person
from fivefold.commitments.models import Commitment
from fivefold.core.identifiers import new_public_id
from fivefold.core.mail.delivery import CLAIM_LASTS, give_up_claims
from fivefold.core.models import OutgoingMail
from fivefold.core.models.mail import MailState
from fivefold.partnerships.models import Membership
from fivefold.reminders.models import Choice, Digest
from tests.cast import BEGAN, Cast
from tests.closing import Tally
from tests.core.mail_server import Behavior, running_mail_server
from tests.crash.test_kill_nine import SEED
from tests.installation import the_tests_database

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 200
AT_ONCE = 2
LONGEST_LIFE = 1.2
"""Seconds of work after which a process is killed, at most."""
MOST_KILLS = 12


def test_whoever_is_killed_everybody_hears_once(cast: Cast, tmp_path: Path, tally: Tally, settings) -> None:
    tally.seeds.append(SEED)
    rng = random.Random(f"{SEED} morning")
    _many_with_something_to_do(cast)
    with running_mail_server() as mail:
        environment = {
            **{key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"},
            "FIVEFOLD_DATA": str(tmp_path),
            "FIVEFOLD_MAIL_URL": f"smtp://127.0.0.1:{mail.port}",
            "DATABASE_URL": the_tests_database(tmp_path),
        }
        kills = 0
        while _work(environment, rng, kills < MOST_KILLS):
            kills += AT_ONCE
        # What was claimed as its process died may be out: that is shown, and never sent again.
        OutgoingMail.objects.filter(state=MailState.CLAIMED).update(
            claimed_at=timezone.now() - CLAIM_LASTS * 2
        )
        settings.MAIL_URL = environment["FIVEFOLD_MAIL_URL"]
        give_up_claims()
        _everybody_heard_once(mail)
    assert kills, "nothing was killed, so nothing was tried"
    tally.count("kills", kills)
    tally.count("mails of a day", PEOPLE)


def _many_with_something_to_do(cast: Cast) -> None:
    Choice.objects.bulk_create(Choice(person=one, hour=None) for one in Person.objects.all())
    people = Person.objects.bulk_create(
        Person(
            email=f"teacher{number}@cedarvalley.example", name=f"Teacher {number}", public_id=new_public_id()
        )
        for number in range(PEOPLE)
    )
    people = list(Person.objects.filter(email__startswith="teacher"))
    Membership.objects.bulk_create(
        Membership(
            public_id=new_public_id(),
            person=one,
            partnership=cast.cedar,
            side="practice",
            role="practice_member",
            started_on=BEGAN,
        )
        for one in people
    )
    # Every day, so that it is no matter on which this runs.
    Choice.objects.bulk_create(Choice(person=one, hour=0, weekdays_only=False) for one in people)
    Commitment.objects.bulk_create(
        Commitment(
            public_id=new_public_id(),
            partnership=cast.cedar,
            space=cast.shared,
            made_by=cast.marcus,
            pressed=new_public_id(),
            what=f"Look at the logs of {one.name}.",
            owner=one,
            side="practice",
            due=timezone.localdate() + timedelta(days=1),
        )
        for one in people
    )


def _work(environment: dict[str, str], rng: random.Random, may_be_killed: bool) -> bool:
    """Two processes at once, each killed at a moment of its work; whether anything is left to do."""
    program = [sys.executable, "-m", "tests.crash.morning", timezone.now().isoformat()]
    processes = [
        subprocess.Popen(program, env=environment, stdout=subprocess.PIPE, start_new_session=True)
        for _ in range(AT_ONCE)
    ]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == b"at work\n"
    if may_be_killed:
        time.sleep(rng.uniform(0, LONGEST_LIFE))
    for process in processes:
        if may_be_killed and process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=120)
    waits = OutgoingMail.objects.filter(state=MailState.QUEUED).exists()
    return waits or Digest.objects.filter(was_sent=True).count() < PEOPLE


def _everybody_heard_once(mail: Behavior) -> None:
    assert Digest.objects.filter(was_sent=True).count() == PEOPLE
    written = Counter(OutgoingMail.objects.filter(about="reminders.digest").values_list("to", flat=True))
    assert (len(written), set(written.values())) == (PEOPLE, {1})
    arrived = Counter(str(message["To"]) for message in mail.messages)
    assert set(arrived.values()) == {1}
    states = Counter(OutgoingMail.objects.values_list("state", flat=True))
    assert set(states) <= {MailState.SENT, MailState.UNKNOWN}
    assert states[MailState.SENT] <= len(arrived) <= PEOPLE

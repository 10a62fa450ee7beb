"""kill -9 under load: an installation imports large files while its processes are killed, again and again."""

import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from email.message import Message
from pathlib import Path

import numpy as np
import pytest
from django.utils import timezone

from fivefold.assess.assessment import Assessment as Figures
from fivefold.core import ledger
from fivefold.core.jobs.states import FINISHED
from fivefold.core.mail.delivery import CLAIM_LASTS, give_up_claims
from fivefold.core.models import Job, OutgoingMail
from fivefold.core.models.mail import MailState
from fivefold.core.models.publication import Publication
from fivefold.health.models import Assessment
from fivefold.surveys.actions import forgotten
from fivefold.surveys.actions import imports as actions
from fivefold.surveys.importers import checking
from fivefold.surveys.models import AnswerSheet, Import, Round
from fivefold.surveys.sheets import unpack
from fivefold.surveys.states import ImportState
from tests.cast import Cast
from tests.closing import Tally
from tests.core.mail_server import Behavior, running_mail_server
from tests.crash.killing import Killer, ServerKiller, WorkerKiller
from tests.crash.person import BROKEN_OFF, Browser, Errand, Stands
from tests.crash.survey_files import ITEMS, SurveyFile, survey_file
from tests.installation import Installation, the_tests_database
from tests.surveys.imports.bringing import Bringer, files_kept
from tests.surveys.imports.plain import plain

pytestmark = pytest.mark.django_db(transaction=True)
FILES = 10
ROWS = 20_000
# Printed with the closing figure; given in the environment, it draws the same moments and answers again.
SEED = int(os.environ.get("FIVEFOLD_SEED", "0")) or int(time.time())
KILLING = 60.0
"""Seconds of killing at most: then what is left is done in peace, so that the proof ends."""
PATIENCE = 150.0


@pytest.fixture
def installation(cast: Cast, tmp_path: Path, settings) -> Iterator[tuple[Installation, Behavior]]:
    settings.UPLOADS = tmp_path / "uploads"
    with running_mail_server() as mail:
        settings.MAIL_URL = f"smtp://127.0.0.1:{mail.port}"
        with Installation(tmp_path, mail.port, database=the_tests_database(tmp_path)) as running:
            yield running, mail


def test_whatever_is_killed_every_file_becomes_one_round(
    cast: Cast, installation: tuple[Installation, Behavior], tally: Tally, tmp_path: Path, monkeypatch
) -> None:
    running, mail = installation
    tally.seeds.append(SEED)
    rng = np.random.default_rng(SEED)
    files = [survey_file(number, ROWS, rng) for number in range(1, FILES + 1)]
    session = cast.client(cast.marcus).cookies["fivefold_session"].value
    browser = Browser(running.port, session)
    killers = (WorkerKiller(running, SEED, tally), ServerKiller(running, browser.busy, SEED, tally))
    for killer in killers:
        killer.start()
    try:
        bring_all([Errand(browser, f"/p/{cast.cedar.public_id}/", file) for file in files], killers)
    finally:
        for killer in killers:
            killer.stop()
    until_nothing_waits()
    running.close()

    every_file_became_one_round(cast, files)
    no_answer_is_lost(files)
    the_ledger_holds_each_act_once(cast)
    nothing_of_a_file_lies_about(running, monkeypatch)
    no_message_went_out_twice(mail)
    figures_are_those_of_an_undisturbed_import(cast, files, monkeypatch)
    tally.count("files", len(files))
    tally.count("answers", FILES * ROWS * len(ITEMS))
    tally.count("messages", len(mail.received))


def bring_all(errands: Sequence[Errand], killers: Sequence[Killer]) -> None:
    """One person, who goes on with each file in turn, whatever the server does."""
    waiting = list(errands)
    began = time.monotonic()
    while waiting:
        assert time.monotonic() - began < PATIENCE, f"{len(waiting)} files are not done"
        if time.monotonic() - began > KILLING:
            for killer in killers:
                killer.stopped.set()
        stands = set()
        for errand in list(waiting):
            try:
                stands.add(one := errand.step())
            except BROKEN_OFF:
                time.sleep(0.1)
                continue
            if one == Stands.DONE:
                waiting.remove(errand)
        if stands == {Stands.WAITING}:
            time.sleep(0.2)


def until_nothing_waits() -> None:
    """A minute and more passes, for messages whose worker died as it sent them."""
    limit = time.monotonic() + 60
    while OutgoingMail.objects.filter(state=MailState.QUEUED).exists() or unfinished_jobs():
        assert time.monotonic() < limit, "something waits for ever"
        time.sleep(0.2)
    time.sleep(1)
    OutgoingMail.objects.filter(state=MailState.CLAIMED).update(claimed_at=timezone.now() - CLAIM_LASTS * 2)
    give_up_claims()


def unfinished_jobs() -> bool:
    return Job.objects.exclude(state__in=FINISHED).exists()


def every_file_became_one_round(cast: Cast, files: Sequence[SurveyFile]) -> None:
    assert Counter(Import.objects.values_list("file_name", "state")) == Counter(
        (file.name, ImportState.IMPORTED) for file in files
    )
    titles = Counter(file.title for file in files)
    assert Counter(Round.objects.values_list("title", flat=True)) == titles
    assert Counter(Assessment.with_superseded.values_list("round__title", flat=True)) == titles
    assert Counter(AnswerSheet.objects.values_list("round__title", flat=True)) == titles
    assert set(Assessment.objects.values_list("space", flat=True)) == {cast.shared.pk}


def no_answer_is_lost(files: Sequence[SurveyFile]) -> None:
    for file in files:
        sheet = unpack(bytes(AnswerSheet.objects.get(round__title=file.title).content))
        columns = {column.name: column for column in sheet.columns}
        cells = [
            [column.values[code] for code in column.codes]
            for column in (columns[name] for name in ("Organization", *ITEMS))
        ]
        assert Counter(zip(*cells, strict=True)) == file.people, file.name


def the_ledger_holds_each_act_once(cast: Cast) -> None:
    for space in (cast.shared, cast.practice, cast.research):
        assert ledger.verify(space.key).unbroken
    own = Counter((entry.act, entry.about) for entry in ledger.entries(cast.practice.key, None))
    shared = Counter((entry.act, entry.about) for entry in ledger.entries(cast.shared.key, None))
    assert set(own.values()) | set(shared.values()) == {1}
    acts = Counter(act for act, _about in own)
    assert acts["surveys.round_recorded"] == acts["health.assessed"] == FILES
    assert Publication.objects.count() == FILES


def nothing_of_a_file_lies_about(running: Installation, monkeypatch) -> None:
    """A day later: what a crash may leave has gone by then, wherever it lay."""
    tomorrow = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(forgotten.timezone, "now", lambda: tomorrow)
    forgotten.let_go_of_the_forgotten()
    monkeypatch.undo()
    assert files_kept() == []
    assert [path for path in running.passing.rglob("*") if path.is_file()] == []


def no_message_went_out_twice(mail: Behavior) -> None:
    arrived = Counter(_marks(message) for message in mail.messages)
    assert set(arrived.values()) == {1}
    states = Counter(OutgoingMail.objects.values_list("state", flat=True))
    assert set(states) <= {MailState.SENT, MailState.UNKNOWN}
    assert states[MailState.SENT] <= len(mail.received) <= states.total()
    # Marcus shares; five others read it for the first time, each told once a file.
    assert states.total() == 5 * FILES


def _marks(message: Message) -> tuple[str, str]:
    return str(message["To"]), str(message["Subject"])


def figures_are_those_of_an_undisturbed_import(cast: Cast, files: Sequence[SurveyFile], monkeypatch) -> None:
    """In another partnership, in this process, at once."""
    monkeypatch.setattr(actions, "READ_AT_ONCE", 10**9)
    monkeypatch.setattr(checking, "AT_ONCE", 10**9)
    here = Bringer(cast.client(cast.outsider), cast.harbor)
    for file in files:
        undisturbed = here.whole(file.content, file.name, title=file.title).round
        first, second = (
            Figures.from_record(Assessment.objects.get(round=one).record)
            for one in (Round.objects.get(title=file.title, partnership=cast.cedar), undisturbed)
        )
        assert first.responses == second.responses == ROWS
        assert plain(first) == pytest.approx(plain(second))

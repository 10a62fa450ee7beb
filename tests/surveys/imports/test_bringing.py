"""What is taken in, what is refused before anything is kept, and what becomes of forgotten files."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from fivefold.core.jobs.running import run_job
from fivefold.core.jobs.states import JobState
from fivefold.core.models import Job
from fivefold.core.worker import run_worker
from fivefold.surveys.actions import forgotten
from fivefold.surveys.actions import imports as actions
from fivefold.surveys.actions.forgotten import let_go_of_the_forgotten
from fivefold.surveys.models import Import, Round
from fivefold.surveys.models.imports import KEPT_FOR, uploads
from fivefold.surveys.states import ImportState
from tests.surveys.imports.bringing import FACTS, bringer, files_kept, survey

pytestmark = pytest.mark.django_db
PUPILS = b"student_id,grade,I like school\n1,5,Always\n2,5,Never\n"


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (PUPILS, "answers.csv", "The column “student_id” looks like records of single students"),
        (b"%PDF-1.7 and so on", "answers.csv", "The file is a PDF document"),
        (b"", "empty.csv", "This file is empty. Export it again."),
        (b"a,b,c\n", "header.csv", "The file names its columns but holds no answers below them."),
        (b"a,b\n1,2\n1,2,3\n", "ragged.csv", "Row 3 has 3 cells, but the header names 2."),
        (b"PK\x03\x04 not a workbook", "answers.xlsx", "damaged or was cut off"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_and_nothing_is_kept(marcus, content, name, says):
    page = marcus.bring(content, name).content.decode()
    assert says in page
    assert not Import.objects.exists()
    assert files_kept() == []


@pytest.mark.parametrize(
    "codebook",
    [
        PUPILS,
        b"Student,Reading score\nAna Cruz,88\nLee Wong,75\n",
        b"Room 12,,\nstudent_id,grade,score\n1,4,88\n2,4,75\n",
        "\u0455tudent_id;grade\n1;4\n".encode(),
    ],
)
@pytest.mark.parametrize("read_at_once", [10, 1_000_000])
def test_students_records_given_as_the_codebook_are_not_kept(marcus, monkeypatch, codebook, read_at_once):
    monkeypatch.setattr(actions, "READ_AT_ONCE", read_at_once)
    page = marcus.bring(survey(), codebook=("room.csv", codebook)).content.decode()
    assert "room.csv" in page
    assert "single students" in page
    assert not Import.objects.exists()
    assert files_kept() == []


@pytest.mark.parametrize(
    ("name", "codebook"),
    [
        ("codebook.csv", b"variable,label\nq1,Which grade do you teach?\nq2,We decide together\n"),
        ("survey.qsf", b'{"SurveyEntry": {}, "SurveyElements": []}'),
        ("notes.pdf", b"%PDF-1.7 and so on"),
    ],
)
def test_a_codebook_that_tells_of_no_student_is_left_to_its_reader(marcus, name, codebook):
    page = marcus.bring(survey(), codebook=(name, codebook)).content.decode()
    assert "single students" not in page
    assert 'id="id_codebook_error"' in page
    assert not Import.objects.exists()


def test_a_file_without_scales_can_be_put_together_by_a_person(marcus):
    lines = ["color,taste", *(f"{color},{taste}" for color, taste in (("red", "ripe"), ("blue", "raw")) * 6)]
    marcus.bring("\n".join(lines).encode())
    assert "No column belongs to a scale yet." in marcus.page()
    marcus.match(check=False, **{"use-0": "new", "use-1": "new"})
    page = marcus.page()
    assert "Row 2, column &quot;color&quot;: &quot;red&quot; is not an answer yet." in page
    form = marcus.form()
    answers = {name: str(place) for place, name in enumerate(form, start=1) if name.startswith("answer-")}
    assert len(answers) == 4


def test_a_missing_file_is_asked_for(marcus):
    page = marcus.client.post(f"{marcus.base}new/").content.decode()
    assert "Fix: Choose the file." in page


@pytest.mark.django_db(transaction=True)
def test_a_larger_file_is_read_and_imported_by_the_worker(marcus, monkeypatch):
    monkeypatch.setattr(actions, "READ_AT_ONCE", 10)
    monkeypatch.setattr("fivefold.surveys.importers.checking.AT_ONCE", 10)
    marcus.bring(survey(24))
    assert marcus.newest.state == ImportState.BROUGHT
    job = Job.objects.get()
    assert marcus.client.get(marcus.newest.get_absolute_url())["Location"] == job.get_absolute_url()
    assert (job.back_name, job.back_url) == ("Middle-grades mathematics", marcus.base)
    run_worker(until_empty=True)
    assert marcus.newest.state == ImportState.MATCHING
    assert Job.objects.get().result == {"url": marcus.newest.get_absolute_url()}
    dimensions = marcus.dimensions()
    marcus.match(**FACTS, **dimensions)
    marcus.confirm()
    assert not Round.objects.exists()
    run_worker(until_empty=True)
    assert Round.objects.get().responses == 24
    assert marcus.newest.state == ImportState.IMPORTED
    assert files_kept() == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "cp1252"])
def test_of_a_large_file_the_beginning_is_looked_at_before_it_is_kept(marcus, monkeypatch, encoding):
    monkeypatch.setattr(actions, "READ_AT_ONCE", 10)
    monkeypatch.setattr("fivefold.surveys.importers.reading.LINES_LOOKED_AT", 6)
    pupils = "student_id,niño\n" + "\n".join(f'{number},"a ""b"", ñ\nc"' for number in range(400))
    page = marcus.bring(pupils.encode(encoding)).content.decode()
    assert "looks like records of single students" in page
    assert not Import.objects.exists()
    assert files_kept() == []
    adults = "member,niño\n" + "\n".join(f'{number},"a ""b"", ñ\nc"' for number in range(400))
    assert marcus.bring(adults.encode(encoding)).status_code == 302
    assert marcus.newest.state == ImportState.BROUGHT


@pytest.mark.django_db(transaction=True)
def test_what_the_worker_cannot_import_goes_back_to_be_mended(marcus, monkeypatch):
    monkeypatch.setattr("fivefold.surveys.importers.checking.AT_ONCE", 10)
    marcus.bring(survey(24))
    dimensions = marcus.dimensions()
    marcus.match(**{**FACTS, **dimensions, "members_practice": "5", "members_research": "30"})
    marcus.confirm()
    run_worker(until_empty=True)
    assert not Round.objects.exists()
    assert "12 people answered on the practice side, but only 5 members are given." in marcus.page()
    marcus.match(**{"members_practice": "15"})
    marcus.confirm()
    run_worker(until_empty=True)
    assert Round.objects.get().members == 45


@pytest.mark.django_db(transaction=True)
def test_a_stopped_reading_can_be_taken_up_again(marcus, monkeypatch):
    monkeypatch.setattr(actions, "READ_AT_ONCE", 10)
    marcus.bring(survey(24))
    job = Job.objects.get()
    marcus.client.post(f"/jobs/{job.public_id}/cancel/")
    page = marcus.page()
    assert "Stopped before it began." in page
    marcus.client.post(f"{marcus.newest.get_absolute_url()}opening/", {})
    run_worker(until_empty=True)
    assert marcus.newest.state == ImportState.MATCHING


@pytest.mark.django_db(transaction=True)
def test_the_file_can_be_opened_in_another_way(marcus):
    marcus.bring("café;weiß\nAgree;Disagree\n".encode("cp1252"))
    marcus.client.post(
        f"{marcus.newest.get_absolute_url()}opening/", {"encoding": "mac_roman", "delimiter": ";"}
    )
    run_worker(until_empty=True)
    assert marcus.newest.state == ImportState.MATCHING
    assert "cafÈ" in marcus.page()


@pytest.mark.django_db(transaction=True)
def test_a_way_that_does_not_fit_is_said_and_another_can_be_tried(marcus):
    marcus.bring(survey(24))
    marcus.client.post(f"{marcus.newest.get_absolute_url()}opening/", {"sheet": "Answers"})
    run_worker(until_empty=True)
    assert marcus.newest.state == ImportState.REFUSED
    page = marcus.page()
    assert "A sheet “Answers” was named, but the file is not a workbook." in page
    marcus.client.post(f"{marcus.newest.get_absolute_url()}opening/", {})
    run_worker(until_empty=True)
    assert marcus.newest.state == ImportState.MATCHING


def test_a_discarded_file_is_gone(marcus, django_capture_on_commit_callbacks):
    marcus.bring(survey(24))
    address = marcus.newest.get_absolute_url()
    with django_capture_on_commit_callbacks(execute=True):
        marcus.client.post(f"{address}discard/")
    assert files_kept() == []
    assert marcus.client.get(address).status_code == 404
    gone = marcus.newest
    assert (gone.state, gone.content, gone.mapping, gone.facts) == (ImportState.DISCARDED, None, None, {})


def test_nobody_has_to_remember_a_forgotten_file(marcus, django_capture_on_commit_callbacks):
    marcus.bring(survey(24))
    Import.objects.update(kept_until=timezone.localdate() - timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert let_go_of_the_forgotten() == 1
    assert marcus.newest.state == ImportState.DISCARDED
    assert files_kept() == []
    assert let_go_of_the_forgotten() == 0


def test_a_file_whose_import_was_never_written_is_deleted_a_day_later(marcus, monkeypatch):
    marcus.bring(survey(24))
    left = uploads().save("left", ContentFile(b"from a crash"))
    assert let_go_of_the_forgotten() == 0
    tomorrow = timezone.now() + timedelta(days=2)
    assert tomorrow.date() < timezone.localdate() + KEPT_FOR
    monkeypatch.setattr(forgotten.timezone, "now", lambda: tomorrow)
    assert let_go_of_the_forgotten() == 1
    assert left not in files_kept()
    assert len(files_kept()) == 1


def test_files_are_readable_by_the_servers_own_account_alone(marcus):
    marcus.bring(survey(24))
    path = uploads().path(files_kept()[0])
    from pathlib import Path

    assert Path(path).stat().st_mode & 0o777 == 0o600
    assert Path(path).parent.stat().st_mode & 0o777 == 0o700


def test_who_may_not_record_rounds_brings_no_file(cast):
    for who in (cast.denise, cast.tomas, cast.amara, cast.olivia):
        assert bringer(cast, who).bring(survey()).status_code == 403
    assert not Import.objects.exists()


def test_what_is_on_its_way_lies_with_the_kept_files_and_nowhere_else(marcus, monkeypatch):
    """Whatever a killed process leaves is found there a day later: nobody sweeps the system's folder."""
    opened = []
    read = actions.read

    def looking(source, organizations):
        opened.append(source.path)
        return read(source, organizations)

    monkeypatch.setattr(actions, "read", looking)
    marcus.bring(survey(24))
    [path] = opened
    assert str(path.parent) == uploads().location
    assert path.name not in files_kept()
    assert len(files_kept()) == 1


def test_a_worker_that_wakes_again_undoes_no_match(marcus, monkeypatch):
    monkeypatch.setattr(actions, "READ_AT_ONCE", 10)
    marcus.bring(survey(24))
    job = Job.objects.get()
    read = actions.read

    def silent_for_a_minute(source, organizations):
        """Meanwhile another worker has read the file, and its person has matched it."""
        found = read(source, organizations)
        monkeypatch.setattr(actions, "read", read)
        actions.read_file(marcus.newest)
        Job.objects.update(attempt=2, state=JobState.DONE, finished_at=timezone.now())
        marcus.match(check=False, title="What the person said")
        return found

    monkeypatch.setattr(actions, "read", silent_for_a_minute)
    run_job.call(job.public_id)
    assert marcus.newest.facts["title"] == "What the person said"

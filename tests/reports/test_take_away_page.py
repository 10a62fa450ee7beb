"""Taking a report card away, as stories of those who do."""

import builtins
import json
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from fivefold.core import ledger
from fivefold.core.models import Job
from fivefold.core.models.publication import Publication
from fivefold.core.upkeep import duties
from fivefold.partnerships.sharing import share
from fivefold.reports.models import ReportFile
from fivefold.surveys.actions.rounds import withdraw_round
from tests.health.pages import get, words
from tests.health.rounds import make_card
from tests.work import do_what_waits

pytestmark = pytest.mark.django_db


def ask(client, card, what: str, language: str = "en"):
    address = f"/p/{card.partnership.public_id}/reports/{card.public_id}/"
    return client.post(address, {"what": what, "language": language})


def page_of(client, card) -> str:
    return words(get(client, card.partnership, f"reports/{card.public_id}/"))


def acts(space) -> list[str]:
    return [entry.act for entry in ledger.entries(space.key)]


@pytest.fixture
def card(cast):
    return make_card(cast.cedar, by=cast.marcus)


@pytest.fixture
def worker():
    return partial(do_what_waits, "reports.set")


def test_figures_come_at_once_and_it_is_noted_that_they_left(cast, card):
    head = ledger.head(cast.shared.key)
    before = Publication.objects.count()
    answer = ask(cast.client(cast.denise), card, "figures-json")
    assert answer["Content-Disposition"] == (
        'attachment; filename="middle-grades-mathematics-spring-2026-figures-en.json"'
    )
    rows = json.loads(answer.content)["figures"]
    assert {row["ledger_head"] for row in rows} == {head}
    assert {row["partnership"] for row in rows} == {"Middle-grades mathematics"}
    noted = Publication.objects.order_by("-pk").first()
    assert Publication.objects.count() == before + 1
    assert (noted.kind, noted.by, noted.audience) == ("file.json", cast.denise, "Cedar Valley USD")
    assert noted.figures == Publication.objects.order_by("pk").first().figures
    assert acts(cast.shared)[:2] == [ledger.PUBLISHED, "reports.taken_away"]
    assert ledger.verify(cast.shared.key).unbroken
    page = words(get(cast.client(cast.hannah), cast.cedar, "ledger/"))
    assert "Denise Okafor took “Report card, Spring 2026” away as a file (JSON)" in page
    assert "Taken away as a file (JSON) by someone of Cedar Valley USD." in page


def test_looking_at_the_page_notes_nothing(cast, card):
    before = acts(cast.shared)
    page_of(cast.client(cast.marcus), card)
    assert acts(cast.shared) == before


@pytest.mark.pango
def test_a_pdf_is_made_by_the_worker_and_waits_for_whoever_asked(cast, card, worker):
    client = cast.client(cast.marcus)
    first, again = (ask(client, card, "card-pdf") for _press in range(2))
    assert first["Location"] == again["Location"]
    assert "reports.taken_away" not in acts(cast.shared)
    worker()
    job = Job.objects.get(kind="reports.set")
    assert (job.state, job.message) == ("done", "")
    assert "One-page report card, PDF, English" in page_of(client, card)
    kept = ReportFile.objects.get()
    answer = client.get(kept.get_absolute_url())
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert acts(cast.shared).count("reports.taken_away") == 1
    client.get(kept.get_absolute_url())
    assert acts(cast.shared).count("reports.taken_away") == 1
    for other in (cast.denise, cast.hannah, cast.outsider):
        assert cast.client(other).get(kept.get_absolute_url()).status_code == 404
    assert "Ready for you" not in page_of(cast.client(cast.hannah), card)


def test_a_file_is_gone_after_its_time(cast, card, worker):
    client = cast.client(cast.marcus)
    ask(client, card, "card-docx")
    worker()
    kept = ReportFile.objects.get()
    ReportFile.objects.update(kept_until=timezone.now() - timedelta(seconds=1))
    assert client.get(kept.get_absolute_url()).status_code == 404
    assert "Ready for you" not in page_of(client, card)
    for duty in duties():
        duty()
    assert not ReportFile.objects.exists()


def test_a_newer_file_takes_the_place_of_the_older(cast, card, worker):
    client = cast.client(cast.marcus)
    for _time in range(2):
        ask(client, card, "card-docx")
        worker()
    assert ReportFile.objects.count() == 1
    assert acts(cast.shared).count("reports.taken_away") == 2


def test_whoever_left_meanwhile_gets_nothing(cast, card, worker):
    ask(cast.client(cast.priya), card, "card-docx")
    cast.membership(cast.priya).delete()
    worker()
    job = Job.objects.get(kind="reports.set")
    assert (job.state, job.message) == ("failed", "This report card is no longer open to you.")
    assert not ReportFile.objects.exists()
    assert "reports.taken_away" not in acts(cast.shared)


def test_what_is_private_is_noted_where_the_other_side_does_not_see_it(cast):
    own = make_card(cast.cedar, by=cast.marcus, shared=False)
    shared_before = acts(cast.shared)
    answer = ask(cast.client(cast.marcus), own, "full-html")
    assert "Private to Cedar Valley" in answer.content.decode()
    assert acts(cast.practice)[:2] == [ledger.PUBLISHED, "reports.taken_away"]
    assert acts(cast.shared) == shared_before
    assert ask(cast.client(cast.hannah), own, "full-html").status_code == 404
    share(own, by=cast.marcus)
    assert "Shared by both sides" in ask(cast.client(cast.hannah), own, "full-html").content.decode()


def test_a_withdrawn_round_is_not_given_out(cast, card, worker):
    client = cast.client(cast.marcus)
    ask(client, card, "card-docx")
    worker()
    withdraw_round(card.round, because="The wrong file.", by=cast.marcus)
    assert client.get(ReportFile.objects.get().get_absolute_url()).status_code == 404
    assert "so no file is made of them" in page_of(client, card)
    assert ask(client, card, "figures-json").status_code == 302


def test_a_file_is_in_the_language_that_was_chosen(cast, card):
    page = ask(cast.client(cast.marcus), card, "card-html", "es").content.decode()
    assert '<html lang="es">' in page
    assert "Lo que dicen los miembros" in page or "Qué dicen los miembros" in page
    assert "What members say" not in page


def test_a_strange_choice_is_refused_in_words(cast, card):
    client = cast.client(cast.marcus)
    for what, language in (("figures-pdf", "en"), ("", "en"), ("card-pdf", "xx"), ("card-", "en")):
        answer = ask(client, card, what, language)
        assert answer.status_code == 200
        assert "Fix" in words(answer)


def test_a_machine_without_pango_says_what_it_lacks(cast, card, worker, monkeypatch):
    real = builtins.__import__

    def without_pango(name, *more):
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *more)

    ask(cast.client(cast.marcus), card, "card-pdf")
    monkeypatch.setattr(builtins, "__import__", without_pango)
    worker()
    job = Job.objects.get(kind="reports.set")
    assert job.state == "failed"
    assert "apt-get install libpango-1.0-0" in job.message
    assert "reports.taken_away" not in acts(cast.shared)


def test_the_page_of_a_card_leads_there(cast, card):
    page = get(cast.client(cast.olivia), cast.cedar, "health/").content.decode()
    assert f"/p/{cast.cedar.public_id}/reports/{card.public_id}/" in page

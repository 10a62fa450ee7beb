"""The record strand in what leaves: the same counts in every format, and no row behind them."""

import pytest
from django.utils import translation

from fivefold.cycles.models import Activity
from fivefold.health.queries import card_page
from fivefold.reports.exporters import make
from fivefold.reports.states import Format, Order, Part
from fivefold.reports.subject import subject_of
from tests.health.counting import make_year, plan
from tests.health.rounds import make_card, means
from tests.reports.subjects import from_csv, from_json, from_xlsx, text_of_docx

pytestmark = pytest.mark.django_db
SENTENCE = {
    "en": "5 of 6 dates were kept within a week of the plan",
    "es": "5 de 6 fechas se cumplieron dentro de una semana de lo planeado",
}


@pytest.fixture
def member(cast):
    plan(cast, make_year(cast), 5, 6)
    make_card(cast.cedar, by=cast.marcus, of=means(4.4, 4.4))
    return cast.membership(cast.olivia)


def taken(member, part: Part, format: Format, language: str = "en") -> bytes:
    with translation.override("en"):
        return make(Order(part, format, language), lambda: subject_of(card_page(member))).content


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("part", [Part.CARD, Part.FULL])
def test_the_printed_ones_say_it_in_their_language_and_name_no_row(member, part, language):
    for text in (
        taken(member, part, Format.HTML, language).decode(),
        text_of_docx(taken(member, part, Format.DOCX, language)),
    ):
        assert SENTENCE[language] in text
        assert SENTENCE["es" if language == "en" else "en"] not in text
        for one in Activity.objects.all():
            assert one.title not in text
            assert one.public_id not in text


@pytest.mark.parametrize("read", [(Format.JSON, from_json), (Format.CSV, from_csv), (Format.XLSX, from_xlsx)])
def test_the_figures_hold_done_and_due_with_their_days(member, read):
    format, rows_of = read
    [row] = [one for one in rows_of(taken(member, Part.FIGURES, format)) if one["figure"] == "counted"]
    assert (row["dimension"], row["count"]) == ("trust", "activities_within_a_week_of_plan")
    assert [float(row[name]) for name in ("done", "due")] == [5, 6]
    assert [str(row[name])[:10] for name in ("counted_from", "counted_to")] == ["2025-08-01", "2026-03-27"]
    assert (row["shown"], row["count_text"]) == ("counted", SENTENCE["en"])


def test_of_what_is_too_early_the_figures_tell_no_number_done(member):
    Activity.objects.filter(title__in=["Talk 3", "Talk 4", "Talk 5", "Talk 6"]).delete()
    [row] = [one for one in from_json(taken(member, Part.FIGURES, Format.JSON)) if one["figure"] == "counted"]
    assert (row["shown"], row["done"], row["due"]) == ("too_early", None, 2)
    assert row["count_text"] == "Dates kept within a week of the plan"

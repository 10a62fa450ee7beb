"""What a few people wrote or changed must not reach the other side by way of an import."""

import zlib
from html import unescape

import pytest

from fivefold.assess.assessment import Assessment as Figures
from fivefold.core.rules import RuleError
from fivefold.health.models import Assessment
from fivefold.partnerships.sharing import share
from fivefold.surveys.models import AnswerSheet, Import
from tests.surveys.imports.bringing import FACTS, HEAD, rows, survey
from tests.surveys.imports.plain import plain

pytestmark = pytest.mark.django_db
REMARK = "ask Ann Zebra in HR"


def say_what_odd_cells_are(marcus, *counts_as):
    odd = [name for name, value in marcus.form().items() if name.startswith("answer-") and not value]
    marcus.match(**{**FACTS, **marcus.dimensions(), **dict(zip(odd, counts_as, strict=True))})
    marcus.confirm()


@pytest.mark.parametrize("counts_as", ["3", "6", "cannot_tell", "not_applicable", "missing"])
def test_the_words_of_a_slip_are_kept_nowhere(cast, marcus, counts_as):
    marcus.bring(survey(24, cells={7: REMARK}))
    say_what_odd_cells_are(marcus, counts_as)
    card = Assessment.objects.get()
    share(card, by=cast.marcus)
    assert Import.objects.get().round is not None
    for kept in (card.record, Import.objects.get().mapping):
        assert "Zebra" not in str(kept)
    assert b"Zebra" not in zlib.decompress(bytes(AnswerSheet.objects.get().content))
    client = cast.client(cast.hannah)
    for page in (card.get_absolute_url(), f"{card.get_absolute_url()}trust/"):
        assert "Zebra" not in client.get(page).content.decode()


def test_a_slip_counts_as_what_it_was_said_to_be(marcus):
    marcus.bring(survey(24, cells={7: "Offen", 8: "offen"}))
    say_what_odd_cells_are(marcus, "4")
    slipped = Assessment.objects.get().record
    marcus.whole(survey(24, cells={7: "Often", 8: "Often"}), title="As meant")
    meant = Assessment.objects.exclude(record=slipped).get().record
    first, second = (plain(Figures.from_record(one)) for one in (slipped, meant))
    assert first == pytest.approx(second)


def test_words_that_many_gave_are_answers_and_stay(marcus):
    cells = {number: ("ripe", "raw", "rotten")[number % 3] for number in range(24)}
    marcus.bring(survey(24, cells=cells))
    place = next(name for name, value in marcus.form().items() if name.startswith("use-") and value == "")
    marcus.match(check=False, **{place: "new"})
    say_what_odd_cells_are(marcus, *"123")
    assert all(word in str(Assessment.objects.get().record) for word in ("ripe", "raw", "rotten"))


def with_more(count):
    """The same 24 people and some more."""
    more = [line.replace("Person ", "Late ") for line in rows(24 + count)[24:]]
    return "\n".join([HEAD, *rows(24), *more]).encode()


@pytest.mark.parametrize(("more", "may"), [(0, True), (1, False), (4, False), (5, False), (10, True)])
@pytest.mark.parametrize("corrects", [True, False])
def test_a_round_that_a_few_people_tell_from_a_shared_one_stays_private(cast, marcus, more, may, corrects):
    """Five more are two of the one side and three of the other, and the sides have means of their own."""
    first = marcus.whole(survey(24), title="First").round
    share(Assessment.objects.get(round=first), by=cast.marcus)
    changes = {"corrects": first.public_id} if corrects else {}
    second = marcus.whole(with_more(more), title="Second", **changes).round
    card = Assessment.objects.get(round=second)
    if may:
        assert share(card, by=cast.marcus).space == cast.shared
        return
    address = f"/p/{cast.cedar.public_id}/share/assessment/{card.public_id}/"
    assert "Fewer than five people tell these answers from those of “First”" in unescape(
        marcus.client.get(address).content.decode()
    )
    with pytest.raises(RuleError) as refused:
        share(card, by=cast.marcus)
    assert refused.value.code == "too_near"


def test_one_changed_answer_is_one_person_too(cast, marcus):
    first = marcus.whole(survey(24), title="First").round
    share(Assessment.objects.get(round=first), by=cast.marcus)
    second = marcus.whole(survey(24, cells={3: "Never"}), title="Second", corrects=first.public_id).round
    with pytest.raises(RuleError):
        share(Assessment.objects.get(round=second), by=cast.marcus)

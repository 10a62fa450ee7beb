"""What a few people wrote or changed must not reach the other side by way of an import."""

import zlib
from html import unescape
from itertools import permutations

import pytest

from fivefold.assess.assessment import Assessment as Figures
from fivefold.core.rules import RuleError
from fivefold.health.models import Assessment
from fivefold.partnerships.sharing import share
from fivefold.surveys.actions.rounds import withdraw_round
from fivefold.surveys.models import AnswerSheet, Import
from tests.surveys.imports.bringing import ANSWERS, FACTS, HEAD, rows, survey
from tests.surveys.imports.plain import plain

pytestmark = [pytest.mark.django_db, pytest.mark.once]
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
    """The same 24 people and some more, of both sides in turn."""
    more = [line.replace("Person ", "Late ") for line in rows(24 + count)[24:]]
    return "\n".join([HEAD, *rows(24), *more]).encode()


@pytest.mark.parametrize(("more", "may"), [(0, True), (1, False), (4, False), (9, False), (10, True)])
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
    assert "Too few people tell these answers from those of “First”" in unescape(
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


def numbered(content):
    """The same answers as another export of the same survey has them."""
    for number, answer in enumerate(ANSWERS):
        content = content.replace(answer.encode(), str(number).encode())
    return content


def on_the_other_side(content, *people):
    for person in people:
        content = content.replace(b"Person %d,District" % person, b"Person %d,University" % person)
    return content


@pytest.mark.parametrize(
    "second",
    [
        on_the_other_side(survey(24), 1),
        survey(24).replace(b"Person 1,District", b"Person 1,Elsewhere"),
        numbered(survey(23)),
        survey(23).lower(),
        survey(23).replace(b"We plan together", b"we plan  TOGETHER"),
    ],
)
def test_another_spelling_or_another_side_hides_no_person(cast, marcus, second):
    first = marcus.whole(survey(24), title="First").round
    share(Assessment.objects.get(round=first), by=cast.marcus)
    Import.objects.update(shape="another tool's")  # or the words of the first are offered for the numbers
    round_ = marcus.whole(second, title="Second").round
    with pytest.raises(RuleError) as refused:
        share(Assessment.objects.get(round=round_), by=cast.marcus)
    assert refused.value.code == "too_near"


def test_a_round_of_one_side_is_held_against_that_side_of_a_shared_one(cast, marcus):
    first = marcus.whole(survey(24), title="First").round
    share(Assessment.objects.get(round=first), by=cast.marcus)
    one_side = [line for line in rows(24) if ",District," in line]
    alone = "\n".join([HEAD, *one_side[:-1]]).replace(",Organization", "").replace(",District", "").encode()
    round_ = marcus.whole(alone, title="Ours alone").round
    assert round_.responses == 11
    with pytest.raises(RuleError) as refused:
        share(Assessment.objects.get(round=round_), by=cast.marcus)
    assert refused.value.code == "too_near"


def test_five_who_changed_sides_tell_of_no_one(cast, marcus):
    first = marcus.whole(survey(24), title="First").round
    share(Assessment.objects.get(round=first), by=cast.marcus)
    round_ = marcus.whole(on_the_other_side(survey(24), 1, 3, 5, 7, 9), title="Second").round
    assert share(Assessment.objects.get(round=round_), by=cast.marcus).space == cast.shared


@pytest.mark.parametrize(("left_out", "may"), [(0, True), (2, False)])
def test_a_round_of_one_side_is_held_against_that_side_of_the_others(cast, marcus, left_out, may):
    first = marcus.whole(survey(24), title="First").round
    share(Assessment.objects.get(round=first), by=cast.marcus)
    district = [line for line in rows(24) if ",District," in line][left_out:]
    content = "\n".join([HEAD, *district]).replace(",District,", ",,").encode()
    second = marcus.whole(content, "district.csv", title="District alone", everyone="practice").round
    assert second.sides == ["practice"]
    card = Assessment.objects.get(round=second)
    if may:
        assert share(card, by=cast.marcus).space == cast.shared
    else:
        with pytest.raises(RuleError) as refused:
            share(card, by=cast.marcus)
        assert refused.value.code == "too_near"


def part(lines):
    return "\n".join([HEAD, *lines]).encode()


def shared(cast, marcus, content, title):
    round_ = marcus.whole(content, f"{title}.csv", title=title).round
    return share(Assessment.objects.get(round=round_), by=cast.marcus)


def varied(count):
    """People of whom no two answered alike."""
    found = []
    for number in range(count):
        said = [ANSWERS[number // 5**place % 5] for place in range(3)]
        side = "District" if number % 2 else "University"
        found.append(f"2026-03-02 10:00:00,Person {number},{side},{','.join(said)},Nothing")
    return found


ORDERS = tuple(permutations(("all", "first", "rest")))


@pytest.mark.parametrize(
    ("order", "left_out", "may"),
    [*((order, 1, False) for order in ORDERS), (ORDERS[0], 0, True), (ORDERS[0], 10, True)],
)
def test_two_rounds_together_may_tell_of_a_few_people_in_a_third(cast, marcus, order, left_out, may):
    people = varied(60)
    contents = {"all": part(people), "first": part(people[:30]), "rest": part(people[30 + left_out :])}
    for name in order[:2]:
        shared(cast, marcus, contents[name], name)
    if may:
        assert shared(cast, marcus, contents[order[2]], order[2]).space == cast.shared
        return
    with pytest.raises(RuleError) as refused:
        shared(cast, marcus, contents[order[2]], order[2])
    assert refused.value.code == "too_near"


@pytest.mark.parametrize(("left_out", "may"), [(0, True), (1, False), (4, False), (5, True)])
def test_leaving_a_few_out_by_withdrawing_and_bringing_anew_shows_what_they_said(cast, marcus, left_out, may):
    people = varied(40)
    first = shared(cast, marcus, part(people), "First").round
    withdraw_round(first, because="One of us asked to be left out.", by=cast.marcus)
    if may:
        assert shared(cast, marcus, part(people[left_out:]), "Second").space == cast.shared
        return
    with pytest.raises(RuleError) as refused:
        shared(cast, marcus, part(people[left_out:]), "Second")
    assert refused.value.code == "too_near"

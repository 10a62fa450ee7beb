"""From a file on a desk to a report card that one's own side sees, and from there to both sides."""

import zlib

import pytest

from fivefold.assess import frameworks
from fivefold.assess.assessing import assess
from fivefold.assess.assessment import Assessment as Figures
from fivefold.assess.from_file import open_mapped, open_proposed
from fivefold.core import ledger
from fivefold.core.rules import RuleError
from fivefold.files.packed import PackedTable
from fivefold.health.models import Assessment
from fivefold.partnerships.sharing import share
from fivefold.surveys.actions import imports as actions
from fivefold.surveys.actions.imports import matches_of
from fivefold.surveys.importers import slips
from fivefold.surveys.models import AnswerSheet, Import, Round
from fivefold.surveys.states import ImportState
from tests.health.pages import words
from tests.surveys.imports.bringing import FACTS, bringer, files_kept, survey
from tests.surveys.imports.plain import plain

pytestmark = pytest.mark.django_db


def test_a_file_becomes_a_card_with_the_figures_of_the_command_line(cast, marcus, tmp_path):
    ended = marcus.whole(survey(24))
    assert (ended.state, ended.round.title, ended.round.responses) == (
        ImportState.IMPORTED,
        "Spring 2026",
        24,
    )
    card = Assessment.objects.get(round=ended.round)
    file = tmp_path / "survey.csv"
    file.write_bytes(survey(24))
    table, proposal = open_proposed(file, frameworks.load())
    found = assess(table, proposal.mapping, framework=frameworks.load())
    [there], [here] = Figures.from_record(card.record).scales, found.scales
    for name in ("n", "mean", "low", "high", "alpha", "omega"):
        assert getattr(there, name) == pytest.approx(getattr(here, name))
    page = marcus.client.get(card.get_absolute_url()).content.decode()
    assert "Spring 2026" in page
    assert "24 people answered" in page


def test_the_matches_taken_along_make_the_same_figures_at_the_command_line(marcus, tmp_path):
    content = survey(30, cells={3: "Oftn", 9: "Not sure"})
    marcus.bring(content)
    [odd] = [name for name, value in marcus.form().items() if name.startswith("answer-") and not value]
    [scale] = matches_of(marcus.newest).mapping.scales
    marcus.match(**FACTS, **marcus.dimensions(), **{odd: "4", f"title-{scale.key}": "Working “together”"})
    (tmp_path / "survey.csv").write_bytes(content)
    taken = marcus.client.get(f"{marcus.newest.get_absolute_url()}map.toml").content
    (tmp_path / "map.toml").write_bytes(taken)
    table, mapping = open_mapped(tmp_path / "survey.csv", tmp_path / "map.toml")
    found = assess(table, mapping, framework=frameworks.load())
    marcus.confirm()
    there = Figures.from_record(Assessment.objects.get().record)
    # Rows are kept in an order drawn by lot, which moves sums by the last digit.
    assert plain(there) == pytest.approx(plain(found))
    assert there.responses == found.responses == 30


def test_it_is_private_to_the_side_that_brought_it_until_it_is_shared(cast, marcus):
    ended = marcus.whole(survey(24))
    card = Assessment.objects.get(round=ended.round)
    assert {ended.space, ended.round.space, card.space} == {cast.practice}
    for other in (cast.hannah, cast.priya, cast.amara, cast.olivia):
        assert cast.client(other).get(card.get_absolute_url()).status_code == 404
    share(card, by=cast.marcus)
    assert cast.client(cast.hannah).get(card.get_absolute_url()).status_code == 200
    # The import itself, the file's name and its matches stay where they are.
    assert cast.client(cast.hannah).get(ended.get_absolute_url()).status_code == 404


def test_of_the_file_nothing_stays_but_what_was_matched(cast, marcus):
    marcus.bring(survey(24))
    assert len(files_kept()) == 1
    ended = marcus.whole(survey(24))
    sheet = zlib.decompress(bytes(AnswerSheet.objects.get(round=ended.round).content)).decode()
    for gone in ("Person 3", "Remark number", "2026-03-04", "Timestamp", "University"):
        assert gone not in sheet
    assert "research" in sheet or "practice" in sheet
    assert (ended.file.name, ended.content) == ("", None)
    assert "District" not in str(ended.mapping)


@pytest.mark.parametrize("people", [6, 24, 80])
def test_names_and_remarks_are_not_even_in_what_waits(marcus, people):
    marcus.bring(survey(people))
    kept = bytes(marcus.newest.content)
    names = set(PackedTable(kept).outlines)
    assert names == {"Organization", "We plan together", "We decide together", "We listen"}
    assert {one["name"] for one in marcus.newest.left_out} == {"Timestamp", "Your name", "Remarks"}
    page = marcus.page()
    assert "Person 3" not in page
    assert "Remark number 3" not in page


def test_the_file_goes_when_the_import_has_ended(marcus, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        marcus.whole(survey(24))
    assert files_kept() == []


def test_the_ledger_of_the_side_remembers_and_the_shared_one_does_not(cast, marcus):
    ended = marcus.whole(survey(24))
    acts = [entry.act for entry in ledger.entries(cast.practice.key)]
    assert acts == ["health.assessed", "surveys.round_recorded"]
    entry = ledger.entries(cast.practice.key)[-1]
    assert entry.detail["file"] == "survey.csv"
    assert entry.about == f"round:{ended.round.public_id}"
    assert ledger.entries(cast.shared.key) == []


def test_the_sides_are_told_apart_and_members_counted_by_side(marcus):
    ended = marcus.whole(survey(24), members_practice="20", members_research="16")
    assert ended.round.members_by_side == {"practice": 20, "research": 16}
    assert ended.round.rate == pytest.approx(24 / 36)


def test_more_answers_than_members_are_said_on_the_check_page_and_nothing_is_imported(marcus):
    marcus.bring(survey(24))
    dimensions = marcus.dimensions()
    answer = marcus.match(**{**FACTS, **dimensions, "members_practice": "5", "members_research": "30"})
    page = marcus.client.get(answer["Location"]).content.decode()
    assert "12 people answered on the practice side, but only 5 members are given." in page
    marcus.confirm()
    assert not Round.objects.exists()
    assert marcus.newest.state == ImportState.MATCHING


def test_the_dates_are_proposed_from_the_files_own_stamps(marcus):
    marcus.bring(survey(24))
    form = marcus.form()
    assert (form["began_on"], form["ended_on"], form["title"]) == ("2026-03-01", "2026-03-20", "survey")


def test_an_instrument_of_ours_is_known_and_its_rounds_stand_beside_each_other(cast, marcus):
    from fivefold.assess import instruments

    items = instruments.load().items
    lines = [",".join(["side", *(item.key for item in items)])]
    lines += [
        ",".join([side, *(str(1 + (place + number) % 5) for number, _ in enumerate(items))])
        for place, side in enumerate(["District"] * 11 + ["University"] * 11)
    ]
    ended = marcus.whole("\n".join(lines).encode())
    assert (ended.round.instrument_key, ended.round.instrument_version) == ("fivefold-pilot-1", 1)


def test_two_people_of_one_side_can_take_turns(cast, marcus):
    hannah, priya = bringer(cast, cast.hannah), bringer(cast, cast.priya)
    hannah.bring(survey(24))
    dimensions = priya.dimensions()
    priya.match(**FACTS, **dimensions)
    hannah.confirm()
    assert Round.objects.get().space == cast.research
    assert Import.objects.get().made_by == cast.hannah


def test_the_check_page_says_who_can_share_to_whoever_cannot(cast):
    for person, said in (
        (
            cast.priya,
            "until it is shared, on a page of its own. Hannah Lindqvist (Research lead) can do that.",
        ),
        (cast.hannah, "until one of you shares it, on a page of its own."),
    ):
        by = bringer(cast, person)
        by.bring(survey(24))
        answer = by.match(**{**FACTS, **by.dimensions()})
        text = words(by.client.get(answer["Location"]))
        assert f"It is private to Northfield {said}" in text
        assert "becomes a report card here, private to your side until" in words(by.client.get(by.base))


@pytest.mark.parametrize("end", ["imported", "discarded"])
def test_an_import_ends_once_however_often_the_button_was_pressed(cast, marcus, monkeypatch, end):
    """The second press has already looked when the first one ends."""
    marcus.bring(survey(24))
    marcus.match(**FACTS, **marcus.dimensions())
    pressed = marcus.newest
    clean = slips.without_slips

    def meanwhile(*arguments):
        monkeypatch.setattr(slips, "without_slips", clean)
        if end == "imported":
            actions.import_round(Import.objects.get(), by=cast.marcus)
        else:
            actions.discard(Import.objects.get())
        return clean(*arguments)

    monkeypatch.setattr(slips, "without_slips", meanwhile)
    with pytest.raises(RuleError) as refused:
        actions.import_round(pressed, by=cast.marcus)
    assert refused.value.code == "import_ended"
    assert Round.objects.count() == (end == "imported")

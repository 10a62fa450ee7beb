"""The page on which a person says what is what, and what it keeps of that."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from fivefold.assess import frameworks
from fivefold.assess.from_file import open_proposed
from fivefold.assess.mapping_record import mapping_of_record, mapping_to_record
from fivefold.core import ledger
from fivefold.files import packed
from fivefold.files.reading import open_table
from fivefold.surveys.actions.imports import matches_of
from fivefold.surveys.actions.rounds import withdraw_round
from fivefold.surveys.importers.answers import answer_rows, with_answers
from fivefold.surveys.importers.matches import Matches, changed, outlines_of
from fivefold.surveys.models import Round
from tests.surveys.imports.bringing import ANSWERS, FACTS, HEAD, survey

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def mapping(bringer):
    return matches_of(bringer.newest).mapping


def place_of(bringer, column):
    return list(packed.PackedTable(bytes(bringer.newest.content)).outlines).index(column)


def test_saving_the_form_untouched_changes_nothing(marcus):
    marcus.bring(survey(24))
    before = mapping(marcus)
    assert [scale.items for scale in before.scales] == [
        ("We plan together", "We decide together", "We listen")
    ]
    marcus.match(check=False)
    assert mapping(marcus) == before


def test_title_dimension_and_turned_statements(marcus):
    marcus.bring(survey(24))
    [scale] = mapping(marcus).scales
    marcus.match(
        check=False,
        **{
            f"title-{scale.key}": "Working together",
            f"dimension-{scale.key}": "capacity",
            f"reverse-{place_of(marcus, 'We listen')}": "on",
        },
    )
    [after] = mapping(marcus).scales
    assert (after.title.in_language("en"), after.dimension) == ("Working together", "capacity")
    assert after.reverse == ("We listen",)
    marcus.match(check=False, **{f"reverse-{place_of(marcus, 'We listen')}": None})
    assert mapping(marcus).scales[0].reverse == ()


def test_a_dimension_has_to_be_said_but_may_be_none_of_the_five(marcus):
    marcus.bring(survey(24))
    assert "which dimension is it about?" in marcus.page()
    [scale] = mapping(marcus).scales
    marcus.match(check=False, **{f"dimension-{scale.key}": "none"})
    assert "which dimension is it about?" not in marcus.page()
    assert mapping(marcus).scales[0].dimension is None


def test_a_statement_can_move_to_a_new_scale_and_out_of_all(marcus):
    marcus.bring(survey(24))
    marcus.match(check=False, **{f"use-{place_of(marcus, 'We listen')}": "new"})
    first, second = mapping(marcus).scales
    assert (first.items, second.items) == (("We plan together", "We decide together"), ("We listen",))
    assert [answer.number for answer in second.answers] == [1, 2, 3, 4, 5]
    marcus.match(check=False, **{f"use-{place_of(marcus, 'We listen')}": ""})
    assert [scale.key for scale in mapping(marcus).scales] == [first.key]


def test_a_cell_that_is_no_answer_is_shown_among_its_neighbors_with_its_mend(marcus):
    marcus.bring(survey(24, cells={3: "Oftn"}))
    page = marcus.page()
    assert "Row 5, column &quot;We plan together&quot;: &quot;Oftn&quot; is not an answer yet." in page
    assert '<td class="mono meant">Oftn</td>' in page
    [place] = [name for name, value in marcus.form().items() if name.startswith("answer-") and not value]
    marcus.match(check=False, **{place: "4"})
    assert "is not an answer yet" not in marcus.page()
    ended = mapping(marcus).scales[0]
    assert {answer.label.in_language("en"): answer.number for answer in ended.answers}["Oftn"] == 4


@pytest.mark.parametrize(
    ("counts_as", "kept_in"),
    [("cannot_tell", "cannot_tell"), ("not_applicable", "not_applicable"), ("missing", "missing")],
)
def test_a_cell_can_be_no_answer_on_this_scale_alone(marcus, counts_as, kept_in):
    marcus.bring(survey(24, cells={3: "Oftn", 9: "oftn "}))
    [place] = [name for name, value in marcus.form().items() if name.startswith("answer-") and not value]
    marcus.match(check=False, **{place: counts_as})
    assert getattr(mapping(marcus).scales[0], kept_in) == ("Oftn",)
    marcus.match(**FACTS, **marcus.dimensions())
    marcus.confirm()
    assert Round.objects.get().responses == 24


def test_the_order_of_answers_can_be_turned(marcus):
    marcus.bring(survey(24))
    form = {name: value for name, value in marcus.form().items() if name.startswith("answer-")}
    turned = {name: str(6 - int(value)) for name, value in form.items()}
    marcus.match(check=False, **turned)
    answers = {one.label.in_language("en"): one.number for one in mapping(marcus).scales[0].answers}
    assert answers == {label: 5 - place for place, label in enumerate(ANSWERS)}


def test_sides_can_be_given_and_taken(marcus):
    marcus.bring(survey(24))
    assert mapping(marcus).side.values == {"practice": ("District",), "research": ("University",)}
    places = {value: name for name, value in marcus.form().items() if name.startswith("side-")}
    marcus.match(check=False, **{places["research"]: "broker"})
    assert mapping(marcus).side.values == {"practice": ("District",), "broker": ("University",)}
    marcus.match(check=False, **{f"use-{place_of(marcus, 'Organization')}": ""})
    assert mapping(marcus).side is None


def test_a_column_that_seems_to_name_people_needs_a_reason_which_the_ledger_keeps(cast, marcus):
    content = survey(24).decode().replace("We listen", "Your name for our work")
    marcus.bring(content.encode())
    place = place_of(marcus, "Your name for our work")
    marcus.match(**{**FACTS, **marcus.dimensions(), f"use-{place}": mapping(marcus).scales[0].key})
    assert "seems to tell who somebody is (name)" in marcus.page()
    marcus.match(**{f"why-{place}": "It is a statement, not a name."})
    marcus.confirm()
    entry = ledger.entries(cast.practice.key)[-1]
    assert entry.detail["kept_because"] == {"Your name for our work": "It is a statement, not a name."}


def test_what_is_not_said_of_the_round_is_asked_for(marcus):
    marcus.bring(survey(24))
    answer = marcus.match(**{**FACTS, **marcus.dimensions(), "title": "", "ended_on": "2026-02-01"})
    page = answer.content.decode()
    assert "Two things to fix" in page
    assert "The last day lies before the first." in page
    assert not Round.objects.exists()


def test_members_of_one_side_alone_are_not_enough(marcus):
    marcus.bring(survey(24))
    answer = marcus.match(**{**FACTS, **marcus.dimensions(), "members_practice": "20"})
    assert "Give the number for every side, or for none." in answer.content.decode()


def test_what_is_half_done_waits_for_another_day(marcus):
    marcus.bring(survey(24))
    marcus.match(check=False, title="Half done", members_practice="20")
    form = marcus.form()
    assert (form["title"], form["members_practice"]) == ("Half done", "20")
    assert "survey.csv" in marcus.client.get(marcus.base).content.decode()


def test_the_next_file_of_the_same_shape_is_matched_as_the_last_one(marcus):
    marcus.bring(survey(24))
    [scale] = mapping(marcus).scales
    place = place_of(marcus, "We listen")
    marcus.match(
        **FACTS, **{f"dimension-{scale.key}": "goals", f"title-{scale.key}": "Ours", f"reverse-{place}": "on"}
    )
    marcus.confirm()
    # The same columns in another order, other people, one of them of a kind not seen before.
    lines = survey(30).decode().replace("District", "district ").splitlines()
    marcus.bring("\n".join(lines).encode(), "next.csv")
    assert "Matched as you matched “Spring 2026”." in marcus.page()
    [again] = mapping(marcus).scales
    assert (again.title.in_language("en"), again.dimension, again.reverse) == (
        "Ours",
        "goals",
        ("We listen",),
    )
    assert mapping(marcus).side.values == {"practice": ("district",), "research": ("University",)}
    assert "which dimension is it about?" not in marcus.page()


def test_a_file_brought_twice_is_known(marcus):
    marcus.whole(survey(24))
    marcus.bring(survey(24), "the same.csv")
    page = marcus.page()
    assert "This very file is here already." in page
    marcus.bring(survey(25), "another.csv")
    assert "This very file is here already." not in marcus.page()


def test_many_columns_are_shown_when_asked_for(marcus):
    head = ",".join([HEAD, *(f"extra {number}" for number in range(100))])
    lines = [
        f"{line},{','.join('ab'[number % 2] for number in range(100))}"
        for line in survey(24).decode().splitlines()[1:]
    ]
    marcus.bring("\n".join([head, *lines]).encode())
    page = marcus.page()
    assert "Show the other 61 columns" in page
    assert "extra 99" not in page
    assert "extra 99" in marcus.client.get(f"{marcus.newest.get_absolute_url()}?all").content.decode()
    before = mapping(marcus)
    marcus.match(check=False)
    assert mapping(marcus) == before


@trying(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_said_can_be_kept_and_read_back(tmp_path, data):
    """Any form, made-up values included, leaves a mapping that the database gives back the same."""
    file = tmp_path / "survey.csv"
    file.write_bytes(survey(12, cells={1: "odd", 2: "7"}))
    table, proposal = open_proposed(file, frameworks.load())
    kept = packed.PackedTable(packed.pack(table))
    matches = Matches(proposal.mapping)
    for _step in range(3):
        keys = [scale.key for scale in matches.mapping.scales]
        rows = {
            f"answer-{scale.key}-{row.mark}": data.draw(
                st.sampled_from(["", "1", "2", "9", "-1", "x", "cannot_tell", "not_applicable", "missing"])
            )
            for scale in matches.mapping.scales
            for row in answer_rows(scale, outlines_of(scale, kept))
        }
        uses = {
            f"use-{place}": data.draw(st.sampled_from(["", "new", "side", "no such scale", *keys]))
            for place in range(len(kept.outlines))
        }
        dimensions = {f"dimension-{key}": data.draw(st.sampled_from(["", "none", "trust"])) for key in keys}
        matches = changed(matches, kept, {**rows, **uses, **dimensions})
        assert mapping_of_record(mapping_to_record(matches.mapping)) == matches.mapping
        items = [item for scale in matches.mapping.scales for item in scale.items]
        assert len(items) == len(set(items))
        assert all(scale.items for scale in matches.mapping.scales)


def test_what_answers_count_as_is_what_they_are_scored_as(tmp_path):
    """The page's table of answers, sent back as it is, scores every cell as the proposal would."""
    file = tmp_path / "survey.csv"
    file.write_bytes(survey(24, cells={3: "Not sure", 4: "n/a"}))
    table, proposal = open_proposed(file, frameworks.load())
    kept = packed.PackedTable(packed.pack(table))
    for scale in proposal.mapping.scales:
        rows = answer_rows(scale, outlines_of(scale, kept))
        said = {row.mark: row.counts_as for row in rows}
        assert with_answers(scale, rows, said) == scale
        assert sum(row.count for row in rows) == 24 * len(scale.items)


def test_a_packed_table_is_the_table(tmp_path):
    file = tmp_path / "survey.csv"
    file.write_bytes(survey(30))
    table = open_table(file)
    again = packed.PackedTable(packed.pack(table)).table()
    assert [column.name for column in again.columns] == [column.name for column in table.columns]
    for one, other in zip(again.columns, table.columns, strict=True):
        assert [one.cell(row) for row in range(30)] == [other.cell(row) for row in range(30)]
    assert again.record.tolist() == table.record.tolist()


def test_a_made_up_framework_is_never_taken_for_a_file(marcus, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('title = "Read from disk"')
    for made_up in (str(own), "/etc/passwd", "x"):
        marcus.bring(survey(24))
        marcus.match(check=False, framework=made_up)
        address = marcus.newest.get_absolute_url()
        page = marcus.client.get(address)
        assert page.status_code == 200
        assert "Read from disk" not in page.content.decode()
        assert "Select a valid choice" in page.content.decode()
        assert marcus.client.get(f"{address}map.toml").status_code == 200
        assert marcus.client.post(f"{address}discard/").status_code == 302


def test_of_two_columns_for_the_sides_the_one_chosen_last_tells_them(marcus):
    marcus.bring(survey(24))
    place = place_of(marcus, "We listen")
    marcus.match(check=False, **{f"use-{place}": "side"})
    assert mapping(marcus).side.column == "We listen"


def test_the_partnerships_own_organizations_tell_the_sides(marcus):
    """Whatever the column is called; and the same where a person chooses the column."""
    content = survey(24).decode().replace("Organization", "Q2")
    content = content.replace(",District,", ",Cedar Valley,").replace(",University,", ",Northfield Univ.,")
    told = {"practice": ("Cedar Valley",), "research": ("Northfield Univ.",)}
    marcus.bring(content.encode())
    assert mapping(marcus).side.values == told
    place = place_of(marcus, "Q2")
    marcus.match(check=False, **{f"use-{place}": ""})
    assert mapping(marcus).side is None
    marcus.match(check=False, **{f"use-{place}": "side"})
    assert mapping(marcus).side.values == told


def test_a_column_for_the_sides_that_puts_nobody_on_one_has_to_be_mended(marcus):
    content = survey(24).decode().replace(",District,", ",Red,").replace(",University,", ",Blue,")
    marcus.bring(content.encode())
    place = place_of(marcus, "Organization")
    answer = marcus.match(**{**FACTS, **marcus.dimensions(), f"use-{place}": "side"})
    assert "nothing in it is on one yet" in answer.content.decode()
    form = marcus.form()
    sides = [name for name in form if name.startswith("side-")]
    marcus.match(**dict(zip(sides, ["practice", "research"], strict=True)))
    check = marcus.client.get(f"{marcus.newest.get_absolute_url()}check/").content.decode()
    assert "Practice side: 12, Research side: 12." in check


def test_a_survey_of_one_side_says_so_and_its_card_too(cast, marcus):
    content = survey(24).decode().replace(",District,", ",,").replace(",University,", ",,")
    marcus.bring(content.encode())
    marcus.match(**{**FACTS, **marcus.dimensions(), "everyone": "practice"})
    assert "members_practice" in marcus.form()
    check = marcus.client.get(f"{marcus.newest.get_absolute_url()}check/").content.decode()
    assert "All who answered are of Cedar Valley" in check
    marcus.confirm()
    assert mapping(marcus).sides == ("practice",)
    card = marcus.client.get(marcus.newest.get_absolute_url(), follow=True).content.decode()
    assert "people of the practice side alone: it speaks for those it asked" in card


def test_what_is_seen_to_be_no_answer_stays_one_when_matches_are_remembered(marcus):
    marcus.whole(survey(24), title="First")
    marcus.bring(survey(24, cells={3: "N/A"}), "second.csv")
    assert marcus.newest.matched_as is not None
    assert mapping(marcus).scales[0].not_applicable == ("N/A",)
    assert "is not an answer yet" not in marcus.page()


def test_nothing_is_learned_from_a_round_that_was_withdrawn(cast, marcus):
    first = marcus.whole(survey(24), title="First").round
    withdraw_round(first, because="Matched wrong.", by=cast.marcus)
    marcus.bring(survey(30), "second.csv")
    assert marcus.newest.matched_as is None


@pytest.mark.parametrize("number", ["9" * 400, "9" * 5_000, f"-1{'0' * 308}", "1e999", "NaN", "Infinity"])
def test_what_is_no_number_orders_no_answer(marcus, number):
    marcus.bring(survey(24))
    place = next(name for name in marcus.form() if name.startswith("answer-"))
    answer = marcus.match(**{**FACTS, **marcus.dimensions(), place: number})
    assert "is not an answer yet" in answer.content.decode()
    assert marcus.client.get(f"{marcus.newest.get_absolute_url()}map.toml").status_code == 200


def test_signs_that_no_database_keeps_are_left_out_of_what_is_said(marcus):
    marcus.bring(survey(24))
    sent = {name: f"{value}\0" for name, value in {**marcus.form(), **FACTS, "corrects": "x"}.items()}
    answer = marcus.client.post(marcus.newest.get_absolute_url(), {**sent, "check": "1"})
    assert answer.status_code == 200
    assert marcus.newest.facts["title"] == "Spring 2026"


def test_a_file_of_a_thousand_scales_makes_no_page_without_end(marcus):
    content = [",".join(f"q{place // 4}_{place % 4}" for place in range(1_000))]
    content += [",".join(str((row + place) % 5 + 1) for place in range(1_000)) for row in range(10)]
    marcus.bring("\n".join(content).encode())
    marcus.match(check=False)
    page = marcus.page()
    assert len(mapping(marcus).scales) <= 50
    assert len(page) < 5_000_000
    assert len(marcus.form()) < 4_000


def test_columns_that_offer_no_common_answers_make_no_page_without_end(marcus):
    """Each has few different cells; together they would be thousands, each with thousands to choose from."""
    head = ",".join(["Organization", *(f"kind {place}" for place in range(100))])
    sides = ("District", "University")
    lines = [
        ",".join([sides[row % 2], *(f"w{row % 50}of{place}" for place in range(100))]) for row in range(100)
    ]
    marcus.bring("\n".join([head, *lines]).encode())
    address = marcus.newest.get_absolute_url()
    marcus.client.post(address, {"save": "1", **{f"use-{place}": "new" for place in range(1, 101)}})
    page = marcus.page()
    assert "different cells, too many for answers" in page
    assert len(page) < 1_000_000
    marcus.match(**{**FACTS, **marcus.dimensions()})
    assert marcus.client.post(f"{address}check/")["Location"] == address

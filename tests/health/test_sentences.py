"""Words follow the rules: nothing is called up or down that the rules do not call so."""

from dataclasses import replace

import numpy as np
import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from fivefold.assess.answer import Answer
from fivefold.assess.assessing import assess
from fivefold.assess.frameworks import load
from fivefold.assess.mapping import SideColumn
from fivefold.assess.text import Text
from fivefold.health import sentences
from fivefold.health.card import Say
from fivefold.health.reader import EarlierRound, report_card
from fivefold.health.reading import Drift, Movement, NoComparison, Showing
from tests.health.rounds import PILOT, make_table, means

ANSWERS = PILOT.answers
SIDES = SideColumn("side", {"practice": ("practice",), "research": ("research",)})


def card_of(now, earlier=None, first=None, *, members=None, answered=None):
    members = members or {"practice": 80, "research": 40}
    answered = answered or {"practice": 60, "research": 30}

    def figures(of):
        return assess(make_table(answered, of), PILOT.mapping(SIDES), framework=load(), members=members)

    rounds = [("Spring 2025", earlier), ("Spring 2024", first)]
    before = [EarlierRound(title, figures(of)) for title, of in rounds if of]
    return report_card(figures(now), framework=load(), earlier=before, no_change=None)


def alone(key: str) -> str:
    """A name of one word, so that words can be counted."""
    return key.capitalize()


def name(key: str) -> str:
    return load().dimension(key).short.in_language("en")


def test_the_score_comes_in_the_scales_own_words_with_its_interval():
    say = Say(Showing.INTERVAL, n=104, population=142, mean=62.5, low=57.5, high=67.5, bounds=(45.8, 72.5))
    assert sentences.in_words(say, ANSWERS, "en") == ("Sometimes to often, 3.5", "(3.3–3.7)")
    assert sentences.conditions(say, ANSWERS, 0.04) == (
        "104 of 142 answered, 73%. 2.8–3.9 whatever the silent would say. 4% cannot tell."
    )
    with translation.override("es"):
        assert sentences.in_words(say, ANSWERS, "es")[1] == "(3.3–3.7)"


def test_everyone_answered_is_said_and_no_interval_is():
    say = Say(Showing.EVERYONE, n=10, population=10, mean=75)
    assert sentences.in_words(say, ANSWERS, "en") == ("Often, 4.0", "")
    assert sentences.conditions(say, ANSWERS) == "10 of 10: everyone answered."


def test_who_answered_the_survey_but_not_this_scale_is_said():
    say = Say(Showing.EVERYONE, n=10, population=10, mean=75, unscored=30)
    assert sentences.conditions(say, ANSWERS) == (
        "10 of 40 members count here: all answered the survey, but 30 too little of this."
    )
    some = Say(Showing.INTERVAL, n=10, population=12, mean=75, low=70, high=80, unscored=28)
    assert sentences.conditions(some, ANSWERS).startswith(
        "10 of 12 answered, 83%; 28 more members answered too little of this to count."
    )
    most = replace(some, unscored=3)
    assert sentences.conditions(most, ANSWERS) == "10 of 12 answered, 83%."


def test_everyone_answered_is_never_said_of_a_scale_that_some_left_blank():
    """`showing` calls it everyone as soon as nobody was silent; the words depend on who has a score."""
    sizes = {"practice": 60, "research": 30}
    table = make_table(sizes, means(4, 4), cannot_tell={"practice": 40, "research": 10})
    found = assess(table, PILOT.mapping(SIDES), framework=load(), members=sizes)
    card = report_card(found, framework=load(), earlier=[], no_change=None)
    said = {scale.key: sentences.conditions(scale.say, scale.answers) for scale in card.scales}
    assert said.pop("field").startswith("40 of 90 members count here: all answered the survey, but 50 too")
    assert all("90 of 90: everyone answered." in one for one in said.values())
    assert sentences.why_counts_differ(card)


def test_why_counts_differ_is_said_where_they_do():
    sizes = {"practice": 60, "research": 30}
    alike = card_of(means(4, 4), members=sizes, answered=sizes)
    assert sentences.why_counts_differ(alike) == ""
    table = make_table(sizes, means(4, 4), cannot_tell={"practice": 12})
    found = assess(table, PILOT.mapping(SIDES), framework=load(), members=sizes)
    card = report_card(found, framework=load(), earlier=[], no_change=None)
    assert sentences.why_counts_differ(card).startswith("The counts differ because a person")


def test_below_half_there_are_bounds_and_no_mean():
    say = Say(Showing.BOUNDS, n=11, population=24, bounds=(30, 84))
    assert sentences.in_words(say, ANSWERS, "en") == ("", "")
    said = sentences.conditions(say, ANSWERS)
    assert said == (
        "11 of 24 answered, 46%: fewer than half, so no typical answer is shown; "
        "2.2–4.4 whatever the silent would say."
    )
    assert "95%" not in said


def test_an_unknown_roster_is_said():
    say = Say(Showing.UNKNOWN_RATE, n=50, mean=75, low=70, high=80)
    assert "response rate, is unknown" in sentences.conditions(say, ANSWERS)


def test_the_opening_of_a_round_with_growth_and_a_gap_between_the_sides():
    card = card_of(means(3.9, 3.9, rigor=(2.4, 4.1)), means(3.1, 3.1, rigor=(2.6, 4.0)))
    assert sentences.in_brief(card, name) == (
        "Four of five dimensions hold up; one is not there yet. "
        "Research for action is where the sides differ."
    )
    up = "Trust, District goals, Wider field and Capacity"
    assert sentences.holding(card, name) == sentences.Said(
        f"Answers on {up} are favorable. Answers on {up} have risen.",
        f"{up} are up since Spring 2025, more than chance would explain.",
    )
    gap = sentences.gap(card, name)
    assert gap.plainly == "Answers on Research for action are not yet favorable."
    assert gap.figures.startswith("Research for action 2.9 (2.8–3.1). A gap is one in the design of the work")
    said = sentences.talk(card, name, "")
    assert said.plainly == "On Research for action practice answers lower than research."
    assert said.figures.startswith("They are now 1.6 answer steps apart (")


def test_three_rounds_are_summed_up():
    """Steps too small to be claimed one by one may add up to one that is, upward or downward."""
    card = card_of(
        means(3.9, 3.9, rigor=(2.9, 2.9)),
        means(3.85, 3.85, rigor=(2.95, 2.95)),
        means(3.1, 3.1, rigor=(3.9, 3.9)),
    )
    assert sentences.holding(card, name).figures == (
        "Trust (3.1 to 3.9), District goals (3.1 to 3.9), Wider field (3.1 to 3.9) and Capacity (3.1 to 3.9) "
        "all rose over 3 rounds, more than chance would explain."
    )
    gap = sentences.gap(card, name)
    assert gap.plainly.endswith("Answers on Research for action have fallen.")
    assert "Research for action fell from 3.9 to 2.9 over 3 rounds, more than chance" in gap.figures
    lead = sentences.lead(card.dimension("rigor"), card)
    assert "Research for action fell from 3.9 to 2.9 over 3 rounds, more than chance would explain." in lead
    figures = sentences.over_all_rounds(card, name)
    assert figures.startswith("All members over 3 rounds, since Spring 2024: Trust 0.8 (")
    assert figures.count("(") == 5


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_opening_sentence_is_short(language):
    """Twelve words and no figure, the name of a dimension counting as one: what is read aloud."""
    card = card_of(
        means(4.0, 4.0, rigor=(2.4, 4.1), goals=(4.5, 4.5)),
        means(3.9, 3.9, rigor=(2.5, 4.1), goals=(4.5, 4.5)),
        means(3.1, 3.1, rigor=(3.9, 4.1), goals=(4.5, 4.5)),
    )
    with translation.override(language):
        places = (sentences.holding(card, alone), sentences.gap(card, alone), sentences.talk(card, alone, ""))
        for said in (sentences.in_brief(card, alone), *(place.plainly for place in places)):
            assert said[0].isupper() or said[0] in "¿¡"
            assert said.endswith((".", "?"))
            assert all(len(one.split()) <= 12 for one in said.split(". "))
            assert not any(letter.isdigit() for letter in said)


def test_what_prints_alike_at_both_ends_is_said_without_numbers():
    card = card_of(means(4.0, 4.0), means(3.6, 3.6), means(3.1, 3.1))
    one = card.dimension("trust")
    alike = replace(one.scales[0], over_all=replace(one.scales[0].over_all, earlier=74.8, later=75.2))
    said = replace(card.opening, up_over_all=("trust",), up=())
    card = replace(card, dimensions=(replace(one, scales=(alike,)), *card.dimensions[1:]), opening=said)
    said = sentences.holding(card, name).figures
    assert said.startswith("Trust rose over 3 rounds, more than chance")


def test_a_dimension_that_rose_lately_and_all_along_is_named_once():
    card = card_of(means(4.2, 4.2), means(3.6, 3.6), means(3.1, 3.1))
    assert sentences.holding(card, name).figures.count("Trust") == 1


def test_two_rounds_are_not_summed_up():
    card = card_of(means(3.9, 3.9), means(3.1, 3.1))
    assert "rounds" not in sentences.holding(card, name).figures
    assert sentences.over_all_rounds(card, name) == ""


@pytest.mark.parametrize("varied", [(False, False), (True, False), (False, True)])
def test_where_a_round_has_no_spread_nothing_is_claimed(varied):
    members = {"practice": 80, "research": 40}
    found = [
        assess(
            make_table(members, means(answer, answer), spread=(-1, 0, 1) if varies else (0,)),
            PILOT.mapping(SIDES),
            framework=load(),
            members=members,
        )
        for answer, varies in zip((4, 3), varied, strict=True)
    ]
    card = report_card(
        found[0], framework=load(), earlier=[EarlierRound("Spring 2025", found[1])], no_change=None
    )
    scale = card.dimension("trust").scales[0]
    if not varied[0]:
        assert scale.difference is None
        assert "on at least one side all who answered have the same score" in sentences.difference(scale)
    assert "in at least one of the two rounds all who answered have the same" in sentences.change(scale, card)
    assert not card.opening.up


def test_from_one_side_without_spread_no_gap_is_claimed():
    members = {"practice": 40, "research": 40}
    table = make_table(members, means(4, 2), spread=(0,))
    varied = make_table(members, means(4, 2))
    columns = [
        one if one.name == "side" else replace(one, **_second_half_from(one, other))
        for one, other in zip(table.columns, varied.columns, strict=True)
    ]
    found = assess(
        replace(table, columns=tuple(columns)), PILOT.mapping(SIDES), framework=load(), members=members
    )
    assert found.dimension("trust").scales[0].difference.high > 0
    card = report_card(found, framework=load(), earlier=[], no_change=None)
    assert card.dimension("trust").scales[0].difference is None
    assert not any(one.facts.sides_differ for one in card.dimensions)
    assert "answer steps apart" not in sentences.talk(card, name, "").figures


def _second_half_from(one, other):
    """The first side's cells of one column, the second side's of the other."""
    cells = [one.values[code] for code in one.codes[:40]] + [other.values[code] for code in other.codes[40:]]
    values = tuple(dict.fromkeys(cells))
    return {"values": values, "codes": np.array([values.index(cell) for cell in cells], dtype=np.int32)}


def test_a_scale_whose_statements_do_not_hang_together_says_so():
    scale = card_of(means(4, 4)).dimension("trust").scales[0]
    assert sentences.caution(replace(scale, alpha=0.4, omega=None)).startswith("These statements do not hang")
    assert sentences.caution(replace(scale, alpha=0.4, omega=0.6)) == ""
    unknown = replace(scale, alpha=None, omega=None)
    assert sentences.caution(unknown).startswith("Nothing shows that these statements hang together")
    assert sentences.caution(replace(unknown, items=scale.items[:1])).startswith("One statement alone")
    assert sentences.caution(replace(unknown, say=Say(Showing.BOUNDS, n=5))) == ""


def loosened(card, key):
    """The card as it would be, were the reliability of one dimension low."""
    return replace(
        card,
        dimensions=tuple(
            replace(one, scales=tuple(replace(scale, alpha=0.4, omega=0.4) for scale in one.scales))
            if one.key == key
            else replace(one, scales=tuple(replace(scale, alpha=0.9, omega=0.9) for scale in one.scales))
            for one in card.dimensions
        ),
    )


def test_what_is_claimed_of_a_loose_scale_carries_the_caution():
    card = card_of(means(3.9, 3.9, rigor=(2.4, 4.1)), means(3.1, 3.1, rigor=(2.6, 4.0)))
    trust = loosened(card, "trust")
    caution = "Nothing shows that the statements on Trust hang together: read them one by one."
    assert sentences.holding(trust, name).figures.endswith(caution)
    assert caution not in sentences.gap(trust, name).figures
    rigor = loosened(card, "rigor")
    assert caution.replace("Trust", "Research for action") in sentences.gap(rigor, name).figures
    assert "These statements do not hang together" in sentences.talk(rigor, name, "").figures
    assert "hang together" not in sentences.talk(trust, name, "").figures
    glanced = sentences.glance(trust.dimension("trust"), trust, "en")
    assert glanced.endswith("one by one rather than as one number.")


def test_the_opening_has_its_fallbacks():
    low = card_of(means(3.4, 3.4))
    assert sentences.holding(low, name).plainly == "No dimension stands out as clearly strong."
    assert sentences.gap(low, name).plainly == "No dimension falls clearly short."
    assert sentences.gap(low, name).figures.startswith("On Trust,")
    assert sentences.talk(low, name, "Why?").plainly == "Why?"
    assert sentences.in_brief(low, name) == "None of five dimensions clearly holds up."
    high = card_of(means(4, 4))
    assert sentences.gap(high, name).plainly == "No dimension falls short in members’ answers."


def test_below_half_the_opening_claims_nothing():
    card = card_of(means(4, 4), means(2, 2), answered={"practice": 10, "research": 10})
    nothing = "20 of 120 members answered, fewer than half. Nothing is claimed from that."
    assert sentences.in_brief(card, name) == nothing
    assert sentences.holding(card, name) == sentences.Said(nothing)
    assert sentences.gap(card, name) == sentences.Said("Without more answers, none can be named.")
    silent = "100 of 120 members did not answer. What would they have said?"
    assert sentences.talk(card, name, "") == sentences.Said(silent)


def test_a_tiny_partnership_is_led_to_talk():
    card = card_of(
        means(4, 2), members={"practice": 80, "research": 9}, answered={"practice": 60, "research": 9}
    )
    said = sentences.talk(card, name, "Whose voice weighs least?")
    assert said.plainly == "Whose voice weighs least?"
    assert said.figures == "With fewer than ten people on a side, asking tells more than counting."
    assert "fewer than ten people" in sentences.no_comparison(NoComparison.TINY_SIDE)


def test_sides_that_drift_apart_are_told_each_by_itself():
    """All members together fell by more than chance; but one side rose, and that is the news."""
    card = card_of(
        means(3.5, 3.5, rigor=(2.6, 4.1)),
        means(3.5, 3.5, rigor=(3.0, 3.9)),
        means(3.5, 3.5, rigor=(3.7, 3.6)),
    )
    scale = card.dimension("rigor").scales[0]
    assert scale.movement_over_all == Movement.DOWN
    assert scale.drift == Drift.APART
    assert "fallen" not in sentences.gap(card, name).plainly
    assert "fell" not in sentences.gap(card, name).figures
    said = sentences.talk(card, name, "")
    assert said.plainly == "On Research for action the sides have drifted apart."
    assert said.figures.startswith(
        "Practice went from 3.7 to 2.6 and research from 3.6 to 4.0 since Spring 2024: how far they are "
        "apart changed more than chance would explain. They are now 1.4 answer steps apart ("
    )
    told = sentences.change(scale, card)
    assert told.startswith(
        "The sides have drifted apart since Spring 2024: practice 3.7 to 2.6, research 3.6 to"
    )
    assert "All members together, since Spring 2025:" in told
    assert sentences.moved_or_why_not(scale, card) == "The sides have drifted apart since Spring 2024."
    lead = sentences.lead(card.dimension("rigor"), card)
    assert "Practice went from" in lead
    assert "fell" not in lead
    assert sentences.trend_title("Research", scale, card).endswith(
        "the sides have drifted apart since Spring 2024"
    )


def test_sides_that_come_closer_and_that_change_places_are_told_so():
    closer = card_of(means(3.5, 3.5, rigor=(3.6, 3.7)), means(3.5, 3.5, rigor=(2.4, 3.9)))
    assert "On Research for action the sides have come closer." in sentences.holding(closer, name).plainly
    across = card_of(means(3.5, 3.5, rigor=(3.9, 3.2)), means(3.5, 3.5, rigor=(3.0, 3.8)))
    talk = sentences.talk(across, name, "")
    assert talk.plainly == "On Research for action the sides have changed places."


def test_a_step_that_is_part_of_a_longer_way_is_told_as_that():
    card = card_of(
        means(3.5, 3.5, rigor=(3.0, 3.0)),
        means(3.5, 3.5, rigor=(3.15, 3.15)),
        means(3.5, 3.5, rigor=(3.8, 3.8)),
    )
    scale = card.dimension("rigor").scales[0]
    assert (scale.movement, scale.movement_over_all) == (Movement.MAY_BE_DOWN, Movement.DOWN)
    assert (
        sentences.moved_or_why_not(scale, card) == "Down since Spring 2024, more than chance would explain."
    )
    told = sentences.change(scale, card)
    assert told.startswith("Part of a longer fall: 3.")
    assert told.endswith(" since Spring 2025. By itself, this step may be chance.")
    assert "May be down" not in sentences.lead(card.dimension("rigor"), card)


@pytest.mark.parametrize("earlier", [2.9, 3.2, 3.35, 3.4, 3.45, 3.6, 3.9])
def test_up_and_down_are_said_only_where_the_rule_says_so(earlier):
    card = card_of(means(3.4, 3.4), means(earlier, earlier))
    for scale in card.scales:
        said = sentences.change(scale, card)
        claimed = scale.movement.is_claimed
        assert said.startswith(("Up since", "Down since")) == claimed
        if scale.change.low <= 0 <= scale.change.high:
            assert not claimed
            assert said.endswith("The interval includes no change.")


def test_differences_are_said_without_a_sign_and_say_who_is_lower():
    card = card_of(means(4, 4, rigor=(2.4, 4.1), field=(4.2, 3)))
    said = {one.key: sentences.difference(one.scales[0]) for one in card.dimensions}
    assert said["rigor"].endswith("practice lower than research")
    assert said["field"].endswith("research lower than practice")
    assert said["trust"].startswith("No clear difference: ")
    assert "−" not in said["rigor"] + said["field"]


@given(st.floats(-1, 1))
def test_reliability_has_a_plain_sentence_for_every_value(value):
    assert sentences.how_it_hangs_together(value, None).startswith("the statements ")


def test_too_few_answers_say_nothing_of_how_statements_hang_together():
    assert sentences.how_it_hangs_together(0.79, 0.41).startswith("too few answers")
    assert sentences.how_it_hangs_together(0.88, 0.84) == "the statements hang together well"
    assert sentences.how_it_hangs_together(0.39, -0.97).startswith("the statements do not")


def test_a_scale_of_numbers_only_has_no_words():
    plain = tuple(Answer(float(number), Text(str(number))) for number in range(1, 6))
    say = Say(Showing.INTERVAL, n=8, population=9, mean=50, low=40, high=60)
    assert sentences.in_words(say, plain, "en") == ("3.0", "(2.6–3.4)")

"""A round put right by a newer import, or taken back: what was shown says so."""

import pytest

from fivefold.core import ledger
from fivefold.core.rules import RuleError
from fivefold.health.actions import start_assessing
from fivefold.health.models import Assessment
from fivefold.partnerships.sharing import share
from fivefold.surveys.actions.rounds import withdraw_round
from fivefold.surveys.models import AnswerSheet
from tests.health.pages import words
from tests.health.rounds import make_card
from tests.surveys.imports.bringing import bringer, survey

pytestmark = pytest.mark.django_db


def card_of(round_):
    return Assessment.objects.get(round=round_)


def health(cast, person):
    return cast.client(person).get(f"/p/{cast.cedar.public_id}/health/").content.decode()


@pytest.fixture
def corrected(cast, marcus):
    """A shared round, and its correction that the practice side still keeps to itself."""
    first = marcus.whole(survey(24), title="As it was").round
    share(card_of(first), by=cast.marcus)
    second = marcus.whole(survey(60), title="Put right", corrects=first.public_id).round
    return first, second


def test_a_correction_stands_in_the_place_of_what_it_corrects_where_both_are_seen(cast, corrected):
    first, second = corrected
    # Nobody else knows yet: the shared page is the same for all who can open it.
    for reader in (cast.marcus, cast.hannah, cast.olivia):
        page = cast.client(reader).get(card_of(first).get_absolute_url()).content.decode()
        assert ("Corrected on" in page, "As it was" in health(cast, reader)) == (False, True)
    share(card_of(second), by=cast.marcus)
    for reader in (cast.marcus, cast.hannah, cast.olivia):
        assert "Put right" in health(cast, reader)
        page = cast.client(reader).get(card_of(first).get_absolute_url()).content.decode()
        assert "Corrected on" in page
        assert "Put right" in page
    surveys = cast.client(cast.hannah).get(f"/p/{cast.cedar.public_id}/surveys/").content.decode()
    assert "Corrected by Put right." in surveys


def not_yet_shared(cast, person):
    return words(cast.client(person).get(f"/p/{cast.cedar.public_id}/private/"))


def test_a_private_correction_says_that_both_sides_still_read_the_older_figures(cast, corrected):
    first, second = corrected
    still = "Both sides still read the older figures of “As it was”: share this correction to put them right."
    for reader in (cast.marcus, cast.denise):
        assert still in not_yet_shared(cast, reader)
    withdraw_round(first, because="Wrong file.", by=cast.marcus)
    assert "older figures" not in not_yet_shared(cast, cast.marcus)
    withdraw_round(second, because="This one too.", by=cast.marcus)
    assert "older figures" not in not_yet_shared(cast, cast.marcus)


def test_a_correction_of_what_nobody_else_read_puts_nothing_right(cast, marcus):
    first = marcus.whole(survey(24), title="As it was").round
    marcus.whole(survey(60), title="Put right", corrects=first.public_id)
    assert "older figures" not in not_yet_shared(cast, cast.marcus)


def test_a_correction_is_not_compared_with_what_it_corrects(cast, corrected):
    _first, second = corrected
    share(card_of(second), by=cast.marcus)
    assert "No round before this one to compare with." in health(cast, cast.hannah)


def test_a_shared_page_does_not_name_a_private_round_that_it_corrects(cast, marcus):
    first = marcus.whole(survey(24), title="Never shared").round
    second = marcus.whole(survey(60), title="Put right", corrects=first.public_id).round
    share(card_of(second), by=cast.marcus)
    assert "Never shared" not in health(cast, cast.hannah)
    assert "Never shared" not in health(cast, cast.marcus)


def test_only_the_side_that_brought_a_round_can_correct_or_withdraw_it(cast, corrected):
    first, second = corrected
    hannah = bringer(cast, cast.hannah)
    hannah.bring(survey(24))
    assert "Does it correct" not in hannah.page()
    with pytest.raises(RuleError) as refused:
        withdraw_round(first, because="no", by=cast.hannah)
    assert refused.value.code == "not_your_round"
    address = f"/p/{cast.cedar.public_id}/surveys/{{}}/withdraw/"
    assert cast.client(cast.hannah).get(address.format(first.public_id)).status_code == 404
    assert cast.client(cast.hannah).get(address.format(second.public_id)).status_code == 404


def test_a_withdrawn_round_says_so_wherever_its_figures_were_shown(cast, marcus):
    first = marcus.whole(survey(24), title="As it was").round
    share(card_of(first), by=cast.marcus)
    address = f"/p/{cast.cedar.public_id}/surveys/{first.public_id}/withdraw/"
    assert "Fix: Say why it is withdrawn." in marcus.client.post(address, {}).content.decode()
    marcus.client.post(address, {"because": "The sides were mixed up."})
    assert not AnswerSheet.objects.filter(round=first).exists()
    for reader in (cast.marcus, cast.hannah, cast.olivia):
        assert "As it was" not in health(cast, reader)
        page = cast.client(reader).get(card_of(first).get_absolute_url()).content.decode()
        assert "Withdrawn on" in page
        assert "The sides were mixed up." in page
    for chain in (cast.practice.key, cast.shared.key):
        assert ledger.entries(chain)[0].act == "surveys.round_withdrawn"


def test_a_withdrawn_round_is_neither_shared_nor_worked_out_nor_withdrawn_again(cast, marcus):
    first = marcus.whole(survey(24)).round
    card = card_of(first)
    withdraw_round(first, because="Wrong file.", by=cast.marcus)
    card = card_of(first)
    for act in (
        lambda: share(card, by=cast.marcus),
        lambda: start_assessing(card, by=cast.marcus),
        lambda: withdraw_round(first, because="again", by=cast.marcus),
    ):
        with pytest.raises(RuleError) as refused:
            act()
        assert refused.value.code == "withdrawn"
    assert marcus.client.post(f"{card.get_absolute_url()}again/").status_code == 302


def test_what_was_withdrawn_is_no_earlier_round_either(cast, marcus):
    make_card(cast.cedar, by=cast.marcus, title="Spring 2025")
    wrong = make_card(cast.cedar, by=cast.marcus, title="Fall 2025")
    withdraw_round(wrong.round, because="Asked the wrong people.", by=cast.marcus)
    page = health(cast, cast.hannah)
    assert "Fall 2025" not in page
    assert "Spring 2025" in page


def test_a_withdrawn_correction_lets_the_first_round_stand_again(cast, corrected):
    _first, second = corrected
    share(card_of(second), by=cast.marcus)
    withdraw_round(second, because="It was right before.", by=cast.marcus)
    for reader in (cast.marcus, cast.hannah, cast.olivia):
        page = health(cast, reader)
        assert "As it was" in page
        assert "These figures stand again." in page
        assert "“Put right”, which corrected them, was withdrawn on" in page
        assert "It was right before." in page


def test_a_correction_that_was_withdrawn_in_private_is_named_to_nobody(cast, corrected):
    _first, second = corrected
    withdraw_round(second, because="It was right before.", by=cast.marcus)
    for reader in (cast.marcus, cast.hannah, cast.olivia):
        assert "Put right" not in health(cast, reader)


def test_sharing_a_correction_says_whose_place_it_takes(cast, corrected):
    first, second = corrected
    assert "It takes the place of “As it was”" in sharing(cast, second)
    withdraw_round(first, because="Wrong file.", by=cast.marcus)
    assert "It takes the place of" not in sharing(cast, second)


def sharing(cast, round_):
    address = f"/p/{cast.cedar.public_id}/share/assessment/{card_of(round_).public_id}/"
    return cast.client(cast.marcus).get(address).content.decode()


def test_a_correction_takes_over_what_was_known_of_the_round(marcus):
    asked = {"members_practice": "30", "members_research": "28"}
    first = marcus.whole(survey(24), title="As it was", **asked).round
    second = marcus.whole(
        survey(40), title="Put right", corrects=first.public_id, began_on="", ended_on=""
    ).round
    assert second.members_by_side == {"practice": 30, "research": 28}
    assert (second.began_on, second.ended_on) == (first.began_on, first.ended_on)

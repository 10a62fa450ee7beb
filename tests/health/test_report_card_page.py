"""The report card, as stories of those who read it."""

import re
from datetime import date

import pytest

from fivefold.assess.assessing import assess
from fivefold.assess.frameworks import load
from fivefold.assess.mapping import SideColumn
from fivefold.assess.wording import in_words, interval_in_words
from fivefold.core.models import Job
from fivefold.health.models import Assessment
from tests.health.pages import get, words
from tests.health.rounds import PILOT, make_card, make_table, means

pytestmark = pytest.mark.django_db
SPRING_2025 = date(2025, 3, 27)
SIDES = SideColumn("side", {"practice": ("practice",), "research": ("research",)})


def card_text(cast, person) -> str:
    return words(get(cast.client(person), cast.cedar, "health/"))


def test_the_point_person_reads_three_sentences_first(cast):
    make_card(cast.cedar, by=cast.marcus, title="Spring 2025", ended_on=SPRING_2025, of=means(3.1, 3.1))
    make_card(cast.cedar, by=cast.marcus, of=means(3.9, 3.9, rigor=(2.4, 4.1)))
    page = card_text(cast, cast.marcus)
    holding, gap, talk = (page.index(label) for label in ("Holding", "Not there yet", "Talk about this"))
    assert holding < gap < talk < page.index("What members say")
    assert page.index("Research for action is where the sides differ.") < holding
    assert "are up since Spring 2025, more than chance would explain." in page
    assert "On Research for action the sides have drifted apart." in page
    assert "80 of 120 answered, 67%. " in page
    assert page.count("its 95% interval if silent members resemble those who answered") == 1
    assert "favorable: the whole bar above 3.4 on 1–5; not yet: below it" in page
    assert "A gap is one in the design of the work, not in people." in page
    assert "This is a pilot" in page
    assert "A question for the next meeting Which finding came in time to be used" in page


def test_how_far_apart_the_sides_are_comes_before_their_numbers(cast):
    make_card(cast.cedar, by=cast.marcus, of=means(4, 4, rigor=(2.4, 4.1)))
    page = card_text(cast, cast.priya)
    sides = page[page.index("The two sides") :]
    rigor = sides[sides.index("Research for action") :]
    assert rigor.index("practice lower than research") < rigor.index("60 of 80 answered, 75%")
    assert "a topic for talk, never a ranking" in sides


def test_what_is_not_there_yet_says_what_brings_it(cast):
    make_card(cast.cedar, by=cast.marcus)
    page = card_text(cast, cast.amara)
    assert "Counted from what was entered here" in page
    assert page.count("Nothing is counted here yet.") == 5
    assert page.count("Not talked about yet.") == 5
    assert "comes from a facilitated talk" in page
    assert page.count("there is not enough to say whether they agree") == 1


def test_everyone_in_the_partnership_reads_the_same_shared_card(cast):
    make_card(cast.cedar, by=cast.marcus)
    everyone = (cast.marcus, cast.denise, cast.tomas, cast.hannah, cast.priya, cast.amara, cast.olivia)
    # Only those who may have the figures worked out again, or send the card outside, are offered to.
    offered = re.compile(r"Work the figures out again.* are there\. |Share with someone outside ")
    texts = {offered.sub("", card_text(cast, one)) for one in everyone}
    assert len(texts) == 1


def test_an_outsider_finds_nothing_there(cast):
    one = make_card(cast.cedar, by=cast.marcus)
    for person in (cast.outsider, cast.admin, cast.nobody, cast.felix):
        client = cast.client(person)
        for path in ("", "health/", f"health/{one.public_id}/", f"health/{one.public_id}/trust/", "surveys/"):
            assert get(client, cast.cedar, path).status_code == 404


def test_the_other_side_learns_nothing_of_a_private_card(cast):
    make_card(cast.cedar, by=cast.marcus, title="Spring 2025", ended_on=SPRING_2025)
    private = make_card(cast.cedar, by=cast.marcus, title="Coaches’ check-in", shared=False)
    own = words(get(cast.client(cast.denise), cast.cedar, f"health/{private.public_id}/"))
    assert "Coaches’ check-in" in own
    for person in (cast.hannah, cast.priya, cast.amara, cast.olivia, cast.tomas):
        client = cast.client(person)
        assert "Coaches" not in get(client, cast.cedar, "health/").content.decode()
        assert "Coaches" not in get(client, cast.cedar).content.decode()
        for path in (f"health/{private.public_id}/", f"health/{private.public_id}/trust/"):
            assert get(client, cast.cedar, path).status_code == 404


def test_a_private_round_never_colors_a_shared_page(cast):
    make_card(
        cast.cedar,
        by=cast.marcus,
        title="Hidden spring",
        ended_on=SPRING_2025,
        of=means(2, 2),
        shared=False,
    )
    shared = make_card(cast.cedar, by=cast.marcus)
    for person in (cast.marcus, cast.hannah):
        page = words(get(cast.client(person), cast.cedar, f"health/{shared.public_id}/"))
        assert "Up since" not in page
        assert "No round before this one to compare with." in page
        dimension = words(get(cast.client(person), cast.cedar, f"health/{shared.public_id}/trust/"))
        assert "Hidden spring" not in dimension


def test_the_newest_shared_card_is_the_one_that_opens(cast):
    make_card(cast.cedar, by=cast.marcus, title="Spring 2025", ended_on=SPRING_2025)
    make_card(cast.cedar, by=cast.marcus, title="Coaches", ended_on=date(2026, 6, 5), shared=False)
    page = card_text(cast, cast.marcus)
    assert "Spring 2025. 80 of 120 members answered" in page
    assert "Coaches" not in page


def test_whoever_may_share_is_offered_to_and_nobody_else(cast):
    private = make_card(cast.cedar, by=cast.marcus, shared=False)
    path = f"health/{private.public_id}/"
    assert "Share with Northfield" in words(get(cast.client(cast.marcus), cast.cedar, path))
    assert "Share with" not in words(get(cast.client(cast.denise), cast.cedar, path))
    preview = words(get(cast.client(cast.marcus), cast.cedar, f"share/assessment/{private.public_id}/"))
    assert "Answers on Trust" in preview
    assert "The two sides" in preview


def withheld_strings(answered, of, members) -> set[str]:
    """Every way in which a page could print a side's typical answer, had nothing been withheld."""
    found = assess(
        make_table(answered, of), PILOT.mapping(SIDES), framework=load(), members=members, threshold=1
    )
    printed = set()
    for scale in found.scales:
        for group in scale.groups:
            for language in ("en", "es"):
                printed.add(in_words(group.mean, scale.answers, language))
            printed.add(interval_in_words(group.low, group.high, scale.answers))
            printed.add(f"{group.n} of ")
            printed.add(f"{group.mean:.3f}"[:6])
    return printed


@pytest.mark.parametrize("language", ["en", "es"])
def test_withheld_numbers_are_nowhere_in_the_page(cast, language):
    answered, members = {"practice": 61, "research": 4}, {"practice": 83, "research": 13}
    of = means(3.6, 1.3)
    card = make_card(cast.cedar, by=cast.marcus, answered=answered, members=members, of=of)
    hidden = withheld_strings(answered, of, members)
    assert {"61 of ", "4 of "} <= hidden
    for person in (cast.marcus, cast.hannah, cast.olivia):
        client = cast.client(person)
        client.cookies["django_language"] = language
        for path in ("health/", f"health/{card.public_id}/trust/", "", "surveys/", "ledger/"):
            sent = get(client, cast.cedar, path).content.decode()
            texts = re.sub(
                r"<[^>]+>", " ", re.sub(r'(?<= )(?:[xyr]\d?|c[xy]|width|height)="[^"]*"', "", sent)
            )
            for secret in hidden:
                assert not re.search(rf"(?<![\d.,]){re.escape(secret)}", texts), (path, secret)
    page = card_text(cast, cast.marcus)
    assert page.count("Not shown, to protect small groups") >= 10
    assert "65 of 96 answered" in page


def test_under_the_threshold_no_figure_is_shown(cast):
    make_card(cast.cedar, by=cast.marcus, answered={"practice": 2, "research": 2})
    page = card_text(cast, cast.marcus)
    assert "Fewer than 5 people answered, so no figure is shown." in page
    assert "4 of 44" not in page
    assert page.count("Not shown, to protect small groups") == 5
    sent = get(cast.client(cast.marcus), cast.cedar, "health/").content.decode()
    assert "<title>Trust" not in sent


def test_below_half_there_is_no_mean_and_no_interval(cast):
    make_card(
        cast.cedar,
        by=cast.marcus,
        answered={"practice": 20, "research": 12},
        members={"practice": 80, "research": 30},
    )
    page = card_text(cast, cast.marcus)
    assert "32 of 110 members answered, fewer than half. Nothing is claimed from that." in page
    assert "fewer than half, so no typical answer is shown" in page
    assert "Often, " not in page
    assert "95% interval, if silent" not in page


def test_in_a_tiny_partnership_what_there_is_leads_and_no_side_is_shown(cast):
    card = make_card(
        cast.cedar,
        by=cast.marcus,
        answered={"practice": 14, "research": 8},
        members={"practice": 15, "research": 9},
        of=means(4, 2),
    )
    page = card_text(cast, cast.marcus)
    assert page.index("What members say") < page.index("What the record shows")
    assert "A side has fewer than ten people here." in page
    for path in ("health/", f"health/{card.public_id}/trust/"):
        sent = words(get(cast.client(cast.marcus), cast.cedar, path))
        for told in ("14 of 15", "8 of 9", "lower than research", "Seldom, 2.0"):
            assert told not in sent


def test_everyone_answered_is_said(cast):
    make_card(
        cast.cedar,
        by=cast.marcus,
        answered={"practice": 12, "research": 11},
        members={"practice": 12, "research": 11},
    )
    page = card_text(cast, cast.marcus)
    assert "23 of 23: everyone answered." in page
    assert "if silent members resemble" not in page


def test_other_questions_are_not_compared(cast):
    from fivefold.surveys.models import Round

    first = make_card(cast.cedar, by=cast.marcus, title="Spring 2025", ended_on=SPRING_2025, of=means(2, 2))
    Round.objects.filter(pk=first.round_id).update(instrument_version=2)
    make_card(cast.cedar, by=cast.marcus)
    page = card_text(cast, cast.marcus)
    assert "Not compared with earlier rounds: they asked other questions, or other people." in page
    assert "Up since" not in page


def test_names_and_statements_come_in_the_readers_language(cast):
    make_card(cast.cedar, by=cast.marcus, of=means(4, 4, rigor=(2.4, 4.1)))
    cast.marcus.language = "es"
    cast.marcus.save()
    page = card_text(cast, cast.marcus)
    assert "Investigación para actuar" in page
    assert "A menudo, 4.0" in page
    assert "Esta encuesta es un piloto" in page
    assert "¿Qué hallazgo llegó a tiempo" in page


def test_working_the_figures_out_again_is_a_job(cast):
    one = make_card(cast.cedar, by=cast.marcus)
    url = f"/p/{cast.cedar.public_id}/health/{one.public_id}/again/"
    for person, status in ((cast.denise, 403), (cast.olivia, 403), (cast.outsider, 404), (cast.amara, 302)):
        assert cast.client(person).post(url).status_code == status
    assert cast.client(cast.marcus).get(url).status_code == 405
    [job] = Job.objects.all()
    assert (job.kind, job.by, job.arguments) == ("health.assess", cast.amara, {"round": one.round.public_id})
    assert Assessment.objects.get() == one


def test_before_any_round_the_page_says_what_comes(cast):
    page = card_text(cast, cast.marcus)
    assert "No report card yet." in page
    assert "once that side shares it" in page


def test_nothing_on_the_page_breaks_the_security_policy(cast):
    one = make_card(cast.cedar, by=cast.marcus, of=means(4, 4, rigor=(2.4, 4.1)))
    for path in ("health/", f"health/{one.public_id}/rigor/", "", "surveys/", "health/methods/"):
        sent = get(cast.client(cast.marcus), cast.cedar, path).content.decode()
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|javascript:", sent)

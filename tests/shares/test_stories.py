"""A report card for somebody outside, as stories of those who send it and those who read it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from fivefold.core import ledger
from fivefold.core.jobs.states import JobState
from fivefold.core.models import Job
from fivefold.core.models.mail import OutgoingMail
from fivefold.core.models.publication import Publication
from fivefold.core.upkeep import duties
from fivefold.cycles.models import Activity, Cycle
from fivefold.cycles.states import State
from fivefold.health.actions import assess_round
from fivefold.shares.models import Recipient, Share, SharedFile, Visit
from fivefold.surveys.actions.rounds import withdraw_round
from tests.health.counting import make_year, plan
from tests.health.pages import get, words
from tests.health.rounds import aged, make_card, means
from tests.shares.outside import ANA, BEN, Visitor, codes_to, link_of, mails_to, share, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(cast):
    return make_card(cast.cedar, by=cast.marcus)


@pytest.fixture
def sent(cast, card):
    return share(card, by=cast.marcus)


@pytest.fixture
def ana(sent):
    return Recipient.objects.get(name=ANA.name)


@pytest.fixture
def ben(sent):
    return Recipient.objects.get(name=BEN.name)


def acts(cast) -> list[str]:
    return [entry.act for entry in ledger.entries(cast.shared.key)]


def list_page(client, card) -> str:
    return words(get(client, card.partnership, f"outside/{card.public_id}/"))


def press(client, share, act, who=""):
    return client.post(
        f"/p/{share.partnership.public_id}/shares/{share.public_id}/", {"act": act, "who": who}
    )


def test_the_superintendent_reads_it_on_a_telephone_and_takes_the_pdf(cast, card):
    client = cast.client(cast.marcus)
    address = f"/p/{card.partnership.public_id}/outside/{card.public_id}/new/"
    form = client.get(address)
    filled = form.context["form"].initial | {
        "people": "Ana Ruiz <Ana.Ruiz+Board@CedarValley.example>\nben@city.example\tBen Okoye\n",
        "greeting": "For Tuesday’s talk.",
    }
    look = client.post(address, filled | {"step": "look"})
    page = words(look)
    assert "Ana Ruiz , ana.ruiz+board@cedarvalley.example" in page
    assert "The figures leave this partnership" in page
    assert not mails_to(ANA.address)
    assert not Share.objects.exists()
    for _press in range(2):
        assert client.post(address, filled | {"step": "send"}).status_code == 302
    assert Share.objects.count() == 1
    assert len(mails_to(ANA.address)) == 1
    work()

    ana = Visitor.at(Recipient.objects.get(address=ANA.address))
    assert "For Tuesday’s talk." in mails_to(ANA.address)[0].body
    asks = words(ana.open())
    assert "Marcus Webb (Cedar Valley USD) sent a report card" in asks
    assert "a…@cedarvalley.example" in asks
    assert ANA.address not in asks
    assert not codes_to(ANA.address)
    assert not ana.reads()
    assert ana.ask()["Location"] == f"{ana.link}code/"
    assert ana.type(codes_to(ANA.address)[0].lower().replace("-", " "))["Location"] == ana.link
    report = words(ana.open())
    assert "How the partnership is doing" in report
    assert "For Tuesday’s talk." in report
    pdf = ana.pdf()
    assert pdf.content.startswith(b"%PDF-")
    assert pdf["Content-Type"] == "application/pdf"

    chain = acts(cast)
    assert [chain.count(f"shares.{act}") for act in ("sent", "named", "opened", "taken_away")] == [1, 2, 1, 1]
    kinds = list(Publication.objects.filter(kind__startswith="outside").values_list("kind", "audience"))
    assert sorted(kinds) == [("outside", "Cedar Valley USD"), ("outside.pdf", "Cedar Valley USD")]
    assert ledger.verify(cast.shared.key).unbroken
    told = words(get(cast.client(cast.olivia), cast.cedar, "ledger/"))
    assert "opened “Report card, Spring 2026” to Ana Ruiz, who is outside, after a code" in told
    assert "Shown to people outside, whom Cedar Valley USD named." in told
    assert "Taken away as a file (PDF) by someone outside, whom Cedar Valley USD named." in told
    listed = list_page(cast.client(cast.hannah), card)
    assert "Opened once" in listed
    assert "Not opened." in listed
    assert "shared “Report card, Spring 2026” with people outside" in mails_to(cast.hannah.email)[-1].subject
    assert ANA.name not in mails_to(cast.hannah.email)[-1].body


def test_opening_a_link_changes_nothing_however_often_a_scanner_does(cast, ana):
    before = acts(cast), OutgoingMail.objects.count(), Visit.objects.count()
    for _time in range(3):
        assert Visitor.at(ana).open().status_code == 200
    assert before == (acts(cast), OutgoingMail.objects.count(), Visit.objects.count())


def test_a_forwarded_link_gives_a_stranger_nothing(ana, ben):
    stranger = Visitor.at(ana)
    stranger.ask()
    assert [mail.address for mail in OutgoingMail.objects.filter(subject__contains="code")] == [ANA.address]
    own = Visitor.at(ben)
    own.ask()
    stranger.type(codes_to(BEN.address)[0])
    assert not stranger.reads()
    own.type(codes_to(BEN.address)[0])
    assert own.reads()
    # A key that opens one link opens no other, wherever the browser is made to send it.
    stranger.client.cookies["fivefold_shared"] = own.client.cookies["fivefold_shared"].value
    assert not stranger.reads()
    assert stranger.pdf().status_code == 302


def test_three_wrong_codes_end_the_code_and_are_on_the_ledger(cast, ana):
    visitor = Visitor.at(ana)
    visitor.ask()
    for _guess in range(3):
        visitor.type("222-222")
    assert acts(cast)[0] == "shares.refused"
    visitor.type(codes_to(ANA.address)[0])
    assert not visitor.reads()
    visitor.ask()
    visitor.type(codes_to(ANA.address)[1])
    assert visitor.reads()


def test_only_some_codes_are_sent_in_an_hour(ana):
    for _time in range(9):
        Visitor.at(ana).ask()
    assert len(codes_to(ANA.address)) == 5
    visitor = Visitor.at(ana)
    visitor.ask()
    assert "Many codes were sent" in words(visitor.open())


def test_pressed_twice_one_code_is_sent_and_one_opening_noted(cast, ana):
    visitor = Visitor.at(ana)
    key = visitor.key_on_page()
    for _press in range(2):
        visitor.ask(key)
    assert len(codes_to(ANA.address)) == 1
    asked = visitor.client.cookies["fivefold_shared"].value
    visitor.type(codes_to(ANA.address)[0])
    visitor.client.cookies["fivefold_shared"] = asked
    visitor.type(codes_to(ANA.address)[0])
    assert visitor.reads()
    assert acts(cast).count("shares.opened") == 1
    ana.refresh_from_db()
    assert ana.openings == 1


def test_a_key_that_somebody_planted_lets_only_the_reader_in(ana):
    reader = Visitor.at(ana)
    planted = reader.key_on_page()
    reader.ask(planted)
    reader.type(codes_to(ANA.address)[0])
    assert reader.reads()
    thief = Visitor.at(ana)
    thief.client.cookies["fivefold_shared"] = planted
    assert not thief.reads()


def test_the_newest_code_is_good_in_two_tabs(ana):
    first = Visitor.at(ana)
    second = Visitor(first.link, first.address, first.client)
    first.ask()
    second.ask()
    assert "not the code we sent" in words(first.type(codes_to(ANA.address)[0]))
    first.type(codes_to(ANA.address)[1])
    assert first.reads()
    assert second.reads()


def test_whoever_is_signed_in_goes_the_same_way(cast, ana):
    visitor = Visitor(link_of(ana), ana.address, cast.client(cast.marcus))
    assert not visitor.reads()
    visitor.come_in()
    assert visitor.reads()


@pytest.mark.parametrize("who", ["marcus", "hannah"])
def test_leads_of_either_side_end_it_at_once(cast, card, sent, ana, ben, who):
    reader, other = Visitor.at(ana), Visitor.at(ben)
    reader.come_in()
    press(cast.client(getattr(cast, who)), sent, "end", ana.public_id)
    answer = reader.open()
    assert answer.status_code == 410
    assert "Ask Marcus Webb (Cedar Valley USD)" in answer.content.decode()
    assert reader.pdf().status_code == reader.ask("k" * 43).status_code == 410
    assert other.come_in().status_code == 200
    press(cast.client(getattr(cast, who)), sent, "end")
    assert other.open().status_code == 410
    assert not SharedFile.objects.exists()
    assert acts(cast).count("shares.ended") == 2


def test_a_round_withdrawn_ends_it_at_once(cast, card, ana):
    reader = Visitor.at(ana)
    reader.come_in()
    withdraw_round(card.round, because="The wrong file.", by=cast.marcus)
    assert reader.open().status_code == 410


def test_where_nobody_leads_either_side_any_more_nothing_is_shown(cast, ana):
    reader = Visitor.at(ana)
    reader.come_in()
    today = timezone.localdate()
    for lead in (cast.marcus, cast.hannah):
        assert reader.reads()
        cast.cedar.memberships.filter(person=lead).update(ended_on=today)
    assert reader.open().status_code == 410


@pytest.mark.parametrize("how", ["withdrawn", "led by nobody"])
def test_a_link_that_nothing_stands_behind_ends_for_good_and_its_names_go(cast, card, sent, ana, how):
    """Its day is weeks away. Within the hour it ends, and the ninety days begin."""
    reader = Visitor.at(ana)
    if how == "withdrawn":
        withdraw_round(card.round, because="The wrong file.", by=cast.marcus)
    else:
        leads = cast.cedar.memberships.filter(person__in=(cast.marcus, cast.hannah))
        leads.update(ended_on=timezone.localdate())
    for duty in duties():
        duty()
    assert not Recipient.objects.filter(ended_at=None).exists()
    assert acts(cast).count("shares.ended") == 2
    if how == "led by nobody":
        leads.update(ended_on=None)
    assert reader.open().status_code == 410
    Recipient.objects.update(ended_at=timezone.now() - timedelta(days=90))
    for duty in duties():
        duty()
    assert not Recipient.objects.exclude(name="", address="").exists()
    assert ledger.verify(cast.shared.key).unbroken


def test_a_running_link_is_left_alone(cast, sent, ana):
    cast.cedar.memberships.filter(person=cast.marcus).update(ended_on=timezone.localdate())
    for duty in duties():
        duty()
    assert Recipient.objects.filter(ended_at=None).count() == 2
    assert Visitor.at(ana).open().status_code == 200


def test_after_a_correction_the_pdf_says_what_the_page_says(cast, card, ana):
    reader = Visitor.at(ana)
    reader.come_in()
    reader.pdf()
    work()
    before = reader.pdf().content
    round_ = make_card(cast.cedar, by=cast.marcus, title="Spring 2026, the right file").round
    round_.corrects = card.round
    round_.save(update_fields=["corrects"])
    assert "these figures no longer hold" in words(reader.open())
    answer = reader.pdf()
    assert answer.status_code == 302
    assert "being made" in words(reader.open())
    work()
    after = reader.pdf()
    assert after.content.startswith(b"%PDF-")
    assert after.content != before


def test_a_pdf_that_cannot_be_made_is_not_tried_with_every_press(cast, ana):
    reader = Visitor.at(ana)
    reader.come_in()
    Job.objects.update(state=JobState.FAILED, finished_at=timezone.now())
    jobs = Job.objects.count()
    for _press in range(3):
        assert "print this page" in words(reader.client.post(f"{reader.link}pdf/", follow=True))
    assert Job.objects.count() == jobs
    Job.objects.update(created_at=timezone.now() - timedelta(hours=1))
    assert "being made" in words(reader.client.post(f"{reader.link}pdf/", follow=True))


def test_what_only_one_side_sees_is_shared_with_nobody_outside(cast):
    own = make_card(cast.cedar, by=cast.marcus, shared=False)
    client = cast.client(cast.marcus)
    assert "Only what both sides share" in list_page(client, own)
    answer = client.get(f"/p/{own.partnership.public_id}/outside/{own.public_id}/new/")
    assert answer.status_code == 302


def test_it_is_sent_again_after_a_while_and_not_for_ever(cast, sent, ana):
    client = cast.client(cast.hannah)
    press(client, sent, "again", ana.public_id)
    assert len(mails_to(ANA.address)) == 1
    for _time in range(9):
        Recipient.objects.update(sent_at=timezone.now() - timedelta(hours=1))
        press(client, sent, "again", ana.public_id)
    assert len(mails_to(ANA.address)) == 6


def test_erased_at_once_nothing_of_the_person_is_left(cast, card, sent, ana):
    Visitor.at(ana).come_in()
    press(cast.client(cast.marcus), sent, "erase", ana.public_id)
    ana.refresh_from_db()
    assert (ana.name, ana.address) == ("", "")
    assert ana.ended_at
    assert not mails_to(ANA.address)
    told = words(get(cast.client(cast.marcus), cast.cedar, "ledger/")) + list_page(
        cast.client(cast.marcus), card
    )
    assert ANA.name not in told
    assert ANA.address not in told
    assert "(erased)" in told
    assert BEN.address in told
    assert ledger.verify(cast.shared.key).unbroken


def test_ninety_days_after_the_end_names_and_addresses_go(cast, sent, ana):
    link = link_of(ana)
    Share.objects.update(
        sent_at=timezone.now() - timedelta(days=130), ends_at=timezone.now() - timedelta(days=89)
    )
    for duty in duties():
        duty()
    ana.refresh_from_db()
    assert ana.ended_at
    assert ana.address
    Recipient.objects.update(ended_at=timezone.now() - timedelta(days=90))
    for duty in duties():
        duty()
    assert not Recipient.objects.exclude(name="", address="").exists()
    assert not OutgoingMail.objects.filter(address__in=[ANA.address, BEN.address]).exists()
    assert ledger.verify(cast.shared.key).unbroken
    assert Visitor(link, "").open().status_code == 410


def test_figures_worked_out_again_ask_for_a_code_again_and_are_noted(cast, card, ana):
    reader = Visitor.at(ana)
    reader.come_in()
    assess_round(aged(card).round, by=cast.marcus)
    assert not reader.reads()
    reader.come_in()
    assert reader.reads()
    assert Publication.objects.filter(kind="outside").count() == 2


def test_what_is_known_of_a_member_who_was_named_is_told_and_erased(cast, card):
    from fivefold.accounts import erasing, knowledge
    from tests.cast import make_person

    person = make_person("Ana Ruiz", "city.example")
    share(card, by=cast.hannah, people=(actions_named(person),))
    assert knowledge.known(person)["reports_sent_to_you"][0]["partnership"] == str(cast.cedar)
    assert knowledge.known(cast.hannah)["reports_you_sent_outside"]
    erasing.erase(person)
    assert Recipient.objects.get().address == ""
    assert ledger.verify(cast.shared.key).unbroken


def actions_named(person):
    from fivefold.shares.actions import Named

    return Named(person.name, person.email)


def test_outside_the_record_is_counted_and_no_row_is_named_or_linked(cast):
    plan(cast, make_year(cast), 3, 5)
    own = {"partnership": cast.cedar, "space": cast.practice, "made_by": cast.marcus}
    Activity.objects.create(
        **own,
        cycle=Cycle.objects.get(),
        lane="meetings",
        title="Of one side alone",
        planned_first=date(2025, 10, 20),
        planned_last=date(2025, 10, 20),
    )
    share(make_card(cast.cedar, by=cast.marcus, of=means(4.4, 4.4)), by=cast.marcus)
    visitor = Visitor.at(Recipient.objects.get(name=ANA.name))
    visitor.come_in()
    opened = visitor.open()
    page, markup = words(opened), opened.content.decode()
    assert "3 of 5 dates were kept within a week of the plan" in page
    assert "Members’ answers are favorable; the record falls short." in page
    assert "Counted from August 1, 2025 to March 27, 2026" in page
    for one in Activity.objects.all():
        assert one.title not in page
        assert one.public_id not in markup
    assert _kept_outside() == [3]
    Visitor.at(Recipient.objects.get(name=BEN.name)).come_in()
    assert _kept_outside() == [3]


def test_a_record_that_went_on_is_noted_when_it_is_opened(cast):
    plan(cast, make_year(cast), 3, 5)
    share(make_card(cast.cedar, by=cast.marcus), by=cast.marcus)
    ran = {"actual_first": date(2025, 10, 5), "actual_last": date(2025, 10, 5), "state": State.DONE}
    Activity.objects.filter(title="Talk 5").update(**ran)
    Visitor.at(Recipient.objects.get(name=ANA.name)).come_in()
    assert _kept_outside() == [3, 4]


def _kept_outside() -> list[int]:
    noted = Publication.objects.order_by("pk").filter(kind="outside")
    return [
        one.figures["record"]["counts"]["trust.activities_within_a_week_of_plan"]["done"] for one in noted
    ]

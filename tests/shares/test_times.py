"""A link opens its one report to its named person and ends when it should, whatever is tried and whenever."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from fivefold.core import ledger
from fivefold.health.models import Assessment
from fivefold.shares import actions, upkeep
from fivefold.shares.models import Recipient, Share
from fivefold.shares.policies import CODE_LASTS, GUESSES, SKEW, VISIT_LASTS
from tests.cast import Cast
from tests.health.rounds import make_card
from tests.shares.outside import Visitor, codes_to, share

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
# Around every end that there is: of a code, of a visit, of the link; and back again.
STEPS = st.sampled_from(
    [
        MINUTE,
        CODE_LASTS - MINUTE,
        CODE_LASTS,
        VISIT_LASTS,
        DAY,
        6 * DAY,
        -MINUTE,
        -3 * MINUTE,
        -CODE_LASTS,
        -VISIT_LASTS,
        -6 * DAY,
    ]
)
REPORT = "How the partnership is doing"
BROWSERS = st.integers(0, 3)


@dataclass
class Browser:
    """What ought to be true of one browser at one link."""

    visitor: Visitor
    recipient: Recipient
    code: str = ""
    asked_at: datetime | None = None
    wrong: int = 0
    opened_at: datetime | None = None


@dataclass
class World:
    cast: Cast
    card: Assessment
    taken: list[str] = field(default_factory=list)


def machine(world: World) -> type[RuleBasedStateMachine]:
    class Links(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.before = transaction.savepoint()
            self.now = timezone.now()
            self.clock = patch("django.utils.timezone.now", lambda: self.now)
            self.clock.start()
            sent = share(world.card, by=world.cast.marcus, days=5)
            self.sent_at, self.ends_at = sent.sent_at, sent.ends_at
            # Two browsers at each of two links.
            people = [one for one in sent.recipients.all() for _browser in range(2)]
            self.browsers = [Browser(Visitor.at(one), one) for one in people]
            self.ended: set[int] = set()
            self.led = True

        def teardown(self) -> None:
            assert ledger.verify(world.cast.shared.key).unbroken
            self.clock.stop()
            transaction.savepoint_rollback(self.before)

        def is_open(self, one: Browser) -> bool:
            in_time = self.sent_at - SKEW <= self.now < self.ends_at
            return in_time and self.led and one.recipient.pk not in self.ended

        def is_in(self, one: Browser) -> bool:
            opened = one.opened_at
            return self.is_open(one) and opened is not None and self.within(opened, VISIT_LASTS)

        def within(self, began: datetime, lasts: timedelta) -> bool:
            return began - SKEW <= self.now < began + lasts

        @rule(step=STEPS)
        def the_clock_is_moved(self, step: timedelta) -> None:
            self.now += step

        @rule(which=BROWSERS, edge=st.integers(0, 5), around=st.sampled_from([-SECOND, timedelta()]))
        def it_is_the_last_second_or_the_first_after(self, which: int, edge: int, around: timedelta) -> None:
            one = self.browsers[which]
            asked, opened = one.asked_at or self.now, one.opened_at or self.now
            edges = [asked + CODE_LASTS, asked - SKEW, opened + VISIT_LASTS, opened - SKEW, self.ends_at]
            self.now = [*edges, self.sent_at - SKEW][edge] + around

        @rule(which=BROWSERS)
        def comes_in(self, which: int) -> None:
            self.asks_for_a_code(which)
            self.types_a_code(which, which)

        @rule(which=BROWSERS)
        def asks_for_a_code(self, which: int) -> None:
            one = self.browsers[which]
            if not self.is_open(one) or self.is_in(one):
                return
            before = codes_to(one.visitor.address)
            one.visitor.ask()
            if len(after := codes_to(one.visitor.address)) > len(before):
                one.code, one.asked_at, one.wrong, one.opened_at = after[-1], self.now, 0, None

        @rule(which=BROWSERS, whose=BROWSERS)
        def types_a_code(self, which: int, whose: int) -> None:
            one, other = self.browsers[which], self.browsers[whose]
            if not other.code:
                return
            waits = one.asked_at is not None and one.wrong < GUESSES
            due = waits and self.is_open(one) and self.within(one.asked_at or self.now, CODE_LASTS)
            due = due and not self.is_in(one)
            one.visitor.type(other.code)
            if due and one.opened_at is None:
                if other.code == one.code:
                    one.opened_at = self.now
                else:
                    one.wrong += 1

        @rule(which=BROWSERS)
        def closes_it(self, which: int) -> None:
            one = self.browsers[which]
            one.visitor.client.post(f"{one.visitor.link}close/")
            one.code, one.asked_at, one.opened_at = "", None, None

        @rule(which=BROWSERS)
        def takes_the_pdf(self, which: int) -> None:
            one = self.browsers[which]
            status = one.visitor.pdf().status_code
            assert status == (302 if self.is_open(one) else 410)

        @precondition(lambda self: self.led)
        @rule(which=BROWSERS)
        def a_lead_ends_it(self, which: int) -> None:
            one = self.browsers[which].recipient
            actions.end(one, by=world.cast.hannah)
            self.forget(one)

        @precondition(lambda self: self.led)
        @rule(which=BROWSERS)
        def a_lead_erases_it(self, which: int) -> None:
            one = self.browsers[which].recipient
            if one.pk in self.ended:
                return
            actions.erase(one, by=world.cast.marcus)
            self.forget(one)

        @precondition(lambda self: self.led)
        @rule()
        def all_leads_are_gone(self) -> None:
            leads = world.cast.cedar.memberships.filter(person__in=[world.cast.marcus, world.cast.hannah])
            leads.update(role="observer")
            self.led = False

        @precondition(lambda self: not self.led)
        @rule()
        def somebody_leads_again(self) -> None:
            of = world.cast.cedar.memberships
            of.filter(person=world.cast.marcus).update(role="point_person")
            of.filter(person=world.cast.hannah).update(role="research_lead")
            self.led = True

        @rule()
        def the_worker_looks_after_it(self) -> None:
            upkeep.end_lapsed()
            if self.now >= self.ends_at:
                for one in self.browsers:
                    self.forget(one.recipient)

        def forget(self, recipient: Recipient) -> None:
            self.ended.add(recipient.pk)
            for one in self.browsers:
                if one.recipient == recipient:
                    one.code, one.asked_at, one.opened_at = "", None, None

        @invariant()
        def each_browser_reads_what_it_may(self) -> None:
            for one in self.browsers:
                answer = one.visitor.open()
                assert answer.status_code == (200 if self.is_open(one) else 410)
                assert (REPORT in answer.content.decode()) == self.is_in(one)

    return Links


# From when it began until this much later, and no second longer; set back a little, it still holds.
EDGES = [
    (lambda lasts: -SKEW - SECOND, False),
    (lambda lasts: -SKEW, True),
    (lambda lasts: lasts - SECOND, True),
    (lambda lasts: lasts, False),
]


@pytest.mark.parametrize(("moved", "holds"), EDGES)
def test_a_code_holds_for_a_quarter_of_an_hour_to_the_second(
    cast: Cast, moved: Callable[[timedelta], timedelta], holds: bool
) -> None:
    visitor, now = visitor_of(cast), timezone.now()
    with at(now):
        visitor.ask()
    with at(now + moved(CODE_LASTS)):
        visitor.type(codes_to(visitor.address)[0])
        assert visitor.reads() == holds


@pytest.mark.parametrize(("moved", "holds"), EDGES)
def test_a_visit_holds_for_eight_hours_to_the_second(
    cast: Cast, moved: Callable[[timedelta], timedelta], holds: bool
) -> None:
    visitor, now = visitor_of(cast), timezone.now()
    with at(now):
        visitor.come_in()
    with at(now + moved(VISIT_LASTS)):
        assert visitor.reads() == holds


@pytest.mark.parametrize(("moved", "holds"), EDGES)
def test_a_link_holds_until_its_day_is_over_to_the_second(
    cast: Cast, moved: Callable[[timedelta], timedelta], holds: bool
) -> None:
    visitor = visitor_of(cast)
    sent = Share.objects.get()
    began = sent.sent_at
    with at(began + moved(sent.ends_at - began)):
        assert visitor.open().status_code == (200 if holds else 410)


def visitor_of(cast: Cast) -> Visitor:
    sent = share(make_card(cast.cedar, by=cast.marcus), by=cast.marcus)
    return Visitor.at(sent.recipients.all()[0])


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    with patch("django.utils.timezone.now", lambda: moment):
        yield


def test_a_link_opens_one_report_for_its_person_and_ends_when_it_should(cast: Cast) -> None:
    found = machine(World(cast, make_card(cast.cedar, by=cast.marcus)))
    within_reason = settings(
        max_examples=12,
        stateful_step_count=14,
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )
    run_state_machine_as_test(found, settings=within_reason)

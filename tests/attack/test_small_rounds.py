"""One small round, shared: what its pages show, narrowed by arithmetic until something follows."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from fivefold.health.models import Assessment
from fivefold.partnerships.sharing import share
from fivefold.stats.disclosure import THRESHOLD
from tests.attack.collecting import Page, collect
from tests.attack.linear import told_by_few
from tests.attack.numbers import Shown, consistent, counts_in, shown_on
from tests.attack.worlds import UNSAID, Truth, record, truths
from tests.cast import Cast
from tests.closing import Tally

pytestmark = pytest.mark.django_db
in_one_cast = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@in_one_cast
@given(truth=truths())
def test_nothing_follows_from_the_pages_of_a_small_round(cast: Cast, tally: Tally, truth: Truth) -> None:
    with undone():
        card = Assessment.objects.get(round=record(cast.cedar, cast.marcus, truth, "Spring"))
        preview = f"/p/{cast.cedar.public_id}/share/assessment/{card.public_id}/"
        own = cast.client(cast.marcus).get(preview).content.decode()
        share(card, by=cast.marcus)
        # The other dimensions say that they were not asked; all pages are read in the test below.
        figures = rf"/p/\w+/(health/(\w+/)?(trust/)?)?$|/p/{cast.cedar.public_id}/surveys/$"
        for who, language in ((cast.hannah, "en"), (cast.olivia, "es")):
            pages = collect(cast.client(who), cast, languages=(language,), only=figures)
            no_count_is_of_few([*pages, Page(preview, "en", own)], truth, tally)
            shown = shown_on(pages)
            no_sum_is_told_by_few(shown, truth, tally)
            no_answer_is_left_alone(shown, truth, tally)


def no_count_is_of_few(pages: list[Page], truth: Truth, tally: Tally) -> None:
    for page in pages:
        tally.count("attempts")
        for n in counts_in(page):
            # How many of a side answered is not said of fewer than five either.
            assert n >= THRESHOLD, (page.address, n, truth)
    for one in shown_on(pages):
        tally.count("attempts")
        assert one.n >= THRESHOLD, one


def no_sum_is_told_by_few(shown: set[Shown], truth: Truth, tally: Tally) -> None:
    """Whoever knows who answered what, and so who is behind which mean, still fixes nothing of a few."""
    people, items = truth.people, truth.items
    sums = []
    for one in shown:
        tally.count("attempts")
        if one.mean is None and one.population is None:
            continue
        item = truth.names.index(one.about) if one.about in truth.names else None
        row = []
        for side, answers in people:
            counted = one.side in {None, side}
            given = sum(answer != UNSAID for answer in answers)
            for place in range(items):
                there = answers[place] != UNSAID and (item is None or item == place)
                whole = 1 if item is not None else (2 * given >= items) / max(given, 1)
                row.append(float(counted and there) * whole)
        sums.append(row)
    if not sums:
        return
    owners = [person for person in range(len(people)) for _ in range(items)]
    # People of the same side who left out the same weigh alike, so they stand for each other.
    kinds = [(side, tuple(answer != UNSAID for answer in answers)) for side, answers in people]
    known = sorted(set(kinds))
    first = [kinds.index(kind) for kind in known]
    columns = [column for person in first for column in range(len(owners)) if owners[column] == person]
    told = told_by_few(
        np.array(sums)[:, columns],
        [kind for kind in range(len(known)) for _ in range(items)],
        [kinds.count(kind) for kind in known],
        THRESHOLD,
    )
    assert next(told, None) is None, (truth, shown)


def no_answer_is_left_alone(shown: set[Shown], truth: Truth, tally: Tally) -> None:
    """By trying all answers that could have made what is printed: of one to four people, some differ.

    A group in which all answered alike tells every answer, as the methods say; it is not counted here.
    """
    if truth.items > 1:
        return
    for one in shown:
        if one.mean is None or one.n > 12:
            continue
        ways = list(consistent(one))
        tally.count("attempts", len(ways))
        assert ways, (one, truth)
        said = [answers[0] for side, answers in truth.people if one.side in {None, side} and answers[0]]
        if len(set(said)) == 1:
            continue
        for few in range(1, THRESHOLD):
            sums = {sum(way[:few]) for way in ways} | {sum(way[-few:]) for way in ways}
            assert len(sums) > 1, (one, few, truth)

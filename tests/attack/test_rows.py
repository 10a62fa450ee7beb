"""What is kept of a round's answers tells neither when a row came nor in which order."""

import re
import zlib

import numpy as np
import pytest

from fivefold.surveys.models import AnswerSheet
from fivefold.surveys.sheets import unpack
from tests.attack.worlds import Truth, record
from tests.cast import Cast
from tests.closing import Tally

pytestmark = pytest.mark.django_db
DATE = re.compile(r"\d{4}-\d\d-\d\d|\d\d:\d\d|\d{10,}")
ROUNDS = 60
PEOPLE = 24


def test_rows_lie_in_an_order_drawn_by_lot(cast: Cast, tally: Tally) -> None:
    """Those who came first answer 1 and those who came last 5: over many rounds neither half lies ahead."""
    truth = Truth(tuple(("practice", (1 if n < PEOPLE // 2 else 5,)) for n in range(PEOPLE)), 1)
    orders = set()
    ahead = []
    for number in range(ROUNDS):
        record(cast.cedar, cast.marcus, truth, f"Round {number}")
        sheet = unpack(bytes(AnswerSheet.objects.order_by("-pk")[0].content))
        [item] = [column for column in sheet.columns if column.name == "We plan"]
        order = tuple(item.values[code] for code in item.codes)
        orders.add(order)
        ahead.append(np.mean([place for place, said in enumerate(order) if said == "1"]))
        tally.count("attempts")
    assert len(orders) > ROUNDS * 0.9
    # The mean place of twelve out of 24, drawn by lot: 11.5, with a spread of 1.44 in each round.
    assert abs(np.mean(ahead) - (PEOPLE - 1) / 2) < 5 * 1.45 / np.sqrt(ROUNDS)


def test_a_kept_sheet_holds_no_date_and_no_number_of_a_row(cast: Cast, tally: Tally) -> None:
    truth = Truth(tuple(("practice", (n % 5 + 1, n % 3 + 1)) for n in range(PEOPLE)), 2)
    record(cast.cedar, cast.marcus, truth, "Round")
    [kept] = AnswerSheet.objects.all()
    text = zlib.decompress(bytes(kept.content)).decode()
    tally.count("attempts")
    assert DATE.search(text) is None
    assert {column.name for column in unpack(bytes(kept.content)).columns} == {"side", "We plan", "We decide"}
    for column in unpack(bytes(kept.content)).columns:
        assert list(column.values) == sorted(column.values), "in the order in which they came"


def test_two_rounds_of_the_same_answers_in_another_order_are_kept_alike(cast: Cast, tally: Tally) -> None:
    """Nothing but the order itself depends on the order: no list of cells does."""
    people = tuple(("practice", (n % 5 + 1, n % 3 + 1)) for n in range(PEOPLE))
    for title, who in {"forward": people, "backward": people[::-1]}.items():
        record(cast.cedar, cast.marcus, Truth(who, 2), title)
    one, other = (unpack(bytes(sheet.content)) for sheet in AnswerSheet.objects.all())
    tally.count("attempts")
    assert one.mapping == other.mapping
    for here, there in zip(one.columns, other.columns, strict=True):
        assert (here.name, here.values, sorted(here.codes)) == (there.name, there.values, sorted(there.codes))

"""What a mark's width could give away."""

from dataclasses import replace

import pytest

from fivefold.health.analysis import Changed
from fivefold.health.lines import change_limit
from tests.health.rounds import means
from tests.health.test_sentences import card_of


def test_the_width_of_a_mark_tells_no_more_than_the_printed_interval():
    scale = card_of(means(4, 4)).dimension("trust").scales[0]
    # 0.32 and 0.34 answer steps both print as 0.3.
    widths = {
        change_limit([replace(scale, change=Changed(50, 54, 4, low, high, 0.5))])
        for low, high in ((0.0, 32 / 4), (-1.0, 34 / 4))
    }
    assert len(widths) == 1


def test_the_widest_change_has_room():
    scale = card_of(means(4, 4)).dimension("trust").scales[0]
    wide = replace(scale, change=Changed(20, 70, 50, 38.9, 61.1, 0.01))
    assert change_limit([scale, wide]) == pytest.approx(61.25, abs=1.25)
    assert change_limit([scale, wide]) >= 61.1

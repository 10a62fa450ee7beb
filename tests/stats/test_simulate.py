import json
from dataclasses import replace

import numpy as np
import pytest

from fivefold.stats.errors import StatisticsError
from fivefold.stats.estimates import group_mean, person_scores
from fivefold.stats.simulate import (
    CANNOT_TELL,
    DOES_NOT_APPLY,
    MISSING,
    RoundDesign,
    ScaleDesign,
    SideDesign,
    SimulatedRound,
    item_means,
    simulate_round,
)

PRACTICE = SideDesign("practice", members=20_000, response_rate=1.0)
RESEARCH = SideDesign("research", members=10_000, response_rate=0.6)
TRUST = ScaleDesign("trust", items=6, truth={"practice": 70, "research": 40}, item_spread=8)
RIGOR = ScaleDesign("rigor", items=4, truth={"practice": 55, "research": 60})
DESIGN = RoundDesign(sides=(PRACTICE, RESEARCH), scales=(TRUST, RIGOR))


def scores(drawn: SimulatedRound, scale: str, side: str, answers: int = 5) -> np.ndarray:
    chosen = drawn.answers[scale][drawn.side == side].astype(float)
    chosen[chosen < 1] = np.nan
    return person_scores(chosen, lows=1, highs=answers)


@pytest.mark.parametrize("truth", [20, 50, 85])
@pytest.mark.parametrize("answers", [2, 5, 7])
def test_many_members_show_the_truth(truth: float, answers: int) -> None:
    """40,000 persons whose scores spread by 25 at most: a standard error of .13, so .6 is beyond chance."""
    scale = ScaleDesign("trust", items=5, truth={"all": truth}, between_person_sd=10, item_spread=10)
    design = RoundDesign(sides=(SideDesign("all", 40_000, 1.0),), scales=(scale,), answers=answers)
    drawn = simulate_round(design, np.random.default_rng(11))
    assert np.mean(scores(drawn, "trust", "all", answers)) == pytest.approx(truth, abs=0.6)
    per_item = 100 * (drawn.answers["trust"].mean(axis=0) - 1) / (answers - 1)
    np.testing.assert_allclose(per_item, item_means(scale, "all"), atol=1.0)


@pytest.mark.parametrize("sd", [0.0, 8.0, 16.0])
def test_persons_spread_as_stated(sd: float) -> None:
    """The covariance of two items of one person is the variance of expected scores, items being alike."""
    scale = ScaleDesign("trust", items=2, truth={"all": 60}, between_person_sd=sd)
    design = RoundDesign(sides=(SideDesign("all", 100_000, 1.0),), scales=(scale,))
    answers = 25.0 * (simulate_round(design, np.random.default_rng(3)).answers["trust"] - 1)
    assert np.cov(answers.T)[0, 1] == pytest.approx(sd**2, abs=8)


def test_one_seed_one_round() -> None:
    one, same, other = (simulate_round(DESIGN, np.random.default_rng(seed)) for seed in (5, 5, 6))
    np.testing.assert_array_equal(one.answers["trust"], same.answers["trust"])
    assert (one.answers["trust"] != other.answers["trust"]).any()


def test_those_who_answer_are_the_share_stated() -> None:
    drawn = simulate_round(DESIGN, np.random.default_rng(1))
    assert {side: int((drawn.side == side).sum()) for side in drawn.members} == {
        "practice": 20_000,
        "research": 6_000,
    }
    assert drawn.members == {"practice": 20_000, "research": 10_000}
    assert drawn.truth == {
        "trust": {"practice": 70, "research": 40},
        "rigor": {"practice": 55, "research": 60},
    }
    assert [SideDesign("a", 5, 0.5).responses, SideDesign("a", 14, 0.8).responses] == [3, 11]


def test_answers_are_ordered_numbers_and_complete_unless_asked_otherwise() -> None:
    drawn = simulate_round(DESIGN, np.random.default_rng(1))
    for scale in (TRUST, RIGOR):
        assert drawn.answers[scale.key].shape == (26_000, scale.items)
        assert set(np.unique(drawn.answers[scale.key])) == {1, 2, 3, 4, 5}


def test_rates_are_those_stated() -> None:
    design = replace(DESIGN, cannot_tell={"research": {"rigor": 0.3}}, not_applicable=0.1, drop_out=0.2)
    drawn = simulate_round(design, np.random.default_rng(2))
    research = drawn.side == "research"
    rigor = drawn.answers["rigor"]
    finished = rigor[:, -1] != MISSING
    assert np.mean(~finished) == pytest.approx(0.2, abs=0.01)
    assert np.mean(rigor[research & finished] == CANNOT_TELL) == pytest.approx(0.3, abs=0.015)
    assert np.mean(rigor[~research & finished] == CANNOT_TELL) == 0
    assert np.mean(rigor[finished] == DOES_NOT_APPLY) == pytest.approx(0.1, abs=0.01)
    assert np.mean(drawn.answers["trust"] == CANNOT_TELL) == 0
    # The truth is not moved by answers that are not given.
    assert np.nanmean(scores(drawn, "rigor", "research")) == pytest.approx(60, abs=1.5)


def test_who_stops_stops_after_half_of_all_items() -> None:
    drawn = simulate_round(replace(DESIGN, drop_out=1.0), np.random.default_rng(2))
    assert (drawn.answers["trust"][:, :5] != MISSING).all()
    assert (drawn.answers["trust"][:, 5:] == MISSING).all()
    assert (drawn.answers["rigor"] == MISSING).all()


def test_the_careless_follow_no_truth() -> None:
    side = replace(PRACTICE, careless=0.5)
    drawn = simulate_round(RoundDesign(sides=(side,), scales=(TRUST,)), np.random.default_rng(4))
    assert np.mean(scores(drawn, "trust", "practice")) == pytest.approx((70 + 50) / 2, abs=0.6)


def test_items_keep_the_truth_of_the_scale_near_the_ends() -> None:
    steep = ScaleDesign("trust", items=5, truth={"all": 92}, item_spread=30)
    means = item_means(steep, "all")
    assert means.mean() == pytest.approx(92)
    assert means.max() == pytest.approx(99)
    assert item_means(ScaleDesign("one", items=1, truth={"all": 30}, item_spread=9), "all").tolist() == [30]


def test_a_side_nobody_of_which_answers_has_no_rows() -> None:
    design = RoundDesign(sides=(replace(PRACTICE, members=9), replace(RESEARCH, members=0)), scales=(TRUST,))
    drawn = simulate_round(design, np.random.default_rng(1))
    assert drawn.side.tolist() == ["practice"] * 9
    assert json.loads(json.dumps(drawn.to_dict()))["members"] == {"practice": 9, "research": 0}


def test_intervals_cover_the_truth_as_often_as_they_say() -> None:
    """Without a roster the interval is about the population, which is what the truth is stated of."""
    design = RoundDesign(
        sides=(SideDesign("all", 20, 1.0),),
        scales=(ScaleDesign("trust", 6, {"all": 65}, between_person_sd=14),),
    )
    rng = np.random.default_rng(8)
    means = [group_mean(scores(simulate_round(design, rng), "trust", "all")) for _ in range(600)]
    assert np.mean([mean.low <= 65 <= mean.high for mean in means]) == pytest.approx(0.95, abs=0.03)


@pytest.mark.parametrize(
    "changed",
    [
        {"answers": 1},
        {"sides": ()},
        {"scales": (TRUST, TRUST)},
        {"drop_out": 1.2},
        {"not_applicable": -0.1},
        {"cannot_tell": {"practice": {"trust": 0.7}}, "not_applicable": 0.4},
        {"cannot_tell": {"broker": {"trust": 0.1}}},
        {"cannot_tell": {"practice": {"field": 0.1}}},
        {"sides": (replace(PRACTICE, response_rate=1.1), RESEARCH)},
        {"sides": (replace(PRACTICE, members=-1), RESEARCH)},
        {"scales": (replace(TRUST, items=0),)},
        {"scales": (replace(TRUST, truth={"practice": 50}),)},
        {"scales": (replace(TRUST, truth={"practice": 50, "research": 100}),)},
        {"scales": (replace(TRUST, between_person_sd=-1),)},
    ],
)
def test_a_design_that_cannot_be_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(StatisticsError) as caught:
        replace(DESIGN, **changed)  # type: ignore[arg-type]
    assert caught.value.code == "bad_design"


def test_a_spread_that_cannot_be_is_refused() -> None:
    wide = replace(TRUST, truth={"practice": 95, "research": 95}, between_person_sd=30)
    with pytest.raises(StatisticsError) as caught:
        simulate_round(replace(DESIGN, scales=(wide,)), np.random.default_rng(1))
    assert caught.value.code == "spread_not_possible"

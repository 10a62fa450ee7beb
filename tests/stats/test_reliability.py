import json
import math
import time
import warnings
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.multivariate.factor import Factor

from fivefold.stats.covariance import Missing
from fivefold.stats.errors import StatisticsError
from fivefold.stats.reliability import alpha, omega

# Shrout & Fleiss (1979), table 2: six targets, four judges. Their ICC(3,4) is alpha of the judges.
SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]

BFI_REVERSED = {"A1", "C4", "C5", "E1", "E2", "O2", "O5"}
# Manual of R's psychTools, `bfi`; scored by psych::scoreItems, which fills gaps with the item's median.
BFI_ALPHAS = {"A": 0.70, "C": 0.72, "E": 0.76, "N": 0.81, "O": 0.60}


def table(path: Path) -> dict[str, np.ndarray]:
    names = path.read_text(encoding="utf-8").splitlines()[0].replace('"', "").split(",")
    columns = np.genfromtxt(path, delimiter=",", skip_header=1, missing_values="NA")
    return dict(zip(names, columns.T, strict=True))


def bfi_scale(samples: Path, scale: str) -> np.ndarray:
    columns = table(samples / "scales" / "bfi.csv")
    names = [f"{scale}{item}" for item in range(1, 6)]
    return np.column_stack([7 - columns[name] if name in BFI_REVERSED else columns[name] for name in names])


def one_factor_data(persons: int, loadings: list[float], seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    errors = rng.normal(size=(persons, len(loadings)))
    return rng.normal(size=(persons, 1)) * loadings + errors


class TestAlpha:
    @pytest.mark.parametrize(("scale", "known"), BFI_ALPHAS.items())
    def test_bfi_as_its_manual_says(self, samples: Path, scale: str, known: float) -> None:
        items = bfi_scale(samples, scale)
        filled = np.where(np.isnan(items), np.nanmedian(items, axis=0), items)
        assert round(alpha(filled).value, 2) == known
        # Nothing filled in: no more than .01 away, with under 2% of answers missing.
        assert alpha(items, missing="pairwise").value == pytest.approx(known, abs=0.01)
        assert alpha(items, missing="listwise").value == pytest.approx(known, abs=0.01)

    def test_science_attitudes(self, samples: Path) -> None:
        items = np.column_stack(list(table(samples / "scales" / "science_attitudes.csv").values()))
        assert alpha(items).value == pytest.approx(0.598, abs=5e-4)

    def test_leadership_items(self, samples: Path) -> None:
        columns = table(samples / "scales" / "groups_lq2002.csv")
        items = np.column_stack([columns[f"LEAD{item:02d}"] for item in range(1, 12)])
        assert alpha(items).value == pytest.approx(0.902, abs=5e-4)

    def test_shrout_and_fleiss(self) -> None:
        """ICC3k .91, 95% interval .68 to .99: Shrout & Fleiss (1979), limits as printed by R's psych::ICC."""
        result = alpha(SHROUT_FLEISS)
        assert result.value == pytest.approx(0.9093, abs=5e-5)
        assert (result.low, result.high) == pytest.approx((0.68, 0.99), abs=0.005)
        assert (result.n, result.items, result.left_out) == (6, 4, 0)

    @given(st.integers(0, 10_000))
    def test_by_the_definition_over_complete_persons(self, seed: int) -> None:
        items = np.random.default_rng(seed).integers(1, 6, size=(12, 4)).astype(float)
        items[0, 1] = math.nan
        complete = items[1:]
        by_hand = 4 / 3 * (1 - complete.var(axis=0, ddof=1).sum() / complete.sum(axis=1).var(ddof=1))
        result = alpha(items, missing="listwise")
        assert result.value == pytest.approx(by_hand)
        assert (result.n, result.left_out) == (11, 1)
        assert result.low is not None
        assert result.high is not None
        assert result.low <= result.value <= result.high

    def test_pairwise_covariances_are_those_of_each_pair(self) -> None:
        rng = np.random.default_rng(5)
        items = one_factor_data(60, [1.0, 0.8, 0.6, 0.9], seed=5)
        items[rng.random(items.shape) < 0.2] = math.nan
        items[3] = math.nan
        pairs = [[(~np.isnan(items[:, [i, j]])).all(axis=1) for j in range(4)] for i in range(4)]
        by_hand = np.array(
            [[np.cov(items[pairs[i][j], i], items[pairs[i][j], j])[0, 1] for j in range(4)] for i in range(4)]
        )
        result = alpha(items)
        assert result.value == pytest.approx(4 / 3 * (1 - np.trace(by_hand) / by_hand.sum()))
        assert result.n == min(both.sum() for row in pairs for both in row)
        assert result.left_out == 1

    def test_without_gaps_both_ways_agree(self) -> None:
        assert alpha(SHROUT_FLEISS, missing="listwise").value == alpha(SHROUT_FLEISS).value

    def test_the_interval_covers_as_often_as_it_says(self) -> None:
        """Parallel items with error variance twice the true one: alpha is 5/7 with five items."""
        results = [alpha(one_factor_data(40, [math.sqrt(0.5)] * 5, seed)) for seed in range(2000)]
        covered = np.mean([result.low <= 5 / 7 <= result.high for result in results])  # type: ignore[operator]
        assert covered == pytest.approx(0.95, abs=0.015)

    def test_items_against_each_other_are_negative(self) -> None:
        assert alpha([[1, 5, 1], [2, 4, 2], [3, 3, 2], [4, 2, 5], [5, 2, 4]]).value < 0.6
        assert alpha([[1, 5], [2, 4], [3, 3], [4, 2.5]]).value < 0


class TestOmega:
    @settings(max_examples=40)
    @given(st.integers(0, 10_000))
    def test_three_items_have_a_closed_form(self, seed: int) -> None:
        """Spearman: with three items the loading of the first is √(s12 · s13 / s23)."""
        items = one_factor_data(400, [1.0, 0.8, 1.2], seed)
        s = np.cov(items.T)
        loadings = np.sqrt(
            [s[0, 1] * s[0, 2] / s[1, 2], s[0, 1] * s[1, 2] / s[0, 2], s[0, 2] * s[1, 2] / s[0, 1]]
        )
        common = loadings.sum() ** 2
        expected = common / (common + (s.diagonal() - loadings**2).sum())
        assert omega(items).value == pytest.approx(expected, abs=1e-8)

    @pytest.mark.parametrize("scale", BFI_ALPHAS)
    def test_agrees_with_statsmodels_on_bfi(self, samples: Path, scale: str) -> None:
        items = bfi_scale(samples, scale)
        complete = items[~np.isnan(items).any(axis=1)]
        result = omega(items)
        assert result.value == pytest.approx(omega_by_statsmodels(complete), abs=1e-5)
        assert (result.n, result.left_out) == (len(complete), len(items) - len(complete))
        # Alpha is a lower bound under one factor, and these factors are nearly single.
        assert result.value > alpha(items, missing="listwise").value - 0.01

    @pytest.mark.parametrize("seed", range(12))
    def test_agrees_with_statsmodels_on_drawn_data(self, seed: int) -> None:
        loadings = np.random.default_rng(seed).uniform(-0.3, 1.5, 4 + seed).tolist()
        items = one_factor_data(300, loadings, seed)
        assert omega(items).value == pytest.approx(omega_by_statsmodels(items), abs=2e-5)

    def test_units_of_items_do_not_move_the_fit(self) -> None:
        items = one_factor_data(200, [1.0, 0.7, 0.9, 0.5], seed=3)
        assert omega(25 * items - 25).value == pytest.approx(omega(items).value, abs=1e-9)
        assert omega(-items).value == pytest.approx(omega(items).value, abs=1e-9)

    def test_recovers_a_stated_truth(self) -> None:
        items = one_factor_data(100_000, [1.0, 0.8, 0.6, 0.4], seed=9)
        result = omega(items)
        assert result.value == pytest.approx(2.8**2 / (2.8**2 + 4), abs=0.005)

    @pytest.mark.parametrize("missing", ["listwise", "pairwise"])
    def test_the_error_agrees_with_leaving_out_one_person_at_a_time(self, missing: Missing) -> None:
        """The same 120 persons 30 times over: many enough for theory, with 120 fits to make."""
        persons = np.clip(np.round(one_factor_data(120, [0.9, 0.7, 0.6, 0.8, 0.5], seed=6) + 3), 1, 5)
        if missing == "pairwise":
            persons[np.random.default_rng(6).random(persons.shape) < 0.5] = math.nan
        items = np.tile(persons, (30, 1))
        result = omega(items, missing=missing)
        n = len(items) - result.left_out
        without = [omega(np.delete(items, row, axis=0), missing=missing).value for row in range(120)]
        jackknife = math.sqrt((n - 1) / n * 30 * np.sum((np.array(without) - result.value) ** 2))
        assert result.low is not None
        assert result.high is not None
        logits = [math.log(end / (1 - end)) for end in (result.low, result.high)]
        error = (logits[1] - logits[0]) / 2 / 1.959964 * result.value * (1 - result.value)
        assert error == pytest.approx(jackknife, rel=0.005)

    @pytest.mark.parametrize("seed", [4, 170, 221])
    def test_a_flat_summit_is_reached(self, seed: int) -> None:
        """Data of two related items and noise, on which whole steps leap to and fro across the summit."""
        noise = np.random.default_rng(seed).normal(size=(198, 5))
        items = noise + np.random.default_rng(seed + 9999).normal(size=(198, 1)) * [0.6, 0.1, 0.7, 0.1, -0.1]
        assert 0 < omega(items).value < 0.5

    def test_the_interval_covers_as_often_as_it_says(self) -> None:
        truth = 4.0**2 / (4.0**2 + 5)
        results = [omega(one_factor_data(150, [1.0, 0.8, 0.6, 0.9, 0.7], seed)) for seed in range(600)]
        covered = np.mean([result.low <= truth <= result.high for result in results])  # type: ignore[operator]
        assert covered == pytest.approx(0.95, abs=0.03)

    def test_an_interval_that_cannot_be_given_says_why(self) -> None:
        rng = np.random.default_rng(0)
        for _ in range(200):
            try:
                result = omega(rng.normal(size=(30, 5)))
            except StatisticsError as error:
                assert error.code == "no_one_factor_solution"  # noqa: PT017 - noise has both outcomes
                continue
            assert (result.low is None) == (result.high is None) == (result.reason is not None)
            assert 0 <= result.value <= 1

    @pytest.mark.parametrize(
        "covariance",
        [
            # s12 · s13 / s23 above the first item's variance leaves it a uniqueness below zero.
            [[1.0, 0.8, 0.8], [0.8, 1.0, 0.3], [0.8, 0.3, 1.0]],
            # .7² / .4905 leaves it .001: all but the factor itself.
            [[1.0, 0.7, 0.7], [0.7, 1.0, 0.4905], [0.7, 0.4905, 1.0]],
        ],
    )
    def test_a_heywood_case_is_named(self, covariance: list[list[float]]) -> None:
        with pytest.raises(StatisticsError) as caught:
            omega(data_with(np.array(covariance)))
        assert caught.value.code == "no_one_factor_solution"


def data_with(covariance: np.ndarray) -> np.ndarray:
    """Fifty persons whose answers have exactly these covariances."""
    drawn = np.random.default_rng(0).normal(size=(50, len(covariance)))
    drawn -= drawn.mean(axis=0)
    whitened = drawn @ np.linalg.inv(np.linalg.cholesky(np.cov(drawn.T))).T
    return whitened @ np.linalg.cholesky(covariance).T


def omega_by_statsmodels(items: np.ndarray) -> float:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = Factor(items, n_factor=1, method="ml").fit(maxiter=5000, opt={"gtol": 1e-8})
    deviations = items.std(axis=0, ddof=1)
    common = float((fit.loadings[:, 0] * deviations).sum() ** 2)
    return common / (common + float((fit.uniqueness * deviations**2).sum()))


GAPS = [[1, math.nan, 2], [math.nan, 2, 2], [2, math.nan, 3], [math.nan, 4, 3]]


@pytest.mark.parametrize(
    ("code", "call"),
    [
        ("too_few_items", lambda: alpha([[1], [2], [3]])),
        ("too_few_items", lambda: omega([[1, 2], [2, 3], [3, 5]])),
        ("too_few_persons", lambda: alpha([[1, 2]])),
        ("too_few_persons", lambda: alpha(GAPS)),
        ("too_few_persons", lambda: alpha(GAPS, missing="listwise")),
        ("too_few_persons", lambda: omega([[1, 2, 3], [2, 3, 5], [3, 5, 4]])),
        ("no_variance", lambda: alpha([[3.3, 2.1]] * 9)),
        ("no_variance", lambda: alpha([[1, 3], [2, 2], [3, 1]])),
        ("no_variance", lambda: omega([[1.1, 2, 3.3], [2, 2, 3.3], [3, 1, 3.3], [4, 5, 3.3]])),
        (
            "no_variance",
            lambda: omega([[1, 2, 3.3, 1], *[[2, 2, 3.3, 4], [3, 1, 3.3, math.nan]] * 6], missing="pairwise"),
        ),
        ("bad_missing", lambda: alpha([[1, 2], [2, 3]], missing="some")),  # type: ignore[arg-type]
        ("wrong_shape", lambda: alpha([1, 2, 3])),
    ],
)
def test_faults_have_codes(code: str, call: object) -> None:
    with pytest.raises(StatisticsError) as caught:
        call()  # type: ignore[operator]
    assert caught.value.code == code


def test_results_become_json() -> None:
    result = json.loads(json.dumps(alpha(SHROUT_FLEISS).to_dict()))
    assert result["missing"] == "pairwise"
    assert result["reason"] is None


def test_a_large_file_is_measured_at_once() -> None:
    items = np.clip(np.round(one_factor_data(100_000, [0.7] * 30, seed=1) + 3), 1, 5)
    items[np.random.default_rng(2).random(items.shape) < 0.05] = math.nan
    for compute in (alpha, omega):
        start = time.perf_counter()
        compute(items)
        # Some 200 ms alone; the margin is for a busy machine.
        assert time.perf_counter() - start < 2.0

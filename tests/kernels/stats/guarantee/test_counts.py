"""Counting by slow loops, the worst of all weights by trying many, and chances by scipy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, binomtest

from ninelives.kernels.stats.guarantee import Cases, Weights
from ninelives.kernels.stats.guarantee.counts import Counts, _joined, upper
from tests.kernels.stats.guarantee.samples import cases, columns

THRESHOLDS = np.array([1.0, 0.5, 0.25, -np.inf])


def test_errors_among_the_kept_are_counted_as_a_loop_would():
    sample = cases(200)
    counted = Counts.draw(sample, THRESHOLDS, Weights.none(sample), 0)
    for place, threshold in enumerate(THRESHOLDS):
        kept = [lost for score, lost in zip(sample.score, sample.loss, strict=True) if score >= threshold]
        assert (counted.kept[place, 0], counted.wrong[place, 0]) == (len(kept), sum(kept))
        assert counted.p(0.1)[place] == pytest.approx(binom.cdf(sum(kept), len(kept), 0.1))


@given(columns(), st.integers(0, 3))
def test_of_each_scene_one_case_at_most_is_kept(drawn, seed):
    sample = Cases.of(**drawn)
    counted = Counts.draw(sample, THRESHOLDS, Weights.none(sample), seed)
    assert counted.kept[-1, 0] <= sample.scenes
    assert (counted.wrong <= counted.kept).all()
    assert (np.diff(counted.kept[:, 0]) >= 0).all()


@given(columns(), st.integers(0, 3))
def test_weights_that_are_all_alike_change_nothing(drawn, seed):
    sample = Cases.of(**drawn)
    plain = Counts.draw(sample, THRESHOLDS, Weights.none(sample), seed)
    for weights in (Weights.known([2.5] * 3), Weights(np.full(3, 0.7), np.full(3, 0.7), 0.01)):
        same = Counts.draw(sample, THRESHOLDS, weights, seed)
        np.testing.assert_array_equal(same.wrong, plain.wrong)
        np.testing.assert_array_equal(same.kept, plain.kept)


@settings(max_examples=30)
@given(columns(30), st.lists(st.tuples(st.floats(0.1, 1), st.floats(0, 1)), min_size=3, max_size=3), st.integers(0, 9))
def test_uncertain_weights_are_as_bad_as_the_worst_that_can_be_drawn(drawn, ends, seed):
    sample = Cases.of(**drawn)
    low = np.array([end for end, _ in ends])
    high = low + np.array([more for _, more in ends])
    high[0] = max(high.max(), 1.5)  # so that whatever is tried below has the same largest weight
    boxed = Counts.draw(sample, THRESHOLDS, Weights(low, high), seed).p(0.3)
    draw = np.random.default_rng(seed)
    worst = np.zeros(4)
    for _ in range(60):
        told = np.where(draw.random(3) < 0.5, draw.choice([0.0, 1.0], 3), draw.random(3)) * (high - low) + low
        worst = np.maximum(worst, _of_known(sample, told, high[0], seed).p(0.3))
    assert (boxed >= worst - 1e-12).all()


def _of_known(sample: Cases, weights: np.ndarray, most: float, seed: int) -> Counts:
    """As known weights are drawn, beside a largest one that no case has."""
    return Counts.draw(sample, THRESHOLDS, Weights.known([*weights, most]), seed)


def test_the_worst_of_uncertain_weights_is_attained():
    """Two strata, one of errors: its weight is worst at the top, that of right ones at the bottom."""
    sample = Cases.of(np.ones(400), np.arange(400) % 2, stratum=np.arange(400) % 2)
    low, high = np.array([0.5, 0.5]), np.array([1.0, 1.0])
    boxed = Counts.draw(sample, THRESHOLDS, Weights(low, high), 1)
    worst = Counts.draw(sample, THRESHOLDS, Weights.known([0.5, 1.0]), 1)
    np.testing.assert_array_equal(boxed.p(0.7), worst.p(0.7))


@given(st.lists(st.integers(0, 9), min_size=1, max_size=5), st.lists(st.integers(0, 9), min_size=1, max_size=5))
def test_strata_are_joined_by_the_least_sum_of_each_number(one, other):
    want = [
        min(one[i] + other[total - i] for i in range(len(one)) if 0 <= total - i < len(other))
        for total in range(len(one) + len(other) - 1)
    ]
    assert _joined(np.array(one), np.array(other)).tolist() == want


@pytest.mark.parametrize(("wrong", "kept"), [(0, 149), (4, 457), (7, 7)])
def test_the_bound_is_clopper_and_pearsons(wrong, kept):
    want = binomtest(wrong, kept).proportion_ci(0.9, "exact").high
    assert upper(np.array([wrong]), np.array([kept]), 0.05)[0] == pytest.approx(want)


def test_nothing_kept_bounds_nothing():
    assert upper(np.zeros(1, int), np.zeros(1, int), 0.05)[0] == 1
    empty = Counts.draw(Cases.of([], []), THRESHOLDS, Weights.known([1.0]), 0)
    assert (empty.p(0.02) == 1).all()


def test_a_loss_between_becomes_an_error_as_often():
    sample = Cases.of(np.ones(20_000), np.full(20_000, 0.3))
    counted = Counts.draw(sample, THRESHOLDS, Weights.none(sample), 0)
    assert counted.wrong[0, 0] / 20_000 == pytest.approx(0.3, abs=0.015)


def test_cases_stay_as_often_as_their_weight_asks():
    sample = Cases.of(np.ones(20_000), np.arange(20_000) % 2, stratum=np.arange(20_000) % 2)
    counted = Counts.draw(sample, THRESHOLDS, Weights.known([2.0, 0.5]), 0)
    assert counted.kept[0, 0] - counted.wrong[0, 0] == 10_000
    assert counted.wrong[0, 0] / 10_000 == pytest.approx(0.25, abs=0.02)

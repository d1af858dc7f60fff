"""Where tests begin: what is kept on average, what a plan may not break, and what it is worth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.kernels.stats.guarantee import Cases, Plan, Weights, certify
from tests.kernels.stats.guarantee.samples import cases, columns, judged


@settings(max_examples=15)
@given(columns(40), st.integers(0, 300))
def test_any_cases_plan(drawn, scenes):
    sample = Cases.of(**drawn)
    plan = Plan.learn(sample, scenes, 0.1, 0.05, weights=Weights.known([0.5, 1.0, 2.0]))
    assert (np.diff(plan.thresholds) < 0).all()
    assert plan.thresholds[-1] == -np.inf
    assert 0 <= plan.start < len(plan.thresholds)
    assert (np.diff(plan.kept) >= 0).all()
    assert 0 <= plan.expected <= 1
    assert plan.money is None or plan.money.sum() == pytest.approx(1)


def test_what_is_expected_is_kept_on_average():
    plan = Plan.learn(cases(2000, 0), 500, 0.02, 0.05)
    kept = [certify(cases(500, seed), plan, 0.02, 0.05).kept for seed in range(100, 160)]
    assert np.mean(kept) == pytest.approx(plan.expected, abs=0.06)
    assert plan.hoped(500, 0.02, 0.05) == plan.expected
    assert plan.hoped(100, 0.02, 0.05) == 0  # 149 clean ones are needed
    assert plan.hoped(5000, 0.02, 0.05) > plan.expected


def test_no_other_start_keeps_much_more():
    plan = Plan.learn(cases(2000, 0, wrong=0.03), 400, 0.02, 0.05)
    kept = np.zeros(len(plan.thresholds))
    for seed in range(100, 160):
        curve = certify(cases(400, seed, wrong=0.03), plan, 0.02, 0.05).curve
        for begin in range(len(kept)):
            failed = np.flatnonzero(curve.p[begin:] > 0.05)
            last = begin + (failed[0] if failed.size else len(kept) - begin) - 1
            kept[begin] += plan.kept[last] / 60 if last >= begin else 0
    assert kept[plan.start] >= kept.max() - 0.05


def test_ties_are_one_threshold():
    score, loss = judged(0, 500)
    plan = Plan.learn(Cases.of(score, loss), 500, 0.05, 0.05)
    assert (plan.thresholds == 1).sum() == 1
    assert plan.kept[0] == pytest.approx(np.mean(score == 1))


def test_bets_are_made_where_losses_vary_little_and_not_where_they_are_errors():
    draw = np.random.default_rng(0)
    rank = draw.random(2000)
    little = Cases.of(1 - rank, 0.08 * rank * draw.random(2000))
    assert Plan.learn(little, 300, 0.03, 0.05).money is not None
    assert Plan.learn(cases(2000), 300, 0.03, 0.05).money is None


def test_nothing_to_plan_with_tries_all_at_once():
    plan = Plan.learn(Cases.of([], []), 300, 0.02, 0.05)
    assert plan.thresholds.tolist() == [-np.inf]
    assert certify(Cases.of(np.zeros(149), np.zeros(149)), plan, 0.02, 0.05).threshold == -np.inf
    assert certify(Cases.of(np.zeros(148), np.zeros(148)), plan, 0.02, 0.05).threshold is None


@pytest.mark.parametrize(("alpha", "delta"), [(0, 0.05), (1, 0.05), (0.02, 0), (0.02, 1.0), (np.nan, 0.05)])
def test_levels_are_checked(alpha, delta):
    with pytest.raises(ValueError, match="must lie in"):
        Plan.learn(cases(10), 10, alpha, delta)
    with pytest.raises(ValueError, match="must lie in"):
        certify(cases(10), Plan.learn(cases(10), 10, 0.1, 0.1), alpha, delta)


def test_no_bets_are_made_on_errors_whose_weights_are_uncertain():
    boxed = Weights(np.array([0.5]), np.array([1.5]), 0.01)
    assert Plan.learn(cases(300), 1200, 0.02, 0.05, weights=boxed).money is None

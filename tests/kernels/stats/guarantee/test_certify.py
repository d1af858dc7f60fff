"""The guarantee: by slow loops, laws, and over redraws of everything."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

import defer
from ninelives.kernels.stats.guarantee import Cases, Plan, Weights, certify, certify_each, need
from ninelives.kernels.stats.guarantee.masses import Masses
from tests.kernels.stats.guarantee.samples import cases, columns, judged

PLAN = Plan.learn(cases(500, 1), 400, 0.05, 0.05)


def loosest(sample: Cases, plan: Plan, alpha: float, delta: float) -> float | None:
    """Fixed-sequence testing, one threshold after the other."""
    found = None
    for threshold in plan.thresholds[plan.start :]:
        kept = [lost for score, lost in zip(sample.score, sample.loss, strict=True) if score >= threshold]
        if not kept or binom.cdf(sum(kept), len(kept), alpha) > delta:
            break
        found = float(threshold)
    return found


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(0, 500), st.floats(0.01, 0.3))
def test_thresholds_pass_as_in_a_loop(seed, n, alpha):
    sample = cases(n, seed)
    found = certify(sample, PLAN, alpha, 0.05)
    assert found.threshold == loosest(sample, PLAN, alpha, 0.05)
    keeps = sample.score >= (np.inf if found.threshold is None else found.threshold)
    assert (found.items, found.errors) == (keeps.sum(), sample.loss[keeps].sum())
    assert found.bound <= alpha or found.threshold is None
    assert found.kept == pytest.approx(keeps.mean() if n else 0)


@settings(max_examples=25)
@given(columns(), st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_cases_is_irrelevant(drawn, random, bets):
    order = list(range(len(drawn["score"])))
    random.shuffle(order)
    plan = replace(PLAN, money=np.full(8, 1 / 8)) if bets else PLAN
    weights = Weights.known([0.5, 1.0, 2.0])
    one = certify(Cases.of(**drawn), plan, 0.2, 0.1, weights=weights)
    shuffled = {name: values[order] for name, values in drawn.items()}
    other = certify(Cases.of(**shuffled), plan, 0.2, 0.1, weights=weights)
    assert (one.threshold, one.p, one.bound) == (other.threshold, other.p, other.bound)


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.data())
def test_an_error_more_never_loosens(seed, data):
    score, loss = judged(seed, 400)
    before = certify(Cases.of(score, loss), PLAN, 0.05, 0.05)
    right = np.flatnonzero(loss == 0)
    loss[data.draw(st.sampled_from(right.tolist()))] = 1
    after = certify(Cases.of(score, loss), PLAN, 0.05, 0.05)
    assert after.kept <= before.kept + 1e-12
    assert (after.curve.p >= before.curve.p).all()


@settings(max_examples=20)
@given(st.integers(0, 10_000), st.sampled_from([np.exp, np.arctan, lambda x: 3 * x - 7]))
def test_only_the_order_of_scores_counts(seed, stretch):
    planning, own = judged([seed, 0], 300), judged([seed, 1], 300)
    found = []
    for way in (lambda x: x, stretch):
        plan = Plan.learn(Cases.of(way(planning[0]), planning[1]), 300, 0.05, 0.05)
        found.append(certify(Cases.of(way(own[0]), own[1]), plan, 0.05, 0.05))
    one, other = found
    assert (one.items, one.errors, one.p, one.bound) == (other.items, other.errors, other.p, other.bound)


@settings(max_examples=25)
@given(columns(), st.floats(0.5, 3))
def test_weights_that_are_alike_are_none(drawn, weight):
    sample = Cases.of(**drawn)
    one = certify(sample, PLAN, 0.2, 0.1)
    other = certify(sample, PLAN, 0.2, 0.1, weights=Weights.known([weight] * 3))
    assert (one.threshold, one.items, one.p) == (other.threshold, other.items, other.p)
    assert one.effective == pytest.approx(other.effective)


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_a_score_that_is_none_is_never_kept_and_does_no_harm(seed):
    score, loss = judged(seed, 400)
    plain = certify(Cases.of(score, loss), PLAN, 0.05, 0.05)
    found = certify(Cases.of(np.r_[score, np.full(100, np.nan)], np.r_[loss, np.ones(100)]), PLAN, 0.05, 0.05)
    assert (found.threshold, found.items, found.errors) == (plain.threshold, plain.items, plain.errors)
    assert found.kept == pytest.approx(0.8 * plain.kept)


def test_no_case_and_no_scores_promise_nothing():
    for sample in (Cases.of([], []), Cases.of([np.nan] * 300, [0] * 300)):
        found = certify(sample, PLAN, 0.05, 0.05)
        assert (found.threshold, found.kept, found.items, found.p, found.bound) == (None, 0, 0, 1, 1)


def test_the_chance_of_missed_weights_is_taken_off_delta():
    sample = Cases.of(np.ones(149), np.zeros(149))
    plan = Plan.learn(Cases.of([], []), 149, 0.02, 0.05)
    exact = Weights.known([1.0])
    assert certify(sample, plan, 0.02, 0.05, weights=exact).threshold is not None
    assert certify(sample, plan, 0.02, 0.05, weights=replace(exact, miss=0.001)).threshold is None
    nothing = certify(sample, plan, 0.02, 0.05, weights=replace(exact, miss=0.05))
    assert (nothing.threshold, nothing.bound, nothing.promised) == (None, 1, 1)
    assert need(nothing, sample, plan, weights=replace(exact, miss=0.05)).scenes is None


def test_effective_sizes_are_kishs():
    sample = Cases.of([1, 1, 0, 0], [0, 0, 0, 0], scene=[0, 0, 1, 2], stratum=[0, 0, 1, 0])
    plan = Plan(np.array([0.5, -np.inf]), 0, np.array([0.5, 1]), 0, None, Masses(np.zeros(2), np.zeros(2), 0))
    found = certify(sample, plan, 0.9, 0.9, weights=Weights.known([1.0, 3.0]))
    assert found.effective == pytest.approx(25 / 11)
    kept = certify(Cases.of([1, 1, 0], [0, 0, 1], scene=[0, 1, 2]), plan, 0.5, 0.3)
    assert (kept.threshold, kept.effective_kept) == (0.5, 2)


def test_groups_each_have_their_own():
    planning = {"day": cases(300, 0, wrong=0.01), "night": cases(300, 1, wrong=0.3)}
    own = {
        "day": cases(400, 2, wrong=0.01),
        "night": cases(400, 3, wrong=0.3),
        "dusk": cases(40, 4),
    }
    each = certify_each(planning, own, 0.05, 0.05)
    jointly = certify_each(planning, own, 0.05, 0.05, jointly=True)
    assert set(each) == set(own)
    assert each["day"].kept > each["night"].kept
    assert each["dusk"].threshold is None
    assert jointly["day"].delta == pytest.approx(0.05 / 3)
    plan = Plan.learn(planning["day"], 400, 0.05, 0.05)
    assert each["day"].threshold == certify(own["day"], plan, 0.05, 0.05).threshold


@pytest.mark.parametrize("name", ["middling, 7 % wrong", "regions in other shares, weights known"])
def test_over_redraws_the_risk_is_bounded_and_enough_is_kept(name):
    broken, share, oracle = defer.redrawn(defer.WORLDS[name], 500, 30, [1])
    assert broken <= binom.ppf(0.999, 30, 0.05)
    assert share >= 0.6 * oracle


def test_misleading_plans_cost_no_guarantee():
    """Planned with others' cases, whose scores mean the contrary, and with none of 2 % risk: the bound holds."""
    world = defer.WORLDS["middling, 7 % wrong"]
    score, _, risk = defer.truth(world)
    broken = 0
    for seed in range(40):
        draw = np.random.default_rng([7, seed])
        planning = world.draw(draw, 200)
        lying = Cases.of(planning.score, np.where(planning.score > 0.5, planning.loss, 0))
        plan = Plan.learn(lying, 400, world.alpha, 0.05)
        found = certify(world.draw(draw, 400).cases(), plan, world.alpha, 0.05)
        if found.threshold is not None:
            broken += risk[np.searchsorted(-score, -found.threshold, side="right") - 1] > world.alpha
    assert broken <= binom.ppf(0.999, 40, 0.05)


@pytest.mark.slow
@pytest.mark.parametrize("name", list(defer.WORLDS))
def test_every_world_of_the_proof_in_small(name):
    broken, share, oracle = defer.redrawn(defer.WORLDS[name], 2000, 40, [2])
    assert broken <= binom.ppf(0.999, 40, 0.05)
    assert share >= 0.75 * oracle or name == "risk that goes up and down"


def test_ten_thousand_cases_take_no_time():
    draw = np.random.default_rng(0)
    score = draw.random(10_000)
    sample = Cases.of(score, draw.random(10_000) < 0.3 * (1 - score) ** 4)
    start = time.process_time()
    certify(sample, Plan.learn(sample, 10_000, 0.02, 0.05), 0.02, 0.05)
    assert time.process_time() - start < 2

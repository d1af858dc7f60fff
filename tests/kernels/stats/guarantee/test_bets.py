"""Bets by slow loops, a fair game in the mean, and the worst of uncertain weights."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.kernels.stats.guarantee import Cases, Weights
from ninelives.kernels.stats.guarantee.bets import EVEN, STAKES, Bets, together
from tests.kernels.stats.guarantee.samples import cases, columns

THRESHOLDS = np.array([1.0, 0.5, 0.25, -np.inf])
KNOWN = Weights.known([0.5, 1.0, 2.0])


def slow(sample: Cases, threshold: float, weights: np.ndarray, most: float, alpha: float) -> np.ndarray:
    """Logarithm of each bettor's money after all scenes."""
    money = np.zeros(len(STAKES))
    for scene in range(sample.scenes):
        here = np.flatnonzero(sample.scene == scene)
        lost = sum(
            weights[sample.stratum[row]] / most * (sample.loss[row] - alpha) / len(here)
            for row in here
            if sample.score[row] >= threshold
        )
        money += np.log1p(-STAKES * lost)
    return money


@settings(max_examples=25)
@given(columns(25), st.floats(0.01, 0.5))
def test_bets_are_won_and_lost_as_in_a_loop(drawn, alpha):
    sample = Cases.of(**drawn)
    capital = Bets.place(sample, THRESHOLDS, KNOWN).capital(alpha)
    for place, threshold in enumerate(THRESHOLDS):
        want = slow(sample, threshold, KNOWN.high, KNOWN.most, alpha)
        np.testing.assert_allclose(capital[place], want, atol=1e-9)


@settings(max_examples=25)
@given(columns(25), st.floats(0.01, 0.5))
def test_uncertain_weights_cost_what_their_worst_ends_would(drawn, alpha):
    drawn["stratum"] = drawn["scene"] % 3  # each scene in one stratum
    sample, low, high = Cases.of(**drawn), np.array([0.2, 0.5, 1.0]), np.array([0.4, 1.5, 2.0])
    p = Bets.place(sample, THRESHOLDS, Weights(low, high)).capital(alpha)
    ends = [np.where(np.array(top), high, low) for top in product((False, True), repeat=3)]
    for place, threshold in enumerate(THRESHOLDS):
        worst = np.min([slow(sample, threshold, end, 2.0, alpha) for end in ends], axis=0)
        np.testing.assert_allclose(p[place], worst, atol=1e-9)


def test_a_fair_game_makes_nobody_rich():
    """The mean capital at a risk of just alpha is 1, and 1 / delta is owned in at most delta of all games."""
    owned = []
    for seed in range(1000):
        lost = np.random.default_rng(seed).random(100) < 0.2
        bets = Bets.place(Cases.of(np.ones(100), lost.astype(float)), np.array([-np.inf]), Weights.known([1.0]))
        owned.append(bets.p(0.2)[0])
    assert np.mean(np.array(owned) <= 0.05) <= 0.05
    assert 0.6 <= np.mean(1 / np.array(owned)) <= 2.5


def test_scenes_in_strata_of_uncertain_weight_send_one_case():
    sample = Cases.of([1.0, 1.0], [0.0, 1.0], scene=[0, 0], stratum=[0, 1])
    bets = Bets.place(sample, THRESHOLDS, Weights(np.array([0.5, 0.5]), np.array([1.0, 1.0])))
    assert len(bets.at) == 1
    assert len(Bets.place(sample, THRESHOLDS, Weights.known([0.5, 1.0])).at) == 2


def test_a_bound_is_where_the_test_begins_to_refuse():
    bets = Bets.place(cases(500), THRESHOLDS, Weights.known([1.0]))
    for place in range(len(THRESHOLDS)):
        bound = bets.bound(place, 0.05)
        assert bets.p(bound)[place] <= 0.05 < bets.p(bound * 0.98)[place]
        assert bound <= bets.upper(0.05)[place] + 1e-12


def test_money_beyond_any_number_is_told_as_the_least_p():
    assert 0 < together(np.full((1, len(STAKES)), 5000.0), EVEN)[0] < 1e-300
    assert together(np.full((1, len(STAKES)), -5000.0), EVEN)[0] == 1


@given(columns(25))
def test_p_lies_in_0_1(drawn):
    p = Bets.place(Cases.of(**drawn), THRESHOLDS, KNOWN).p(0.1)
    assert ((p > 0) & (p <= 1)).all()


def test_nothing_to_bet_on():
    bets = Bets.place(Cases.of([], []), THRESHOLDS, Weights.known([1.0]))
    assert (bets.p(0.1) == 1).all()
    assert bets.bound(0, 0.05) == pytest.approx(1)

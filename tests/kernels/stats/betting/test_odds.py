"""Bets on the odds of a wrong answer: a mean of one at the claim, a slow sum over beginnings, and a bound for ever."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from ninelives.kernels.stats.betting import Bets, growth, noticed, upper_bound
from ninelives.kernels.stats.betting.odds import BETTER, PATIENCE, START, STEPS, WORSE

risks = st.floats(0.001, 0.9)
answers = st.lists(st.booleans(), max_size=16)


def evidence(wrong: list[bool], risk: float, times: tuple[float, ...]) -> float:
    bets = Bets.start(risk, times)
    for each in wrong:
        bets.bet(wrong=each)
    return bets.evidence


def slow(wrong: list[bool], risk: float, times: tuple[float, ...]) -> float:
    """A sum over when a bettor began and what they claim, in fractions."""
    p, start = Fraction(risk), Fraction(START)
    waits = [(1 - start) * PATIENCE / Fraction(n + PATIENCE) for n in range(len(wrong) + 1)]
    begun = [start] + [waits[n] - waits[n + 1] for n in range(len(wrong))]
    total = waits[-1]
    for since, own in enumerate(begun):
        for claim in map(Fraction, times):
            money = own / len(times)
            for each in wrong[since:]:
                money *= (claim if each else 1) / (1 - p + claim * p)
            total += money
    return log(total)


@given(answers, risks, st.sampled_from([WORSE, BETTER]))
def test_it_is_the_sum_over_all_beginnings(wrong: list[bool], risk: float, times: tuple[float, ...]) -> None:
    assert evidence(wrong, risk, times) == pytest.approx(slow(wrong, risk, times), abs=1e-9)


@given(risks, st.integers(1, 6), st.sampled_from([WORSE, BETTER]))
def test_at_the_claim_its_mean_is_one(risk: float, n: int, times: tuple[float, ...]) -> None:
    mean = 0.0
    for wrong in product((False, True), repeat=n):
        mean += risk ** sum(wrong) * (1 - risk) ** (n - sum(wrong)) * exp(evidence(list(wrong), risk, times))
    assert mean == pytest.approx(1, rel=1e-6)


@given(risks, st.floats(0, 1), st.integers(0, 1))
def test_on_the_claims_side_no_bettor_gains_in_the_mean(risk: float, part: float, better: int) -> None:
    actual = risk + part * (1 - risk) if better else part * risk
    for each in BETTER if better else WORSE:
        right = 1 / (1 - risk + each * risk)
        assert actual * each * right + (1 - actual) * right <= 1 + 1e-9


def test_after_a_thousand_good_answers_it_is_met_with_more_than_what_they_left() -> None:
    """Bets that all begin at once would by then be beyond use: no bettor has more than ``exp(-180)`` left."""
    past = [False] * 2000
    assert evidence([*past, *[True] * 10], 0.1, WORSE) > log(20)


def test_a_risk_on_the_claim_is_seldom_ever_shown_though_one_always_looks() -> None:
    alarms, runs = 0, 100
    for seed in range(runs):
        bets, wrong = Bets.start(0.1, WORSE), np.random.default_rng(seed).random(600) < 0.1
        for each in wrong.tolist():
            bets.bet(wrong=each)
            if bets.evidence >= log(20):
                alarms += 1
                break
    assert alarms <= binom.ppf(0.99, runs, 0.05)


@pytest.mark.parametrize(("actual", "claimed", "after"), [(0.1, 0.02, 0), (0.25, 0.05, 0), (0.25, 0.05, 1500)])
def test_how_long_it_takes_is_about_as_foretold(actual: float, claimed: float, after: int) -> None:
    took = []
    for seed in range(30):
        rng, bets, n = np.random.default_rng(seed), Bets.start(claimed, WORSE), 0
        for wrong in (rng.random(after) < claimed).tolist():
            bets.bet(wrong=wrong)
        while bets.evidence < log(20):
            bets.bet(wrong=bool(rng.random() < actual))
            n += 1
        took.append(n)
    assert np.mean(took) == pytest.approx(noticed(actual, claimed, 0.05, after=after), rel=0.35)


def test_what_is_foretold_grows_with_the_past_and_not_without_end() -> None:
    late = [noticed(0.1, 0.02, 0.05, after=n) for n in (0, 10, 100, 1000, 10_000, 1_000_000)]
    assert late == sorted(late)
    assert late[-1] < 5 * late[0]


def test_the_divergence_of_two_risks() -> None:
    assert growth(0.3, 0.3) == 0
    assert growth(0, 0.5) == pytest.approx(log(2))
    assert growth(0.1, 0) == float("inf")
    assert growth(0.1, 0.02) == pytest.approx(0.1 * log(5) + 0.9 * log(0.9 / 0.98))


@given(st.integers(0, 200), st.integers(0, 3000), st.floats(0.001, 0.5))
def test_the_bound_is_where_its_bets_win(wrong: int, right: int, delta: float) -> None:
    bound, n = upper_bound(wrong, right, delta), wrong + right
    assert (wrong / n if n else 1) <= bound <= 1
    if n > 0 and bound < 1:
        won = [exp(-step * wrong) / (1 - bound * (1 - exp(-step))) ** n for step in STEPS]
        assert np.mean(won) == pytest.approx(1 / delta, rel=1e-3)


@given(st.integers(0, 50), st.integers(0, 500))
def test_the_bound_moves_the_right_way(wrong: int, right: int) -> None:
    bound = upper_bound(wrong, right, 0.05)
    assert upper_bound(wrong + 1, right, 0.05) >= bound - 1e-8
    assert upper_bound(wrong, right + 1, 0.05) <= bound + 1e-8
    assert upper_bound(wrong, right, 0.01) >= bound - 1e-8


def test_the_bound_of_a_mean_that_changes_is_seldom_ever_broken() -> None:
    """The risk goes up and down; the bound holds for its mean so far, after every answer at once."""
    risk = 0.05 + 0.04 * np.sin(np.arange(400) / 30)
    means, broken, runs = np.cumsum(risk) / np.arange(1, 401), 0, 25
    for seed in range(runs):
        wrong = np.cumsum(np.random.default_rng(seed).random(400) < risk)
        broken += any(upper_bound(int(w), n - int(w), 0.2) < means[n - 1] for n, w in list(enumerate(wrong, 1))[::3])
    assert broken <= binom.ppf(0.99, runs, 0.2)
    assert upper_bound(10, 990, 0.05) < 0.025  # and it says something


@pytest.mark.parametrize("risk", [0.0, 1.0, -0.1, float("nan")])
def test_a_claim_that_is_no_chance_is_refused(risk: float) -> None:
    with pytest.raises(ValueError, match="lies in"):
        Bets.start(risk, WORSE)


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(ValueError, match="worse than claimed"):
        noticed(0.02, 0.02, 0.05)
    with pytest.raises(ValueError, match="counted"):
        upper_bound(-1, 3, 0.05)
    with pytest.raises(ValueError, match="counted"):
        upper_bound(1, 3, 1.0)

"""Evidence that a model is wrong more often than it claims: a mean of one where it is right, and power where not."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from ninelives.kernels.stats.betting import risk_evidence


@given(st.floats(0.001, 0.9), st.integers(1, 40))
def test_at_the_claim_its_mean_is_one(most: float, labels: int) -> None:
    wrong = np.arange(labels + 1)
    weights = binom.pmf(wrong, labels, most)
    mean = sum(p * exp(risk_evidence(int(w), labels - int(w), most)) for w, p in zip(wrong, weights, strict=True))
    assert mean == pytest.approx(1, rel=1e-6)


def test_it_is_seldom_ever_large_though_one_always_looks() -> None:
    runs, alarms = 300, 0
    for seed in range(runs):
        wrong = np.cumsum(np.random.default_rng(seed).random(300) < 0.1)
        alarms += any(risk_evidence(int(w), n - int(w), 0.1) >= log(20) for n, w in enumerate(wrong, 1))
    assert alarms <= binom.ppf(0.99, runs, 0.05)


def test_twice_the_claimed_risk_is_seen() -> None:
    assert risk_evidence(60, 240, 0.1) > log(20)
    assert risk_evidence(30, 270, 0.1) < 0


@pytest.mark.parametrize("most", [0.0, 1.0, -0.1])
def test_a_claim_that_is_no_chance_is_refused(most: float) -> None:
    with pytest.raises(ValueError, match="lies in"):
        risk_evidence(1, 1, most)

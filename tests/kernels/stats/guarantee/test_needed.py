"""How many cases are needed, and whether so many are then enough."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom

from ninelives.kernels.stats.guarantee import Cases, Needed, Plan, certify, clean_needed, need
from tests.kernels.stats.guarantee.samples import cases, judged


@pytest.mark.parametrize(("alpha", "delta", "clean"), [(0.02, 0.05, 149), (0.05, 0.05, 59), (0.01, 0.01, 459)])
def test_so_many_clean_cases_are_needed(alpha, delta, clean):
    assert clean_needed(alpha, delta) == clean
    assert binom.cdf(0, clean, alpha) <= delta < binom.cdf(0, clean - 1, alpha)


def test_too_few_say_how_many_are_needed_and_what_can_be_promised():
    planning, few = cases(2000, 0, wrong=0.01), cases(100, 1, wrong=0.01)
    plan = Plan.learn(planning, 100, 0.02, 0.05)
    found = certify(few, plan, 0.02, 0.05)
    short = need(found, few, plan)
    assert found.threshold is None
    assert short.clean == 149
    assert short.scenes is not None
    assert 149 <= short.scenes <= 600
    assert 0.02 < found.promised <= 0.06
    assert short.can > 0.9
    kept = []
    for seed in range(30):
        plan = Plan.learn(planning, short.scenes, 0.02, 0.05)
        kept.append(certify(cases(short.scenes, [2, seed], wrong=0.01), plan, 0.02, 0.05).kept)
    assert np.mean(kept) >= 0.8


def test_where_nothing_can_be_kept_no_number_of_cases_is_enough():
    score, loss = judged(0, 400)
    hopeless = Cases.of(score, np.ones_like(loss))
    plan = Plan.learn(hopeless, 400, 0.02, 0.05)
    found = certify(hopeless, plan, 0.02, 0.05)
    assert (found.threshold, found.promised) == (None, 1)
    assert need(found, hopeless, plan) == Needed(149, 0, None)


def test_where_enough_is_kept_nothing_more_is_needed():
    sample = cases(2000, 1, wrong=0.01)
    plan = Plan.learn(cases(500, 0, wrong=0.01), 2000, 0.02, 0.05)
    found = certify(sample, plan, 0.02, 0.05)
    assert need(found, sample, plan).scenes == 2000

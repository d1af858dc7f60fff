from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, fisher_exact, hypergeom

from ninelives.kernels.stats import (
    SMALLEST,
    attainable_binomial,
    attainable_fisher,
    binomial_less,
    exact,
    fisher_greater,
    holm,
)

SAMPLES = st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
PVALUES = st.lists(st.floats(1e-9, 1), max_size=12)


@given(SAMPLES, SAMPLES)
def test_fisher_agrees_with_scipy(new, ref):
    table = [[new[0], new[1] - new[0]], [ref[0], ref[1] - ref[0]]]
    want = fisher_exact(table, alternative="greater").pvalue if new[1] and ref[1] else 1.0
    assert fisher_greater(*new, *ref) == pytest.approx(want, rel=1e-8)


def test_fisher_of_a_million_scenes_agrees_with_scipy():
    k_new, k_ref = np.array([30, 400, 2000]), np.array([0, 350, 1500])
    want = hypergeom.sf(k_new - 1, 1_600_000, k_new + k_ref, 600_000)
    assert fisher_greater(k_new, 600_000, k_ref, 1_000_000) == pytest.approx(want, rel=1e-6)


def test_fisher_in_batches_is_fisher(monkeypatch):
    rng = np.random.default_rng(0)
    n, m = rng.integers(0, 60, (2, 200))
    counts = rng.integers(0, n + 1), n, rng.integers(0, m + 1), m
    whole = fisher_greater(*counts)
    monkeypatch.setattr(exact, "TERMS", 50)
    assert np.array_equal(fisher_greater(*counts), whole)


@given(SAMPLES, SAMPLES)
def test_fisher_falls_as_the_new_sample_has_more(new, ref):
    k, n = new
    p = fisher_greater(np.arange(k, n + 1), n, *ref)
    assert np.all(np.diff(p) <= 1e-9)
    assert np.all((p > 0) & (p <= 1))


def test_fisher_refuses_more_hits_than_trials():
    with pytest.raises(ValueError, match=r"hits must lie in \[0, n\]"):
        fisher_greater(3, 2, 0, 5)


@given(st.lists(st.integers(0, 60), max_size=6), st.integers(0, 40), st.integers(0, 40))
def test_attainable_fisher_lists_what_fisher_can_give(totals, n_new, n_ref):
    totals = [t for t in totals if t <= n_new + n_ref]
    table = attainable_fisher(totals, n_new, n_ref, 30)
    assert table.shape == (len(totals), 30)
    for row, total in zip(table, totals, strict=True):
        for j, p in enumerate(row):
            if max(0, total - n_new) <= j <= min(total, n_ref):
                assert p == pytest.approx(float(fisher_greater(total - j, n_new, j, n_ref)), rel=1e-9)
            else:
                assert p == (0 if j < total - n_new else 1)


@given(SAMPLES, st.floats(0, 1))
def test_binomial_agrees_with_scipy(sample, share):
    assert binomial_less(*sample, share) == pytest.approx(binom.cdf(*sample, share), rel=1e-9, abs=1e-300)


def test_no_chance_is_zero_and_none_is_lost_to_holm():
    """The tails of a million scenes are smaller than any float."""
    p = np.array([binomial_less(0, 1_000_000, 0.5), binomial_less(3, 5, 1.0), fisher_greater(9999, 9999, 0, 9999)])
    assert np.all(p == SMALLEST)
    tables = attainable_binomial([0.5], 1_000_000, 30), attainable_fisher([9999], 9999, 9999, 30)
    for table in tables:
        assert SMALLEST <= holm(p[:1], table)[0] <= 1e-300


def test_attainable_binomial_lists_what_it_can_give():
    table = attainable_binomial([0.1, 0.5], 20, 30)
    assert table[:, :21] == pytest.approx(np.array([binomial_less(np.arange(21), 20, s) for s in (0.1, 0.5)]))
    assert np.all(table[:, 20:] == 1)


@pytest.mark.parametrize(("k", "n", "share"), [(3, 2, 0.5), (-1, 2, 0.5), (1, 2, 1.5)])
def test_binomial_refuses_what_cannot_be(k, n, share):
    with pytest.raises(ValueError, match="must lie in"):
        binomial_less(k, n, share)


@given(PVALUES)
def test_holm_is_holm(p):
    """The textbook loop: the i-th smallest of r times (r - i), never below the one before."""
    want = np.ones(len(p))
    worst = 0.0
    for rank, i in enumerate(np.argsort(p, kind="stable")):
        worst = max(worst, (len(p) - rank) * p[i])
        want[i] = min(1.0, worst)
    assert holm(p) == pytest.approx(want)


@given(PVALUES)
def test_holm_with_rows_that_can_be_anything_is_holm(p):
    assert holm(p, np.full((len(p), 3), np.nan)) == pytest.approx(holm(p))


@given(st.lists(st.tuples(st.integers(1, 12), st.floats(0, 1)), max_size=8))
def test_attainable_values_only_ever_sharpen(tests):
    """Against Holm and against the definition, written as a loop over what each test left could have given."""
    table = attainable_fisher([t for t, _ in tests], 20, 20, 13)
    p = np.array([row[int(place * min(t, 12))] for row, (t, place) in zip(table, tests, strict=True)])
    got = holm(p, table)
    assert np.all(got <= holm(p) + 1e-12)
    for i, level in enumerate(p):
        reached = [max((v for v in table[j] if v <= level * (1 + 1e-9)), default=0) for j in np.flatnonzero(p >= level)]
        if level < 1 and got[i] < 1:
            assert got[i] >= sum(reached) - 1e-12


def test_tests_that_can_never_reject_cost_nothing():
    """One clear test among 500 regions of two scenes, none of which can fall below .24."""
    total = np.array([12] + [2] * 500)
    table = attainable_fisher(total, 100, 100, 13)
    p = np.array([table[0, 0], *[1.0] * 500])
    assert holm(p, table)[0] == pytest.approx(p[0])
    assert holm(p)[0] == pytest.approx(501 * p[0])


def test_rows_may_be_shared():
    table = attainable_fisher([4, 9], 30, 30, 10)
    row = np.array([0, 1, 1, 0, 1])
    p = table[row, [0, 0, 3, 2, 9]]
    assert np.array_equal(holm(p, table, row), holm(p, table[row]))


def test_holm_errs_anywhere_in_at_most_its_level():
    """200 regions of every size under the null, strongly dependent: one shuffled half against the other."""
    rng = np.random.default_rng(3)
    region = rng.integers(0, 40, (100, 3)) // 2
    member = np.array([[np.any(region[s] == r) for r in range(20)] for s in range(100)])
    wrong = 0
    for _ in range(300):
        half = rng.permutation(100) < 50
        new, ref = member[half].sum(axis=0), member[~half].sum(axis=0)
        wrong += bool(np.any(holm(fisher_greater(new, 50, ref, 50), attainable_fisher(new + ref, 50, 50, 51)) <= 0.05))
    assert 0 < wrong <= binom.ppf(0.99, 300, 0.05)

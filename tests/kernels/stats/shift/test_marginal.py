"""Distances of single columns: what scipy gives on the same rows, however they are tied and relabelled."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, chi2_contingency, ks_2samp

from ninelives.kernels.stats.shift import Units, chi_square, kolmogorov, p_values

few = st.lists(st.sampled_from([-1.0, 0.0, 0.5, 0.5000001, 3.0]), min_size=2, max_size=15)


@settings(max_examples=50)
@given(few, few, st.integers(0, 9))
def test_kolmogorov_is_scipys_for_every_relabelling(one: list[float], other: list[float], seed: int) -> None:
    pooled = np.array(one + other)
    units = Units.scenes(np.arange(len(one)) // 2, np.arange(len(other)))
    labels = units.relabelled(6, seed)
    found = kolmogorov(pooled, units, labels)
    for row, square in zip(labels[:, units.of], found, strict=True):
        assert square == pytest.approx(ks_2samp(pooled[row], pooled[~row], method="asymp").statistic ** 2)


@given(few, few, st.integers(0, 9))
def test_chi_square_is_scipys_for_every_relabelling(one: list[float], other: list[float], seed: int) -> None:
    _, codes = np.unique(np.array(one + other), return_inverse=True)
    units = Units.scenes(np.arange(len(one)) // 2, np.arange(len(other)))
    labels = units.relabelled(6, seed)
    for row, found in zip(labels[:, units.of], chi_square(codes + 7, units, labels), strict=True):
        table = np.stack([np.bincount(codes[side], minlength=codes.max() + 1) for side in (row, ~row)])
        want = chi2_contingency(table, correction=False).statistic if codes.max() else 0.0
        assert found == pytest.approx(want, abs=1e-9)


@given(few, few)
def test_only_the_order_of_numbers_counts(one: list[float], other: list[float]) -> None:
    pooled, units = np.array(one + other), Units.scenes(np.arange(len(one)), np.arange(len(other)))
    labels = units.relabelled(9, 0)
    assert (kolmogorov(pooled, units, labels) == kolmogorov(np.exp(pooled), units, labels)).all()
    np.testing.assert_allclose(kolmogorov(pooled, units, labels), kolmogorov(-pooled, units, labels))


def test_what_is_missing_is_one_value_above_all_others() -> None:
    pooled, units = np.array([1.0, np.nan, np.nan, 2.0, 3.0, np.nan]), Units.scenes(np.arange(3), np.arange(3))
    labels = units.relabelled(30, 0)
    assert (kolmogorov(pooled, units, labels) == kolmogorov(np.nan_to_num(pooled, nan=9), units, labels)).all()


def test_in_blocks_of_draws_it_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from ninelives.kernels.stats.shift import marginal

    pooled, units = np.random.default_rng(0).normal(size=90).round(1), Units.blocks(50, 40, 3)
    labels = units.relabelled(40, 0)
    whole = kolmogorov(pooled, units, labels)
    monkeypatch.setattr(marginal, "AT_ONCE", 200)
    assert (kolmogorov(pooled, units, labels) == whole).all()


def test_saturated_scores_raise_no_alarm() -> None:
    """Softmax scores of which most are 1: where other tools alarm in every case, at most 5 % may."""
    alarms, runs = 0, 200
    for seed in range(runs):
        draw = np.random.default_rng(seed)
        scores = np.where(draw.random(400) < 0.9, 1.0, draw.random(400).round(2))
        units = Units.scenes(np.arange(200), np.arange(200))
        alarms += p_values(kolmogorov(scores, units, units.relabelled(99, seed))[None])[0] <= 0.05
    assert alarms <= binom.isf(0.01, runs, 0.05)

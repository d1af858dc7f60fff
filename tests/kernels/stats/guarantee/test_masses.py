"""Samples as planning cases tell them, and what a sequence of tests keeps of them, by slow loops."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from ninelives.kernels.stats.guarantee import Cases, Weights
from ninelives.kernels.stats.guarantee.counts import Counts
from ninelives.kernels.stats.guarantee.masses import Masses, begun, start
from tests.kernels.stats.guarantee.samples import cases, columns

THRESHOLDS = np.array([1.0, 0.5, 0.25, -np.inf])
PASSED = arrays.arrays(bool, st.tuples(st.integers(1, 5), st.integers(1, 6)))


@given(PASSED)
def test_what_is_kept_is_what_passed_last_before_the_first_that_failed(passed):
    kept = np.linspace(0.1, 1, passed.shape[1])
    for place, share in enumerate(begun(passed, kept)):
        total = 0.0
        for row in passed:
            reached = 0.0
            for at in range(place, len(row)):
                if not row[at]:
                    break
                reached = kept[at]
            total += reached
        assert share == pytest.approx(total / len(passed))


def test_of_starts_that_keep_alike_the_surest_is_taken():
    p = np.array([[0.04, 0.001, 0.03, 0.9]] * 3)
    assert start(p, 0.05, np.array([0.1, 0.2, 0.5, 1.0])) == (1, 0.5)


@given(columns())
def test_every_scene_lies_somewhere(drawn):
    sample = Cases.of(**drawn)
    for weights in (Weights.none(sample), Weights.known([0.5, 1.0, 2.0])):
        masses = Masses.of(sample, THRESHOLDS, weights)
        assert masses.clean.sum() + masses.wrong.sum() + masses.outside == pytest.approx(sample.scenes)
        smooth = masses.smooth()
        np.testing.assert_allclose(smooth.clean + smooth.wrong, masses.clean + masses.wrong)
        assert (smooth.clean >= 0).all()
        assert (smooth.wrong >= 0).all()


def test_masses_are_what_is_drawn_on_average():
    draw = np.random.default_rng(0)
    scene, stratum = np.repeat(np.arange(100), 3), draw.integers(0, 3, 300)
    sample = Cases.of(draw.random(300), draw.random(300) ** 3, scene, stratum)
    weights = Weights.known([0.5, 1.0, 2.0])
    drawn = [Counts.draw(sample, THRESHOLDS, weights, seed) for seed in range(400)]
    masses = Masses.of(sample, THRESHOLDS, weights)
    error = np.std([each.kept[:, 0] for each in drawn], axis=0) / 20
    wrong = np.mean([each.wrong[:, 0] for each in drawn], axis=0)
    kept = np.mean([each.kept[:, 0] for each in drawn], axis=0)
    assert (np.abs(masses.wrong.cumsum() - wrong) < 4 * error + 0.05).all()
    assert (np.abs((masses.wrong + masses.clean).cumsum() - kept) < 4 * error + 0.05).all()


def test_samples_have_the_shares_that_were_told():
    masses = Masses.of(cases(400), THRESHOLDS, Weights.known([1.0]))
    wrong, kept = masses.samples(1000, 0)
    assert (kept[:, -1] == 1000).all()
    np.testing.assert_allclose(wrong.mean(axis=0) / 1000, masses.wrong.cumsum() / 400, atol=0.005)
    assert (masses + masses).outside == 2 * masses.outside
    np.testing.assert_allclose((masses + masses).risk(), masses.risk())

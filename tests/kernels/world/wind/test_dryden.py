"""Dryden's gusts: spectra against their formula, scales against the standard, and the reference."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import periodogram

from ninelives.kernels.world.compiled import compiled
from ninelives.kernels.world.wind import reference
from ninelives.kernels.world.wind.dryden import TICK, dryden, first, scales
from ninelives.kernels.world.wind.kicks import kicks
from ninelives.kernels.world.wind.profile import FOOT

WAY = (math.cos(0.7), math.sin(0.7))


@compiled
def blown(out: np.ndarray, z: float, wind: float, speed: float) -> None:
    """Gusts along, across and upwards, of many worlds, at one height and speed."""
    gust, memory = np.zeros((len(out), 3)), np.zeros((len(out), 3))
    ahead, aside = math.cos(0.7), math.sin(0.7)
    for i in range(len(out)):
        first(gust, memory, i, (ahead, aside), z, wind, np.uint64(i))
        for time in range(out.shape[1]):
            dryden(gust, memory, i, (ahead, aside), z, wind, speed, np.uint64(i), time)
            out[i, time, 0] = gust[i, 0] * ahead + gust[i, 1] * aside
            out[i, time, 1] = gust[i, 1] * ahead - gust[i, 0] * aside
            out[i, time, 2] = gust[i, 2]


def aliased(frequency: np.ndarray, z: float, wind: float, speed: float) -> np.ndarray:
    """The spectra as samples each tick have them: what is faster folds back."""
    turn = 2 * math.pi / TICK
    folds = [reference.spectra(frequency, z, wind, speed)]
    for fold in range(1, 200):
        folds += [reference.spectra(fold * turn + side * frequency, z, wind, speed) for side in (-1, 1)]
    return np.sum(folds, axis=0)


@pytest.mark.parametrize(("z", "speed"), [(3.1, 2.0), (6.1, 6.0), (100.0, 15.0)])
def test_spectra_are_those_of_the_standard(z: float, speed: float) -> None:
    """The mean of 120 periodograms at each of 30 bands, within five of its standard errors."""
    out, wind = np.empty((120, 4096, 3)), 6.0
    blown(out, z, wind, speed)
    hertz, power = periodogram(out, fs=1 / TICK, window="hann", detrend=False, axis=1)
    edges = np.geomspace(hertz[8], hertz[-2], 31)
    want = aliased(2 * math.pi * hertz[1:], z, wind, speed) * 2 * math.pi
    for low, high in pairwise(edges):
        band = np.flatnonzero((hertz >= low) & (hertz < high))
        if len(band):
            got, theory = power[:, band].mean(axis=(0, 1)), want[:, band - 1].mean(axis=1)
            error = 5 / math.sqrt(120 * max(len(band) / 2, 1)) + 0.01
            np.testing.assert_allclose(got, theory, rtol=error)


@pytest.mark.parametrize("z", [3.1, 6.1, 100.0])
def test_size_is_as_stated_from_the_first_tick_on(z: float) -> None:
    out = np.empty((3000, 40, 3))
    blown(out, z, 6.0, 6.0)
    _, wide, _, high = scales(z, 6.0)
    np.testing.assert_allclose(out.std(axis=0), np.broadcast_to([wide, wide, high], (40, 3)), rtol=0.07)


def test_scales_are_those_of_the_standard() -> None:
    far, wide, up, high = scales(20 * FOOT, 10.0)
    assert (far / FOOT, up / FOOT) == pytest.approx((20 / (0.177 + 0.000823 * 20) ** 1.2, 20))
    assert (wide, high) == pytest.approx((1 / (0.177 + 0.000823 * 20) ** 0.4, 1))
    assert wide / 10 == pytest.approx(0.193, abs=5e-4)  # near the .19 of the story
    assert scales(0.0, 10.0) == scales(10 * FOOT, 10.0)
    far, wide, up, high = scales(1000 * FOOT, 10.0)  # where it meets the model of medium heights: all alike
    assert (far, wide) == pytest.approx((up, high), rel=1e-3)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 2**32 - 1))
def test_kernel_numpy_and_torch_agree(seed: int) -> None:
    draw = np.random.default_rng(seed)
    turn = np.array([[WAY[0], WAY[1], 0], [-WAY[1], WAY[0], 0], [0, 0, 1]])
    gust, memory = draw.normal(size=(2, 4, 3))
    z, wind, speed = draw.uniform(0, 60, 4), draw.uniform(0, 9, 4), draw.uniform(0, 12, 4)
    driven = np.array([kicks(np.uint64(seed), 2 * t) + kicks(np.uint64(seed), 2 * t + 1)[:2] for t in range(4)])
    given_ = (gust @ turn.T, memory, z, wind, speed, driven)
    numpy = reference.dryden(*given_)
    torched = reference.dryden(*map(torch.from_numpy, given_))
    for i in range(4):
        dryden(gust, memory, i, WAY, z[i], wind[i], speed[i], np.uint64(seed), i)
    np.testing.assert_allclose(gust @ turn.T, numpy[0], atol=1e-6)  # its covariance is a sum
    np.testing.assert_allclose(memory[:, 1:], numpy[1][:, 1:], atol=1e-6)
    for a, b in zip(torched, numpy, strict=True):
        np.testing.assert_allclose(a.numpy(), b, atol=1e-12)

"""First-order gusts: their size, how long they last, and the reference."""

from __future__ import annotations

import math

import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kurtosis

from ninelives.kernels.world.compiled import compiled
from ninelives.kernels.world.wind import reference
from ninelives.kernels.world.wind.kicks import kicks
from ninelives.kernels.world.wind.story import LASTS, TICK, UPWARD, first, story


@compiled
def blown(gust: np.ndarray, sd: float, out: np.ndarray) -> None:
    for i in range(len(gust)):
        first(gust, i, sd, np.uint64(i))
        for time in range(out.shape[1]):
            story(gust, i, sd, np.uint64(i), time)
            out[i, time] = gust[i]


def test_size_and_correlation_are_as_stated_from_the_first_tick_on() -> None:
    out = np.empty((250, 1500, 3))
    blown(np.zeros((250, 3)), 1.3, out)
    sd = out.std(axis=(0, 1))
    np.testing.assert_allclose(sd, 1.3 * np.array([1, 1, UPWARD]), rtol=0.05)
    np.testing.assert_allclose(out[:, 0].std(axis=0), out[:, -1].std(axis=0), rtol=0.25)
    for lag in (1, 50, 100, 200):
        got = (out[:, lag:] * out[:, :-lag]).mean(axis=(0, 1)) / (out**2).mean(axis=(0, 1))
        np.testing.assert_allclose(got, math.exp(-lag * TICK / LASTS), atol=0.06)
    assert np.abs(np.corrcoef(out.reshape(-1, 3).T) - np.eye(3)).max() < 0.05
    assert np.abs(kurtosis(out[:, ::300].reshape(-1, 3))).max() < 0.4  # normal, within chance


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 2**32 - 1))
def test_kernel_numpy_and_torch_agree(seed: int) -> None:
    draw = np.random.default_rng(seed)
    gust, sd = draw.normal(size=(5, 3)), draw.uniform(0, 2, 5)
    driven = np.array([kicks(np.uint64(seed), 2 * time) for time in range(5)])
    numpy = reference.story(gust, sd, driven)
    torched = reference.story(*map(torch.from_numpy, (gust, sd, driven)))
    for time in range(5):
        story(gust, time, sd[time], np.uint64(seed), time)
    np.testing.assert_allclose(gust, numpy, atol=1e-14)
    np.testing.assert_allclose(torched.numpy(), numpy, atol=1e-14)

"""Bands lie around what is foreseen, and hold about as often as promised."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.stages.train.series import Forecast, SeriesSpec, forecast
from tests.stages.train.series.planted import MONTHS, PLAIN, season


def made(values: np.ndarray) -> Forecast:
    return forecast(MONTHS[: len(values)], values, spec=SeriesSpec(horizon=6, rungs=PLAIN))


def test_bands_lie_around_the_median_and_within_one_another() -> None:
    (fan,) = made(season(0)).fans
    assert fan.low.shape == fan.high.shape == (3, 6)
    assert fan.times.tolist() == MONTHS[180:186].tolist()
    for low, high in zip(fan.low, fan.high, strict=True):
        known = ~np.isnan(low)
        assert (low[known] <= fan.median[known]).all()
        assert (fan.median[known] <= high[known]).all()
    assert (fan.high[0] <= fan.high[1]).all()


def test_the_bands_hold_about_as_often_as_promised() -> None:
    found = [made(season(seed)).coverage for seed in range(12)]
    for at, level in enumerate((0.5, 0.8)):
        assert np.mean([each[at].share for each in found]) == pytest.approx(level, abs=0.08)
        assert all(each[at].interval[0] <= each[at].share <= each[at].interval[1] for each in found)


def test_what_was_never_negative_is_not_foreseen_to_be() -> None:
    counts = np.random.default_rng(0).poisson(1.0, 150).astype(float)
    (fan,) = made(counts).fans
    assert np.nanmin(fan.low) >= 0
    (other,) = made(counts - 3).fans
    assert np.nanmin(other.low) < -3


def test_very_large_values_come_out_in_their_own_unit() -> None:
    (fan,) = made(1e13 + 1e11 * season(0)).fans
    assert fan.unit > 1
    assert 1e13 < fan.median.min() < fan.median.max() < 3e13

"""Smoothing is fitted by a library, and goes on without it."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from ninelives.kernels.series import Past
from ninelives.stages.train.series.smoothing import fit_smoothing, of_state
from tests.stages.train.series.planted import season, trend


def test_what_never_moved_stays_and_needs_no_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    from types import SimpleNamespace

    monkeypatch.setitem(sys.modules, "statsforecast", SimpleNamespace())
    monkeypatch.setitem(sys.modules, "statsforecast.models", SimpleNamespace(AutoETS=None))
    rung = fit_smoothing(Past.plain(np.full(30, 4.0)), (12,))
    rung.check()
    assert rung.forecast(Past.plain(np.full(30, 4.0)), 3).tolist() == [4, 4, 4]


def test_of_several_seasons_the_longest_that_can_be_estimated_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    from types import SimpleNamespace

    asked: list[int] = []

    class Fitted:
        def __init__(self, season_length: int) -> None:
            asked.append(season_length)

        def fit(self, values: np.ndarray) -> SimpleNamespace:
            asked.append(len(values))
            state = {"components": "ANNN", "states": [np.array([values[-1]])], "par": [0.3, np.nan, np.nan, np.nan]}
            return SimpleNamespace(model_=state)

    monkeypatch.setitem(sys.modules, "statsforecast", SimpleNamespace())
    monkeypatch.setitem(sys.modules, "statsforecast.models", SimpleNamespace(AutoETS=Fitted))
    past = Past.plain(np.arange(2000.0), first=5)
    rung = fit_smoothing(past, (7, 24, 168))
    assert asked == [24, 1500]
    assert int(rung.end) == 2005
    assert rung.forecast(past, 2).tolist() == [1999, 1999]


def test_a_state_without_slope_or_season_has_none() -> None:
    rung = of_state("ANNN", np.array([3.0]), np.array([0.2, np.nan, np.nan, np.nan]), 9)
    assert rung.shares.tolist() == [0.2, 0, 0, 1]
    assert (rung.slope, rung.season.tolist()) == (0, [0])


def test_the_library_finds_slopes_and_seasons() -> None:
    pytest.importorskip("statsforecast", reason="the series extra is not installed")
    swinging, rising = season(0), trend(0)
    for values, seasons in ((swinging, (12,)), (rising, ())):
        rung = fit_smoothing(Past.plain(values[:168]), seasons)
        rung.check()
        off = np.abs(rung.forecast(Past.plain(values[:168]), 12) - values[168:]).mean()
        assert off < 0.7 * np.abs(values[167] - values[168:]).mean()

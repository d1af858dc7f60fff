"""Smoothing from plain arrays foresees what the library foresees, and what a loop does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.series import Past, Smoothing
from ninelives.stages.train.series.smoothing import of_state

FROZEN = json.loads((Path(__file__).parent / "oracle" / "ets.json").read_text("utf-8"))
SERIES, BEFORE = np.array(FROZEN["series"]), 120


def rung(told: dict[str, Any]) -> Smoothing:
    shares = np.array([np.nan if share is None else share for share in told["shares"]])
    return of_state(told["components"], np.array(told["state"]), shares, BEFORE)


@pytest.mark.parametrize("told", FROZEN["forms"], ids=lambda told: told["components"])
def test_it_foresees_what_statsforecast_does(told: dict[str, Any]) -> None:
    # its damped slope adds the first power of phi twice: only the first step is the book's
    steps = 1 if told["components"].endswith("D") else len(told["ahead"])
    for points, want in ((BEFORE, told["ahead"]), (len(SERIES), told["later"])):
        found = rung(told).forecast(Past.plain(SERIES[:points]), len(want))
        assert found[:steps] == pytest.approx(want[:steps], rel=1e-9)


@pytest.mark.parametrize("told", FROZEN["forms"], ids=lambda told: told["components"])
def test_saved_and_loaded_it_is_the_same_to_the_last_bit(told: dict[str, Any]) -> None:
    one = rung(told)
    other = Smoothing.from_arrays(one.arrays())
    past = Past.plain(SERIES)
    assert other.forecast(past, 9).tobytes() == one.forecast(past, 9).tobytes()


def plain(level: float, slope: float, season: list[float], shares: list[float], end: int = 0) -> Smoothing:
    numbers = (np.asarray(end), np.asarray(level), np.asarray(slope), np.array(season))
    return Smoothing(*numbers, np.asarray(0), np.array(shares))


@given(st.lists(st.floats(-9, 9), max_size=30), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0.5, 1))
def test_the_state_moves_as_the_book_says(
    values: list[float], alpha: float, beta: float, gamma: float, phi: float
) -> None:
    level, slope, season = 1.0, 0.5, [1.0, -2.0, 0.5]
    one = plain(level, slope, season, [alpha, beta, gamma, phi])
    for value in values:
        off = value - (level + phi * slope + season[0])
        level, slope = level + phi * slope + alpha * off, phi * slope + beta * off
        season = [*season[1:], season[0] + gamma * off]
    found = one.after(np.array(values))
    assert found[0] == pytest.approx(level, abs=1e-6)
    assert found[1] == pytest.approx(slope, abs=1e-6)
    assert found[2] == pytest.approx(season, abs=1e-6)
    want = [level + slope * sum(phi**k for k in range(1, step + 1)) + season[(step - 1) % 3] for step in range(1, 8)]
    assert one.forecast(Past.plain(np.array([0.0, *values]), first=-1), 7) == pytest.approx(want, abs=1e-6)


def test_steps_that_nobody_saw_are_believed_as_forecast() -> None:
    one = plain(10, 1, [0.0], [0.5, 0.1, 0, 1], end=5)
    assert one.forecast(Past.plain(np.array([14.0]), first=8), 2) == pytest.approx([15, 16])


def test_a_past_that_ends_before_the_state_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before"):
        plain(10, 1, [0.0], [0.5, 0.1, 0, 1], end=5).forecast(Past.plain(np.ones(3)), 2)


@pytest.mark.parametrize(
    ("name", "array"),
    [
        ("end", np.asarray(2.5)),
        ("season", np.zeros(0)),
        ("season", np.zeros((2, 2))),
        ("shares", np.array([0.5, 2, 0, 1])),
        ("shares", np.array([0.5, -0.1, 0, 1])),
        ("shares", np.zeros(3)),
        ("multiplies", np.asarray(2)),
        ("level", np.zeros(2)),
        ("level", np.asarray(np.nan)),
        ("slope", np.asarray(1e300)),
    ],
)
def test_arrays_that_are_no_state_are_refused(name: str, array: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"."):
        Smoothing.from_arrays(plain(1, 0, [0.0], [0.5, 0, 0, 1]).arrays() | {name: array})

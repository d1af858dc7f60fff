"""Fitting of exponential smoothing: a library finds the parameters, and which of level, slope and season there are."""

from __future__ import annotations

import warnings

import numpy as np

from ninelives.kernels.series import Past, Smoothing

LONGEST = 24  # steps of a season that it can estimate
WINDOW = 1500  # last values that it is fitted on: earlier ones have no say in the state


def fit_smoothing(past: Past, seasons: tuple[int, ...]) -> Smoothing:
    """The form of least AICc among error, slope (none, damped, straight) and season (none, added, multiplied)."""
    from statsforecast.models import AutoETS

    season = max((each for each in seasons if each <= LONGEST), default=1)
    values = past.values[-WINDOW:]
    if np.ptp(values) == 0:
        return _still(past)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of forms that it tried and did not take
        found = AutoETS(season_length=season).fit(values).model_
    end = past.first + len(past.values)
    return of_state(found["components"], found["states"][-1], np.asarray(found["par"][:4], float), end)


def of_state(components: str, state: np.ndarray, shares: np.ndarray, end: int) -> Smoothing:
    """The arrays of what the library found.

    Args:
        components: its form, as "AAAD": error, slope, season, and whether the slope is damped.
        state: the last one: level, slope where there is one, and the season's steps, the latest first.
        shares: alpha, beta, gamma, phi; NaN for what the form has not.
        end: the step on the grid that comes after the state.
    """
    trend, turn, damped = components[1], components[2], components[3]
    sloped = trend != "N"
    alpha, beta, gamma, phi = shares.tolist()
    told = [alpha, beta if sloped else 0.0, gamma if turn != "N" else 0.0, phi if damped == "D" else 1.0]
    return Smoothing(
        np.asarray(end),
        np.asarray(float(state[0])),
        np.asarray(float(state[1]) if sloped else 0.0),
        state[1 + sloped :][::-1].astype(float) if turn != "N" else np.zeros(1),
        np.asarray(int(turn == "M")),
        np.array(told),
    )


def _still(past: Past) -> Smoothing:
    """What never moved stays."""
    end, last = np.asarray(past.first + len(past.values)), np.asarray(float(past.values[-1]))
    return Smoothing(end, last, np.asarray(0.0), np.zeros(1), np.asarray(0), np.array([1.0, 0.0, 0.0, 1.0]))

"""How far forecasts are off, in units in which series can be compared."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.series.past import Floats


def naive_scale(values: np.ndarray, season: int = 1) -> float:
    """Mean absolute error of the seasonal naive forecast within the training part, in the unit of the values.

    The denominator of MASE (Hyndman and Koehler 2006). NaN pairs are left out.

    Args:
        values: the training part, shape (n,).
        season: steps after which things come round; 1 for none.

    Returns:
        0 where the values only repeat themselves, or where there is no pair: MASE is then undefined.
    """
    x = np.asarray(values, float)
    apart = np.abs(x[season:] - x[:-season])
    known = apart[~np.isnan(apart)]
    scale = float(known.mean()) if known.size else 0.0
    rounding = 8 * np.finfo(float).eps * float(np.nanmax(np.abs(x), initial=0))
    return scale if scale > rounding else 0.0


def mean_error(forecast: np.ndarray, actual: np.ndarray, scale: float = 1.0) -> float:
    """Mean absolute error over the steps that have a value, over ``scale``; NaN where none has.

    Args:
        forecast: shape (horizon,).
        actual: shape (horizon,), NaN where there is none.
        scale: ``naive_scale`` of the training part makes it the mean absolute scaled error.
    """
    off = np.abs(np.asarray(forecast, float) - np.asarray(actual, float))
    known: Floats = off[~np.isnan(off)]
    return float(known.mean() / scale) if known.size else float("nan")

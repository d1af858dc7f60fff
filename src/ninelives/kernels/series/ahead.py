"""What a fitted rung foresees of a series, in the unit of the target, with its bands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ninelives.kernels.series.lines import Line
from ninelives.kernels.series.past import Floats

if TYPE_CHECKING:
    from ninelives.kernels.series import Rung


def ahead(
    line: Line,
    rung: Rung,
    half: np.ndarray,
    seasons: tuple[int, ...],
    *,
    points: int | None = None,
    delay: int = 0,
    years: bool = False,
) -> tuple[Floats, Floats, Floats]:
    """The middle, and the lower and upper ends of its bands.

    What was never negative is not foreseen to be.

    Args:
        line: the series; all of it is known, or its first ``points`` steps.
        rung: fitted to it.
        half: half widths of the bands, in the unit of the line, shape (levels, horizon).
        seasons: that the rung was fitted with, steps.
        points: steps that are known.
        delay: steps that the last values are published late: these are not told.
        years: whether the rung was shown months.

    Returns:
        float64 of shapes (horizon,), (levels, horizon) and (levels, horizon), NaN where there is no band.

    Raises:
        ValueError: the series is too short for the rung, or ends before its state.
    """
    known = len(line.values) if points is None else points
    steps = half.shape[-1] + delay
    middle = rung.forecast(line.past(known, steps, seasons, years=years), steps)[delay:]
    low, high = middle - half, middle + half
    if np.nanmin(line.values[:known]) >= 0:
        middle, low, high = (np.maximum(each, 0) for each in (middle, low, high))
    return middle * line.unit, low * line.unit, high * line.unit

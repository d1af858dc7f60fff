"""The model of series: a fitted rung for each, what is known of them so far, and how such forecasts did before."""

from __future__ import annotations

from ninelives.artifacts.model.series.model import SeriesModel, is_of_series
from ninelives.artifacts.model.series.onward import Foreseen
from ninelives.artifacts.model.series.score import SeriesScore

__all__ = ["Foreseen", "SeriesModel", "SeriesScore", "is_of_series"]

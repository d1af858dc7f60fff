"""Forecasting of series: the lowest rung that surely beats standing still."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ninelives.stages.train.series.spec import SeriesSpec

if TYPE_CHECKING:
    from ninelives.stages.train.series.foresee import Forecast, forecast

__all__ = ["Forecast", "SeriesSpec", "forecast"]


def __getattr__(name: str) -> Any:
    # late: reading a spec or a help text must load no numpy
    if name in ("Forecast", "forecast"):
        import importlib

        return getattr(importlib.import_module("ninelives.stages.train.series.foresee"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

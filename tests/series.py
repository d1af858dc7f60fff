"""Tables of generated series, and models of them that take a moment."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import polars as pl

from ninelives.artifacts.model.series import SeriesModel
from ninelives.stages.train.series.fit import train_series
from ninelives.stages.train.series.job import asked_of
from ninelives.stages.train.series.spec import SeriesSpec

QUICK = ("drift", "seasonal", "linear")


def months(count: int = 132, *, seed: int = 0) -> pl.DataFrame:
    """A year that comes round, by the month."""
    draw = np.random.default_rng(seed)
    times = np.arange("2012-01", "2032-01", dtype="datetime64[M]")[:count]
    sold = 50 + 9 * np.sin(2 * np.pi * np.arange(count) / 12) + draw.normal(0, 2, count)
    return pl.DataFrame({"month": times.astype(str), "sold": sold.round(3)})


def shops(count: int = 132) -> pl.DataFrame:
    """Three of them, each ten times as large as the one before."""
    some = [
        months(count, seed=at).select("month", pl.lit(name).alias("shop"), pl.col("sold") * 10.0**at)
        for at, name in enumerate(("north", "south", "west"))
    ]
    return pl.concat(some)


def hours(days: int = 40, *, seed: int = 0) -> pl.DataFrame:
    """A day that comes round, by the hour, and a holiday that lifts it."""
    draw = np.random.default_rng(seed)
    times = np.datetime64("2026-03-02T00:00", "s") + (3600 * np.arange(24 * days)).astype("timedelta64[s]")
    off = (np.arange(24 * days) // 24 % 9 == 4).astype(float)
    hired = 100 + 40 * np.sin(2 * np.pi * np.arange(24 * days) / 24) + 30 * off + draw.normal(0, 5, 24 * days)
    return pl.DataFrame({"time": times.astype("datetime64[us]"), "hired": hired.round(2), "off": off == 1})


def walk(count: int = 150, *, seed: int = 3) -> pl.DataFrame:
    """Nothing that anybody could foresee, by the day."""
    draw = np.random.default_rng(seed)
    days = np.arange("2024-01-01", "2025-01-01", dtype="datetime64[D]")[:count]
    return pl.DataFrame({"day": days.astype(str), "price": (100 + np.cumsum(draw.normal(size=count))).round(3)})


def made(rows: pl.DataFrame, target: str, time: str, by: str | None = None, **options: Any) -> SeriesModel:
    """A model, fitted in a moment."""
    known = tuple(options.pop("known", ()))
    spec = SeriesSpec.of({"rungs": QUICK, **options})
    return train_series(rows, asked_of(target, time, by, known, None), None, spec, None)


@lru_cache(maxsize=1)
def of_months() -> SeriesModel:
    """Of one series."""
    return made(months(), "sold", "month", horizon=6)


@lru_cache(maxsize=1)
def of_shops() -> SeriesModel:
    """Of three."""
    return made(shops(), "sold", "month", "shop", horizon=6)


@lru_cache(maxsize=1)
def of_walk() -> SeriesModel:
    """Of one that nothing foresees."""
    return made(walk(), "price", "day", horizon=5)

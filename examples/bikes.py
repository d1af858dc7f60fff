"""Foresee hourly bikes a day ahead: ``python examples/bikes.py [bike_hour.csv]``; without the file it makes some up."""

import sys

import numpy as np
import polars as pl

import ninelives as nl


def made_up(days: int = 90) -> pl.DataFrame:
    draw, hour = np.random.default_rng(0), np.arange(24 * days)
    rush = np.exp(-((hour % 24 - 8) ** 2) / 4) + np.exp(-((hour % 24 - 17) ** 2) / 6)
    hired = draw.poisson((20 + 180 * rush) * np.where(hour // 24 % 7 < 5, 1, 0.6) * (1 + hour / 9000))
    start = np.datetime64("2026-03-02T00:00", "us")
    return pl.DataFrame({"time": start + (hour * 3600 * 10**6).astype("timedelta64[us]"), "hired": hired})


def main(table: str = "") -> None:
    rows, options = (table, {"target": "cnt", "time": "dteday,hr"}) if table else (made_up(), {})
    options = {"target": "hired", "time": "time", **options, "horizon": 24, "rungs": "seasonal,linear,boosting"}
    model = nl.train(rows, **options)
    for score in model.scores:
        print(f"{score.name:<12} off by {score.mean_absolute_error:5.1f} bikes an hour, MASE {score.scaled:.2f}")
    print(model.facts["why"])
    told = model.summary()
    print(f"its {told['interval_level']:.0%} bands held {told['interval_coverage']:.1%} of what came later")
    print(model.predict())


if __name__ == "__main__":
    main(*sys.argv[1:2])

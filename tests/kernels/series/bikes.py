"""Hourly bikes as a series."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np


def hourly(data: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Times of the rows' hours, all of them, counts with NaN where no row is, and whether it is a working day."""
    with open(data / "tabular" / "bike_hour.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    times = np.array([_moment(row) for row in rows], "datetime64[h]")
    place = (times - times[0]).astype(int)
    counts, working = np.full(place[-1] + 1, np.nan), np.zeros(place[-1] + 1)
    counts[place] = [float(row["cnt"]) for row in rows]
    for day, row in {at // 24: row for at, row in zip(place.tolist(), rows, strict=True)}.items():
        working[24 * day : 24 * day + 24] = float(row["workingday"])
    return times[0] + np.arange(place[-1] + 1), counts, working


def _moment(row: dict[str, str]) -> str:
    month, day, year = map(int, row["dteday"].split("/"))
    return f"20{year:02d}-{month:02d}-{day:02d}T{int(row['hr']):02d}"

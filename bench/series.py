"""Hourly bikes, a day ahead: models on lags against the better of AutoETS and AutoARIMA.

    python bench/series.py [--json] [--small]
    python bench/series.py --give     # what was known at each origin, for rivals/hourly.py

Ten origins a week apart over the last ten weeks, each fitted on the 1,000 hours before it; horizon and season are a
day. Missing hours are filled alike for all and never judged on. Errors are in units of the seasonal naive error of
these hours (MASE). Ours may see what is known beforehand: hour, weekday, and whether it is a working day; never the
weather. The peers are frozen beside the script that made them, with a digest of what they were given.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import time
from pathlib import Path

import numpy as np

from ninelives.kernels.series import Line, mean_error, naive_scale, regular
from ninelives.kernels.stats import serial_mean
from ninelives.stages.train.series.fitting import fit
from ninelives.stages.train.series.learned import Task
from rivals.hourly import named
from table import Row, arguments, machine, publish

HOURS, HORIZON, WEEK, ORIGINS, SEASONS = 1000, 24, 168, 10, (24, 168)
OURS = ("seasonal", "linear", "boosting", "network")
FROZEN = Path(__file__).parent / "rivals" / "hourly.json"
ABSENT = "NINELIVES_DATA names no folder with tabular/bike_hour.csv: nothing was measured"


def bikes() -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
    """Every hour, its count (NaN where there is no row), and whether it is on a working day; None without the data."""
    root = Path(os.environ.get("NINELIVES_DATA", Path(__file__).parents[2] / "shared" / "data"))
    path = root / "tabular" / "bike_hour.csv"
    if not path.is_file():
        return None
    with open(path, encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    times = np.array([_hour(row) for row in rows], "datetime64[h]")
    place = (times - times[0]).astype(int)
    counts, working = np.full(place[-1] + 1, np.nan), np.zeros(place[-1] + 1)
    counts[place] = [float(row["cnt"]) for row in rows]
    for day, row in {at // 24: row for at, row in zip(place.tolist(), rows, strict=True)}.items():
        working[24 * day : 24 * day + 24] = float(row["workingday"])
    return times[0] + np.arange(place[-1] + 1), counts, working


def _hour(row: dict[str, str]) -> str:
    month, day, year = map(int, row["dteday"].split("/"))
    return f"20{year:02d}-{month:02d}-{day:02d}T{int(row['hr']):02d}"


def known(data: tuple[np.ndarray, np.ndarray, np.ndarray], origin: int) -> Line:
    """What is known at an origin: the hours before it, and the calendar of the day after."""
    times, counts, working = (each[origin - HOURS : origin + HORIZON] for each in data)
    return Line("", regular(times), 0, counts[:HOURS], working[:, None])


def origins(counts: np.ndarray, many: int) -> list[int]:
    return [len(counts) - HORIZON - WEEK * back for back in range(many)][::-1]


def measure(data: tuple[np.ndarray, np.ndarray, np.ndarray], many: int) -> tuple[dict[str, list[float]], float]:
    """MASE of every contestant at every origin, by name; and seconds of ours an origin."""
    frozen = json.loads(FROZEN.read_text("utf-8"))["origins"][-many:]
    found: dict[str, list[float]] = {name: [] for name in (*OURS, "AutoETS", "AutoARIMA")}
    seconds = 0.0
    for origin, peers in zip(origins(data[1], many), frozen, strict=True):
        past = known(data, origin).past(HOURS, HORIZON, SEASONS)
        if named(past.values.tolist()) != peers["given"]:
            raise SystemExit(f"rivals/hourly.json was made of other data than what lies here, at origin {origin}")
        scale, actual = naive_scale(past.values, 24), data[1][origin : origin + HORIZON]
        start = time.perf_counter()
        for name in OURS:
            seasons = SEASONS[:1] if name == "seasonal" else SEASONS
            foreseen = fit(name, [past], Task(HORIZON, seasons))[0].forecast(past, HORIZON)
            found[name].append(mean_error(np.maximum(foreseen, 0), actual, scale))
        seconds += (time.perf_counter() - start) / many
        for name in ("AutoETS", "AutoARIMA"):
            found[name].append(mean_error(np.array(peers[name]), actual, scale))
    return found, seconds


def rows(found: dict[str, list[float]], *, small: bool) -> tuple[list[Row], list[str]]:
    better = min(("AutoETS", "AutoARIMA"), key=lambda name: np.mean(found[name]))
    peer = float(np.mean(found[better]))
    told = [
        Row(f"{name}: MASE a day ahead", float(np.mean(found[name])), "MASE", peer, better, less=True) for name in OURS
    ]
    less = serial_mean(np.array(found["network"]) - np.array(found[better]))
    low, high = less.interval()
    what = f"network less {better}, lower end of the paired 95 % interval"
    told.append(Row(what, low, "points", rival="not surely worse: at most 0", target=None if small else 0.0, less=True))
    each = "; ".join(f"{name} {np.mean(found[name]):.3f}" for name in found)
    found_less = f"{less.mean:+.3f} ({low:+.3f} to {high:+.3f}, {len(found[better])} origins)"
    note = f"MASE: {each}. Network less {better}: {found_less}."
    return told, [note]


def given(data: tuple[np.ndarray, np.ndarray, np.ndarray]) -> list[list[float]]:
    return [known(data, origin).past(HOURS, HORIZON, SEASONS).values.tolist() for origin in origins(data[1], ORIGINS)]


def main() -> int:
    parser = arguments(__doc__, rounds=1)
    parser.add_argument("--give", action="store_true", help="print what was known at each origin")
    options = parser.parse_args()
    began, data = machine(), bikes()
    if data is None:
        return publish([], options, began, notes=[ABSENT])
    if options.give:
        print(json.dumps(given(data)))
        return 0
    found, seconds = measure(data, 2 if options.small else ORIGINS)
    told, notes = rows(found, small=options.small)
    return publish(told, options, began, notes=[*notes, f"All of ours together: {seconds:.1f} s an origin."])


if __name__ == "__main__":
    sys.exit(main())

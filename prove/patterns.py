"""Are patterns found where there are none, and are they found where they are?

    python prove/patterns.py            # 1,000 lists at random of each kind, 200 planted
    python prove/patterns.py --small    # 40 of each, 10 planted; writes nothing

Exits with 1 when a bound is broken. Of lists of events at random, however they are rounded, anything may be found in
5 % (one-sided exact binomial at 1 %: 67 of 1,000). What is planted must be found in 95 %.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
from scipy.stats import binom

import ninelives as nl
from bounds import row, run
from ninelives.store.digest import of_json

SEED = 20261128
ALPHA, FOUND = 0.05, 0.95
START = np.datetime64("2019-01-01T00:00:00", "us")
SECOND, DAY = 1_000_000, 86_400_000_000  # microseconds
SIZES = (12, 40, 150, 600, 2000)
SPANS = (2, 10, 45, 200, 800, 1500)  # days

Make = Callable[[np.random.Generator], dict[str, Any]]


def at(rng: np.random.Generator, events: int, days: float) -> np.ndarray:
    """Events at random, to the second."""
    first = int(rng.integers(0, 365)) * DAY
    return START + (first + rng.integers(0, int(days * DAY / SECOND), events) * SECOND).astype("timedelta64[us]")


def drawn(rng: np.random.Generator) -> np.ndarray:
    return at(rng, int(rng.choice(SIZES)), float(rng.choice(SPANS)))


def plain(rng: np.random.Generator) -> dict[str, Any]:
    return {"when": drawn(rng)}


def rounded(rng: np.random.Generator) -> dict[str, Any]:
    """In one of the ways in which people round."""
    when = drawn(rng)
    way = rng.integers(5)
    if way < 3:
        return {"when": when.astype(("datetime64[h]", "datetime64[D]", "datetime64[m]")[way]).astype("datetime64[us]")}
    some = rng.random(len(when)) < rng.choice([0.1, 0.3, 0.6])
    if way == 3:
        return {"when": np.where(some, when.astype("datetime64[h]").astype("datetime64[us]"), when)}
    return {"when": np.where(some, when.astype("datetime64[D]").astype("datetime64[us]"), when)}


def firsts(rng: np.random.Generator) -> dict[str, Any]:
    """Some days stand for an unknown one."""
    when = at(rng, int(rng.choice(SIZES[2:])), float(rng.choice(SPANS[3:])))
    some = rng.random(len(when)) < rng.choice([0.1, 0.3])
    month = when.astype("datetime64[M]").astype("datetime64[us]")
    return {"when": np.where(some, month, when)}


def grouped(rng: np.random.Generator) -> dict[str, Any]:
    when = drawn(rng)
    groups = {name: rng.integers(0, many, len(when)) for name, many in (("one", rng.integers(2, 9)), ("other", 40))}
    return {"when": when, **groups}


def hours(rng: np.random.Generator) -> dict[str, Any]:
    """Half of 150 events within 7 hours."""
    when = at(rng, 150, 200)
    day = when.astype("datetime64[D]").astype("datetime64[us]")
    inside = day + (rng.integers(16 * 3600, 23 * 3600, 150) * SECOND).astype("timedelta64[us]")
    return {"when": np.where(rng.random(150) < 0.5, inside, when)}


def weekend(rng: np.random.Generator) -> dict[str, Any]:
    """Of 300 events, weekends have twice as many as other days."""
    when = at(rng, 900, 200)
    late = (when.astype("datetime64[D]").astype("int64") + 3) % 7 >= 5
    return {"when": rng.permutation(when[late | (rng.random(900) < 0.5)])[:300]}


def season(rng: np.random.Generator) -> dict[str, Any]:
    """Of 300 events in four years, June to August have 2.2 times as many."""
    when = at(rng, 900, 1460)
    summer = np.isin(when.astype("datetime64[M]").astype("int64") % 12, (5, 6, 7))
    return {"when": rng.permutation(when[summer | (rng.random(900) < 1 / 2.2)])[:300]}


def burst(rng: np.random.Generator) -> dict[str, Any]:
    """15 of 200 events within six hours of half a year."""
    when = at(rng, 185, 180)
    start = when.min() + int(rng.integers(20, 150)) * np.timedelta64(1, "D")
    return {"when": np.concatenate([when, start + (rng.integers(0, 21_600, 15) * SECOND).astype("timedelta64[us]")])}


def gap(rng: np.random.Generator) -> dict[str, Any]:
    """Of 300 events in 200 days none in 15 days."""
    when = at(rng, 330, 200)
    start = when.min() + int(rng.integers(30, 150)) * np.timedelta64(1, "D")
    return {"when": when[(when < start) | (when > start + np.timedelta64(15, "D"))][:300]}


def turn(rng: np.random.Generator) -> dict[str, Any]:
    """300 events, twice as often from some day on."""
    early, late = at(rng, 100, 100), at(rng, 200, 100)
    first = early.min().astype("datetime64[D]").astype("datetime64[us]")
    late = late - late.min() + first + np.timedelta64(100, "D")
    return {"when": np.concatenate([early, late])}


def habit(rng: np.random.Generator) -> dict[str, Any]:
    """300 events around 20 h, from some day on around 4 h."""
    day = np.sort(rng.integers(0, 200, 300))
    hour = np.where(day < 120, rng.normal(20, 3, 300), rng.normal(4, 3, 300)) % 24
    return {"when": START + (day * DAY + hour * 3600 * SECOND).astype("int64").astype("timedelta64[us]")}


def group(rng: np.random.Generator) -> dict[str, Any]:
    """One of four groups of 600 events has half of its own within 8 hours."""
    when = at(rng, 600, 200)
    own = rng.integers(0, 4, 600)
    day = when.astype("datetime64[D]").astype("datetime64[us]")
    night = day + (rng.integers(0, 8 * 3600, 600) * SECOND).astype("timedelta64[us]")
    return {"when": np.where((own == 2) & (rng.random(600) < 0.5), night, when), "one": own}


NOTHING: dict[str, Make] = {
    "events at random": plain,
    "events at random, rounded": rounded,
    "events at random, some on the first of a month": firsts,
    "events at random, two columns of groups": grouped,
}
PLANTED: dict[str, tuple[Make, str]] = {
    "half of 150 events within 7 hours": (hours, "hours"),
    "300 events, weekends twice as often": (weekend, "weekdays"),
    "300 events in four years, summers 2.2 times as often": (season, "months"),
    "15 of 200 events in 6 hours of 180 days": (burst, "burst"),
    "300 events, none in 15 of 200 days": (gap, "silence"),
    "300 events, twice as often from some day on": (turn, "turn"),
    "300 events, from 20 h to 4 h from some day on": (habit, "habit"),
    "600 events, a group of 150 with half within 8 hours": (group, "group"),
}


def kinds(make: Make, seed: list[int]) -> set[str]:
    """What is found in one list."""
    columns = make(np.random.default_rng(seed))
    by = [name for name in columns if name != "when"]
    return {each.kind for each in nl.patterns(pl.DataFrame(columns), time="when", by=by, progress=False).patterns}


def measure(lists: int, others: int, planted: int) -> dict[str, Any]:
    """Every figure, with its bound."""
    rows = []
    for number, (what, make) in enumerate(NOTHING.items()):
        many = others if number else lists
        count = sum(bool(kinds(make, [SEED, number, each])) for each in range(many))
        rows.append(row(f"anything found, {what}", count, many, at_most=int(binom.ppf(0.99, many, ALPHA))))
    for number, (what, (make, kind)) in enumerate(PLANTED.items()):
        count = sum(kind in kinds(make, [SEED, 9, number, each]) for each in range(planted))
        rows.append(row(f"found, {what}", count, planted, at_least=round(FOUND * planted)))
    facts = {"seed": SEED, "version": nl.__version__, "alpha": ALPHA, "rows": rows}
    return facts | {"digest": of_json(facts)}


def main() -> int:
    return run(
        __file__,
        __doc__,
        "40 lists of each kind, writes nothing",
        lambda few: measure(*((40, 40, 10) if few else (1000, 1000, 200))),
    )


if __name__ == "__main__":
    sys.exit(main())

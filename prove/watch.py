"""Does a watch cry wolf though one always looks? Does it see a drift in time, and does its interval hold the beginning?

    python prove/watch.py            # 1,000 streams of each kind; writes prove/watch.json
    python prove/watch.py --small    # 30 of each, shorter; writes nothing

Exits with 1 when a bound is broken. Streams of 10,000 observations like their reference, looked at after each, may be
alarmed at in 5 % (one-sided exact binomial at 1 %); so may labels of a model that is wrong as often as it claims. A
drift of one of 32 columns that reaches two deviations after 2,000 observations, following 1,000 quiet ones, must be
alarmed at within 1,000 observations of its start in 90 %; an interval of 95 % must hold where a change began in 90 %.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from math import log
from typing import Any

import numpy as np
from scipy.stats import binom

import ninelives as nl
from bounds import row, run
from ninelives.kernels.stats.betting import risk_evidence
from ninelives.store.digest import of_json

SEED = 20261128
ALPHA, POWER = 0.05, 0.9
COLUMNS, REFERENCE = 32, 1000
QUIET, SLOPE, WITHIN = 1000, 2 / 2000, 1000  # observations; deviations each; observations

Stream = Callable[[np.random.Generator, int], np.ndarray]


def plain(rng: np.random.Generator, rows: int) -> np.ndarray:
    return rng.normal(size=(rows, COLUMNS))


def tied(rng: np.random.Generator, rows: int) -> np.ndarray:
    """Rounded to a few values, and one column saturated, as sure scores are."""
    out = rng.gamma(2.0, size=(rows, COLUMNS)).round()
    out[:, 0] = np.where(rng.random(rows) < 0.9, 1.0, out[:, 0])
    return out


def daily(rng: np.random.Generator, rows: int) -> np.ndarray:
    """Light by the hour, in the order of time."""
    return rng.normal(size=(rows, COLUMNS)) + 10 * (np.arange(rows) // 4 % 24 >= 12)[:, None]


def times(rows: int) -> np.ndarray:
    return np.arange(rows) * 900.0  # four an hour


def alarmed(seed: list[int], stream: Stream, length: int, *, clock: bool = False) -> bool:
    """Whether a stream like its reference is ever alarmed at."""
    rng = np.random.default_rng(seed)
    told = {"times": times(REFERENCE)} if clock else {}
    watch = nl.Watch.of(stream(rng, REFERENCE), alpha=ALPHA, seed=seed[-1], every=length, thin=1, **told)
    watch.see_batch(stream(rng, length), **({"times": times(length)} if clock else {}))
    return watch.alarm is not None


def drifting(rng: np.random.Generator, length: int, kind: str) -> np.ndarray:
    """A stream whose first column changes after the quiet ones."""
    rows, after = plain(rng, length), np.arange(1, length - QUIET + 1)
    first = rows[QUIET:, 0]
    moved = {"drift": first + SLOPE * after, "half": first + 0.5, "jump": first + 1, "wider": 1.6 * first}
    rows[QUIET:, 0] = moved[kind]
    return rows


def change(seed: list[int], kind: str, length: int) -> tuple[int | None, bool]:
    """When a change is alarmed at, and whether the interval holds its beginning."""
    rng = np.random.default_rng(seed)
    watch = nl.Watch.of(plain(rng, REFERENCE), alpha=ALPHA, seed=seed[-1], every=length, thin=1)
    watch.see_batch(drifting(rng, length, kind))
    if watch.alarm is None or watch.since is None:
        return None, False
    return watch.alarm, watch.since[1] <= QUIET <= watch.since[2]


def too_wrong(seed: list[int], labels: int) -> bool:
    """Whether labels of a model that is wrong as often as it claims ever speak against it."""
    wrong = np.cumsum(np.random.default_rng(seed).random(labels) < 0.1)
    return any(risk_evidence(int(w), n - int(w), 0.1) >= log(1 / ALPHA) for n, w in enumerate(wrong, 1))


def measure(streams: int, length: int) -> dict[str, Any]:
    """Every figure, with its bound."""
    rows = []
    kinds: list[tuple[str, Stream, bool]] = [
        ("32 columns", plain, False),
        ("32 tied columns", tied, False),
        ("32 columns by the hour", daily, True),
    ]
    for at, (name, stream, clock) in enumerate(kinds):
        count = sum(alarmed([SEED, at, run], stream, length, clock=clock) for run in range(streams))
        what = f"false alarms, {length:,} observations, always looking, {name}"
        rows.append(row(what, count, streams, at_most=int(binom.ppf(0.99, streams, ALPHA))))
    count = sum(too_wrong([SEED, 5, run], length // 10) for run in range(streams))
    what = f"false alarms, {length // 10:,} labels, always looking, as wrong as claimed"
    rows.append(row(what, count, streams, at_most=int(binom.ppf(0.99, streams, ALPHA))))
    for at, kind in enumerate(("drift", "half", "jump", "wider")):
        found = [change([SEED, 7 + at, run], kind, QUIET + WITHIN) for run in range(streams)]
        late = [held for alarm, held in found if alarm is not None and alarm > QUIET]
        named = {"drift": "a drift of 2 deviations in 2,000", "half": "a jump of half a deviation"}
        what = named.get(kind, {"jump": "a jump of one deviation", "wider": "a spread of 1.6"}.get(kind, kind))
        rows.append(row(f"alarmed within 1,000: {what}", len(late), streams, at_least=_least(streams)))
        rows.append(row(f"since, its interval holds: {what}", sum(late), len(late), at_least=_least(len(late))))
    facts = {"seed": SEED, "version": nl.__version__, "alpha": ALPHA, "columns": COLUMNS, "reference": REFERENCE}
    facts["rows"] = rows
    return facts | {"digest": of_json(facts)}


def _least(streams: int) -> int:
    return round(POWER * streams) if streams >= 100 else int(binom.ppf(0.01, streams, POWER))


def main() -> int:
    return run(
        __file__,
        __doc__,
        "30 streams of each kind, shorter; writes nothing",
        lambda few: measure(30, 1000) if few else measure(1000, 10_000),
    )


if __name__ == "__main__":
    sys.exit(main())

"""Does the forecast pretend? Random walks where persistence must stay, and planted seasons and trends.

    python prove/series.py            # 100 series of each kind, 4,000 draws of the test; writes prove/series.json
    python prove/series.py --small    # 10 and 400; writes nothing

Exits with 1 when a bound is broken. Of 100 series of each kind 95 must come out right. The test over origins must not
refuse a true mean of zero significantly over 6 %, nor over 7 % where each loss leans on the one before by .3 (one-sided
exact binomial at 1 %; 5 % is promised, and kept exactly where losses are independent and normal).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import numpy as np
from scipy.stats import binom

import ninelives
from bounds import row, run
from ninelives.kernels.stats import serial_mean
from ninelives.stages.train.series import SeriesSpec, forecast
from ninelives.store.digest import of_json

SEED = 20261127
ALPHA = 0.05
MOST = {0.0: 0.06, 0.3: 0.07}  # refused at most, by how losses lean on the one before
POINTS, HORIZON = 180, 6  # months
RIGHT = 0.95  # of series that must come out right
MONTHS = np.arange("2008-01", "2023-01", dtype="datetime64[M]")
ORIGINS = (8, 12, 20, 40, 60)
OVERLAPS = (1, 2, 4)

Draw = Callable[[np.random.Generator, int], np.ndarray]


def walk(steps: Draw) -> Draw:
    return lambda rng, n: 500 + np.cumsum(steps(rng, n))


def volatile(rng: np.random.Generator, n: int) -> np.ndarray:
    """Steps of changing size (ARCH): large ones follow on large ones."""
    found = np.zeros(n)
    for at in range(1, n):
        found[at] = rng.normal() * np.sqrt(0.4 + 0.6 * found[at - 1] ** 2)
    return found


def season(rng: np.random.Generator, n: int) -> np.ndarray:
    """A year of twelve months that swings by two and a half standard deviations of the noise around a level."""
    return 50 + 7.5 * np.sin(2 * np.pi * np.arange(n) / 12) + rng.normal(0, 3, n)


def trend(rng: np.random.Generator, n: int) -> np.ndarray:
    """A slope of .4 standard deviations of the noise a step."""
    return 50 + 1.2 * np.arange(n) + rng.normal(0, 3, n)


WALKS: dict[str, Draw] = {
    "random walks": walk(lambda rng, n: rng.normal(size=n)),
    "random walks whose steps come in bursts": walk(volatile),
}
PLANTED: dict[str, Draw] = {
    "a season that swings by 2.5 deviations": season,
    "a trend of .4 deviations a step": trend,
}


def stays(draw: Draw, seed: list[int], draws: int) -> int:
    """Of so many series, those on which persistence is recommended."""
    right = 0
    for number in range(draws):
        values = draw(np.random.default_rng([*seed, number]), POINTS)
        right += forecast(MONTHS[:POINTS], values, spec=SeriesSpec(horizon=HORIZON)).chosen.name == "persistence"
    return right


def refused(rng: np.random.Generator, draws: int, origins: int, overlap: int, lean: float) -> int:
    """Of so many draws of losses with a true mean of zero, those that the test refuses."""
    count = 0
    for _ in range(draws):
        fresh = rng.normal(size=origins + overlap + 50)
        for at in range(1, fresh.size if lean else 0):
            fresh[at] += lean * fresh[at - 1]
        summed = np.cumsum(fresh[50:])
        losses = summed[overlap:] - summed[:-overlap]
        count += serial_mean(losses[:origins], overlap).p_less <= ALPHA
    return count


def measure(series: int, draws: int) -> dict[str, Any]:
    """Every figure, with its bound."""
    rows: list[dict[str, Any]] = []
    for kind, origins in enumerate(ORIGINS):
        for overlap in OVERLAPS:
            for lean in MOST if overlap == 1 else (0.0,):
                rng = np.random.default_rng([SEED, 0, kind, overlap, int(10 * lean)])
                count = refused(rng, draws, origins, overlap, lean)
                apart = f"horizons overlap {overlap} times" if overlap > 1 else "horizons apart"
                what = f"refused, {origins} origins, {apart}{', leaning by .3' if lean else ''}"
                rows.append(row(what, count, draws, at_most=int(binom.ppf(0.99, draws, MOST[lean]))))
    for kind, (what, draw) in enumerate(WALKS.items()):
        count = stays(draw, [SEED, 1, kind], series)
        rows.append(row(f"persistence stays, {what}", count, series, at_least=least(series)))
    for kind, (what, draw) in enumerate(PLANTED.items()):
        count = series - stays(draw, [SEED, 2, kind], series)
        rows.append(row(f"persistence is left, {what}", count, series, at_least=least(series)))
    smooth = bool(find_spec("statsforecast"))
    facts = {"seed": SEED, "version": ninelives.__version__, "alpha": ALPHA, "smoothing": smooth, "rows": rows}
    return facts | {"digest": of_json(facts)}


def least(series: int) -> int:
    """Right ones that are 95 of 100; of few series, not significantly fewer."""
    return round(RIGHT * series) if series >= 100 else int(binom.ppf(0.01, series, RIGHT))


def main() -> int:
    return run(
        __file__,
        __doc__,
        "10 series of each kind, writes nothing",
        lambda few: measure(10, 400) if few else measure(100, 4000),
    )


if __name__ == "__main__":
    sys.exit(main())

"""What a sealed model of series says of itself, part by part: digests prove who wrote it, not that it makes sense.

Every function raises ValueError, KeyError or TypeError where a part cannot be what ``SeriesModel.save`` wrote.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.model import parts, problem, values
from ninelives.artifacts.series import Asked
from ninelives.kernels.series import RUNGS, Line

if TYPE_CHECKING:
    from ninelives.artifacts.model.series.model import SeriesModel

FACTS: Final = {
    **dict.fromkeys(("items", "origins"), int),
    **dict.fromkeys(("notes", "left", "axes", "gaps", "untried", "unfinished", "coverage"), list),
    **dict.fromkeys(("world", "data", "why"), str),
    "scaled": bool,
    "lineage": dict,
}
OPTIONAL: Final = ("deployment", "detectable", "problem")
FARTHEST: Final = 1_000_000  # steps that can be foreseen


def set_aside() -> dict[str, Any]:
    """The columns of what was set aside."""
    import polars as pl

    return {"path": pl.String, "reason": pl.String}


def backtest(*, numbers: bool) -> dict[str, Any]:
    """The columns of the backtest; ``numbers`` where times are no dates."""
    import polars as pl

    time = pl.Float64 if numbers else pl.Datetime("us")
    ends = dict.fromkeys(("truth", "prediction", "lower", "upper"), pl.Float64)
    return {"item": pl.String, "series": pl.String, "origin": pl.Int64, "time": time, "step": pl.Int64, **ends}


def chosen(told: Any, names: Sequence[str]) -> str:
    """The chosen rung, of a ladder that begins with persistence."""
    if list(names) != [name for name in RUNGS if name in names] or names[:1] != ["persistence"]:
        raise ValueError(f"its scores are of {list(names)}, which is no ladder")
    if told not in names:
        raise ValueError(f"the chosen rung '{told}' is not in it")
    return str(told)


def asked(told: Mapping[str, Any]) -> Asked:
    """Which columns hold what."""
    found = Asked(**{**told, "time": tuple(told["time"]), "known": tuple(told["known"])})
    by = () if found.by is None else (found.by,)
    names = (found.target, *found.time, *by, *found.known)
    if not all(isinstance(name, str) for name in (*names, found.order, found.zone)) or len(set(names)) < len(names):
        raise ValueError("its columns have no names, or one is two things at once")
    return found


def levels(told: Any) -> tuple[float, ...]:
    """Of the bands, narrow first."""
    found = tuple(told)
    if not found or not values.numbers(*found) or not all(0 < level < 1 for level in found):
        raise ValueError("it has no levels of its bands")
    return found


def steps(horizon: Any, delay: Any) -> tuple[int, int]:
    """How far it foresees, and how late values come."""
    if type(horizon) is not int or type(delay) is not int or not 0 <= delay <= FARTHEST or not 1 <= horizon <= FARTHEST:
        raise ValueError("it does not tell how far it foresees")
    return horizon, delay


def seasons(told: Any) -> tuple[int, ...]:
    """Steps of each, ascending."""
    found = tuple(told)
    if not all(type(season) is int and 2 <= season <= FARTHEST for season in found) or sorted(found) != list(found):
        raise ValueError("its seasons are none")
    return found


def averaged(told: Any) -> float:
    """Over which values are averaged."""
    if not values.numbers(told) or told < 0:
        raise ValueError("it averages over no time")
    return float(told)


def half(found: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Half widths of the bands."""
    if found.dtype != np.float64 or found.shape != shape or np.isinf(found).any() or (found < 0).any():
        raise ValueError("its bands are none")
    return found


def check_lines(lines: Sequence[Line], told: Asked, rows: int) -> None:
    """There are series, of one step, each with a name of its own, and no row of another."""
    names = [line.name for line in lines]
    if not names or len(set(names)) < len(names) or (told.by is None) != (names == [""]):
        raise ValueError("its series have no names, or there is none")
    if len({(line.grid.step, line.grid.unit) for line in lines}) > 1:
        raise ValueError("its series are of different steps")
    if rows != sum(max(len(line.known), len(line.values)) for line in lines):
        raise ValueError("it knows of a series that it does not name")


def check_facts(facts: Mapping[str, Any], bands: int) -> None:
    """Every fact that the rest of the program reads is there, and of its type."""
    if wrong := [name for name, kind in FACTS.items() if type(facts.get(name)) is not kind]:
        raise ValueError(f"it does not tell its {wrong[0]}")
    if set(facts) != {*FACTS, *OPTIONAL}:
        raise ValueError("it tells more, or less, than a model of series does")
    texts = (*facts["axes"], *facts["notes"], *facts["left"], *facts["unfinished"])
    if not all(isinstance(text, str) for text in texts) or facts["items"] < 2 or facts["origins"] < 1:
        raise ValueError("its axes have no names, its notes no words, or it was made from nothing")
    if facts["detectable"] is not None and not values.numbers(facts["detectable"]):
        raise ValueError("what could have been found is no number")
    if len(facts["coverage"]) != bands:
        raise ValueError("it does not tell how often each band held")
    for band in facts["coverage"]:
        _check_band(band)
    for gap in facts["gaps"]:
        parts.check_gap(gap)
    for rung in facts["untried"]:
        parts.check_untried(rung)
    if facts["deployment"] is not None:
        Deployment.from_json(facts["deployment"])
    problem.check(facts["problem"])
    parts.check_lineage(facts["lineage"], "series")


def _check_band(band: Mapping[str, Any]) -> None:
    low, high = values.two(band["interval"])
    share = () if band["share"] is None else (band["share"],)
    if not values.numbers(band["level"], low, high, *share) or type(band["steps"]) is not int:
        raise ValueError("a band does not tell how often it held")


def check_foresees(model: SeriesModel) -> None:
    """Every series has a rung that foresees it."""
    from ninelives.artifacts.model.series.onward import foresee, known

    if type(model.years) is not bool or len(model.rungs) != len(model.lines):
        raise ValueError("it has no rung for each series, or does not say whether months are told apart")
    with np.errstate(all="ignore"):
        found, aside = foresee(model, known(model, None))
    if aside:
        raise ValueError(aside[0].reason)
    if not all(np.isfinite(each.middle).all() for each in found):
        raise ValueError(f"its rung '{model.chosen}' gives no number")

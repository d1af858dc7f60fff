"""What a model of series tells of itself, and what it foresees as a table."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts import glance
from ninelives.artifacts.series import conditions
from ninelives.kernels.series import length
from ninelives.kernels.series.spoken import LENGTHS

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.model.series.model import SeriesModel
    from ninelives.artifacts.model.series.onward import Foreseen
    from ninelives.artifacts.model.series.score import SeriesScore
    from ninelives.kernels.series import Grid

MAIN: Final = 0.8  # share of the truth that this band holds, or the level that is nearest
TAKEN: Final = frozenset({"item", "time", "prediction", "lower", "upper"})


def step(grid: Grid) -> str:
    """How far apart steps are: ``an hour``, ``15 minutes``, ``a month``, ``2``."""
    return length(grid.step, grid.unit)


def span(steps: int, grid: Grid) -> str:
    """How far so many steps reach: ``24 hours``, ``36 months``, ``6 steps``."""
    reach = steps * grid.step
    if grid.unit == "M":
        return glance.plural(round(reach / 12), "year") if grid.step % 12 == 0 else glance.plural(round(reach), "month")
    for size, name in LENGTHS if grid.unit == "s" else ():
        if size <= max(grid.step, 3600) and reach % size == 0:
            return glance.plural(round(reach / size), name)
    return glance.plural(steps, "step")


def items(names: Sequence[str], times: np.ndarray, grid: Grid) -> list[str]:
    """What steps are called: their time, after the name of their series where it has one."""
    if grid.unit == "":
        told = [f"{time:.15g}" for time in times.tolist()]
    else:
        unit = "M" if grid.unit == "M" else "D" if grid.step % 86_400 == 0 else "m" if grid.step % 60 == 0 else "s"
        told = times.astype(f"datetime64[{unit}]").astype(str).tolist()
    return [f"{name} {time}" if name else time for name, time in zip(names, told, strict=True)]


def main_level(levels: Sequence[float]) -> float:
    """Of the one band that predictions have."""
    return min(levels, key=lambda level: (abs(level - MAIN), level))


def column(by: str | None) -> str:
    """The column of predictions that names the series."""
    return conditions.SERIES if by is None or by in TAKEN else by


def frame(model: SeriesModel, found: Sequence[Foreseen]) -> pl.DataFrame:
    """``item``, the series' name where there are several, ``time, prediction, lower, upper``."""
    import polars as pl

    names = [each.line.name for each in found for _ in each.times]
    times = np.concatenate([each.times for each in found])
    at = model.levels.index(model.level)
    low, high = np.concatenate([each.low[at] for each in found]), np.concatenate([each.high[at] for each in found])
    moments = times.astype("datetime64[us]") if times.dtype.kind == "M" else times.astype(float)
    own = [pl.Series(column(model.asked.by), names, dtype=pl.String)] if model.asked.by is not None else []
    return pl.DataFrame(
        [
            pl.Series("item", _once(items(names, times, found[0].line.grid)), dtype=pl.String),
            *own,
            pl.Series("time", moments),
            pl.Series("prediction", np.concatenate([each.middle for each in found])),
            pl.Series("lower", low).fill_nan(None),
            pl.Series("upper", high).fill_nan(None),
        ]
    )


def _once(names: Sequence[str]) -> list[str]:
    """Names of which none is there twice, as an hour is when clocks are put back."""
    told = dict[str, None]()
    for name in names:
        told[f"{name} (2)" if name in told else name] = None
    return list(told)


def rung(score: SeriesScore) -> str:
    """A rung with its error: ``network 0.92``."""
    return f"{score.name} {score.scaled:.3g}"


def off(model: SeriesModel) -> str:
    """In a few words, for whoever prints a model."""
    best = model.best
    low, high = best.error_interval
    scaled = f", MASE {best.scaled:.3g}" if model.facts["scaled"] else ""
    return f"off by {best.mean_absolute_error:.4g} ({low:.4g} to {high:.4g}) on average{scaled}"


def main_band(model: SeriesModel) -> dict[str, Any]:
    """How often the one band of predictions held in the backtest."""
    found: dict[str, Any] = model.facts["coverage"][model.levels.index(model.level)]
    return found


def summary(model: SeriesModel) -> dict[str, Any]:
    """What ``train --json`` prints."""
    facts, best, band, asked = model.facts, model.best, main_band(model), model.asked
    scaled, grid = facts["scaled"], model.lines[0].grid
    return {
        "out": str(model.path) if model.path else None,
        "task": "forecast",
        "target": asked.target,
        "time": list(asked.time),
        "by": asked.by,
        "known": list(asked.known),
        "classes": None,
        "columns": [asked.target, *asked.time, *([asked.by] if asked.by else []), *asked.known],
        "left": facts["left"],
        "items": facts["items"],
        "series": len(model.lines),
        "set_aside": [{"path": entry.path, "reason": entry.reason} for entry in model.set_aside],
        "notes": facts["notes"],
        "leaks": [],
        "scenes": model.envelope.scenes,
        "horizon": model.horizon,
        "delay": model.delay,
        "season": list(model.seasons),
        "step": grid.step,
        "unit": grid.unit,
        "origins": facts["origins"],
        "rungs": [_rung(score, scaled=scaled) for score in model.scores],
        "unfinished": facts["unfinished"],
        "untried": facts["untried"],
        "problem": facts["problem"],
        "chosen": model.chosen,
        "why": facts["why"],
        "detectable": facts["detectable"],
        "accuracy": None,
        "interval": None,
        "mase": best.scaled if scaled else None,
        "mase_interval": list(best.scaled_interval) if scaled else None,
        "mean_absolute_error": best.mean_absolute_error,
        "error_interval": list(best.error_interval),
        "interval_level": model.level,
        "interval_coverage": band["share"],
        "coverage": facts["coverage"],
        "calibration_items": model.tables["backtest"].height,
        "envelope": model.envelope.to_json(),
        "gaps": facts["gaps"],
        "unrecorded": list(model.unrecorded),
        "digest": model.digest,
        "seconds": round(model.seconds, 3),
    }


def _rung(score: SeriesScore, *, scaled: bool) -> dict[str, Any]:
    return {
        "name": score.name,
        "score": score.score,
        "interval": list(score.interval),
        "mase": score.scaled if scaled else None,
        "mase_interval": list(score.scaled_interval) if scaled else None,
        "mean_absolute_error": score.mean_absolute_error,
        "error_interval": list(score.error_interval),
        "p": score.p,
        "beats": score.beats,
        "seconds": round(score.seconds, 3),
        "parameters": score.parameters,
    }


def html(model: SeriesModel) -> str:
    """The ladder as a table, and the envelope."""
    unit = "MASE" if model.facts["scaled"] else "off by"
    rows = "".join(
        f"<tr><td>{f'<b>{s.name}</b>' if s.name == model.chosen else s.name}</td><td>{s.scaled:.3g}</td>"
        f"<td>{s.scaled_interval[0]:.3g} to {s.scaled_interval[1]:.3g}</td><td>{s.seconds:.1f} s</td></tr>"
        for s in model.scores
    )
    head = f"<caption>{escape(model.target)}: {escape(off(model))}</caption>"
    head += f"<tr><th>rung</th><th>{unit}</th><th>95 %</th><th>time</th></tr>"
    return f"<table>{head}{rows}</table>{model.envelope.picture() if model.envelope.axes else ''}"

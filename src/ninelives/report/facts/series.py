"""What the page of a series' model shows, and what a terminal says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts.model.series import told
from ninelives.artifacts.series import conditions
from ninelives.artifacts.table.axes import MONTHS, WEEKDAYS
from ninelives.kernels.series import naive_scale
from ninelives.kernels.stats import mean_of_scenes
from ninelives.report import costs
from ninelives.report.charts import NARROW, WIDE, Column, Error, Fanned, when
from ninelives.report.facts import axes, lineage
from ninelives.report.facts.costs import charged_series
from ninelives.report.facts.model import declared, left, outside
from ninelives.report.page import Aside, Command
from ninelives.report.series import Band, SeriesPage
from ninelives.report.words import between, figure, percent, plural

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.model.series import Foreseen, SeriesModel

PHRASES: Final = {
    "persistence": "the last value stays",
    "drift": "goes on as it went",
    "seasonal": "as a season before",
    "smoothing": "level, slope and season",
    "linear": "one layer on lags and calendar",
    "boosting": "many small trees on lags",
    "network": "small networks on lags",
}
DRAWN: Final = 6  # series whose fan is drawn
LISTED: Final = 20  # series whose error is told
MOST: Final = 48  # columns of one chart


def still(model: SeriesModel) -> bool:
    """Whether nothing surely beats standing still."""
    return model.chosen == "persistence"


def off(model: SeriesModel) -> str:
    """How far off it is: ``Off by 53.4 (46.8 to 61.2) on average in cnt, 24 hours ahead``."""
    ahead, (error, interval, unit) = told.span(model.horizon, model.lines[0].grid), size(model)
    return f"Off by {figure(error)}{_ends(interval)}{unit} on average in {model.target}, {ahead} ahead"


def size(model: SeriesModel, name: str | None = None) -> tuple[float, tuple[float, float], str]:
    """How far off a rung is, its interval, and the unit: of several series, the largest must not tell it alone."""
    score = next(score for score in model.scores if score.name == (name or model.chosen))
    if len(model.lines) > 1 and model.facts["scaled"]:
        return score.scaled, score.scaled_interval, " MASE"
    return score.mean_absolute_error, score.error_interval, ""


def _ends(interval: Sequence[float]) -> str:
    low, high = interval
    return f" ({figure(low)} to {figure(high)})" if high < 1e300 else ""


def saves(model: SeriesModel) -> tuple[str, ...]:
    """What that is beside standing still, and beside the season before; as sentences."""
    best, (error, _, unit) = model.best, size(model, "persistence")
    season = "the season before" if model.seasons else "the value before"
    if len(model.lines) > 1:
        scaled = f"MASE: in units of how far off {season} is within the past of each series."
    else:
        scaled = f"That is {best.scaled:.3g} of what {season} is off within the past (MASE)."
    less = f"Standing still is off by {figure(error)}{unit}: it saves {percent(best.score, 0)} of that."
    return (*(() if still(model) else (less,)), *((scaled,) if model.facts["scaled"] else ()))


def ladder(model: SeriesModel) -> str:
    """Why this rung: the paired test over origins, in a sentence."""
    return str(model.facts["why"])


def covers(model: SeriesModel) -> str:
    """How often the bands held what came, in a sentence."""
    band = told.main_band(model)
    level = percent(band["level"], 0)
    if band["share"] is None:
        return f"How often its {level} bands hold could not be judged: {plural(model.facts['origins'], 'origin')}."
    share = f"{percent(band['share'])} ({between(band['interval'])})"
    where = f"{plural(band['steps'], 'step')} that came later, at {plural(model.facts['origins'], 'origin')}"
    return f"Its {level} bands held the truth of {share} of {where}."


def unjudged(model: SeriesModel) -> tuple[str, ...]:
    """Rungs that were not tried, or not finished, a sentence each."""
    return left(model)


def moments(times: Sequence[str | float]) -> list[datetime | float]:
    """Times of a file's facts."""
    return [datetime.fromisoformat(each) if isinstance(each, str) else each for each in times]


def fanned(each: Mapping[str, Any], title: str) -> Fanned:
    """What a chart draws of one series, from the facts of a Predictions file."""
    return Fanned(
        f"{title}, {each['name']}" if each["name"] else title,
        tuple(each["behind"]),
        tuple(each["middle"]),
        tuple((band["level"], tuple(band["low"]), tuple(band["high"])) for band in each["bands"]),
        when(moments(each["times"])),
    )


def page(model: SeriesModel) -> SeriesPage:
    """Everything that the report of a series' model says."""
    facts, envelope, use, grid = model.facts, model.envelope, model.deployment, model.lines[0].grid
    world, best, name = facts["world"], model.best, axes.main(envelope)
    (error, interval, scale), charge = size(model), charged_series(model)
    return SeriesPage(
        name=model.path.name if model.path else "model",
        target=model.target,
        items=facts["items"],
        series=len(model.lines),
        date=date.today(),
        ahead=told.span(model.horizon, grid),
        step=told.step(grid),
        chosen=model.chosen,
        rungs=tuple(_error(model, score.name) for score in model.scores),
        unit="MASE" if facts["scaled"] else "off by",
        off=error,
        interval=interval,
        stays=size(model, "persistence")[0],
        scale=scale,
        saved=best.score,
        saved_interval=best.interval,
        why=ladder(model),
        covers=covers(model),
        bands=tuple(
            Band(each["level"], each["share"], tuple(each["interval"]), each["steps"]) for each in facts["coverage"]
        ),
        origins=facts["origins"],
        fans=_fans(model),
        conditions=_conditions(model),
        each=_each(model),
        next=_next(model),
        seconds=model.seconds or None,
        axis=axes.axis(
            envelope,
            name,
            use=use.shares(envelope.axis(name)) if use else {},
            gaps=facts["gaps"],
            world=world,
        )
        if name
        else None,
        envelope_svg=envelope.picture(world=world, width=WIDE) if envelope.axes else "",
        envelope_svg_narrow=envelope.picture(world=world, width=NARROW) if envelope.axes else "",
        undecided=model.unrecorded,
        declared=declared(use) if use else "",
        outside=outside(facts["gaps"]) if use else None,
        gaps=axes.gaps(facts["gaps"]),
        charged=costs.sentence(charge) if charge else "",
        charge=costs.assumed(charge) if charge else (),
        left_aside=tuple(facts["left"]),
        set_aside=tuple(Aside(f"row {entry.path}", entry.reason) for entry in model.set_aside),
        notes=tuple(facts["notes"]),
        left=unjudged(model),
        lineage=_lineage(model),
        assumptions=_assumptions(model),
    )


def _error(model: SeriesModel, name: str) -> Error:
    score = next(each for each in model.scores if each.name == name)
    sure = "" if name == "persistence" else f"p {_p(score.p)}" if score.beats else "not surely"
    told_by = score.scaled, score.scaled_interval
    return Error(name, *told_by, sure, score.seconds, score.parameters, PHRASES[name])


def _p(p: float) -> str:
    return "< 0.0001" if p < 0.0001 else f"= {p:.2g}"


def _fans(model: SeriesModel) -> tuple[tuple[str, Fanned], ...]:
    from ninelives.artifacts.model.series.onward import foresee, known

    found, _ = foresee(model, known(model, None))
    return tuple((each.line.name, _fan(each, model)) for each in found[:DRAWN])


def _fan(each: Foreseen, model: SeriesModel) -> Fanned:
    line, end = each.line, len(each.line.values)
    count = min(end, max(3 * model.horizon, 48))
    times = np.concatenate([line.grid.times(end - count, count), each.times])
    moment = times.astype("datetime64[s]").tolist() if times.dtype.kind == "M" else times.tolist()
    bands = zip(model.levels, each.low, each.high, strict=True)
    return Fanned(
        f"{model.target}, {line.name}" if line.name else model.target,
        _plain(line.values[end - count :] * line.unit),
        tuple(each.middle.tolist()),
        tuple((level, _plain(low), _plain(high)) for level, low, high in bands),
        when(moment),
    )


def _plain(values: np.ndarray) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(value) else value for value in values.tolist())


def _conditions(model: SeriesModel) -> tuple[tuple[str, tuple[Column, ...]], ...]:
    """How far off the backtest was by the step ahead, and by each part of a date that varies."""
    table, grid = model.tables["backtest"], model.lines[0].grid
    error = np.abs(table.get_column("prediction").to_numpy() - table.get_column("truth").to_numpy()) / _units(model)
    scene = _scenes(table)
    found = []
    step = table.get_column("step").to_numpy()
    if step.max(initial=0) > 1:
        wide = -(-int(step.max()) // MOST)
        places = (step - 1) // wide
        names = [f"{at * wide + 1}" if wide == 1 else f"{at * wide + 1}–{at * wide + wide}" for at in range(MOST + 1)]
        found.append(("By the step ahead", _columns(places, names, error, scene)))
    parts = conditions.parts(table.get_column("time").to_numpy(), grid.step, grid.unit)
    orders: dict[str, Sequence[str]] = {"hour": [f"{hour} h" for hour in range(24)], "weekday": WEEKDAYS}
    orders["month"] = MONTHS
    titles = {"hour": "By the hour of the day", "weekday": "By the day of the week", "month": "By the month"}
    for name, values in parts.items():
        order = list(orders[name])
        place = np.floor(values).astype(int) if name == "hour" else np.array([order.index(each) for each in values])
        short = order if name == "hour" else [each[:3] for each in order]
        if len(np.unique(place)) > 1 and not (name == "hour" and _follows(place, step)):
            found.append((titles[name], _columns(place, short, error, scene)))
    return tuple(found)


def _units(model: SeriesModel) -> np.ndarray:
    """What each row of the backtest is told in: of several series, each in its own naive error; shape (rows,) or ()."""
    if not size(model)[2]:
        return np.ones(())
    season = model.seasons[0] if model.seasons else 1
    scale = {line.name: (naive_scale(line.values, season) or 1.0) * line.unit for line in model.lines}
    return np.array([scale[name] for name in model.tables["backtest"].get_column("series")])


def _follows(place: np.ndarray, step: np.ndarray) -> bool:
    """Whether the step ahead tells the hour: then a second chart says nothing new."""
    return len(np.unique(np.column_stack([place, step]), axis=0)) == len(np.unique(step))


def _scenes(table: pl.DataFrame) -> np.ndarray:
    """Each forecast of each series is one piece of evidence."""
    series = np.unique(table.get_column("series").to_numpy().astype(str), return_inverse=True)[1]
    origin = table.get_column("origin").to_numpy()
    scene: np.ndarray = series * (int(origin.max(initial=0)) + 1) + origin
    return scene


def _columns(place: np.ndarray, names: Sequence[str], error: np.ndarray, scene: np.ndarray) -> tuple[Column, ...]:
    found = []
    for at in np.unique(place).tolist():
        some = place == at
        ends = None
        if len(np.unique(scene[some])) > 1:
            _, low, high = mean_of_scenes(error[some], scene[some])
            ends = (max(low, 0.0), high)
        found.append(Column(names[at], float(error[some].mean()), ends, int(some.sum())))
    return tuple(found)


def _each(model: SeriesModel) -> tuple[tuple[str, str, str], ...]:
    """Of several series, the name of each, how far off it was, and what its values are on average."""
    import polars as pl

    if len(model.lines) < 2:
        return ()
    error = (pl.col("prediction") - pl.col("truth")).abs()
    table = model.tables["backtest"].group_by("series", maintain_order=True).agg(error.mean(), pl.col("truth").mean())
    return tuple((name, figure(off), figure(mean)) for name, off, mean in table.head(LISTED).iter_rows())


def _next(model: SeriesModel) -> tuple[Command, ...]:
    where = model.path.name if model.path else "rows.model"
    return (
        Command(f"ninelives predict {where}", "what comes after the last row"),
        Command(f"ninelives predict {where} NEWER.csv", "the same from what came since, and how right it was"),
    )


def _lineage(model: SeriesModel) -> tuple[lineage.Row, ...]:
    facts, made = model.facts, model.facts["lineage"]
    points = sum(len(line.values) for line in model.lines)
    seasons = ", ".join(map(str, model.seasons)) or "none"
    return (
        ("rows", f"{plural(facts['items'], 'row')}, {lineage.short(made['inputs']['series'])}"),
        ("grid", f"{points:,} steps of {told.step(model.lines[0].grid)} in {len(model.lines):,} series"),
        ("seasons", f"{seasons} steps"),
        ("backtest", f"{plural(facts['origins'], 'origin')}, {len(model.tables['backtest']):,} steps judged"),
        ("seed, threads", f"{made['seed']}, {made['threads']}"),
        ("model", lineage.short(model.digest)),
        ("made by", f"ninelives {made['version']}"),
    )


def _assumptions(model: SeriesModel) -> tuple[str, ...]:
    use = model.deployment
    return (
        "Every forecast of the backtest was made from what was known at its origin, by a fit that saw nothing later.",
        "Persistence stays unless a rung is better in a one-sided paired test over origins, Holm over the rungs, 5 %.",
        "The standard error of that test knows that neighbouring losses lean on each other.",
        "Bands are as wide as past errors of as many steps ahead were; they hold as long as errors stay as they were.",
        "Each day of a series is one scene of the envelope, or each step where steps are longer.",
        *(() if model.facts["scaled"] else ("MASE is undefined here, so errors are in the target's own units.",)),
        *(use.assumed_of(light=False) if use else ()),
    )

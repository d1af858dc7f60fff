"""What the page of a series' model shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts.model.series import told
from ninelives.report import costs
from ninelives.report.charts import NARROW, WIDE, Error, Fanned, when
from ninelives.report.facts import axes, lineage
from ninelives.report.facts.costs import charged_series
from ninelives.report.facts.model import declared, left, outside
from ninelives.report.facts.standing import covers, ladder, size
from ninelives.report.facts.where import by_condition
from ninelives.report.page import Aside, Command
from ninelives.report.series import Band, SeriesPage
from ninelives.report.words import figure, plural

if TYPE_CHECKING:
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
        conditions=by_condition(model),
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
        left=left(model),
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

"""What ``train`` and ``predict`` print of series."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.glance import visible
from ninelives.artifacts.model.series import told
from ninelives.report import costs
from ninelives.report.charts import when
from ninelives.report.facts import axes
from ninelives.report.facts.costs import charged_series
from ninelives.report.facts.model import left
from ninelives.report.facts.series import moments
from ninelives.report.facts.standing import covers, ladder, off, saves, still
from ninelives.report.terminal import aside, more, paint, typed
from ninelives.report.use import made_under
from ninelives.report.words import figure, percent, plural, together

if TYPE_CHECKING:
    from ninelives.artifacts.model.series import SeriesModel
    from ninelives.stages.train.series.anew import ForeseenRows
    from ninelives.stages.train.series.fit import TrainedSeries

SERIES, GAPS, LEFT = 4, 4, 6  # series, regions and columns told in a terminal; the report holds all


def trained(made: TrainedSeries, report: Path, data: Path) -> list[str]:
    """The answer of ``train``, line by line."""
    model = made.model
    head = "  made before: the same rows, options and version"
    if not made.done:
        head = "  ladder     " + " · ".join(map(told.rung, model.scores)) + _unit(model)
    files = [(f"row {entry.path}", entry.reason) for entry in model.set_aside]
    since = f"ninelives predict {typed(model.path)} NEWER.csv      the same from what came since"
    return [
        head,
        "",
        *_right(model),
        *costs.lines(charged_series(model)),
        *(f"  {visible(line)}" for line in left(model)),
        "",
        *made_under(model, none="times are plain numbers"),
        *_aside(model.facts["left"]),
        *aside(files, model.facts["notes"]),
        "",
        f"  {visible(str(model.path))}   report  {visible(str(report))}",
        *([f"  {visible(made.note)}"] if made.note else []),
        f"  next    ninelives predict {typed(model.path)}      what comes after the last row of {visible(data.name)}?",
        f"          {since}",
    ]


def _aside(left: list[str]) -> list[str]:
    """Columns that are not learned from, and why."""
    if not left:
        return []
    named = ", ".join(map(visible, left[:LEFT])) + (", …" if len(left) > LEFT else "")
    return [f"  left aside  {named}: nobody knows them beforehand; --known names what is known"]


def _unit(model: SeriesModel) -> str:
    return "   (MASE, less is better)" if model.facts["scaled"] else f"   (off by, in {visible(model.target)})"


def _right(model: SeriesModel) -> list[str]:
    """How far off it is, beside standing still, and how often its bands held."""
    chosen = paint(model.chosen, "seen")
    if still(model):
        first = f"  Nothing beats standing still: {visible(off(model)[0].lower())}{visible(off(model)[1:])}: {chosen}."
    else:
        first = f"  {visible(off(model))}: {chosen}."
    return [first, *(f"  {visible(line)}" for line in (*saves(model), ladder(model), covers(model)) if line)]


def predicted(made: ForeseenRows, report: Path, use: list[str]) -> list[str]:
    """The answer of ``predict``, line by line.

    Args:
        made: what was foreseen, and where it lies.
        report: where its page is.
        use: a declared use beside the envelope.
    """
    facts, path = made.predictions.facts, made.predictions.path
    return [
        *(["  made before: the same model and rows"] if made.done else []),
        f"  {_what(facts)}",
        *_fans(facts),
        f"  {_since(facts)}",
        *_gaps(facts["gaps"]),
        *use,
        *aside([(entry["path"], entry["reason"]) for entry in facts["set_aside"]], facts["notes"]),
        "",
        f"  {visible(str(path))}   report  {visible(str(report))}",
        *([f"  {visible(made.note)}"] if made.note else []),
        f"  next    ninelives report {typed(path)}      the same page again, wherever the file goes",
    ]


def _gaps(gaps: list[dict[str, Any]]) -> list[str]:
    """Where what is foreseen leaves the envelope."""
    found = together(axes.gaps(gaps))
    lines = [
        f"  {paint('▲', 'warn')} {visible(gap.words)}: {gap.portion()} of what is foreseen, "
        + (f"{gap.held} in training" if gap.scenes else "never seen in training")
        for gap in found[:GAPS]
    ]
    return lines + ([f"    {more(len(found) - GAPS, 'region')}"] if len(found) > GAPS else [])


def _what(facts: dict[str, Any]) -> str:
    series = f" of {facts['series']:,} series" if facts["series"] > 1 else ""
    band = percent(facts["interval_level"], 0)
    return f"{visible(facts['target'])}{series}, {facts['ahead']} ahead, an estimate, with its {band} band:"


def _fans(facts: dict[str, Any]) -> list[str]:
    """The first step ahead and the last, series by series."""
    lines = []
    for each in facts["foreseen"][:SERIES]:
        words = when(moments(each["times"]))[len(each["behind"]) :]
        band = next(one for one in each["bands"] if one["level"] == facts["interval_level"])
        ends = [0, len(words) - 1] if len(words) > 1 else [0]
        steps = [
            f"{words[at]}  {figure(each['middle'][at])}{_between(band['low'][at], band['high'][at])}" for at in ends
        ]
        name = f"{visible(each['name'])}: " if each["name"] else ""
        lines.append(f"    {name}{'   …   '.join(steps)}")
    rest = facts["series"] - len(lines)
    return [*lines, *([f"    and {rest:,} series more, all in the file"] if rest > 0 else [])]


def _between(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f" ({figure(low)} to {figure(high)})"


def _since(facts: dict[str, Any]) -> str:
    """How right it was since it was made, or in its backtest."""
    off = facts["off"]
    made = f"{figure(off['made'])}{off['unit']} where it was made"
    if off["since"] is None:
        return f"Off by {made}, on average over the steps ahead."
    held = ""
    if facts["interval_coverage"] is not None:
        level = percent(facts["interval_level"], 0)
        held = f" Its {level} bands held {percent(facts['interval_coverage'])} of them."
    error = f"{figure(off['since'])}{off['unit']}"
    return f"Off by {error} on average in {plural(facts['known'], 'value')} that came since; {made}.{held}"

"""The page of a series' model: what is foreseen, how far off that is, and whether anything beats standing still."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial

from ninelives.report import charts, page, words
from ninelives.report.charts import Axis, Column, Error, Fanned
from ninelives.report.model import chip, told
from ninelives.report.page import Aside, Command, Verdict
from ninelives.report.words import Gap, Interval, between, figure, percent

NOUN = "row"


@dataclass(frozen=True, slots=True)
class Band:
    """How often one band held what came."""

    level: float
    share: float | None  # None where no band could be judged
    interval: Interval
    steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPage:
    """Everything that the page of a series' model shows."""

    name: str  # "bikes.model"
    target: str
    items: int
    series: int
    date: dt.date
    ahead: str  # "24 hours"
    step: str  # "an hour"
    chosen: str  # the name of one of `rungs`
    rungs: tuple[Error, ...]  # from the lowest up, persistence first
    unit: str  # of their errors: "MASE", or "off by"
    off: float  # mean absolute error, in the target's own units, or in `scale`
    interval: Interval
    stays: float  # the same of persistence
    scale: str = ""  # " MASE" where several series are told of together
    saved: float  # share of persistence's error
    saved_interval: Interval
    why: str
    covers: str
    bands: tuple[Band, ...]
    origins: int
    fans: tuple[tuple[str, Fanned], ...]  # of each series, after its name
    conditions: tuple[tuple[str, tuple[Column, ...]], ...] = ()
    each: tuple[tuple[str, str, str], ...] = ()  # of several series: name, off by, mean value
    next: tuple[Command, ...] = ()
    seconds: float | None = None
    axis: Axis | None = None
    envelope_svg: str = ""
    envelope_svg_narrow: str = ""
    undecided: tuple[str, ...] = ()
    declared: str = ""
    outside: float | None = None
    gaps: tuple[Gap, ...] = ()
    charged: str = ""  # what its mistakes cost, beside doing it by hand
    charge: tuple[str, ...] = ()  # what of that was assumed
    left_aside: tuple[str, ...] = ()  # columns that nobody knows beforehand
    set_aside: tuple[Aside, ...] = ()
    notes: tuple[str, ...] = ()
    left: tuple[str, ...] = ()  # rungs that were not tried or not finished, a sentence each
    lineage: tuple[tuple[str, str], ...] = ()
    assumptions: tuple[str, ...] = ()


def render(facts: SeriesPage) -> str:
    """One HTML file."""
    return page.write(
        "series.html",
        page=facts,
        noun=NOUN,
        verdict=verdict(facts),
        gaps=words.together(facts.gaps),
        fans=[(name, charts.two(partial(charts.fan, one))) for name, one in facts.fans],
        rungs=charts.two(lambda width: charts.errors(facts.rungs, facts.chosen, width, facts.unit)),
        conditions=[
            (title, charts.two(partial(charts.columns, parts, title=title))) for title, parts in facts.conditions
        ],
        chart=charts.two(partial(charts.by_axis, facts.axis)) if facts.axis and facts.axis.bins else "",
        envelope=page.drawing(facts.envelope_svg, facts.envelope_svg_narrow),
        held=[_held(band) for band in facts.bands],
    )


def verdict(facts: SeriesPage) -> Verdict:
    """The sentence for a manager, and what stands under it."""
    tone, said = _chip(facts)
    return Verdict(_headline(facts), said, tone, _paragraph(facts), _figures(facts))


def _still(facts: SeriesPage) -> bool:
    return facts.chosen == "persistence"


def _chip(facts: SeriesPage) -> tuple[str, str]:
    if facts.declared:
        return chip(words.together(facts.gaps), facts.outside, facts.undecided, facts.declared)
    if _still(facts):
        return "plain", "no rung is surely better than the last value"
    return "good", "surely better than standing still"


def _headline(facts: SeriesPage) -> str:
    off = f"off by {figure(facts.off)}{facts.scale} on average in {facts.target}, {facts.ahead} ahead"
    if _still(facts):
        return f"Nothing beats standing still: {off}."
    return f"{off[0].upper()}{off[1:]}."


def _paragraph(facts: SeriesPage) -> str:
    gaps = words.together(facts.gaps)
    beside = "" if _still(facts) else f"Standing still would be off by {figure(facts.stays)}{facts.scale}."
    why = facts.why if _still(facts) else ""
    return " ".join(filter(None, [beside, why, facts.covers, *(told(gap) for gap in gaps[:2])]))


def _figures(facts: SeriesPage) -> tuple[tuple[str, str], ...]:
    low, high = facts.interval
    ends = f", {figure(low)} to {figure(high)} (95 % sure)" if high < 1e300 else ""
    figures = [(figure(facts.off), f"{facts.scale.strip()} off on average{ends}".strip())]
    if not _still(facts):
        low, high = facts.saved_interval
        sure = f", {between((max(low, 0.0), min(high, 1.0)), 0)} (95 % sure)" if high < 1e300 else ""
        figures.append((percent(facts.saved, 0), f"of the error of standing still saved{sure}"))
    known = [band for band in facts.bands if band.share is not None]
    if known:
        band = min(known, key=lambda each: abs(each.level - 0.8))
        level = percent(band.level, 0)
        figures.append((percent(band.share), f"of what came lay in its {level} bands, {between(band.interval)}"))
    many = f"of {words.plural(facts.items, NOUN)}" + (f" in {facts.series:,} series" if facts.series > 1 else "")
    figures.append((words.count(facts.origins), f"origins of the backtest, {many}"))
    if facts.seconds is not None:
        figures.append((words.seconds(facts.seconds), "to train"))
    return tuple(figures[:4])


def _held(band: Band) -> tuple[str, str, str, str]:
    if band.share is None:
        return percent(band.level, 0), "not known", "", "too few origins for such a band"
    return percent(band.level, 0), percent(band.share), between(band.interval), words.plural(band.steps, "step")

"""The page of what a series' model foresaw: the fans, how right it was since it was made, where it has not been."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial

from ninelives.report import charts, page, words
from ninelives.report.charts import Fanned
from ninelives.report.page import Aside, Verdict
from ninelives.report.words import Gap, Interval, figure, percent


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeseenPage:
    """Everything that the page of a forecast shows."""

    name: str  # "bikes.predictions"
    model: str  # "bikes.model"
    chosen: str  # its rung
    target: str
    ahead: str  # "24 hours"
    items: int
    series: int
    date: dt.date
    fans: tuple[tuple[str, Fanned], ...]  # of each series, after its name
    unit: str = ""  # of errors: the target's own, or " MASE"
    made: float  # mean absolute error where it was made
    made_interval: Interval
    since: float | None = None  # the same of what came since, None for nothing
    since_interval: Interval | None = None
    judged: int = 0  # steps that came since
    level: float = 0.8
    covered: float | None = None  # of what came since, the share within its band
    made_covered: float | None = None
    gaps: tuple[Gap, ...] = ()
    outside: float | None = None  # share of what is foreseen
    envelope_svg: str = ""
    envelope_svg_narrow: str = ""
    next: tuple[()] = ()
    set_aside: tuple[Aside, ...] = ()
    notes: tuple[str, ...] = ()
    lineage: tuple[tuple[str, str], ...] = ()
    assumptions: tuple[str, ...] = ()


def render(facts: ForeseenPage) -> str:
    """One HTML file."""
    return page.write(
        "foreseen.html",
        page=facts,
        verdict=verdict(facts),
        gaps=words.together(facts.gaps),
        fans=[(name, charts.two(partial(charts.fan, one))) for name, one in facts.fans],
        envelope=page.drawing(facts.envelope_svg, facts.envelope_svg_narrow),
    )


def verdict(facts: ForeseenPage) -> Verdict:
    """The sentence for a manager, and what stands under it."""
    gaps = words.together(facts.gaps)
    chip = ("good", "no gap between what is foreseen and the envelope")
    if gaps:
        share = percent(facts.outside, 0) if facts.outside is not None else gaps[0].portion(0)
        chip = ("warn", f"{share} of what is foreseen lies outside the envelope")
    elif not facts.envelope_svg:
        chip = ("plain", "nothing was recorded that could tell whether it lies inside the envelope")
    return Verdict(_headline(facts), chip[1], chip[0], _paragraph(facts, gaps), _figures(facts))


def _headline(facts: ForeseenPage) -> str:
    if facts.since is not None:
        since = f"Off by {figure(facts.since)}{facts.unit} on average in {facts.target} since it was made"
        return f"{since}, {figure(facts.made)} before."
    return f"Expect to be off by {figure(facts.made)}{facts.unit} on average in {facts.target}, {facts.ahead} ahead."


def _paragraph(facts: ForeseenPage, gaps: tuple[Gap, ...]) -> str:
    parts = [_told(gap) for gap in gaps[:2]]
    if facts.since_interval is not None:
        worse = facts.since_interval[0] > facts.made_interval[1]
        if worse:
            parts.append("That is worse than chance explains: the two intervals do not touch. Train it anew.")
        else:
            parts.append("The two intervals overlap, so these figures alone show no fall.")
    if facts.covered is not None:
        held = percent(facts.covered)
        parts.append(f"Its {percent(facts.level, 0)} bands held {held} of what came since.")
    if facts.since is None:
        parts.append("Nothing came since it was made, so how right it is now is not known.")
    return " ".join(parts)


def _told(gap: Gap) -> str:
    seen = f"where it has seen {gap.held} only" if gap.scenes else "where it has never been"
    return f"{gap.portion(0)} of what is foreseen lies {gap.where}, {seen}."


def _figures(facts: ForeseenPage) -> tuple[tuple[str, str], ...]:
    found = []
    if facts.since is not None:
        found.append(_off(facts, facts.since, facts.since_interval, f"in {words.plural(facts.judged, 'value')} since"))
    found.append(_off(facts, facts.made, facts.made_interval, "where it was made"))
    if facts.made_covered is not None:
        found.append((percent(facts.made_covered), f"held by {percent(facts.level, 0)} bands where it was made"))
    found.append((words.count(facts.items), f"steps foreseen by {facts.chosen}"))
    return tuple(found)


def _off(facts: ForeseenPage, error: float, interval: Interval | None, where: str) -> tuple[str, str]:
    ends = f", {figure(interval[0])} to {figure(interval[1])} (95 % sure)" if interval and interval[1] < 1e300 else ""
    return figure(error), f"{facts.unit} off on average {where}{ends}".strip()

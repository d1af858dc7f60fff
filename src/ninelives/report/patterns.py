"""The page of patterns in time: what was found, in which hours and on which days, and what a reader would fall for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial

from ninelives.report import charts, page, words
from ninelives.report.charts import Stretch
from ninelives.report.page import Aside, Command, Verdict

TITLES = {"hours": "Hours of the day", "weekdays": "Days of the week", "months": "Months of the year"}
ASSUMPTIONS = (
    "Chance throws as many events anywhere between the first and the last event.",
    "What was found is part of what is expected of the rest.",
    "Groups and changes of a habit are compared with shuffles of the same events.",
    "The events stand for themselves: one that brings others about makes bursts, and these are told as such.",
)


@dataclass(frozen=True, slots=True)
class Circle:
    """Hours, weekdays or months."""

    name: str
    counts: tuple[int, ...]
    due: tuple[float, ...]
    names: tuple[str, ...]
    told: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternsPage:
    """Everything that the page of patterns shows."""

    name: str  # "burglaries.patterns"
    date: dt.date
    events: int
    read: int  # rows of the file
    ends: tuple[str, str]  # first and last day
    found: tuple[tuple[str, float], ...]  # sentences with their p-values
    traps: tuple[str, ...]
    cannot_tell: tuple[str, ...]
    circles: tuple[Circle, ...]
    along: tuple[int, ...]
    each: str  # how long a column of `along` is
    marks: tuple[Stretch, ...]
    alpha: float
    next: tuple[Command, ...] = ()
    set_aside: tuple[Aside, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float | None = None
    lineage: tuple[tuple[str, str], ...] = ()


def render(facts: PatternsPage) -> str:
    """One HTML file."""
    along = ""
    if len(facts.along) > 1:
        along = charts.two(partial(charts.timeline, facts.along, facts.marks, facts.ends, facts.each))
    return page.write(
        "patterns.html",
        page=facts,
        verdict=verdict(facts),
        along=along,
        circles=[(TITLES[each.name], charts.two(partial(_drawn, each))) for each in facts.circles],
        found=[(words.sentence(sentence), _p(p)) for sentence, p in facts.found],
        traps=[words.sentence(trap) for trap in facts.traps],
        cannot_tell=[words.sentence(told) for told in facts.cannot_tell],
        assumptions=ASSUMPTIONS,
    )


def _drawn(each: Circle, width: int) -> str:
    return charts.circle(each.counts, each.due, each.names, each.told, width, TITLES[each.name])


def verdict(facts: PatternsPage) -> Verdict:
    """The sentence for a manager, and what stands under it."""
    headline = words.sentence(facts.found[0][0]) if facts.found else "No pattern was found."
    if not facts.found and not facts.circles and not facts.along and facts.cannot_tell:
        headline = words.sentence(facts.cannot_tell[0])
    tone, chip = "plain", "no trap was found in how the times were written"
    if facts.traps:
        tone, chip = "warn", f"{words.plural(len(facts.traps), 'trap')} in how the times were written"
    return Verdict(headline, chip, tone, _paragraph(facts), _figures(facts))


def _paragraph(facts: PatternsPage) -> str:
    sure = f"Where nothing is, anything is found in at most {words.percent(facts.alpha, 0)} of such lists."
    rest = " ".join(words.sentence(sentence) for sentence, _ in facts.found[1:3])
    first = f"{words.sentence(facts.traps[0])}" if facts.traps else ""
    return " ".join(filter(None, (rest, first, sure)))


def _figures(facts: PatternsPage) -> tuple[tuple[str, str], ...]:
    found = [
        (words.count(facts.events), f"events, {facts.ends[0]} to {facts.ends[1]}"),
        (str(len(facts.found)), "patterns that chance does not explain"),
        (str(len(facts.traps)), "traps"),
    ]
    if facts.seconds is not None:
        found.append((words.seconds(facts.seconds), "from start to end"))
    return tuple(found)


def _p(p: float) -> str:
    return f"{p:.3f}" if p >= 0.001 else "under 0.001"

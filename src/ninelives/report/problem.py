"""The page of a Problem: whether it pays, where it would be new, and which data to get first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial

from ninelives.report import charts, page
from ninelives.report.page import Command, Verdict

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rare:
    """A class so rare that most alarms are wrong."""

    words: str
    remedy: str
    alarms: tuple[int, int]  # right and wrong ones, of so many cases
    of: int


@dataclass(frozen=True, slots=True)
class Costs:
    """What a year costs, as the chart draws it."""

    fixed: float
    with_it: float  # a case
    by_hand: float
    currency: str
    cases: float | None
    there: float | None


@dataclass(frozen=True, slots=True)
class Hours:
    """A day's bins: share collected and used in each, by its start."""

    made: Mapping[float, float]
    used: Mapping[float, float]
    gaps: Collection[float]
    step: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemPage:
    """Everything that the page of a Problem shows."""

    name: str  # "problem.toml"
    kind: str
    question: str
    date: dt.date
    headline: str
    chip: str
    tone: str  # "good", "warn" or "plain"
    lead: str
    figures: tuple[tuple[str, str], ...]
    next: tuple[Command, ...]
    costs: Costs
    head: Row
    rows: tuple[Row, ...]
    sure: str
    enough: str
    guess: str = ""
    rare: tuple[Rare, ...] = ()
    bribes: tuple[str, ...] = ()
    gaps: tuple[tuple[str, str], ...] = ()  # a condition, and what share of the use it is
    lacking: str = ""  # what all of these lack
    silent: str = ""  # why there are none
    unknown: str = ""  # what of the use nothing tells
    hours: Hours | None = None
    needs: tuple[tuple[str, str], ...] = ()  # what to get, and its price
    ignored: str = ""
    notes: tuple[str, ...] = ()
    told: tuple[tuple[str, str, bool], ...] = ()  # a value's name, the value, and whether it was assumed
    lineage: tuple[tuple[str, str], ...] = ()
    assumptions: tuple[str, ...] = ()


def render(facts: ProblemPage) -> str:
    """One HTML file."""
    verdict = Verdict(facts.headline, facts.chip, facts.tone, facts.lead, facts.figures)
    return page.write(
        "problem.html",
        page=facts,
        verdict=verdict,
        payoff=charts.two(partial(_payoff, facts.costs)),
        alarms=[charts.two(partial(_alarms, each)) for each in facts.rare],
        hours="" if facts.hours is None else charts.two(partial(_clock, facts.hours)),
    )


def _payoff(costs: Costs, width: int) -> str:
    return charts.payoff(
        *(costs.fixed, costs.with_it, costs.by_hand, width),
        currency=costs.currency,
        cases=costs.cases,
        there=costs.there,
    )


def _clock(hours: Hours, width: int) -> str:
    return charts.clock(hours.made, hours.used, hours.gaps, width, hours.step)


def _alarms(each: Rare, width: int) -> str:
    right, wrong = each.alarms
    named = [("right alarms", right), ("▲ wrong alarms", wrong)]
    return charts.bars(named, width, title="Alarms", warned={"▲ wrong alarms"})

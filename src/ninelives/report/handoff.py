"""The page of a Handoff: what a machine decides alone, what goes to a human, with which guarantee and at what price."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ninelives.report import captions, charts, page, promised, words
from ninelives.report.asked import money
from ninelives.report.charts import Handed, Kept, Priced, Swung
from ninelives.report.page import Command, Verdict
from ninelives.report.words import Gap, Interval, percent, plural

TONES = {"good": "good", "warn": "shifted", "bad": "warn", "unsure": "plain"}
CHIPS = {
    "keeps": "decides alone, with a guarantee",
    "estimate": "decides alone, by an estimate",
    "hands-all-over": "hands everything over",
}
KINDS = {"unseen": "never seen", "unknown": "not recorded"}
REGIONS = 40  # rows in the table


@dataclass(frozen=True, slots=True)
class Region:
    """What becomes of the items of one region."""

    words: str
    kind: str
    items: int
    kept: float | None
    risk: float | None
    interval: Interval | None
    estimate: bool


@dataclass(frozen=True, slots=True)
class Group:
    """What becomes of the items of one group, where each has a promise of its own."""

    name: str
    items: int
    kept: float | None  # None where nothing is promised of it


@dataclass(frozen=True, slots=True)
class Guess:
    """What copies made dark tell of what is decided alone under conditions that were only simulated."""

    risk: float
    copies: int


@dataclass(frozen=True, slots=True)
class Queue:
    """What people are asked."""

    words: str
    grows: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffPage:
    """Everything that the page of a Handoff shows."""

    name: str  # "photos.handoff"
    model: str
    date: dt.date
    sentence: str
    why: str
    verdict: str
    level: str
    noun: str
    items: int
    scenes: int
    new: bool  # shares are of new items, not of those kept apart
    risk: float
    delta: float
    kept: float
    handed_over: float
    guarantee: str  # "none" where there is none
    assumption: str
    effective: float
    needed: str = ""
    next: tuple[Command, ...] = ()
    seconds: float | None = None
    along: Handed | None = None
    curve: tuple[Kept, ...] = ()
    chosen: Kept | None = None
    simulated: str = ""  # what could be kept by estimates, in words
    each: str = ""  # what groups are of
    groups: tuple[Group, ...] = ()
    inside: int = 0  # items that calibrate it, all of them where it has been
    overall: float | None = None  # share kept of these and of those that lie elsewhere
    dearer: bool = False  # no rule that keeps more costs less
    guessed: Guess | None = None  # what is kept by an estimate
    currency: str = ""
    cost: float | None = None
    anew: float | None = None  # what a new item is likely to cost
    costs: tuple[tuple[str, float], ...] = ()  # of what everybody would do: "alone", 0.31
    rules: tuple[Priced, ...] = ()
    swings: tuple[Swung, ...] = ()
    assumed: tuple[str, ...] = ()  # costs that nobody said
    broken: str = ""  # a cheaper rule without the guarantee, in words
    queue: Queue | None = None
    spots: float | None = None
    regions: tuple[Region, ...] = ()
    gaps: tuple[Gap, ...] = ()
    unrecorded: tuple[str, ...] = ()
    shift: str = ""
    shifted: bool = False  # weights were used
    assumptions: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    lineage: tuple[tuple[str, str], ...] = ()

    @property
    def sure(self) -> float:
        """How sure its bound is."""
        return 1 - self.delta

    @property
    def like(self) -> str:
        """What the promise is of, where shares are of new items."""
        return f"{words.many(self.noun)} like those that calibrated it{', once weighed' if self.shifted else ''}"

    @property
    def of(self) -> str:
        """What shares are of."""
        return f"of {'the new ' if self.new else 'such '}{words.many(self.noun)}"


def render(facts: HandoffPage) -> str:
    """One HTML file."""
    along, swings, cost = facts.along, facts.swings, facts.cost
    return page.write(
        "handoff.html",
        page=facts,
        verdict=verdict(facts),
        along=charts.two(lambda width: charts.handed(along, width)) if along else "",
        along_caption=captions.of_axis(facts),
        curve=_curve(facts),
        curve_caption=captions.of_curve(facts),
        rules=charts.two(lambda width: charts.priced(facts.rules, width, noun=facts.noun)) if facts.rules else "",
        swings=charts.two(lambda width: charts.swung(swings, cost, money(cost, facts.currency), width))
        if swings and cost is not None
        else "",
        gaps=words.together(facts.gaps),
        regions=facts.regions[:REGIONS],
        kinds=KINDS,
        breaks=not all(rule.keeps for rule in facts.rules),
        items=told_items(facts),
        told_region=told_region,
    )


def verdict(facts: HandoffPage) -> Verdict:
    """The sentence for a manager, and what stands under it."""
    told = [facts.why, page.told_unrecorded(facts.unrecorded)]
    paragraph = " ".join(filter(None, told))
    figures = tuple(promised.figures(facts)[:4])
    return Verdict(facts.sentence, CHIPS[facts.verdict], TONES[facts.level], paragraph, figures, lights=True)


def _curve(facts: HandoffPage) -> object:
    if not facts.curve:
        return ""
    chosen = None if facts.groups else facts.chosen  # groups have a point each
    return charts.two(lambda width: charts.tradeoff(facts.curve, facts.risk, facts.sure, width, chosen=chosen))


def told_region(region: Region) -> str:
    """How often it is wrong in a region, with its interval or the word estimate."""
    if region.risk is None:
        return "not judged" if region.kept else "–"  # of nothing
    ends = f" ({words.between(region.interval)})" if region.interval else ""
    return f"{percent(region.risk)}{ends}{', an estimate' if region.estimate else ''}"


def told_items(facts: HandoffPage) -> str:
    """What the hand-over is of."""
    return f"{plural(facts.items, facts.noun)} in {plural(facts.scenes, 'scene')}"

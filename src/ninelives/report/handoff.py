"""The page of a Handoff: what a machine decides alone, what goes to a human, with which guarantee and at what price."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ninelives.report import charts, page, words
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
JUDGED = 10  # items of a bin from which a share right is drawn


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
        along_caption=_along_caption(facts),
        curve=_curve(facts),
        curve_caption=_curve_caption(facts),
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
    figures = tuple(_figures(facts)[:4])
    return Verdict(facts.sentence, CHIPS[facts.verdict], TONES[facts.level], paragraph, figures, lights=True)


def _figures(facts: HandoffPage) -> list[tuple[str, str]]:
    estimate = ", by an estimate" if facts.verdict == "estimate" else ""
    return [
        (percent(facts.kept), f"{facts.of} it decides alone{estimate}; {percent(facts.handed_over)} go to a human"),
        _risk(facts) if facts.kept else _none(facts),
        *([] if facts.cost is None else [_price(facts, facts.cost)]),
        _bearing(facts),
        *([(words.seconds(facts.seconds), "from start to end")] if facts.seconds else []),
    ]


def _bearing(facts: HandoffPage) -> tuple[str, str]:
    many, weighed = words.count(round(facts.effective)), ", once weighed" if facts.shifted else ""
    bear = "bear this" if facts.kept or facts.guarantee != "none" else "could bear a promise"
    if facts.guessed and facts.verdict == "estimate":
        return words.count(facts.guessed.copies), f"made copies bear this; {many} {words.many(facts.noun)} the promise"
    return many, f"{words.many(facts.noun)} {bear}{weighed}, none of which it was fitted on"


def _risk(facts: HandoffPage) -> tuple[str, str]:
    """How often what it decides alone is wrong: of the new ones an estimate, of those like the calibrated a bound."""
    asked, sure = f"at most {percent(facts.risk)} was asked for", f"{percent(facts.sure, 0)} sure"
    chosen, guessed, promised = facts.chosen, facts.guessed, facts.guarantee != "none"
    if facts.verdict == "estimate" or chosen is None or not promised:
        risk = guessed.risk if guessed else None if chosen is None else chosen.risk
        bound = f"of {facts.like} ≤ {percent(chosen.bound)}, {sure}" if chosen and promised else f"{asked}, {sure}"
        known = None if risk is None else (f"about {percent(risk)}", f"of those are wrong, an estimate; {bound}")
        return known or ("estimate", bound)
    what = f"wrong of what it keeps of {facts.like}" if facts.new else "of those are wrong"
    what += f", for each {facts.each} by itself" if facts.groups else ""
    return f"≤ {percent(chosen.bound)}", f"{what}, {sure}; {percent(chosen.risk)} of the judged; {asked}"


def _none(facts: HandoffPage) -> tuple[str, str]:
    """What is told of a risk where nothing is decided alone."""
    asked, sure = f"at most {percent(facts.risk)}", f"{percent(facts.sure, 0)} sure"
    if facts.guarantee == "none":
        return "none", f"can be promised; {asked} was asked for, {sure}"
    if facts.chosen is None:
        return "none", f"is decided alone, though {asked} wrong could be promised: a human costs less"
    most = f"at most {percent(facts.chosen.bound)} of what it keeps are wrong"
    return "none", f"of these is decided alone; of {facts.like} {most}, {sure}"


def _price(facts: HandoffPage, cost: float) -> tuple[str, str]:
    others = " · ".join(f"{name} {money(price, facts.currency)}" for name, price in facts.costs)
    some, like = ", some of it assumed" if facts.assumed else "", " like those that calibrated it" if facts.new else ""
    return money(cost, facts.currency), f"a {facts.noun}{like}{some}{f'; {others}' if others else ''}"


def _along_caption(facts: HandoffPage) -> str:
    if facts.along is None:
        return ""
    axis = facts.along.axis
    nouns = words.many(facts.noun)
    what = f"the new {nouns}, and those kept apart where none came," if facts.new else f"the {nouns} kept apart,"
    dots, bands = "Dots" if axis.named else "Line", f"bands are 95 % intervals{_starts(axis)}"
    parts = [f"By {axis.title}. {dots}: how often it is right where {JUDGED} or more were judged, {bands}."]
    if any(each.estimate for each in axis.bins):
        parts.append("Dashed: an estimate, from made copies.")
    parts.append(f"Strip: who decides {what} green the machine alone, plum and hatched a human.")
    parts.append("A figure over it is of those below it.")
    if any(each.estimate and kept for each, kept in zip(axis.bins, facts.along.kept, strict=True)):
        parts.append("Pale green: alone, by an estimate.")
    return " ".join(parts)


def _starts(axis: charts.Axis) -> str:
    return charts.said(charts.begins(axis))


def _curve(facts: HandoffPage) -> object:
    if not facts.curve:
        return ""
    chosen = None if facts.groups else facts.chosen  # groups have a point each
    return charts.two(lambda width: charts.tradeoff(facts.curve, facts.risk, facts.sure, width, chosen=chosen))


def _curve_caption(facts: HandoffPage) -> str:
    """What the lines are, and of which items; why it keeps what it does."""
    parts = [
        "The more it keeps, the less sure it is of the last ones.",
        f"Upper line: the most that the share wrong can be, {percent(facts.sure, 0)} sure at each threshold by itself.",
        "Dashed: what was asked for.",
    ]
    inside = f"Kept: of the {plural(facts.inside, facts.noun)} that calibrate it, where it has been"
    if facts.groups:
        parts.append(f"One threshold for all, for comparison: here each {facts.each} has its own.")
    elif facts.chosen and facts.overall is not None and percent(facts.overall) != percent(facts.chosen.share):
        parts.append(f"{inside}; with those elsewhere, which go to a human, it is {percent(facts.overall)}.")
    else:
        parts.append(f"{inside}.")
    if facts.dearer and not facts.groups and _could(facts):
        parts.append("Keeping more would not cost less.")
    return " ".join(parts)


def _could(facts: HandoffPage) -> bool:
    """Whether a threshold by which it would keep more lies below what was asked for."""
    chosen = facts.chosen
    return chosen is not None and any(each.share > chosen.share and each.bound <= facts.risk for each in facts.curve)


def told_region(region: Region) -> str:
    """How often it is wrong in a region, with its interval or the word estimate."""
    if region.risk is None:
        return "not judged" if region.kept else "–"  # of nothing
    ends = f" ({words.between(region.interval)})" if region.interval else ""
    return f"{percent(region.risk)}{ends}{', an estimate' if region.estimate else ''}"


def told_items(facts: HandoffPage) -> str:
    """What the hand-over is of."""
    return f"{plural(facts.items, facts.noun)} in {plural(facts.scenes, 'scene')}"

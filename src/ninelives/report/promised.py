"""The figures at the head of a Handoff's page: what it decides alone, how often that is wrong, at what price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ninelives.report import words
from ninelives.report.asked import money
from ninelives.report.words import percent

if TYPE_CHECKING:
    from ninelives.report.handoff import HandoffPage

TOGETHER = "\u00a0"  # a price is not broken


def figures(facts: HandoffPage) -> list[tuple[str, str]]:
    """Each with what it is of, the most telling first."""
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
        return "none", f"is decided alone, though {asked} wrong could be promised"
    most = f"at most {percent(facts.chosen.bound)} of what it keeps are wrong"
    return "none", f"of these is decided alone; of {facts.like} {most}, {sure}"


def _price(facts: HandoffPage, cost: float) -> tuple[str, str]:
    """Of a new item where that is known, and beside it of one like those that calibrated it."""
    others = " · ".join(f"{name} {money(price, facts.currency)}" for name, price in facts.costs)
    others = f"; {others}" if others else ""
    some = ", some of it assumed" if facts.assumed else ""
    what = f"a {facts.noun}{' like those that calibrated it' if facts.new else ''}"
    if facts.anew is None:
        return money(cost, facts.currency), f"{what}{some}{others}"
    return (
        f"about {money(facts.anew, facts.currency).replace(' ', TOGETHER)}",
        f"a new {facts.noun}{some}; {money(cost, facts.currency)} {what}{others}",
    )

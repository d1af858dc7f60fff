"""How the choice would change if a price were another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from ninelives.kernels.stats.price.bill import Bill, Cases, Floats, Prices
from ninelives.kernels.stats.price.cheapest import Choice, Rule

MOST: Final = 1000.0  # times as much, or as little, that a price is followed to
PARTS: Final = {  # of a bill, that go with each price
    "mistake": {"machine", "people", "hand_mistakes"},
    "human": {"asking"},
    "human_right": {"people"},
    "by_hand": {"hand"},
}


@dataclass(frozen=True, slots=True)
class Swing:
    """One price, halved and doubled.

    Attributes:
        name: ``mistake``, ``human``, ``human_right`` (of which the share that is wrong is halved and doubled) or
            ``by_hand``.
        value: what it is; of mistakes the mean cost of one.
        low: half of it; of ``human_right`` how often a person is right who errs half as often.
        high: twice; where a person would be wrong more often than always, as often as can be.
        at_low: the cheapest rule at ``low``.
        at_high: that at ``high``.
        cost_low: of a case, by that rule.
        cost_high: the same.
        flips_at: the value nearest to ``value``, by ratio, from which on another kind of rule is the cheapest; None
            where none is within a thousandth and a thousand times of it.
        flips_to: that rule.
    """

    name: str
    value: float
    low: float
    high: float
    at_low: Rule
    at_high: Rule
    cost_low: float
    cost_high: float
    flips_at: float | None = None
    flips_to: Rule | None = None


def swings(choice: Choice, cases: Cases, prices: Prices) -> list[Swing]:
    """The choice at half and at twice each price, and where it becomes another.

    Every rule's cost is a line in each price, so both are exact: rules that keep the guarantee are compared, each at
    every threshold that was certified. What a price does to others (a person's minute to doing it by hand) is left out,
    and so is what people who are slower do to their queue.

    Args:
        choice: of :func:`~ninelives.kernels.stats.price.cheapest`.
        cases: that it was made on.
        prices: that it was made by.
    """
    weight = cases.weight / cases.weight.sum()
    wrong = float((weight * (1 - cases.right)).sum())
    values = {"mistake": float((weight * cases.missed).sum()), "human": prices.human, "human_right": wrong}
    values |= {} if prices.by_hand is None else {"by_hand": prices.by_hand}
    most = {"human_right": 1 / float((1 - cases.right).max()) if wrong else MOST}
    return [_swing(choice, name, value, min(MOST, most.get(name, MOST))) for name, value in values.items()]


def _swing(choice: Choice, name: str, value: float, most: float) -> Swing:
    rules = choice.standing
    slope = np.array([_part(each.bill, PARTS[name]) for each in rules])
    fixed = np.array([each.cost for each in rules]) - slope

    def best(times: float) -> tuple[Rule, float]:
        costs = fixed + times * slope
        at = int(costs.argmin())
        return rules[at], float(costs[at])

    def told(times: float) -> float:
        return 1 - times * value if name == "human_right" else times * value

    (low, cost_low), (high, cost_high) = best(0.5), best(min(2.0, most))
    flip = _flip(rules, fixed, slope, choice.best, most)
    ends = (told(1), told(0.5), told(min(2.0, most)))
    found = (None, None) if flip is None else (told(flip[0]), flip[1])
    return Swing(name, *ends, low, high, cost_low, cost_high, *found)


def _part(bill: Bill, names: set[str]) -> float:
    return sum(float(getattr(bill, each.name)) for each in fields(bill) if each.name in names)


def _flip(rules: Sequence[Rule], fixed: Floats, slope: Floats, best: Rule, most: float) -> tuple[float, Rule] | None:
    """The factor nearest to 1 at which another kind of rule becomes the cheapest, and that rule."""
    found = [_walk(rules, fixed, slope, rules.index(best), most, up) for up in (True, False)]
    known = [each for each in found if each is not None]
    return min(known, key=lambda each: abs(np.log(each[0])), default=None)


def _walk(
    rules: Sequence[Rule], fixed: Floats, slope: Floats, at: int, most: float, up: bool
) -> tuple[float, Rule] | None:
    """From one line to the next that undercuts it, along the least of all, until one is of another kind."""
    times, kind = 1.0, rules[at].name
    while rules[at].name == kind:
        flatter = slope < slope[at] if up else slope > slope[at]
        with np.errstate(all="ignore"):
            cross = np.where(flatter, (fixed - fixed[at]) / (slope[at] - slope), np.nan)
        cross = np.maximum(cross, times) if up else np.minimum(cross, times)
        if not flatter.any():
            return None
        times = float(np.nanmin(cross) if up else np.nanmax(cross))
        if not (1 / MOST <= times <= most):
            return None
        ties = np.flatnonzero(cross == times)
        at = int(ties[slope[ties].argmin() if up else slope[ties].argmax()])
    return times, rules[at]

"""What the mistakes cost, here and before, at the prices of the problem that asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ninelives.artifacts.problem.given import kept
from ninelives.report.asked import money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ninelives.artifacts.problem import Problem
    from ninelives.artifacts.sides import Sides


def told(sides: Sides, harm: Mapping[str, Any], problem: Problem | None) -> str:
    """A sentence on the cost of mistakes; empty where no problem was told, or nobody knows how many there are.

    Args:
        sides: whose model may keep what its own problem told.
        harm: how right it is here, and was before.
        problem: what was asked; by default what the model keeps.
    """
    asked = kept(problem) if problem is not None else None if sides.model is None else sides.model.facts.get("problem")
    if not asked or harm["measure"] != "accuracy" or harm["value"] is None or harm["before"] is None:
        return ""
    costs = asked["costs"]
    if "mistake" not in costs:
        return ""

    def price(right: float) -> str:
        return money((1 - right) * costs["mistake"], costs["currency"])

    low, high = harm["interval"]
    guess = "about " if harm["estimate"] else ""
    return (
        f"mistakes cost {guess}{price(harm['value'])} a {sides.noun} here ({price(high)} to {price(low)}), "
        f"{price(harm['before'])} before, at {money(costs['mistake'], costs['currency'])} a mistake"
    )

"""What a model keeps of the problem that asked for it, checked when it is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ninelives.artifacts.model import values

NUMBERS = ("minute", "human", "by_hand", "by_hand_right", "risk", "mistake")


def check(told: Mapping[str, Any] | None) -> None:
    """Its question is a text, and its costs are numbers; a model that none asked for keeps none.

    Raises:
        ValueError, KeyError, TypeError or AttributeError: it cannot be what ``train`` kept.
    """
    if told is None:
        return
    costs = told["costs"]
    rows = list(costs.get("errors", {}).values())
    errors = [cost for row in rows for cost in row.values()]
    shares = list((told["shares"] or {}).values())
    optional = [costs.get(name, 0) for name in ("wrong", "within")]
    numbers = [told["risk"], *optional, *(costs[name] for name in NUMBERS), *errors, *shares]
    if not values.numbers(*numbers) or min(numbers) < 0:
        raise ValueError("its problem holds a cost that is none")
    texts = [told["question"], costs["currency"], costs.get("unit", ""), *costs["assumed"]]
    if "within" in costs and not {"wrong", "unit"} <= set(costs):
        raise ValueError("its problem does not say in which unit a number is too far off, or what that costs")
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("its problem has no question, or no currency")

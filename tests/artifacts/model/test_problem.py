"""What a model keeps of its problem."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from ninelives.artifacts.model.problem import check
from tests.artifacts.problem.asked import problem

KEPT: dict[str, Any] = {"question": "is it?", "risk": 0.01, "costs": problem().costs, "shares": {"cat": 0.1}}


def test_what_training_keeps_is_sound() -> None:
    check(KEPT)
    check({**KEPT, "shares": None})
    check(None)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("question",), 3),
        (("risk",), "low"),
        (("shares",), {"cat": None}),
        (("shares",), [0.1]),
        (("costs",), None),
        (("costs", "human"), -1),
        (("costs", "human"), float("inf")),
        (("costs", "wrong"), True),
        (("costs", "errors"), {"cat": 3}),
        (("costs", "errors"), {"cat": {"no cat": "much"}}),
        (("costs", "currency"), 4),
        (("costs", "assumed"), [3]),
        (("costs", "within"), 3),
    ],
)
def test_what_is_no_cost_is_refused(path: tuple[str, ...], value: Any) -> None:
    told = deepcopy(KEPT)
    table = told
    for name in path[:-1]:
        table = table[name]
    table[path[-1]] = value
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        check(told)


@pytest.mark.parametrize(
    "name", ["minute", "human", "by_hand", "by_hand_right", "risk", "mistake", "currency", "assumed"]
)
def test_a_cost_that_is_missing_is_told(name: str) -> None:
    told = deepcopy(KEPT)
    del told["costs"][name]
    with pytest.raises(KeyError):
        check(told)

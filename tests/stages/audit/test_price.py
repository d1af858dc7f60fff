"""What mistakes cost, here and before."""

from __future__ import annotations

from typing import Any

from ninelives.artifacts.findings import Harm
from ninelives.artifacts.problem import Problem
from ninelives.stages.audit import price
from tests.stages.audit.test_kind import judged, sides

BOTH = sides(judged(0, 0.5), judged(1, 0.5))


def problem() -> Problem:
    facts: dict[str, Any] = {"kind": "predict", "inputs": {"what": "photos"}, "outputs": {"classes": ["cat", "dog"]}}
    return Problem.of({**facts, "loss": {"currency": "€", "wrong": 10}})


def known() -> dict[str, Any]:
    ends = {"interval": [0.85, 0.95], "before_interval": [0.97, 0.99]}
    return {**Harm.unknown("").to_json(), "measure": "accuracy", "value": 0.9, "before": 0.98, **ends}


def test_a_mistake_more_costs_what_the_problem_says() -> None:
    told = price.told(BOTH, known(), problem())
    assert told == "mistakes cost 1.00 € a row here (0.50 € to 1.50 €), 0.20 € before, at 10 € a mistake"
    assert price.told(BOTH, {**known(), "estimate": True}, problem()).startswith("mistakes cost about 1.00 €")


def test_without_a_problem_or_a_figure_nothing_is_said() -> None:
    assert price.told(BOTH, known(), None) == ""
    assert price.told(BOTH, Harm.unknown("no model").to_json(), problem()) == ""

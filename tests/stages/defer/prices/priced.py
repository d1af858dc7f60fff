"""A problem with all its prices, and hand-overs of answers that are priced by it."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

from ninelives.artifacts.handoff import Handoff
from ninelives.artifacts.problem import Problem
from ninelives.stages.defer import defer

ASKED: dict[str, Any] = {
    "kind": "predict",
    "risk": 0.03,
    "outputs": {"classes": ["cat", "dog"]},
    "loss": {
        "currency": "€",
        "minute": 0.5,
        "human": 2,
        "wrong": 60,
        "waiting": 0.5,
        "errors": {"cat": {"dog": 90}},
    },
    "by_hand": {"cost": 4, "minutes": 3, "right": 0.95, "a_year": 30000},
    "people": {"a_day": 40},
}


def told(table: Path, **changed: Any) -> Handoff:
    facts = deepcopy(ASKED)
    for name, value in changed.items():
        *tables, last = name.split("__")
        held = facts
        for each in tables:
            held = held.setdefault(each, {})
        held[last] = value
        if value is None:
            del held[last]
    return defer(table, problem=Problem.of(facts), progress=False)

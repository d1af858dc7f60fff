"""Problems as tables, for tests."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from ninelives.artifacts.problem import Problem

CATS: dict[str, Any] = {  # everything that a prediction can say, nothing assumed
    "kind": "predict",
    "question": "is there a cat in the tree?",
    "risk": 0.01,
    "biases": ["mirror"],
    "inputs": {"what": "photos", "data": ["photos/"], "collected": {"hour": "13-18"}},
    "outputs": {"classes": ["cat", "no cat"], "prevalence": {"cat": 1e-4}, "target": "seen"},
    "loss": {
        "currency": "€",
        "minute": 0.5,
        "human": 4,
        "wrong": 5,
        "waiting": 0.5,
        "errors": {"cat": {"no cat": 100}},
    },
    "people": {"a_day": 200, "right": {"hour=20-6": 0.9}},
    "by_hand": {"cost": 4, "minutes": 3, "right": 0.98, "a_year": 500},
    "machine": {"hours": 100, "alone": 0.8},
    "deployment": {"hour": "20"},
}
POWER: dict[str, Any] = {
    "kind": "forecast",
    "inputs": {"what": "table"},
    "outputs": {"number": "kWh", "within": 5, "ahead_hours": 24},
}
RESCUE: dict[str, Any] = {
    "kind": "act",
    "inputs": {"what": "flights"},
    "outputs": {"actions": ["up", "down"], "reward": {"cat rescued": 1_000_000, "second in the air": 1, "crash": -1e4}},
}
TUNE: dict[str, Any] = {"kind": "create", "inputs": {"what": "music"}, "outputs": {"making": "a melody"}}


def told(base: dict[str, Any] = CATS, **changed: Any) -> dict[str, Any]:
    """Tables with some values changed; ``outputs__classes=None`` leaves one out."""
    facts = deepcopy(base)
    for name, value in changed.items():
        *tables, last = name.split("__")
        table = facts
        for each in tables:
            table = table.setdefault(each, {})
        if value is None:
            table.pop(last, None)
        else:
            table[last] = value
    return facts


def problem(base: dict[str, Any] = CATS, **changed: Any) -> Problem:
    return Problem.of(told(base, **changed))


def faults(base: dict[str, Any] = CATS, **changed: Any) -> list[tuple[str, str]]:
    """All that is wrong, each with the dotted name that it stands at."""
    return [(".".join(map(str, path)), why) for path, why in Problem.checked(told(base, **changed))[1]]

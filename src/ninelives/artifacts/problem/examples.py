"""A line to paste for each key of a problem's file."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final

LINES: Final = {
    "version": "version = 1",
    "kind": 'kind = "predict"',
    "question": 'question = "is there a cat in this photo?"',
    "risk": "risk = 0.02",
    "biases": 'biases = ["mirror", "brightness"]',
    "inputs.what": 'what = "photos"',
    "inputs.data": 'data = ["photos/"]',
    "inputs.collected": 'collected = { hour = "13-18" }',
    "outputs.classes": 'classes = ["cat", "no cat"]',
    "outputs.prevalence": 'prevalence = { cat = 0.01, "no cat" = 0.99 }',
    "outputs.target": 'target = "seen"',
    "outputs.number": 'number = "kWh"',
    "outputs.within": "within = 5",
    "outputs.ahead_hours": "ahead_hours = 24",
    "outputs.actions": 'actions = ["up", "down"]',
    "outputs.reward": "reward = { rescued = 1000000, crash = -10000 }",
    "outputs.making": 'making = "a melody of eight bars"',
    "loss.currency": 'currency = "€"',
    "loss.minute": "minute = 0.5",
    "loss.human": "human = 4",
    "loss.wrong": "wrong = 100",
    "loss.errors": 'errors = { cat = { "no cat" = 100 } }',
    "by_hand.cost": "cost = 4",
    "by_hand.minutes": "minutes = 3",
    "by_hand.right": "right = 0.98",
    "by_hand.a_year": "a_year = 500",
    "loss.waiting": "waiting = 0.5",
    "people.a_day": "a_day = 200",
    "people.right": 'right = { "hour=20-6" = 0.8 }',
    "machine.hours": "hours = 100",
    "machine.alone": "alone = 0.8",
    "deployment": 'hour = "20-6"',
}


def line(*path: str | int) -> str:
    """The line that a key may have, or the key that was meant; its table behind it.

    Args:
        path: the key behind those of its tables, and what is wrong inside it.
    """
    names = [str(name) for name in path]
    for upto in range(len(names), 0, -1):
        if (name := ".".join(names[:upto])) in LINES:
            return _under(name)
    near = get_close_matches(".".join(names), LINES, n=1) or [each for each in LINES if each.startswith(f"{names[0]}.")]
    return _under(near[0] if near else "kind")


def _under(name: str) -> str:
    table = name.partition(".")[0] if "." in name or name == "deployment" else ""
    return LINES[name] + (f"   under [{table}]" if table else "")

"""A problem drafted from data: what can be read off them; the rest is assumed, and marked so."""

from __future__ import annotations

import math
import re
from typing import Any, Final

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.envelope.axes import Axis
from ninelives.artifacts.envelope.columns import UNKNOWN, Bin
from ninelives.artifacts.problem.assume import whole
from ninelives.artifacts.problem.fields import Facts
from ninelives.artifacts.problem.problem import Problem
from ninelives.report.words import list_and
from ninelives.stages.ask.look import Look

MOST: Final = 12  # values of an axis that a person still reads
_UNSAID: Final = re.compile(r"[|,:]")  # what parts the words of a deployment


def drafted(seen: Look) -> Problem:
    """The problem that data suggest.

    Raises:
        NinelivesError: their labels contradict each other, such as two that differ in case alone.
    """
    facts = Facts()
    facts.put(("kind",), "predict", assumed=True)
    facts.put(("inputs", "what"), seen.what)
    facts.put(("inputs", "data"), [str(seen.path)])
    if collected := _collected(seen):
        facts.put(("inputs", "collected"), collected)
    if seen.target is not None:
        facts.put(("outputs", "target"), seen.target, assumed=seen.guessed)
    _answers(facts, seen)
    return Problem.of(facts)


def _answers(facts: Facts, seen: Look) -> None:
    names = seen.classes
    if seen.measured:
        facts.put(("outputs", "number"), seen.target or "units")
        values = sorted(float(name) for name in names)
        facts.put(("outputs", "within"), _round((values[-1] - values[0]) / 20), assumed=True)
        facts.put(("question",), f"what is {seen.target or 'the number'}?", assumed=True)
    elif len(names) > 1:
        total = sum(names.values())
        facts.put(("outputs", "classes"), list(names))
        facts.put(("outputs", "prevalence"), {name: count / total for name, count in names.items()}, assumed=True)
        few = list(names)[:6] if len(names) <= 6 else [*list(names)[:5], f"one of {len(names) - 5} more"]
        facts.put(("question",), f"is it {list_and(few, 'or')}?", assumed=True)


def _collected(seen: Look) -> dict[str, Any]:
    """The conditions that the data were made under, as a use is declared."""
    told: dict[str, Any] = {}
    for axis in seen.envelope.axes:
        words = _shares(seen.envelope, axis)
        own = [axis.name] if seen.what == "table" else []
        if words and not Deployment.from_values({axis.name: words}, columns=own)[1]:  # seasons may be 1 to 4
            told[axis.name] = words
    days = {"from": seen.first, "to": seen.last}
    told |= {name: day for name, day in days.items() if day is not None}
    return told | ({} if seen.envelope.world == "real" else {"world": seen.envelope.world})


def _shares(envelope: Envelope, axis: Axis) -> str:
    """An axis as ``8-10:0.25|10-12:0.5``; nothing where that could not be read again."""
    tally = envelope.tally(envelope.world)
    found = {
        key[0][1]: scenes for key, (scenes, _) in tally.regions.items() if len(key) == 1 and key[0][0] == axis.name
    }
    known = {label: scenes for label, scenes in found.items() if label != UNKNOWN}
    total = sum(found.values())
    if not known or len(known) > MOST or any(isinstance(label, str) and _UNSAID.search(label) for label in known):
        return ""
    parts = sorted(known, key=axis.order)
    return "|".join(f"{_bin(axis, label)}:{math.floor(1e4 * known[label] / total) / 1e4:g}" for label in parts)


def _bin(axis: Axis, label: Bin) -> str:
    if axis.step is None or isinstance(label, str):
        return str(label)
    return f"{label * axis.step:g}-{(label + 1) * axis.step:g}"


def _round(value: float) -> float | int:
    """One digit of a number above 0."""
    return whole(float(f"{value:.1g}")) or 1

"""What nobody said is filled in, so that there is an answer at once; each is marked, and every verdict names it."""

from __future__ import annotations

from typing import Any, Final

from ninelives.artifacts.problem.checks import OUTPUTS
from ninelives.artifacts.problem.fields import MOST, VERSION, Facts
from ninelives.artifacts.toml.keys import Path

CURRENCY: Final = "€"
MINUTE: Final = 0.5  # 30 an hour
WRONG: Final = 20  # times the price of asking a person
RIGHT: Final = 0.95  # of a person who looks at one case after the other
LEAST: Final = 0.01  # of mistakes, where a person is said to make none
LEAST_TIME: Final = 1e-6  # minutes
HOURS: Final = 100  # of people's time a year for a machine: collecting, labelling, looking after it
ALONE: Final = 0.8  # share that a machine decides alone; the rest goes to a person
_WHAT: Final = {"predict": "photos", "forecast": "table", "act": "flights", "create": "music"}
_FOLLOW: Final[tuple[Path, ...]] = (  # from other values, and again where a file was edited
    *(("inputs", "what"), ("by_hand", "minutes"), ("by_hand", "cost")),
    *(("loss", "human"), ("loss", "wrong"), ("risk",)),
)
_RIVALS: Final = {  # outputs that give way where the other was said
    **dict.fromkeys(("classes", "prevalence"), "number"),
    **dict.fromkeys(("number", "within", "ahead_hours"), "classes"),
}


def filled(facts: Facts) -> Facts:
    """All values that an answer needs; those that nobody said are marked."""
    if ("version",) not in facts.raw:
        facts.put(("version",), VERSION)
    before = _stale(facts)
    _fill(facts)
    facts.anew.update({path: old for path, old in before.items() if facts.raw.get(path) != old})
    return facts


def _stale(facts: Facts) -> dict[Path, Any]:
    """Take out what was assumed and follows from other values, which may have been edited since; what it was."""
    return {path: facts.take(path) for path in sorted(facts.assumed) if path in _FOLLOW or _outdated(path, facts)}


def _outdated(path: Path, facts: Facts) -> bool:
    """Whether an output was assumed for another kind of problem, or for other answers."""
    if path[0] != "outputs":
        return False
    name, kind = str(path[-1]), facts.read.get(("kind",), "predict")
    if name not in OUTPUTS[kind] or facts.said("outputs", _RIVALS.get(name, name)):
        return True
    return name == "prevalence" and set(facts.read[path]) != set(facts.read.get(("outputs", "classes"), ()))


def _fill(facts: Facts) -> None:
    _task(facts)
    _hand(facts)
    _loss(facts)
    right = facts.read["by_hand", "right"]
    as_by_hand = max(LEAST, round(1 - right, 6))
    _assume(facts, as_by_hand if as_by_hand <= 0.5 else 0.5, "risk")
    _assume(facts, HOURS, "machine", "hours")
    _assume(facts, ALONE, "machine", "alone")


def _task(facts: Facts) -> None:
    _assume(facts, "predict", "kind")
    kind = facts.read[("kind",)]
    _assume(facts, _WHAT[kind], "inputs", "what")
    one_of = facts.read.get(("outputs", "classes")) or facts.read.get(("outputs", "number"))
    if kind == "predict" and not one_of:
        _assume(facts, ["yes", "no"], "outputs", "classes")
    if kind == "forecast" and not one_of:
        _assume(facts, "units", "outputs", "number")
    if ("outputs", "number") in facts.read:
        _assume(facts, 1, "outputs", "within")
    if kind == "forecast":
        _assume(facts, 24, "outputs", "ahead_hours")
    if kind == "act" and ("outputs", "actions") not in facts.read:
        _assume(facts, ["go", "stay"], "outputs", "actions")
        _assume(facts, {"done": 1}, "outputs", "reward")
    if kind == "create":
        _assume(facts, "a piece", "outputs", "making")
    _shares(facts)


def _shares(facts: Facts) -> None:
    """How often each answer is the right one: what is left over, in equal parts."""
    classes = facts.read.get(("outputs", "classes"))
    if not classes or ("outputs", "prevalence") in facts.raw:
        return
    if len(set(classes)) == len(classes):
        _assume(facts, {name: 1 / len(classes) for name in classes}, "outputs", "prevalence")


def _hand(facts: Facts) -> None:
    """What a case by hand takes and costs follow from each other where one is said."""
    _assume(facts, CURRENCY, "loss", "currency")
    _assume(facts, MINUTE, "loss", "minute")
    minute, cost = facts.read["loss", "minute"], facts.read.get(("by_hand", "cost"))
    _assume(facts, max(LEAST_TIME, whole(cost / minute)) if cost and minute else 1, "by_hand", "minutes")
    _assume(facts, whole(facts.read["by_hand", "minutes"] * minute), "by_hand", "cost")
    _assume(facts, RIGHT, "by_hand", "right")
    _assume(facts, facts.read["by_hand", "cost"], "loss", "human")


def _loss(facts: Facts) -> None:
    """What a mistake costs that nobody named; where all are named there is none."""
    errors = facts.read.get(("loss", "errors"), {})
    classes = facts.read.get(("outputs", "classes"), ())
    pairs = [(truth, answer) for truth in classes for answer in classes if truth != answer]
    if pairs and all(answer in errors.get(truth, {}) for truth, answer in pairs):
        return
    told = [cost for costs in errors.values() for cost in costs.values()]
    by_default = whole(WRONG * (facts.read["loss", "human"] or 1))
    _assume(facts, whole(sum(told) / len(told)) if told else by_default, "loss", "wrong")


def whole(value: float) -> float | int:
    """A number as people write it: six digits behind the point at most, and none where it is whole."""
    return int(value) if value == int(value) else round(value, 6)


def _assume(facts: Facts, value: Any, *path: str) -> None:
    at: Path = path
    if at not in facts.read:
        facts.put(at, min(value, MOST) if isinstance(value, int | float) else value, assumed=True)

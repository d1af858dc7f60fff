"""What a sealed model says of itself, part by part: digests prove who wrote it, and not that it makes sense.

Every function raises ValueError, KeyError or TypeError where a part cannot be what ``Model.save`` wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.model import values
from ninelives.artifacts.model.score import Capped
from ninelives.artifacts.properties import READERS, Property, measured
from ninelives.kernels.nets.rungs import RUNGS, Foreign, Kinds, Rules

if TYPE_CHECKING:
    from ninelives.artifacts.archive.gauges import Gauge
    from ninelives.artifacts.foreign import Origin
    from ninelives.kernels.nets.rungs import Rung

FACTS = {"task": str, "items": int, "scenes": int, "fitted_on": int, "calibration_items": int, "size": int, "side": int}
FACTS |= {
    "axes": list,
    "world": str,
    "gaps": list,
    "notes": list,
    "lineage": dict,
    "levelled": bool,
    "biases": list,
    "untried": list,
    "unfinished": list,
    "copies": int,
    "properties": list,
}
VERDICTS = ("kept", "broken", "cannot tell")  # of a bias
LARGEST = 1e300
SIZES = {"size": (32, 1024), "side": (1, 256)}  # px; a larger one would fill the memory


def check_reach(facts: Mapping[str, Any]) -> None:
    """No whole number anywhere is larger than a float can be: whatever tells of it reckons with it."""
    left: list[Any] = [facts]
    while left:
        part = left.pop()
        if isinstance(part, Mapping):
            left += part.values()
        elif isinstance(part, list):
            left += part
        elif isinstance(part, int) and abs(part) > LARGEST:
            raise ValueError("it holds a number that is too large to reckon with")


def check_facts(facts: Mapping[str, Any]) -> None:
    """Every fact that the rest of the program reads is there, and of its type."""
    if wrong := [name for name, kind in FACTS.items() if type(facts.get(name)) is not kind]:
        raise ValueError(f"it does not tell its {wrong[0]}")
    for name, (low, high) in SIZES.items():
        if not low <= facts[name] <= high:
            raise ValueError(f"its {name} is {facts[name]} px")
    if not all(isinstance(text, str) for text in (*facts["axes"], *facts["notes"], *facts["unfinished"])):
        raise ValueError("its axes or what was unfinished have no names, or its notes no words")
    for name, check in LISTED.items():
        for entry in facts[name]:
            check(entry)
    _check_properties(facts["properties"])
    for name, check in OPTIONAL.items():
        if facts[name] is not None:
            check(facts[name])
    if facts["deployment"] is not None:
        Deployment.from_json(facts["deployment"])
    check_lineage(facts["lineage"], "archive")


def check_gap(gap: Mapping[str, Any]) -> None:
    """It has its words, kind, scenes, share, p-value and conditions."""
    conditions, steps = gap["conditions"], gap["steps"]
    if not all(isinstance(gap[name], str) for name in ("words", "kind")) or type(gap["scenes"]) is not int:
        raise ValueError("a gap lacks its words, kind or scenes")
    if type(gap["apart"]) is not bool:
        raise ValueError("a gap does not say whether its neighbours add up")
    if not np.isfinite([float(gap["share"]), float(gap["p"])]).all():
        raise ValueError("a gap has no share or p-value")
    for (name, label), step in zip(conditions, steps, strict=True):
        if not isinstance(name, str) or type(label) not in (int, str) or not isinstance(step, int | float | None):
            raise ValueError("a gap has no condition")


def _check_bias(bias: Mapping[str, Any]) -> None:
    ends = (*values.two(bias["interval"]), *values.two(bias["gain_interval"]))
    _check_numbers("a bias", bias["flips"], bias["gain"], *ends, bias["photos"])
    if not isinstance(bias["name"], str) or bias["verdict"] not in VERDICTS:
        raise ValueError("a bias lacks its name or verdict")
    if any(not isinstance(bias[name], bool) for name in ("asked", "used", "contradicted")):
        raise ValueError("a bias does not say who asked for it, whether it is used, or whether the data contradict it")


def _check_properties(told: Sequence[Mapping[str, Any]]) -> None:
    found = [Property.from_json(each) for each in told]
    own = measured()
    if found and tuple(found[: len(own)]) != own:
        raise ValueError("other properties were measured for it than are measured now")
    names = [each.name for each in found]
    if len(set(names)) < len(names) or any(each.source == "photo" for each in found[len(own) :]):
        raise ValueError("two of its properties have one name, or one is measured by nobody")


def check_read(told: Sequence[Mapping[str, Any]], rungs: Iterable[str]) -> None:
    """Rungs that read properties say what those are."""
    if not told and (blind := sorted(set(READERS) & set(rungs))):
        raise ValueError(f"its rung '{blind[0]}' reads properties, and it names none")


def check_rules(told: Mapping[str, Any] | None, rung: Rung | None, classes: Sequence[str]) -> None:
    """What is told of the rung ``rules`` belongs to it: rules end at leaves, a tree follows, each has a score."""
    if (told is None) != (rung is None):
        raise ValueError("it tells of rules that are not in it, or of none that are")
    if told is None or not isinstance(rung, Rules):
        return
    ends, tail = [line["leaf"] for line in told["written"]], told["tail"]
    if not all(type(node) is int and 0 <= node < len(rung.feature) for node in (*ends, tail)):
        raise ValueError("a rule of it ends nowhere")
    if sorted(ends) != np.flatnonzero(rung.feature[:tail] < 0).tolist():
        raise ValueError("its written rules are not those that it tells")
    inner = tail + np.flatnonzero(rung.feature[tail:] >= 0)
    below = np.sort(np.concatenate([rung.left[inner], rung.right[inner]]))
    if below.tolist() != list(range(tail + 1, len(rung.feature))):
        raise ValueError("its learned rules are no tree")
    if not all(isinstance(line["text"], str) and line["class"] in classes for line in told["written"]):
        raise ValueError("a rule of it has no words, or no class")
    if told["otherwise"] is not None and told["otherwise"] not in classes:
        raise ValueError("what its rules leave is of no class")
    _check_steps(told, int((rung.feature < 0).sum()))


def _check_steps(told: Mapping[str, Any], many: int) -> None:
    if len(told["steps"]) != many or type(told["enough"]) is not int or not 1 <= told["enough"] <= many:
        raise ValueError("its rules do not tell what each of them gains")
    for step in told["steps"]:
        shares = (step["score"], step["error"], *values.two(step["interval"]))
        _check_numbers("a list of rules", *shares, step["gain"], *values.two(step["gain_interval"]))
        if not all(0 <= share <= 1 for share in shares):
            raise ValueError("a list of rules has no share right, or no interval")


def check_untried(rung: Mapping[str, Any]) -> None:
    """It has its name, and why."""
    if not all(isinstance(rung[name], str) for name in ("name", "reason", "fix")):
        raise ValueError("a rung that was not tried lacks its name or reason")


def _check_foreseen(told: Mapping[str, Any]) -> None:
    ends = (*values.two(told["interval"]), *values.two(told["light"]))
    _check_numbers("what is foreseen", told["accuracy"], *ends, told["photos"])


def _check_tuning(told: Mapping[str, Any]) -> None:
    if type(told["used"]) is not bool or type(told["photos"]) is not int or not isinstance(told["against"], str):
        raise ValueError("a tuning does not say whether it is used, on how many photos, or beside which rung")
    for view in (told["day"], told["dark"]):
        if view is not None:
            _check_numbers("a tuning", view["gain"], *values.two(view["interval"]))
    if told["day"] is None:
        raise ValueError("a tuning does not say what it bought by day")


def _check_interaction(told: Mapping[str, Any]) -> None:
    counts = (told["pairs"], told["photos"], told["folds"], told["same"])
    if not all(type(count) is int for count in counts) or type(told["shown"]) is not bool:
        raise ValueError("its pair of properties lacks a count, or whether it is shown")
    _check_numbers("its pair of properties", told["table"], told["sum"], told["gain"], *values.two(told["interval"]))
    if (best := told["best"]) is None:
        if told["shown"]:
            raise ValueError("it shows a pair of properties that it does not name")
        return
    for one, other in (best["properties"], best["classes"]):
        if not isinstance(one, str) or not isinstance(other, str):
            raise ValueError("its pair of properties has no names")
    _check_numbers("its pair of properties", *values.two(best["cut"]))
    if [len(cell) for cell in best["cells"]] != [2, 2, 2, 2]:
        raise ValueError("its pair of properties has not four cells of two classes")
    if not all(type(count) is int and count >= 0 for cell in best["cells"] for count in cell):
        raise ValueError("its pair of properties counts no photos")


LISTED = {"gaps": check_gap, "biases": _check_bias, "untried": check_untried}
OPTIONAL = {"foreseen": _check_foreseen, "fine_tuned": _check_tuning, "interaction": _check_interaction}


def _check_numbers(what: str, *numbers: Any) -> None:
    if not values.numbers(*numbers):
        raise ValueError(f"{what} holds what is no number")


def check_lineage(lineage: Mapping[str, Any], source: str) -> None:
    """It tells what the model was made from; ``source`` is the input that holds it."""
    inputs, told = lineage["inputs"], (lineage["stage"], lineage["version"], lineage["inputs"][source])
    if not isinstance(inputs, dict) or not all(isinstance(text, str) for text in told):
        raise ValueError("its lineage is none")
    if any(type(lineage[name]) is not int for name in ("seed", "threads")) or not isinstance(lineage["options"], dict):
        raise ValueError("its lineage lacks its seed or options")


def classes(told: Any) -> tuple[str, ...]:
    """The names of the classes."""
    if not isinstance(told, list) or not all(isinstance(name, str) for name in told):
        raise ValueError("its classes have no names")
    if len(told) < 2 or len(set(told)) < len(told):
        raise ValueError("its classes must be two or more, all different")
    return tuple(told)


def score(told: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a ``Score`` without its seconds."""
    low, high = map(float, told["interval"])
    numbers = {"score": float(told["score"]), "error": float(told["error"])}
    if not np.isfinite([low, high, *numbers.values()]).all() or numbers["error"] < 0:
        raise ValueError("a score is no number")
    if not isinstance(told["name"], str) or type(told["parameters"]) is not int:
        raise ValueError("a score lacks its name or parameters")
    capped = None if told["capped"] is None else _capped(told["capped"])
    return {
        "name": told["name"],
        "interval": (low, high),
        "parameters": told["parameters"],
        "capped": capped,
        **numbers,
    }


def check_ladder(names: Sequence[str], *, kinds: bool) -> None:
    """Scores are of rungs of the ladder, from the lowest up and each once; of kinds there is one of theirs, or none.

    A network made elsewhere stands alone.
    """
    ladder = [name for name in RUNGS if (name == Kinds.name) == kinds and name in names]
    if Foreign.name in ladder:
        ladder = [Foreign.name]
    if list(names) != ladder:
        raise ValueError(f"its scores are of {list(names)}, which is no ladder")


def _capped(told: Mapping[str, Any]) -> Capped:
    low, high = told["interval"]
    _check_numbers("a capped rung", told["photos"], told["gain"], low, high)
    if type(told["photos"]) is not int or told["photos"] < 1 or not isinstance(told["against"], str):
        raise ValueError("a capped rung does not say on how many photos it was judged, or beside which rung")
    return Capped(photos=told["photos"], against=told["against"], gain=told["gain"], interval=(low, high))


def check_rung(rung: Rung, gauge: Gauge | None, count: int) -> None:
    """A rung takes what its gauge measures, and gives a probability of each of ``count`` classes."""
    nothing = np.zeros((1, 0 if gauge is None else gauge.width), np.float32)
    with np.errstate(all="ignore"):
        p = rung.probabilities(nothing)
    if isinstance(rung, Rules) and rung.feature.max() >= nothing.shape[1]:
        raise ValueError("its rules ask for a property that is not measured")
    if p.shape != (1, count) or not np.isfinite(p).all():
        raise ValueError(f"its rung '{rung.name}' gives no probability of each of {count} classes")


def check_foreign(rung: Rung, origin: Origin, count: int) -> None:
    """A rung that takes what a network gives, and makes a probability of each of ``count`` classes of it."""
    if not isinstance(rung, Foreign) or rung.kind != Foreign.of(origin.kind).kind:
        raise ValueError("its network gives other numbers than its rung takes")
    p = rung.probabilities(np.full((1, origin.numbers), 1 / origin.numbers, np.float32))
    if p.shape != (1, count):
        raise ValueError(f"its network gives no probability of each of {count} classes")

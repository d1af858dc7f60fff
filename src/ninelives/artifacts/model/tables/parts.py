"""What a sealed model of a table says of itself, part by part: digests prove who wrote it, not that it makes sense.

Every function raises ValueError, KeyError or TypeError where a part cannot be what ``TableModel.save`` wrote.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.foreign.origin import Origin
from ninelives.artifacts.model import parts, problem, values
from ninelives.artifacts.model.tables.errors import Errors
from ninelives.artifacts.table.leaks.leak import KINDS
from ninelives.kernels.nets.rungs.tables import CLASSIFIERS, REGRESSORS
from ninelives.kernels.nets.rungs.tables.foreign import ForeignRows
from ninelives.kernels.stats import Reach

if TYPE_CHECKING:
    from ninelives.artifacts.table import Coding

FACTS: Final = {
    **dict.fromkeys(("items", "scenes", "fitted_on", "calibration_items"), int),
    **dict.fromkeys(("notes", "leaks", "axes", "gaps", "untried", "unfinished", "swayed"), list),
    **dict.fromkeys(("learned", "lineage"), dict),
    **dict.fromkeys(("world", "data"), str),
    "recognises": bool,
}
TASKS: Final = ("classification", "regression")
MOST: Final = 1_000  # bins of a column beside each other
FARTHEST: Final = 1e300  # edge of one
CONSTANT: Final = ("majority", "mean")  # rungs that look at no column


def check_facts(facts: Mapping[str, Any], names: Sequence[str]) -> None:
    """Every fact that the rest of the program reads is there, and of its type; ``names`` are those of the rungs."""
    if wrong := [name for name, kind in FACTS.items() if type(facts.get(name)) is not kind]:
        raise ValueError(f"it does not tell its {wrong[0]}")
    if set(facts) - {"foreign"} != {*FACTS, "deployment", "id", "problem", "rules"}:
        raise ValueError("it tells more, or less, than a model of a table does")
    if not isinstance(facts["id"], str | None):
        raise ValueError("what names its rows is no column")
    _check_rows(facts)
    problem.check(facts["problem"])
    for gap in facts["gaps"]:
        parts.check_gap(gap)
    for rung in facts["untried"]:
        parts.check_untried(rung)
    for leak in facts["leaks"]:
        _check_leak(leak)
    for told in facts["swayed"]:
        _check_swayed(told)
    if set(facts["learned"]) != set(names) or any(type(rows) is not int for rows in facts["learned"].values()):
        raise ValueError("it does not tell from how many rows each rung learned")
    if facts["deployment"] is not None:
        Deployment.from_json(facts["deployment"])
    parts.check_lineage(facts["lineage"], "table")


def _check_rows(facts: Mapping[str, Any]) -> None:
    counts = [facts[name] for name, kind in FACTS.items() if kind is int]
    if min(counts) < 0 or facts["fitted_on"] + facts["calibration_items"] > facts["items"]:
        raise ValueError("it was made from fewer rows than none, or than it tells of")
    texts = (*facts["axes"], *facts["notes"], *facts["unfinished"])
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("its axes or what was unfinished have no names, or its notes no words")


def _check_leak(leak: Mapping[str, Any]) -> None:
    if set(leak) != {"column", "kind", "words", "evidence", "left_out"}:
        raise ValueError("a leak has other fields")
    if not all(isinstance(leak[name], str) for name in ("column", "words")) or leak["kind"] not in KINDS:
        raise ValueError("a leak lacks its column, kind or words")
    if type(leak["left_out"]) is not bool or type(leak["evidence"]) is not dict:
        raise ValueError("a leak does not say whether it is left out, or why")
    for name, told in leak["evidence"].items():
        if not isinstance(name, str) or not (isinstance(told, str) or values.numbers(told)):
            raise ValueError("the evidence of a leak is neither word nor number")


def check_rules(told: Mapping[str, Any] | None, rung: Any, classes: tuple[str, ...] | None) -> None:
    """Rules that the user wrote end at leaves before those that were learned."""
    if told is None:
        return
    if classes is None or rung is None or set(told) != {"written", "otherwise", "tail"}:
        raise ValueError("it tells of rules that are not in it")
    ends, tail = [line["leaf"] for line in told["written"]], told["tail"]
    if type(tail) is not int or not 0 <= tail < len(rung.feature):
        raise ValueError("its learned rules begin nowhere")
    if not ends or sorted(ends) != np.flatnonzero(rung.feature[:tail] < 0).tolist():
        raise ValueError("its written rules are not those that it tells")
    if not all(isinstance(line["text"], str) and line["class"] in classes for line in told["written"]):
        raise ValueError("a rule of it has no words, or no class")
    if told["otherwise"] is not None and told["otherwise"] not in classes:
        raise ValueError("what its rules leave is of no class")


def _check_swayed(told: Mapping[str, Any]) -> None:
    """What one column does to the answers: bins of one width, or names, each once and with a number."""
    if set(told) != {"feature", "step", "whole", "class", "bins"} or not isinstance(told["feature"], str):
        raise ValueError("what sways it has other fields, or no column")
    step, labels = told["step"], [label for label, _, _ in told["bins"]]
    if type(told["whole"]) is not bool or not isinstance(told["class"], str | None):
        raise ValueError("what sways it is of no class")
    if not (step is None or (values.numbers(step) and step > 0)):
        raise ValueError("what sways it is in bins of no width")
    kinds = (str, type(None)) if step is None else (int,)
    if not labels or any(type(label) not in kinds for label in labels) or len(set(labels)) < len(labels):
        raise ValueError("what sways it has no bins, or the same one twice")
    if step is not None and (max(labels) - min(labels) > MOST or abs(max(labels, key=abs)) * step > FARTHEST):
        raise ValueError("what sways it has bins too far from each other")
    for _, scenes, said in told["bins"]:
        if type(scenes) is not int or scenes < 1 or not values.numbers(said):
            raise ValueError("a bin of what sways it holds no scene, or says no number")


def target(told: Any, coding: Coding) -> str:
    """The column that was learned."""
    if not isinstance(told, str) or not told or told in coding.names:
        raise ValueError("it does not name its target, or learned from it")
    return told


def classes(task: Any, told: Any) -> tuple[str, ...] | None:
    """The names of the classes; None for numbers."""
    if task not in TASKS:
        raise ValueError("its task is neither classification nor regression")
    if task == "classification":
        return parts.classes(told)
    if told is not None:
        raise ValueError("it tells classes of numbers")
    return None


def check_ladder(names: Sequence[str], classes: tuple[str, ...] | None) -> None:
    """Scores are of rungs of the ladder, from the lowest up and each once."""
    if classes is not None and list(names) == [ForeignRows.name]:  # made elsewhere, it stands alone
        return
    ladder = [name for name in (REGRESSORS if classes is None else CLASSIFIERS) if name in names]
    if not names or list(names) != ladder:
        raise ValueError(f"its scores are of {list(names)}, which is no ladder")


def errors(told: Any, names: Sequence[str], classes: tuple[str, ...] | None) -> dict[str, Errors]:
    """Those of every rung of numbers; none of classes."""
    if type(told) is not dict or set(told) != (set(names) if classes is None else set()):
        raise ValueError("its errors are not those of its rungs")
    return {name: Errors.from_json(told[name]) for name in names if name in told}


def check_reach(reach: Reach | None, classes: tuple[str, ...] | None) -> None:
    """Only numbers have intervals."""
    if reach is not None and classes is not None:
        raise ValueError("it has intervals about classes")


def origin(told: Any, names: Sequence[str], classes: tuple[str, ...] | None) -> Origin | None:
    """Where a model that was made elsewhere was adopted from; None for one that ninelives trained."""
    if (told is not None) != (list(names) == [ForeignRows.name]):
        raise ValueError("it does not say where it was adopted from")
    found = None if told is None else Origin.from_json(told)
    if found is not None and (found.takes is not None or max(found.numbers, 2) != len(classes or ())):
        raise ValueError("what it was adopted from tells other classes")
    return found


def check_rung(rung: Any, features: int, classes: tuple[str, ...] | None) -> None:
    """A rung reads the features that there are, and gives a probability of each class, or a number."""
    if isinstance(rung, ForeignRows):  # whose network is looked through before it is first asked
        if rung.reads(features).max(initial=-1) >= features:
            raise ValueError("its network reads a column that there is not")
        return
    if rung.name not in CONSTANT and rung.reads(features + 1).max(initial=-1) >= features:
        raise ValueError(f"its rung '{rung.name}' reads a column that there is not")
    nothing, zero = np.full((1, features), np.nan, np.float32), np.zeros((1, features), np.float32)
    for row in (nothing, zero):
        with np.errstate(all="ignore"):
            told = rung.predict(row) if classes is None else rung.probabilities(row)
        if told.shape != ((1,) if classes is None else (1, len(classes))) or not np.isfinite(told).all():
            what = "no number" if classes is None else f"no probability of each of {len(classes)} classes"
            raise ValueError(f"its rung '{rung.name}' gives {what}")

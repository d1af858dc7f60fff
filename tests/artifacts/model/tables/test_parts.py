"""The parts of a sealed model of a table: what is written passes, and each thing that never is is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ninelives.artifacts.model.tables import TableModel, parts
from ninelives.artifacts.table import Coding, Column
from ninelives.kernels.nets.rungs import Majority
from ninelives.kernels.nets.rungs.tables import Mean
from ninelives.kernels.stats import Reach

GAP = {"words": "dark", "kind": "unseen", "scenes": 0, "share": 0.5, "p": 0.01, "conditions": [["kind", "oval"]]}
GAP |= {"steps": [None], "apart": True}
LEAK = {"column": "a", "kind": "copy", "words": "a is b", "evidence": {"share": 1.0}, "left_out": True}
LINEAGE = {"stage": "train", "version": "1", "inputs": {"table": "ab"}, "seed": 0, "threads": 1, "options": {}}
SWAYED = {"feature": "size", "step": 5.0, "whole": False, "class": None, "bins": [[1, 30, 0.5], [3, 2, 0.7]]}
GOOD: dict[str, Any] = {"data": "table", "items": 9, "scenes": 9, "fitted_on": 6, "calibration_items": 3}
GOOD |= {"learned": {"majority": 6, "rules": 6}, "recognises": True, "notes": ["a note"], "leaks": [LEAK]}
GOOD |= {"id": None, "axes": ["kind"], "world": "real", "deployment": None, "gaps": [GAP], "unfinished": ["kernel"]}
GOOD |= {
    "untried": [{"name": "network", "reason": "torch is not installed", "fix": ""}],
    "lineage": LINEAGE,
    "problem": None,
    "swayed": [SWAYED],
    "rules": None,
}
NAMES = ["majority", "rules"]


def test_what_is_written_passes(model: TableModel, numbers: TableModel) -> None:
    parts.check_facts(GOOD, NAMES)
    for one in (model, numbers):
        parts.check_facts(one.facts, list(one.rungs))
        for rung in one.rungs.values():
            parts.check_rung(rung, len(one.coding.features), one.classes)


@pytest.mark.parametrize(
    "wrong",
    [
        {"items": "9"},
        {"items": True},
        {"items": 8},
        {"fitted_on": -1},
        {"recognises": 1},
        {"more": 1},
        {"id": 3},
        {"notes": [1]},
        {"problem": {}},
        {"swayed": [{}]},
        {"swayed": [{**SWAYED, "feature": 3}]},
        {"swayed": [{**SWAYED, "class": 1}]},
        {"swayed": [{**SWAYED, "step": 0}]},
        {"swayed": [{**SWAYED, "step": None}]},
        {"swayed": [{**SWAYED, "bins": []}]},
        {"swayed": [{**SWAYED, "bins": [[1, 30, 0.5], [1, 30, 0.5]]}]},
        {"swayed": [{**SWAYED, "bins": [[1, 0, 0.5]]}]},
        {"swayed": [{**SWAYED, "bins": [[1, 3, float("nan")]]}]},
        {"swayed": [{**SWAYED, "bins": [[1, 3, 0.5], [10**9, 3, 0.5]]}]},
        {"axes": [None]},
        {"unfinished": [1]},
        {"gaps": [{}]},
        {"gaps": [{**GAP, "share": float("nan")}]},
        {"untried": [{"name": "network"}]},
        {"leaks": [{}]},
        {"leaks": [{**LEAK, "kind": "drip"}]},
        {"leaks": [{**LEAK, "left_out": 1}]},
        {"leaks": [{**LEAK, "words": None}]},
        {"leaks": [{**LEAK, "evidence": []}]},
        {"leaks": [{**LEAK, "evidence": {"share": float("nan")}}]},
        {"leaks": [{**LEAK, "evidence": {"share": [1]}}]},
        {"leaks": [{**LEAK, "more": 1}]},
        {"learned": {"majority": 6}},
        {"learned": {"majority": 6, "rules": 6.0}},
        {"lineage": {**LINEAGE, "inputs": {"archive": "ab"}}},
        {"lineage": {**LINEAGE, "seed": "0"}},
    ],
)
def test_what_is_never_written_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        parts.check_facts({**GOOD, **wrong}, NAMES)


@pytest.mark.parametrize("name", sorted(GOOD))
def test_no_fact_may_be_missing(name: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        parts.check_facts({each: told for each, told in GOOD.items() if each != name}, NAMES)


def test_a_target_is_a_column_that_was_not_learned_from() -> None:
    coding = Coding((Column("size", "number"),))
    assert parts.target("fit", coding) == "fit"
    for wrong in (None, "", "size", 3):
        with pytest.raises(ValueError, match="target"):
            parts.target(wrong, coding)


def test_classes_are_of_a_classification() -> None:
    assert parts.classes("classification", ["a", "b"]) == ("a", "b")
    assert parts.classes("regression", None) is None
    for task, told in (("regression", ["a", "b"]), ("classification", None), ("classification", ["a"]), ("x", None)):
        with pytest.raises(ValueError):  # noqa: PT011 - each has words of its own
            parts.classes(task, told)


def test_a_ladder_is_of_its_own_task_from_the_lowest_up() -> None:
    parts.check_ladder(["majority", "kernel"], ("a", "b"))
    parts.check_ladder(["mean", "linear"], None)
    wrong = [([], None), (["linear", "mean"], None), (["mean"], ("a", "b")), (["rules", "rules"], ("a", "b"))]
    for names, classes in wrong:
        with pytest.raises(ValueError, match="no ladder"):
            parts.check_ladder(names, classes)


def test_errors_are_of_every_rung_of_numbers() -> None:
    told = {"mean_absolute_error": 2.0, "interval": [1.5, 2.5], "root_mean_squared_error": 3.0}
    assert set(parts.errors({"mean": told}, ["mean"], None)) == {"mean"}
    assert parts.errors({}, ["majority"], ("a", "b")) == {}
    for wrong, classes in (({}, None), ({"rules": told}, None), ({"mean": told}, ("a", "b")), ([], None)):
        with pytest.raises(ValueError, match="errors"):
            parts.errors(wrong, ["mean"], classes)


def test_only_numbers_have_intervals() -> None:
    draw = np.random.default_rng(0).normal(size=(2, 50))
    reach = Reach.learn(draw[0], draw[1], np.arange(50))
    parts.check_reach(reach, None)
    parts.check_reach(None, ("a", "b"))
    with pytest.raises(ValueError, match="intervals about classes"):
        parts.check_reach(reach, ("a", "b"))


def test_a_rung_that_reads_or_gives_something_else_is_refused(model: TableModel, numbers: TableModel) -> None:
    for one in (model, numbers):
        for name, rung in one.rungs.items():
            if name not in parts.CONSTANT:
                with pytest.raises(ValueError, match="reads a column that there is not"):
                    parts.check_rung(rung, 1, one.classes)
    with pytest.raises(ValueError, match="no probability of each of 3 classes"):
        parts.check_rung(Majority(np.array([0.5, 0.5])), 2, ("a", "b", "c"))
    parts.check_rung(Mean(np.array(2.0)), 2, None)

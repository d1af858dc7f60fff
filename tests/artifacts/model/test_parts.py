"""The parts of a sealed model: what ``Model.save`` writes passes, and each thing it never writes is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ninelives.artifacts.archive.gauges import SmallGauge
from ninelives.artifacts.model import parts
from ninelives.artifacts.properties import measured
from ninelives.kernels.nets.rungs import Majority, Rules

GAP = {"words": "dark", "kind": "unseen", "scenes": 0, "share": 0.5, "p": 0.01, "conditions": [["light", 0]]}
GAP |= {"steps": [0.1], "apart": True}
LINEAGE = {"stage": "train", "version": "1", "inputs": {"archive": "ab"}, "seed": 0, "threads": 1, "options": {}}
GOOD: dict[str, Any] = {"task": "classification", "items": 9, "scenes": 9, "fitted_on": 9, "calibration_items": 0}
GOOD |= {"size": 224, "side": 16, "axes": ["light"], "world": "real", "gaps": [GAP], "lineage": LINEAGE}
BIAS = {"name": "mirror", "asked": True, "used": True, "verdict": "kept", "contradicted": False, "photos": 9}
BIAS |= {"flips": 0.1, "interval": [0.0, 0.2], "gain": 0, "gain_interval": [-0.1, 0.1]}
DARK = {"light": [0.0, 0.1], "accuracy": 0.9, "interval": [0.8, 1.0], "photos": 9}
SNOUT = {"name": "snout", "kind": "yes/no", "source": "answers", "minutes": 0.1}
TOLD = [*(each.to_json() for each in measured()), SNOUT]
PAIR = {"properties": ["one", "two"], "cut": [0.5, 1], "classes": ["cat", "dog"], "cells": [[3, 1]] * 4}
GAIN = {"gain": 0.01, "interval": [-0.01, 0.03]}
LAYER = {"pairs": 1, "photos": 9, "folds": 5, "same": 5, "shown": True, "table": 0.9, "sum": 0.7, "gain": 0.2}
LAYER |= {"interval": [0.1, 0.3], "best": PAIR}
GOOD |= {
    "interaction": LAYER,
    "deployment": None,
    "notes": ["a note"],
    "levelled": False,
    "copies": 0,
    "biases": [BIAS],
    "unfinished": ["biases"],
    "untried": [{"name": "network", "reason": "torch is not installed", "fix": ""}],
    "foreseen": DARK,
    "fine_tuned": {"used": True, "against": "pretrained", "photos": 9, "day": GAIN, "dark": GAIN},
    "properties": TOLD,
}


def test_what_is_written_passes() -> None:
    parts.check_facts(GOOD)


@pytest.mark.parametrize(
    "wrong",
    [
        {"items": "9"},
        {"items": True},
        {"levelled": 1},
        {"biases": [{**BIAS, "verdict": "perhaps"}]},
        {"biases": [{**BIAS, "used": None}]},
        {"biases": [{**BIAS, "flips": float("nan")}]},
        {"biases": [{}]},
        {"foreseen": {**DARK, "light": [0.0, "dark"]}},
        {"biases": [{**BIAS, "interval": [0.1]}]},
        {"biases": [{**BIAS, "gain_interval": [0.1]}]},
        {"biases": [{**BIAS, "interval": [0.1, 0.2, 0.3], "gain_interval": [0.1]}]},
        {"foreseen": {**DARK, "interval": [0.8]}},
        {"foreseen": {**DARK, "light": [0.1]}},
        {"foreseen": {**DARK, "light": [0.0, 0.1, 0.2]}},
        {"foreseen": []},
        {"interaction": []},
        {"interaction": {}},
        {"interaction": {**LAYER, "shown": 1}},
        {"interaction": {**LAYER, "same": 5.0}},
        {"interaction": {**LAYER, "gain": float("nan")}},
        {"interaction": {**LAYER, "interval": [0.1]}},
        {"interaction": {**LAYER, "interval": [0.1, "0.3"]}},
        {"interaction": {**LAYER, "shown": False, "best": None, "interval": [0.1]}},
        {"interaction": {**LAYER, "best": None}},
        {"interaction": {**LAYER, "best": {**PAIR, "properties": ["one", 2]}}},
        {"interaction": {**LAYER, "best": {**PAIR, "properties": ["one"]}}},
        {"interaction": {**LAYER, "best": {**PAIR, "classes": ["cat", None]}}},
        {"interaction": {**LAYER, "best": {**PAIR, "cut": [0.5, float("inf")]}}},
        {"interaction": {**LAYER, "best": {**PAIR, "cut": [0.5]}}},
        {"interaction": {**LAYER, "best": {**PAIR, "cells": [[3, 1]] * 3}}},
        {"interaction": {**LAYER, "best": {**PAIR, "cells": [[3, 1, 1]] * 4}}},
        {"interaction": {**LAYER, "best": {**PAIR, "cells": [[3, -1]] * 4}}},
        {"interaction": {**LAYER, "best": {**PAIR, "cells": [[3, "1"]] * 4}}},
        {"untried": [{"name": "network", "reason": 1, "fix": ""}]},
        {"properties": None},
        {"properties": [SNOUT]},
        {"properties": TOLD[1:]},
        {"properties": [*TOLD, SNOUT]},
        {"properties": [*TOLD, {**SNOUT, "name": "tail", "source": "photo"}]},
        {"properties": [*TOLD, {**SNOUT, "minutes": -1}]},
        {"axes": [1]},
        {"notes": [1]},
        {"size": 10**9},
        {"side": 0},
        {"gaps": [{**GAP, "share": float("nan")}]},
        {"gaps": [{**GAP, "words": 3}]},
        {"gaps": [{**GAP, "steps": []}]},
        {"gaps": [{**GAP, "conditions": [["light", None]]}]},
        {"gaps": [{name: told for name, told in GAP.items() if name != "apart"}]},
        {"gaps": [{**GAP, "apart": 1}]},
        {"gaps": [{}]},
        {"lineage": {**LINEAGE, "seed": "0"}},
        {"lineage": {**LINEAGE, "inputs": {}}},
    ],
)
def test_what_is_never_written_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        parts.check_facts({**GOOD, **wrong})


def test_no_number_is_larger_than_a_float_can_be() -> None:
    parts.check_reach({**GOOD, "items": 10**300})
    for wrong in ({"items": 10**400}, {"gaps": [{**GAP, "conditions": [["light", -(10**400)]]}]}):
        with pytest.raises(ValueError, match="too large"):
            parts.check_reach({**GOOD, **wrong})


def test_a_layer_that_was_not_fitted_or_shows_nothing_passes() -> None:
    parts.check_facts({**GOOD, "interaction": None})
    parts.check_facts({**GOOD, "interaction": {**LAYER, "shown": False, "best": None}})


def test_classes_are_two_names_or_more_all_different() -> None:
    assert parts.classes(["cat", "dog"]) == ("cat", "dog")
    for wrong in (["cat"], ["cat", "cat"], ["cat", 1], "cat", None):
        with pytest.raises(ValueError, match="classes"):
            parts.classes(wrong)


def test_a_score_is_of_numbers() -> None:
    good = {"name": "rules", "score": 0.9, "interval": [0.8, 1.0], "error": 0.02, "parameters": 3, "capped": None}
    assert parts.score(good)["interval"] == (0.8, 1.0)
    for wrong in ({"score": float("inf")}, {"error": -1}, {"parameters": 3.5}, {"name": 1}, {"interval": [1]}):
        with pytest.raises(ValueError):  # noqa: PT011 - unpacking has words of its own
            parts.score({**good, **wrong})


def test_a_capped_score_says_beside_which_rung_it_stands() -> None:
    told = {"photos": 160, "against": "kernel", "gain": -0.1, "interval": [-0.2, 0.0]}
    good = {"name": "network", "score": 0.9, "interval": [0.8, 1.0], "error": 0.02, "parameters": 3}
    found = parts.score({**good, "capped": told})["capped"]
    assert found.to_json() == told
    nan = float("nan")
    for wrong in (
        {"photos": 0},
        {"photos": 1.5},
        {"against": 1},
        {"gain": nan},
        {"interval": [nan, 0]},
        {"interval": 1},
    ):
        with pytest.raises((ValueError, TypeError)):
            parts.score({**good, "capped": told | wrong})


def test_only_rungs_that_read_no_properties_may_go_without() -> None:
    parts.check_read([], ["majority", "kernel", "kinds"])
    parts.check_read(TOLD, ["rules", "perceptron"])
    for reader in ("rules", "perceptron"):
        with pytest.raises(ValueError, match=f"'{reader}' reads properties"):
            parts.check_read([], ["majority", reader])


def test_scores_are_those_of_a_ladder_or_that_of_kinds() -> None:
    for names, kinds in ((["majority", "rules", "kernel"], False), ([], True), (["kinds"], True)):
        parts.check_ladder(names, kinds=kinds)
    for names, kinds in (
        (["rules", "majority"], False),
        (["rules", "rules"], False),
        (["rules", "nobody"], False),
        (["rules", "kinds"], False),
        (["rules"], True),
        (["kinds", "kinds"], True),
    ):
        with pytest.raises(ValueError, match="no ladder"):
            parts.check_ladder(names, kinds=kinds)


STEP = {"score": 0.5, "error": 0.1, "interval": [0.4, 0.6], "gain": 0.0, "gain_interval": [-0.1, 0.1]}
LINE = {"text": "if snout is yes then dog", "class": "dog", "leaf": 1}
RULES: dict[str, Any] = {"written": [LINE], "otherwise": None, "tail": 2, "steps": [STEP] * 3, "enough": 2}


def _ruled() -> Rules:
    """One written rule at node 1, and a tree of two leaves behind it."""
    return Rules(
        feature=np.array([31, -1, 0, -1, -1]),
        threshold=np.full(5, 0.5),
        left=np.array([2, 0, 3, 0, 0]),
        right=np.array([1, 0, 4, 0, 0]),
        value=np.full((5, 2), 0.5),
        photos=np.ones((5, 2), np.int64),
    )


def test_what_is_told_of_rules_belongs_to_them() -> None:
    parts.check_rules(RULES, _ruled(), ("cat", "dog"))
    parts.check_rules(None, None, ("cat", "dog"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"tail": 9},
        {"tail": 3},
        {"tail": 0},
        {"tail": True},
        {"written": []},
        {"written": [{**LINE, "leaf": 0}]},
        {"written": [{**LINE, "leaf": 3}]},
        {"written": [{**LINE, "leaf": -1}]},
        {"written": [{**LINE, "leaf": 1.0}]},
        {"written": [{**LINE, "text": 1}]},
        {"written": [{**LINE, "class": "cow"}]},
        {"otherwise": "cow"},
        {"steps": [STEP] * 2},
        {"steps": [{**STEP, "gain": float("nan")}] * 3},
        {"steps": [{**STEP, "interval": [0.1]}] * 3},
        {"steps": [{**STEP, "interval": [0.1, 0.2, 0.3], "gain_interval": [0.1]}] * 3},
        {"steps": [{**STEP, "interval": [0.1], "gain_interval": [0.1, 0.2, 0.3]}] * 3},
        {"steps": [{**STEP, "score": 1e300}] * 3},
        {"steps": [{**STEP, "interval": [0.1, 2]}] * 3},
        {"steps": [{}] * 3},
        {"enough": 0},
        {"enough": 4},
        {"enough": 1.0},
    ],
)
def test_rules_that_are_never_written_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        parts.check_rules({**RULES, **wrong}, _ruled(), ("cat", "dog"))


def test_rules_without_their_rung_and_a_rung_without_its_rules_are_refused() -> None:
    for told, rung in ((RULES, None), (None, _ruled())):
        with pytest.raises(ValueError, match="it tells of rules that are not in it"):
            parts.check_rules(told, rung, ("cat", "dog"))


def test_a_rung_answers_for_every_class() -> None:
    rung = _majority()
    parts.check_rung(rung, None, 2)
    with pytest.raises(ValueError, match="each of 3 classes"):
        parts.check_rung(rung, SmallGauge(4), 3)


def _majority() -> Majority:
    return Majority(prior=np.array([0.75, 0.25]))

"""What a model tells of kinds is checked: whoever sealed it may have written anything."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ninelives.artifacts.model import Model, kinds
from ninelives.errors import NinelivesError
from ninelives.kernels.nets.rungs import Kinds, Majority
from ninelives.stages.train.fit import train
from tests.artifacts.model.test_folder import seal_again
from tests.folders import noise

RUNG = Kinds(np.zeros((2, 3)), np.asarray(1.0), np.arange(2))


def told(**other: Any) -> dict[str, Any]:
    return {
        "names": ["thing 1", "thing 2"],
        "sizes": [5, 3],
        "there": True,
        "p": 0.01,
        "agreement": 0.9,
        "range": [0.8, 1.0],
        "halvings": 10,
        "between": [{"kinds": ["thing 1", "thing 2"], "near": [2, 1], "half_way": 0, "p": 0.01}],
        "typical": [["a"], ["b"]],
        "doubtful": [["c"], []],
        "labels": [],
    } | other


def pair(**other: Any) -> list[dict[str, Any]]:
    return [told()["between"][0] | other]


def heard(**other: Any) -> list[dict[str, Any]]:
    return [
        {"kind": "thing 1", "name": "cat", "counts": {"cat": 2}} | other,
        {"kind": "thing 2", "name": "thing 2", "counts": {}},
    ]


def test_what_was_written_is_taken() -> None:
    kinds.check(told(), RUNG, ("thing 1", "thing 2"))
    kinds.check(told(agreement=None, range=None, halvings=0, between=[]), RUNG, ("thing 1", "thing 2"))
    kinds.check(told(labels=heard()), RUNG, ("cat", "thing 2"))


@pytest.mark.parametrize(
    "other",
    [
        {"names": ["thing 1"]},
        {"names": ["thing 1", "thing 1"]},
        {"names": ["thing 1", 2]},
        {"names": "ab"},
        {"names": None},
        {"sizes": [5]},
        {"sizes": [5, "3"]},
        {"sizes": [5, float("nan")]},
        {"there": 1},
        {"p": None},
        {"p": float("inf")},
        {"agreement": "0.9"},
        {"range": [0.8]},
        {"range": None},
        {"halvings": True},
        {"between": [{}]},
        {"between": pair(kinds=["thing 1", "thing 9"])},
        {"between": pair(kinds=["thing 1"])},
        {"between": pair(near=[1])},
        {"between": pair(near=[1, None])},
        {"between": pair(half_way="none")},
        {"typical": [["a"]]},
        {"typical": [["a"], [7]]},
        {"doubtful": [["a"], "b"]},
        {"labels": heard(kind="thing 9")},
        {"labels": heard(name="owl")},
        {"labels": heard(counts={"cat": "two"})},
        {"labels": heard(counts=[["cat", 2]])},
        {"labels": [7]},
        {"labels": {}},
        {"labels": heard()[:1]},
        {"labels": heard()[::-1]},
        {"labels": [*heard(), *heard()[:1]]},
    ],
)
def test_anything_else_is_refused(other: dict[str, Any]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        kinds.check(told(**other), RUNG, ("cat", "thing 2") if "labels" in other else ("thing 1", "thing 2"))


@pytest.mark.parametrize("gone", sorted(told()))
def test_nothing_may_be_missing(gone: str) -> None:
    with pytest.raises(KeyError):
        kinds.check({name: part for name, part in told().items() if name != gone}, RUNG, ("thing 1", "thing 2"))


def test_the_kinds_are_those_of_the_rung_and_the_classes() -> None:
    three = Kinds(np.zeros((3, 3)), np.asarray(1.0), np.arange(3))
    for rung in (three, Majority(np.array([0.5, 0.5]))):
        with pytest.raises(ValueError, match="not those of its rung"):
            kinds.check(told(), rung, ("thing 1", "thing 2"))
    with pytest.raises(ValueError, match="names of their own"):
        kinds.check(told(), RUNG, ("cat", "dog"))


@pytest.fixture(scope="module")
def things(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("things")
    model = train(noise(root / "p", all=(0, 255, 8)), unlabelled=2, size=64, out=root / "things.model")
    assert model.path
    return model.path


def test_a_score_of_another_rung_is_refused(things: Path, tmp_path: Path) -> None:
    score = {"name": "kinds", "score": 0.9, "interval": [0.8, 1.0], "error": 0.02, "parameters": 3, "capped": None}
    copy = Path(shutil.copytree(things, tmp_path / "copy.model"))
    seal_again(copy, lambda facts: facts.update(scores=[score]))
    assert "right in 90.0 %" in repr(Model.load(copy))
    seal_again(copy, lambda facts: facts.update(scores=[{**score, "name": "rules"}]))
    with pytest.raises(NinelivesError, match="no ladder"):
        Model.load(copy)

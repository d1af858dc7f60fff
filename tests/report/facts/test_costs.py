"""What a model's mistakes cost, against a count of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import ninelives as nl
from ninelives.artifacts.problem import Problem
from ninelives.report.facts.costs import charged
from tests.folders import noise

ERRORS = {"bright": {"dim": 10}, "dim": {"bright": 1}}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> nl.Model:
    root = noise(tmp_path_factory.mktemp("costs") / "photos", bright=(150, 220, 60), dim=(142, 212, 30))
    asked = Problem.of({"outputs": {"classes": ["bright", "dim"]}, "loss": {"errors": ERRORS}, "biases": []})
    return nl.train(root, problem=asked, rungs=("majority",))


def told(model: nl.Model) -> tuple[list[str], list[str]]:
    both, p = model.unseen()
    return both.get_column("truth").to_list(), [model.classes[at] for at in p.argmax(axis=1)]


def test_it_is_the_mean_over_all_that_were_judged(model: nl.Model) -> None:
    pairs = list(zip(*told(model), strict=True))
    want = float(np.mean([ERRORS[truth].get(said, 0) for truth, said in pairs]))
    found = charged(model)
    assert found is not None
    assert found.mean == pytest.approx(want) == pytest.approx(1 / 3)  # a third is dim, and all are called bright
    assert found.interval[0] <= found.mean <= found.interval[1]


def test_photos_count_as_common_as_their_class_will_be(model: nl.Model) -> None:
    facts = {**model.facts, "problem": {**model.facts["problem"], "shares": {"bright": 0.9, "dim": 0.1}}}
    found = charged(replace(model, facts=facts))
    assert found is not None
    assert found.mean == pytest.approx(0.1)


def test_a_model_that_no_problem_asked_for_has_no_costs(model: nl.Model, tmp_path: Path) -> None:
    assert charged(replace(model, facts={**model.facts, "problem": None})) is None
    saved = model.save(tmp_path / "a.model")
    assert charged(nl.Model.load(saved.path)) == charged(model)

"""Of which kind a shift is said to be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.sides import Sides
from ninelives.artifacts.sides.side import Side
from ninelives.stages.audit import kind

CLASSES = ("cat", "dog")


def judged(seed: int, dogs: float, rows: int = 600, *, told: bool = True, blur: float = 1.0) -> Side:
    """Rows whose probabilities are right about themselves at even shares."""
    draw = np.random.default_rng(seed)
    dog = draw.random(rows) < dogs
    logit = np.where(dog, 1.5, -1.5) + draw.normal(size=rows) * blur
    p = 1 / (1 + np.exp(-3 * logit))
    truth = np.array(CLASSES, dtype=object)[dog.astype(int)] if told else None
    return Side(
        items=[str(row) for row in range(rows)],
        scenes=np.arange(rows),
        conditions={},
        inputs=pl.DataFrame(),
        outputs=np.stack([1 - p, p], 1),
        truth=truth,
    )


def sides(old: Side, new: Side) -> Sides:
    nowhere = Envelope.of({}, old.scenes)
    return Sides(noun="row", reference=old, new=new, envelope=nowhere, visited=nowhere, classes=CLASSES, digests={})


def test_other_shares_of_the_same_classes_are_label_shift() -> None:
    found = kind.reckon(
        sides(judged(0, 0.5), judged(1, 0.9, told=False)), shifted=True, concept=None, alpha=0.05, seed=0
    )
    assert found["name"] == "label-shift"
    dog = found["shares"]["classes"][1]
    assert dog["share"] == pytest.approx(0.9, abs=0.06)
    assert dog["likeliest"] == pytest.approx(0.9, abs=0.06)
    low, high = dog["interval"]
    assert low < dog["weight"] < high
    assert low > 1


def test_outputs_that_no_shares_could_mix_are_covariate_shift_and_nothing_is_corrected() -> None:
    found = kind.reckon(
        sides(judged(0, 0.5), judged(1, 0.5, told=False, blur=6)), shifted=True, concept=None, alpha=0.05, seed=0
    )
    assert found["name"] == "covariate-shift"
    assert "only labels" in found["assumption"]
    assert all(one["share"] is None for one in found["shares"]["classes"])


def test_outputs_that_tell_nothing_apart_are_called_so() -> None:
    blind = replace(judged(0, 0.5), outputs=np.full((600, 2), 0.5))
    found = kind.reckon(sides(blind, blind), shifted=True, concept=None, alpha=0.05, seed=0)
    assert not found["shares"]["is"]
    assert "hardly tell the classes apart" in found["shares"]["why"]


def test_labels_of_other_classes_are_new_classes() -> None:
    new = judged(1, 0.5)
    assert new.truth is not None
    owls = replace(new, truth=np.where(np.arange(600) < 10, "owl", new.truth))
    found = kind.reckon(sides(judged(0, 0.5), owls), shifted=False, concept=None, alpha=0.05, seed=0)
    assert (found["name"], "owl" in found["words"]) == ("new-classes", True)


def test_labels_that_contradict_are_a_concept_change() -> None:
    found = kind.reckon(sides(judged(0, 0.5), judged(1, 0.5)), shifted=False, concept=0.001, alpha=0.05, seed=0)
    assert found["name"] == "concept-change"


def test_without_a_model_nobody_knows() -> None:
    bare = replace(judged(0, 0.5), outputs=None, truth=None)
    found = kind.reckon(replace(sides(bare, bare), classes=None), shifted=True, concept=None, alpha=0.05, seed=0)
    assert found["name"] == "unknown"
    assert found["shares"] is None

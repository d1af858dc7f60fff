"""Options of learning from a table: all faults at once, and what a table has none of with its reason."""

from __future__ import annotations

from typing import Any

import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.train.spec import TrainSpec
from ninelives.stages.train.tables import rungs, spec
from ninelives.stages.train.tables.spec import REASONS, TableSpec


def told(**options: Any) -> str:
    with pytest.raises(NinelivesError) as error:
        TableSpec.of(options)
    return f"{error.value} {error.value.fix}"


def test_the_ladders_are_those_that_are_fitted() -> None:
    assert list(rungs.CLASSES) == list(spec.CLASSES)
    assert list(rungs.NUMBERS) == list(spec.NUMBERS)


def test_the_ladder_goes_from_the_lowest_up_whatever_the_order() -> None:
    assert TableSpec(rungs=("kernel", "rules")).ladder(numbers=False) == ("rules", "kernel")
    assert TableSpec(rungs="boosting,mean").ladder(numbers=True) == ("mean", "boosting")  # type: ignore[arg-type]
    assert TableSpec().ladder(numbers=True) == spec.NUMBERS
    assert TableSpec().ladder(numbers=False) == spec.CLASSES


def test_text_is_read_as_it_is_typed() -> None:
    found = TableSpec.of({"axes": "kind, wet", "budget": "5m", "seed": 3})
    assert (found.axes, found.budget, found.seed) == (("kind", "wet"), 300.0, 3)


def test_all_faults_are_told_at_once() -> None:
    found = told(folds=1, seed=-1, calibration_share=0.9, budget=0, rungs=("rulez", "pretrained"))
    for part in ("folds must be >= 2", "seed must be >= 0", "[0, 0.4]", "above 0 s", "did you mean 'rules' ?"):
        assert part in found
    assert "the rung 'pretrained' looks at photos: of classes there are majority, rules" in found


@pytest.mark.parametrize(
    "wrong", [{"seed": "0"}, {"seed": True}, {"folds": 2.5}, {"rungs": 3}, {"axes": [1]}, {"calibration_share": None}]
)
def test_what_is_of_another_type_is_told(wrong: dict[str, Any]) -> None:
    assert next(iter(wrong)).replace("_", "-") in told(**wrong)


def test_no_rung_is_none() -> None:
    assert "name at least one rung" in told(rungs=())


def test_an_unknown_option_is_told_with_the_near_one() -> None:
    assert "'sed' (did you mean 'seed' ?)" in told(sed=1)


@pytest.mark.parametrize("name", sorted(REASONS))
def test_what_a_table_has_none_of_is_refused_with_its_reason(name: str) -> None:
    assert f"--{name.replace('_', '-')}: {REASONS[name]}" in told(**{name: 1, "seed": 0})


def test_every_option_of_photos_is_one_of_tables_or_has_a_reason() -> None:
    photos, tables = set(TrainSpec.__slots__), set(TableSpec.__slots__)
    assert photos - tables <= set(REASONS)
    assert not tables & set(REASONS)


def test_a_rung_of_classes_is_none_of_numbers() -> None:
    with pytest.raises(
        NinelivesError, match=r"numbers are learned.*'perceptron' \(did you mean 'linear' \?\)"
    ) as error:
        TableSpec(rungs=("rules", "perceptron")).ladder(numbers=True)
    assert error.value.fix == "--rungs rules,linear"
    with pytest.raises(NinelivesError, match="classes are learned") as error:
        TableSpec(rungs=("mean",)).ladder(numbers=False)
    assert error.value.fix == "--rungs majority"
